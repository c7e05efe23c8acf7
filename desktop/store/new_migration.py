"""A new migration from what the models say now: `python -m desktop.store.new_migration NAME`.

The difference is taken between an office made by the steps so far and the models. Read what was written: a
renamed column looks like one dropped and one added, and data moves only where the step says so.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData

from desktop.models.everything import SCHEMA
from desktop.store.engines import create_file
from desktop.store.migrating import MIGRATIONS, create, known_revisions


def differences(engine: Any, tables: MetaData) -> list[Any]:
    """What the models have and the database has not, or the other way round; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables))


def new_migration(name: str, tables: MetaData, migrations: Path = MIGRATIONS) -> Path:
    """Write the next step and return its file."""
    from alembic import command
    from alembic.config import Config

    known = known_revisions(migrations)
    number = f"{int(known[-1]) + 1 if known else 1:04d}"
    slug = re.sub(r"\W+", "_", name.strip().lower()).strip("_")
    with tempfile.TemporaryDirectory() as folder:
        engine = create_file(Path(folder) / "office.opora", None)
        try:
            create(engine, migrations)
            with engine.connect() as connection:
                config = Config()
                config.set_main_option("script_location", str(migrations).replace("%", "%%"))
                config.set_main_option("path_separator", "newline")
                config.set_main_option("file_template", f"{number}_{slug}")
                config.attributes.update(connection=connection, metadata=tables)
                command.revision(config, message=name, autogenerate=True, rev_id=number)
        finally:
            engine.dispose()
    return migrations / "versions" / f"{number}_{slug}.py"


def main(arguments: list[str]) -> int:
    """One name, one file."""
    if len(arguments) != 1 or not arguments[0].strip():
        sys.stderr.write("usage: python -m desktop.store.new_migration NAME\n")
        return 2
    sys.stdout.write(f"{new_migration(arguments[0], SCHEMA)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

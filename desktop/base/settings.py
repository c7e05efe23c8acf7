"""What a person prefers on this computer: language, look, last office. A checked JSON file, replaced whole.

Never about a family. A damaged file is put aside and the defaults are used: preferences must not stop the work.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from desktop.base.files import replace_file


@dataclass
class Settings:
    """Preferences with their defaults; unknown keys of a newer program are dropped."""

    language: str = "ru"
    scheme: str = "auto"  # auto | light | dark | contrast
    zoom: int = 100  # per cent, 90 to 150
    enter_is_next: bool = True
    lock_after_minutes: int = 10
    last_office: str = ""
    last_user: str = ""
    window: dict[str, int] = field(default_factory=dict)  # x, y, width, height


def load(path: Path) -> Settings:
    """The preferences kept in `path`; what is missing or of the wrong type is the default."""
    settings = Settings()
    try:
        kept: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return settings
    except (OSError, ValueError, RecursionError):
        path.replace(path.with_suffix(".damaged"))
        return settings
    if isinstance(kept, dict):
        for known in fields(Settings):
            value = kept.get(known.name)
            if isinstance(value, type(getattr(settings, known.name))):
                setattr(settings, known.name, value)
    settings.zoom = min(150, max(90, settings.zoom))
    settings.lock_after_minutes = min(240, max(1, settings.lock_after_minutes))
    return settings


def save(path: Path, settings: Settings) -> None:
    """Keep the preferences.

    Raises:
        Unavailable: the file could not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())

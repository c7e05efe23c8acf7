"""The command line: everything the office can do without a window. Sentences for people, exit codes for scripts.

0 done · 1 refused or not possible, with one sentence on the error stream · 2 the command was not understood
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

from desktop import __version__
from desktop.base.errors import OporaError, Rejected
from desktop.base.files import replace_file
from desktop.base.messages import N_, Finding, _, message, ngettext

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.offices import Opened


class _Parser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; without any, open the window."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    asked = parser.parse_args(typed)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except OporaError as error:
        _complain(error.words())
    except KeyboardInterrupt:
        _complain(_("Interrupted."))
    except BrokenPipeError:
        sys.stderr.close()
    return 1


def _complain(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="opora", description=_("The record of families accompanied by a social-protection office.")
    )
    parser.add_argument("--version", action="version", version=f"Opora {__version__}")
    parser.add_argument(
        "--db", default="", help=_("the office to open: a file or postgresql://user@server/name")
    )
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title=_("commands"), metavar="")
    _add_prints(commands)
    _add_database(commands)
    demo = commands.add_parser("demo", help=_("make a demonstration office"))
    demo.add_argument("folder", type=Path)
    demo.add_argument("--families", type=int, default=60)
    demo.add_argument("--seed", type=int, default=1)
    demo.set_defaults(run=_demo)
    definitions = commands.add_parser(
        "definitions", help=_("check and install forms, pathways, dictionaries")
    )
    kinds = definitions.add_subparsers(required=True, metavar="check|install")
    check = kinds.add_parser("check", help=_("say what to mend in a folder of definitions"))
    check.add_argument("folder", type=Path, nargs="?")
    check.set_defaults(run=_definitions_check)
    install = kinds.add_parser("install", help=_("check a definition and install it into the office"))
    install.add_argument("file", type=Path)
    _opens(install)
    install.set_defaults(run=_definitions_install)
    commands.add_parser("self-test", help=_("check that the installed program is whole")).set_defaults(
        run=_self_test
    )
    return parser


if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction["_Parser"]  # noqa: SLF001  argparse names no public type


def _opens(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", required=True, help=_("the office: a file or postgresql://user@server/name"))
    parser.add_argument("--user", default="", help=_("the name for signing in"))
    parser.add_argument(
        "--password-file", type=Path, help=_("a file whose first line is the office password")
    )


def _add_prints(commands: Subparsers) -> None:
    dossier = commands.add_parser("dossier", help=_("print the dossier of a family"))
    _opens(dossier)
    dossier.add_argument("--family", required=True, metavar="NUMBER", help=_("the file number of the family"))
    dossier.add_argument("--out", required=True, type=Path, metavar="F.pdf")
    dossier.set_defaults(run=_dossier)
    register = commands.add_parser("register", help=_("write the register of families"))
    _opens(register)
    register.add_argument("--out", required=True, type=Path, metavar="F.xlsx")
    register.set_defaults(run=_register)
    map_ = commands.add_parser("map", help=_("draw a map of a family"))
    _opens(map_)
    map_.add_argument("--family", required=True, metavar="NUMBER", help=_("the file number of the family"))
    map_.add_argument("--kind", choices=("social",), default="social")
    map_.add_argument("--out", required=True, type=Path, metavar="F.svg|pdf|png")
    map_.set_defaults(run=_map)
    shots = commands.add_parser("shots", help=_("take pictures of the pages of the window"))
    _opens(shots)
    shots.add_argument("--out", required=True, type=Path, metavar="DIR")
    shots.add_argument("--all", action="store_true", help=_("light and dark, 100 and 150 per cent"))
    shots.set_defaults(run=_shots)


def _add_database(commands: Subparsers) -> None:
    database = commands.add_parser("db", help=_("create, upgrade and check an office"))
    acts = database.add_subparsers(required=True, metavar="create|upgrade|check")
    create = acts.add_parser("create", help=_("make a new office"))
    _opens(create)
    for name, default in (
        ("name", _("New office")),
        ("surname", _("Administrator")),
        ("given-name", _("Office")),
    ):
        create.add_argument(f"--{name}", default=default)
    create.add_argument("--region", default="01")
    create.add_argument("--country", choices=("ru", "kg", "ua"), default="ru")
    create.add_argument("--time-zone", default="Europe/Moscow")
    create.set_defaults(run=_create)
    for name, words, run in (
        ("upgrade", _("bring an office up to this program"), _upgrade),
        ("check", _("look for damage in an office"), _check),
    ):
        act = acts.add_parser(name, help=words)
        _opens(act)
        act.set_defaults(run=run)


# Opening


def _password(asked: argparse.Namespace, question: str) -> str:
    if asked.password_file is not None:
        try:
            lines: list[str] = asked.password_file.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise Rejected(
                Finding(
                    (),
                    message(
                        N_("The password file {name} cannot be read: {reason}."),
                        name=asked.password_file.name,
                        reason=error.strerror or str(error),
                    ),
                )
            ) from error
        return lines[0] if lines else ""
    if (given := os.environ.get("OPORA_PASSWORD")) is not None:
        return given
    if not sys.stdin.isatty():
        raise Rejected(
            Finding(
                (),
                message(N_("The office asks for a password: give it by OPORA_PASSWORD or --password-file.")),
            )
        )
    return getpass.getpass(question)


def _opened(asked: argparse.Namespace) -> Opened:
    from desktop import bootstrap
    from desktop.services import offices

    door = offices.door_of(asked.db)
    made = bootstrap.making()
    if door.kind == "plain":
        return offices.sign_in(asked.db, asked.user, "", made)
    user = asked.user or (door.users[0] if len(door.users) == 1 else "")
    if not user:
        raise Rejected(Finding((), message(N_("Say who signs in: --user NAME"))))
    return offices.sign_in(
        asked.db, user, _password(asked, _("Password of {user}: ").format(user=user)), made
    )


def _desk(asked: argparse.Namespace) -> Desk:
    from desktop import bootstrap

    return bootstrap.inline_desk(_opened(asked))


def _family(desk: Desk, number: str) -> object:
    from desktop.services.families import family_by_number
    from desktop.services.printing import NO_FAMILY

    found = desk.read(lambda reading: family_by_number(reading, number))
    if found is None:
        raise Rejected(Finding((), message(NO_FAMILY, number=number)))
    return found


def _write(path: Path, content: bytes) -> None:
    if not path.absolute().parent.is_dir():
        raise Rejected(
            Finding((), message(N_("There is no folder {folder}."), folder=str(path.absolute().parent)))
        )
    replace_file(path, content)


# Commands


def _window(asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    return bootstrap.run_window(["opora"], asked.db)


def _demo(asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    path = bootstrap.make_demonstration(asked.folder, asked.families, asked.seed, _told)
    _say(_("The demonstration office is ready: {path}").format(path=path))
    return 0


def _told(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done * 100 // max(of, 1)} %" + ("\n" if done == of else ""))


def _dossier(asked: argparse.Namespace) -> int:
    from uuid import UUID

    from desktop.documents.pdf import to_pdf
    from desktop.services import printing

    desk = _desk(asked)
    try:
        family = _family(desk, asked.family)
        assert isinstance(family, UUID)  # noqa: S101  for the type checker
        document = desk.read(lambda reading: printing.dossier_document(reading, family, desk.caption))
        printed = to_pdf(document)
        _write(asked.out, printed.content)
        desk.do(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, asked.out.name, "dossier"),
            undoable=False,
        )
    finally:
        desk.close()
    _say(
        ngettext("{path}: {n} page", "{path}: {n} pages", printed.pages).format(
            path=asked.out, n=printed.pages
        )
    )
    if printed.missing_characters:
        words = ngettext(
            "{n} character has no letter in the fonts",
            "{n} characters have no letters in the fonts",
            printed.missing_characters,
        )
        _complain(words.format(n=printed.missing_characters))
    return 0


def _register(asked: argparse.Namespace) -> int:
    from desktop.documents.workbooks import to_xlsx
    from desktop.services import printing

    desk = _desk(asked)
    try:
        workbook = desk.read(lambda reading: printing.register_workbook(reading, desk.caption))
        _write(asked.out, to_xlsx(workbook))
    finally:
        desk.close()
    rows = len(workbook.sheets[0].rows)
    _say(ngettext("{path}: {n} family", "{path}: {n} families", rows).format(path=asked.out, n=rows))
    return 0


def _map(asked: argparse.Namespace) -> int:
    from uuid import UUID

    from desktop.services import printing

    desk = _desk(asked)
    try:
        family = _family(desk, asked.family)
        assert isinstance(family, UUID)  # noqa: S101  for the type checker
        content = desk.read(lambda reading: printing.map_file(reading, family, asked.out.suffix.lower()))
        _write(asked.out, content)
        desk.do(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, asked.out.name, "map"),
            undoable=False,
        )
    finally:
        desk.close()
    _say(str(asked.out))
    return 0


def _shots(asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    made = bootstrap.run_shots(_opened(asked), asked.out, everything=asked.all)
    _say(ngettext("{n} picture in {path}", "{n} pictures in {path}", made).format(n=made, path=asked.out))
    return 0


def _create(asked: argparse.Namespace) -> int:
    from desktop import bootstrap
    from desktop.services import offices

    new = offices.NewOffice(
        asked.name, asked.surname, asked.given_name, asked.user or "admin", region_code=asked.region, country=asked.country,
        time_zone=asked.time_zone,
    )  # fmt: skip
    opened, code = offices.found_office(
        asked.db, new, _password(asked, _("New password: ")), bootstrap.making()
    )
    opened.kept.close()
    _say(_("The office is ready: {path}").format(path=asked.db))
    if code:
        _say(_("Recovery code, shown once; print it and lock it away: {code}").format(code=code))
    return 0


def _upgrade(asked: argparse.Namespace) -> int:
    _opened(asked).kept.close()
    _say(_("The office fits this program."))
    return 0


def _check(asked: argparse.Namespace) -> int:
    from desktop.services.offices import check

    opened = _opened(asked)
    try:
        findings = check(opened.kept)
    finally:
        opened.kept.close()
    for finding in findings:
        _complain(finding.message.words())
    if not findings:
        _say(_("No damage was found."))
    return 1 if findings else 0


def _definitions_check(asked: argparse.Namespace) -> int:
    from desktop.base import places
    from desktop.definitions import check_folder

    folder = asked.folder or places.resource("definitions")
    if not folder.is_dir():
        raise Rejected(Finding((), message(N_("There is no folder {folder}."), folder=str(folder))))
    problems = check_folder(folder)
    for problem in problems:
        _complain(problem.words())
    if not problems:
        _say(_("The definitions are in order."))
    return 1 if problems else 0


def _definitions_install(asked: argparse.Namespace) -> int:
    from desktop.definitions import DefinitionError
    from desktop.services.definitions_kept import INSTALLED, install

    try:
        text = asked.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Rejected(
            Finding((), message(N_("The file {name} cannot be read."), name=asked.file.name))
        ) from error
    desk = _desk(asked)
    try:
        desk.do(INSTALLED, lambda unit: install(unit, text, asked.file.name), undoable=False)
    except DefinitionError as error:
        for problem in error.problems:
            _complain(problem.words())
        return 1
    finally:
        desk.close()
    _say(_("The definition is installed."))
    return 0


def _self_test(_asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    failures = bootstrap.self_test(_say)
    for failure in failures:
        _complain(failure)
    return 1 if failures else 0

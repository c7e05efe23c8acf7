"""What may be typed: commands, their options, and the words of the help."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

from desktop import __version__
from desktop.base.messages import _
from desktop.cli import acts, forms, imports, maps
from desktop.cli.argument_words import speak


class _Parser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    speak()
    whole = _Parser(prog="opora", description=_("The record of families accompanied by a social-protection office."))
    whole.add_argument("--version", action="version", version=f"Opora {__version__}", help=_("say which version it is"))
    whole.add_argument("--db", default="", help=_("the office to open: a file or postgresql://user@server/name"))
    whole.set_defaults(run=acts.window)
    commands = whole.add_subparsers(title=_("commands"), metavar="")
    _add_prints(commands)
    _add_imports(commands)
    _add_database(commands)
    demo = commands.add_parser("demo", help=_("make a demonstration office"))
    demo.add_argument("folder", type=Path)
    demo.add_argument("--families", type=int, default=60)
    demo.add_argument("--seed", type=int, default=1)
    demo.set_defaults(run=acts.demo)
    definitions = commands.add_parser("definitions", help=_("check and install forms, pathways, dictionaries"))
    kinds = definitions.add_subparsers(required=True, metavar="check|install")
    check = kinds.add_parser("check", help=_("say what to mend in a folder of definitions"))
    check.add_argument("folder", type=Path, nargs="?")
    check.set_defaults(run=acts.definitions_check)
    install = kinds.add_parser("install", help=_("check a definition and install it into the office"))
    install.add_argument("file", type=Path)
    _opens(install)
    install.set_defaults(run=acts.definitions_install)
    commands.add_parser("self-test", help=_("check that the installed program is whole")).set_defaults(run=acts.self_test)
    return whole


if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction["_Parser"]  # noqa: SLF001  argparse names no public type


def _opens(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", required=True, help=_("the office: a file or postgresql://user@server/name"))
    parser.add_argument("--user", default="", help=_("the name for signing in"))
    parser.add_argument("--password-file", type=Path, help=_("a file whose first line is the office password"))


def _add_prints(commands: Subparsers) -> None:
    dossier = commands.add_parser("dossier", help=_("print the dossier of a family"))
    _opens(dossier)
    dossier.add_argument("--family", required=True, metavar="NUMBER", help=_("the file number of the family"))
    dossier.add_argument("--out", required=True, type=Path, metavar="F.pdf")
    dossier.set_defaults(run=acts.dossier)
    form = commands.add_parser("form", help=_("print any form or journal about a family, filled or blank"))
    _opens(form)
    form.add_argument("--family", required=True, metavar="NUMBER", help=_("the file number of the family"))
    form.add_argument("--form", required=True, metavar="ID", help=_("the key of a form or of a journal"))
    form.add_argument("--out", required=True, type=Path, metavar="F.pdf|xlsx")
    form.add_argument("--blank", action="store_true", help=_("empty, for writing by hand"))
    form.set_defaults(run=forms.form)
    register = commands.add_parser("register", help=_("write the register of families"))
    _opens(register)
    register.add_argument("--out", required=True, type=Path, metavar="F.xlsx")
    register.set_defaults(run=acts.register)
    told = _("What every figure is called and how it is counted is told in README.md, in the section on opora map --figures.")
    map_ = commands.add_parser("map", help=_("draw a map of a family"), epilog=told)
    _opens(map_)
    map_.add_argument("--family", required=True, metavar="NUMBER", help=_("the file number of the family"))
    map_.add_argument(
        "--kind", choices=("social", "genogram", "conflict"), default="social", help=_("which map; without it the social one")
    )
    map_.add_argument("--out", type=Path, metavar="F.svg|pdf|png|graphml|csv|zip|ged")
    map_.add_argument(
        "--names", choices=("shown", "initials", "codes"), default="shown",
        help=_("names as they are, initials, or codes for teaching: the same as in the window"),
    )  # fmt: skip
    map_.add_argument("--figures", action="store_true", help=_("say what is computed of the map, as JSON"))
    map_.set_defaults(run=maps.draw_map)
    shots = commands.add_parser("shots", help=_("take pictures of the pages of the window"))
    _opens(shots)
    shots.add_argument("--out", required=True, type=Path, metavar="DIR")
    shots.add_argument("--all", action="store_true", help=_("light and dark, 100 and 150 per cent"))
    shots.set_defaults(run=acts.shots)


def _add_imports(commands: Subparsers) -> None:
    take = commands.add_parser("import", help=_("take in a family tree or a network of another program"))
    kinds = take.add_subparsers(required=True, metavar="gedcom|network")
    tree = kinds.add_parser("gedcom", help=_("a family tree in GEDCOM 5.5.1 or 7"))
    tree.add_argument("file", type=Path)
    _opens(tree)
    tree.add_argument("--family", default="", metavar="NUMBER", help=_("kin of this family; without it a new one"))
    tree.add_argument("--about", default="", metavar="WHO", help=_("around whom the new family is: a key or a name"))
    tree.add_argument("--encoding", default="", help=_("when the file does not say it right, for example cp1251"))
    network = kinds.add_parser("network", help=_("a network: lists of Network Canvas or GraphML"))
    network.add_argument("file", type=Path)
    _opens(network)
    network.add_argument("--family", required=True, metavar="NUMBER", help=_("the file number of the family"))
    for parser_, run in ((tree, imports.gedcom), (network, imports.network)):
        parser_.add_argument("--dry-run", action="store_true", help=_("say what would come and write nothing"))
        parser_.set_defaults(run=run)


def _add_database(commands: Subparsers) -> None:
    database = commands.add_parser("db", help=_("create, upgrade and check an office"))
    subs = database.add_subparsers(required=True, metavar="create|upgrade|check")
    create = subs.add_parser("create", help=_("make a new office"))
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
    create.set_defaults(run=acts.create)
    for name, words, run in (
        ("upgrade", _("bring an office up to this program"), acts.upgrade),
        ("check", _("look for damage in an office"), acts.check),
    ):
        act = subs.add_parser(name, help=words)
        _opens(act)
        act.set_defaults(run=run)

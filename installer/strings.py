"""Переводы: собирает части в каталог и проверяет, что перевод полон.

Каждая комната программы держит свои строки в своей части `resources/i18n/<язык>/<часть>.po`; программа читает
один собранный каталог `resources/i18n/<язык>/LC_MESSAGES/opora.mo`. Он хранится рядом с частями, и программа
запускается из исходников без сборки.

    python installer/strings.py            собрать
    python installer/strings.py --check    проверить, ничего не записывая
    python installer/strings.py --missing  напечатать заготовки для строк без перевода
    python installer/strings.py --unused   напечатать переводы, которых в программе больше нет

Ошибки: одна и та же строка переведена в двух частях по-разному; пропуски {…} не совпадают; не все формы
числа; строка программы без русского перевода; собранный каталог отстал от частей.
"""

from __future__ import annotations

import argparse
import ast
import os
import struct
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

try:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import PoFileError, read_po
except ImportError:
    sys.exit("Нет библиотеки Babel. Запустите: python3 installer/dev.py strings — окружение соберётся само.")

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = ("ru",)  # языки, перевод на которые обязан быть полным
_SLAVIC = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"
PLURALS = {  # сколько форм числа и по какому правилу
    "ru": (3, f"nplurals=3; plural=({_SLAVIC});"),
    "uk": (3, f"nplurals=3; plural=({_SLAVIC});"),
    "ky": (2, "nplurals=2; plural=(n != 1);"),
    "en": (2, "nplurals=2; plural=(n != 1);"),
}
SINGULAR = frozenset({"_", "N_", "gettext"})
PLURAL = frozenset({"ngettext", "N_n", "Nn_", "nN_", "ngettext_lazy"})
CONTEXT = frozenset({"pgettext", "C_"})

Key = tuple[str, str, str]  # контекст, строка, строка во множественном числе ("" — без числа)


@dataclass
class Merged:
    """Все части одного языка вместе."""

    forms: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    places: dict[Key, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def gaps(text: str) -> frozenset[str]:
    """Имена пропусков {…}; строка, которая не разбирается, считается одним особым пропуском."""
    try:
        return frozenset(name for _before, name, _spec, _how in Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"\0"})


def merge_parts(folder: Path, language: str) -> Merged:
    """Читает части языка по порядку имён; неверная запись пропускается и называется."""
    merged = Merged()
    for part in sorted(folder.glob("*.po")):
        try:
            with part.open("rb") as stream:
                catalog = read_po(stream, locale=language, charset="utf-8", abort_invalid=True)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            merged.faults.append(f"{part.name}: не читается: {error}")
            continue
        _add(merged, catalog, part.name, language)
    return merged


def _add(merged: Merged, catalog: Catalog, part: str, language: str) -> None:
    for message in catalog:
        if not message.id:
            continue
        ids, strings = _texts(message.id), _texts(message.string)
        key: Key = (message.context or "", ids[0], ids[1] if len(ids) > 1 else "")
        place = f"{part}:{message.lineno}"
        if message.fuzzy or not all(strings):
            merged.faults.append(f"{place}: нет перевода или он помечен неточным: {ids[0]!r}")
            continue
        fault = _fault(key, strings, language)
        if fault:
            merged.faults.append(f"{place}: {fault}: {ids[0]!r}")
            continue
        known = merged.forms.setdefault(key, strings)
        if known != strings:
            merged.faults.append(f"{place}: {ids[0]!r} уже переведено иначе в {merged.places[key]}: {known[0]!r}")
        merged.places.setdefault(key, place)


def _texts(given: object) -> tuple[str, ...]:
    """Babel отдаёт строку, а там, где есть формы числа, — несколько."""
    if isinstance(given, str):
        return (given,)
    return tuple(str(each or "") for each in given) if isinstance(given, tuple | list) else ("",)


def _fault(key: Key, strings: Sequence[str], language: str) -> str:
    _context, one, many = key
    count = PLURALS.get(language, PLURALS["en"])[0]
    if many and len(strings) != count:
        return f"форм числа {len(strings)}, а нужно {count}"
    wanted = gaps(many or one)
    allowed = wanted | gaps(one)
    for number, text in enumerate(strings):
        if not gaps(text) <= allowed or (not many and gaps(text) != wanted):
            return f"пропуски {{…}} не совпадают в переводе {number}"
    return ""


def compiled(merged: Merged, language: str) -> bytes:
    """Каталог в виде, который читает `gettext`; одни и те же части дают одни и те же байты."""
    plural = PLURALS.get(language, PLURALS["en"])[1]
    header = f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {plural}\n"
    entries: dict[bytes, bytes] = {b"": header.encode()}
    for (context, one, many), forms in merged.forms.items():
        msgid = (f"{context}\x04" if context else "") + one + (f"\0{many}" if many else "")
        entries[msgid.encode()] = "\0".join(forms).encode()
    names = sorted(entries)
    ids = b"".join(name + b"\0" for name in names)
    texts = b"".join(entries[name] + b"\0" for name in names)
    head = 28
    start = head + 16 * len(names)
    left, right, at, to = b"", b"", start, start + len(ids)
    for name in names:
        left += struct.pack("<II", len(name), at)
        right += struct.pack("<II", len(entries[name]), to)
        at += len(name) + 1
        to += len(entries[name]) + 1
    return struct.pack("<7I", 0x950412DE, 0, len(names), head, head + 8 * len(names), 0, start) + left + right + ids + texts


def used(sources: Path) -> Iterator[tuple[Key, str]]:
    """Строки программы и места, где они стоят; строка, собранная на ходу, — ошибка с пустым ключом."""
    for path in sorted(sources.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found = _call(node)
                if found is not None:
                    yield found, f"{path.relative_to(sources.parent).as_posix()}:{node.lineno}"


def _call(node: ast.Call) -> Key | None:
    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if name in SINGULAR:
        wanted = 1
    elif name in PLURAL or name in CONTEXT:
        wanted = 2
    else:
        return None
    if len(node.args) < wanted:
        return None
    first = node.args[0]
    if isinstance(first, ast.JoinedStr | ast.BinOp):
        return "", "", ""
    texts = [arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if len(texts) != wanted or not all(texts):
        return None
    if name in SINGULAR:
        return "", texts[0], ""
    return (texts[0], texts[1], "") if name in CONTEXT else ("", texts[0], texts[1])


def missing(merged: Merged, sources: Path) -> dict[Key, str]:
    """Строки программы без перевода и первое место каждой."""
    # Перевод с числом отвечает и на вопрос без числа: gettext отдаёт его первую форму.
    singular = {(context, one, "") for context, one, _many in merged.forms}
    absent: dict[Key, str] = {}
    for key, place in used(sources):
        if key != ("", "", "") and key not in merged.forms and key not in singular:
            absent.setdefault(key, place)
    return absent


def check(translations: Path, sources: Path) -> list[str]:
    """Всё, что мешает выпустить переводы; пустой список — всё верно."""
    faults = [
        f"{place}: переводимая строка собрана на ходу, каталог её не узнает"
        for key, place in used(sources)
        if key == ("", "", "")
    ]
    for folder in languages(translations):
        merged = merge_parts(folder, folder.name)
        faults += [f"{folder.name}/{fault}" for fault in merged.faults]
        if folder.name in COMPLETE:
            faults += [f"{place}: нет перевода на «{folder.name}»: {key[1]!r}" for key, place in missing(merged, sources).items()]
        target = folder / "LC_MESSAGES" / "opora.mo"
        if not target.is_file() or target.read_bytes() != compiled(merged, folder.name):
            faults.append(f"{folder.name}: собранный каталог отстал от частей, запустите installer/strings.py")
    return faults


def languages(translations: Path) -> list[Path]:
    """Папки языков, в которых есть хотя бы одна часть."""
    return [folder for folder in sorted(translations.iterdir()) if folder.is_dir() and any(folder.glob("*.po"))]


def build(translations: Path) -> list[str]:
    """Собирает каталоги всех языков; верное собирается, даже если рядом есть неверное."""
    faults = []
    for folder in languages(translations):
        merged = merge_parts(folder, folder.name)
        faults += [f"{folder.name}/{fault}" for fault in merged.faults]
        _write(folder / "LC_MESSAGES" / "opora.mo", compiled(merged, folder.name))
        print(f"{folder.name}: {len(merged.forms)} строк")
    return faults


def _write(target: Path, data: bytes) -> None:
    # Замена целиком: программа или вторая сборка рядом никогда не видят половину файла.
    if target.is_file() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".opora-", suffix=".mo")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(name).chmod(0o644)
    Path(name).replace(target)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _blank(key: Key, place: str) -> str:
    context, one, many = key
    lines = [f"#: {place}"]
    if context:
        lines.append(f"msgctxt {_quoted(context)}")
    lines.append(f"msgid {_quoted(one)}")
    if many:
        lines += [f"msgid_plural {_quoted(many)}", *(f'msgstr[{number}] ""' for number in range(3))]
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Код 0 — всё верно, 1 — есть что поправить."""
    parser = argparse.ArgumentParser(description="Переводы: сборка и проверка")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="проверить, ничего не записывая")
    mode.add_argument("--missing", action="store_true", help="напечатать заготовки для строк без перевода")
    mode.add_argument("--unused", action="store_true", help="напечатать переводы, которых в программе нет")
    parser.add_argument("--translations", type=Path, default=ROOT / "resources" / "i18n")
    parser.add_argument("--sources", type=Path, default=ROOT / "desktop")
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if chosen.missing or chosen.unused:
        merged = merge_parts(chosen.translations / "ru", "ru")
        if chosen.missing:
            print("\n".join(_blank(key, place) for key, place in missing(merged, chosen.sources).items()))
        else:
            known = {key[:2] for key, _place in used(chosen.sources)}
            print("\n".join(f"{merged.places[key]}: {key[1]!r}" for key in merged.forms if key[:2] not in known))
        return 0
    faults = check(chosen.translations, chosen.sources) if chosen.check else build(chosen.translations)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

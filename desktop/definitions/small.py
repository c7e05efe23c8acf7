"""Dictionaries and country profiles: the two short kinds of definition."""

from __future__ import annotations

import re
from typing import cast

from desktop.base.messages import N_, message
from desktop.definitions.tables import Table
from desktop.models.definitions import DictionaryFile, Entry, Mark, Profile

LANGUAGES = ("ru", "ky", "uk", "en")
IDENTITY_KINDS = ("snils", "kg_pin", "ua_rnokpp", "none")
_MARKS = {"[K]": "known", "[I]": "proposed", "": ""}
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*")  # the codes of a scale are its numbers: 0, 1, 2, 3


def read_mark(table: Table) -> Mark:
    """`mark = "[K]"` or `"[I]"`: known from elsewhere, proposed; nothing: checked against its text."""
    return cast("Mark", _MARKS[table.one_of("mark", _MARKS, "")])


def read_dictionary(table: Table) -> DictionaryFile:
    """The file as a dictionary; problems are left with the table's source."""
    inner = table.table("entries")
    entries = tuple(entry for code in inner.data if (entry := _entry(inner, code))) if inner else ()
    if not entries:
        table.complain("entries", message(N_('A dictionary needs entries: code = "caption" under [entries]')))
    return DictionaryFile(
        table.code("key"), table.version(), table.text("title"), entries, table.text("basis", ""), read_mark(table)
    )


def _entry(table: Table, code: str) -> Entry | None:
    if not _CODE.fullmatch(code):
        said = N_("«{value}» must be small Latin letters, digits and «_»")
        table.complain(code, message(said, value=code))
    if isinstance(table.raw(code), str):
        caption = table.text(code)
        return Entry(code, caption, {}) if caption else None
    inner = table.table(code)
    if inner is None:
        return None
    caption = inner.text("ru")
    captions = {language: inner.text(language, "") for language in LANGUAGES if inner.has(language) and language != "ru"}
    inner.no_more()
    return Entry(code, caption, captions)


def read_profile(table: Table) -> Profile:
    """The file as a country profile; problems are left with the table's source."""
    identity, phone, money = table.table("identity"), table.table("phone"), table.table("money")
    for key, inner in (("identity", identity), ("phone", phone), ("money", money)):
        if inner is None:
            table.complain(key, message(N_("«{key}» is missing"), key=key))
    profile = Profile(
        key=table.code("key"),
        version=table.version(),
        title=table.text("title"),
        country=table.code("country"),
        identity_kind=identity.one_of("kind", IDENTITY_KINDS) if identity else "",
        identity_label=identity.text("label") if identity else "",
        documents=table.texts("documents"),
        currency=money.text("code") if money else "",
        currency_sign=money.text("sign") if money else "",
        phone_prefix=phone.text("prefix") if phone else "",
        phone_digits=(phone.whole("digits", 1) or 0) if phone else 0,
        languages=table.texts("languages"),
        commissions=table.texts("commissions"),
        captions=_captions(table),
        pathway=table.text("pathway", ""),
    )
    for inner in (identity, phone, money):
        if inner is not None:
            inner.no_more()
    return profile


def _captions(table: Table) -> dict[str, dict[str, str]] | None:
    outer = table.table("captions")
    if outer is None:
        return None
    found = {key: inner for key in outer.data if (inner := outer.table(key))}
    return {key: {code: inner.text(code) for code in inner.data} for key, inner in found.items()}

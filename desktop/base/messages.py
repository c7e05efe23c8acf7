"""Words for people: English msgids in the code, a translation at the edge.

A sentence that is made deep in the program (a rule, a refusal) is kept as a `Message`: a msgid and what fills its
gaps. It becomes words only where somebody reads it, in the language of that screen or document.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from desktop.base import places

DEFAULT_LANGUAGE = "ru"
_language: ContextVar[str | None] = ContextVar("language", default=None)  # of one document, while it is made
_spoken = {"here": DEFAULT_LANGUAGE}  # of the window, in every thread


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("opora", places.resource("i18n"), languages=[language], fallback=True)


def _(msgid: str) -> str:
    """The sentence in the language being spoken now."""
    return _catalogue(language()).gettext(msgid) if msgid else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence in the right number: Russian has three."""
    return _catalogue(language()).ngettext(one, many, n)


def N_(msgid: str) -> str:  # noqa: N802  the customary name that extractors look for
    """Mark a sentence for translation; it is translated where it is shown."""
    return msgid


def language() -> str:
    """The language being spoken now: of the document that is being made, otherwise of the window."""
    return _language.get() or _spoken["here"]


def set_language(code: str) -> None:
    """The language of the window, for every thread."""
    _spoken["here"] = code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """A document may be printed in another language than the window's."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet said: its msgid and what fills the gaps `{name}`."""

    msgid: str
    gaps: Mapping[str, object] = field(default_factory=dict)

    def words(self) -> str:
        """The sentence in the language being spoken now; dates as dd.MM.yyyy, messages inside messages too."""
        said = _(self.msgid)
        return said.format(**{key: _said(gap) for key, gap in self.gaps.items()}) if self.gaps else said


def _said(gap: object) -> object:
    match gap:
        case Message():
            return gap.words()
        case datetime():
            return gap.strftime("%d.%m.%Y %H:%M")
        case date():
            return gap.strftime("%d.%m.%Y")
        case _:
            return gap


def message(msgid: str, **gaps: object) -> Message:
    """Shorthand: `message(N_("Number {number} is taken"), number=7)`."""
    return Message(msgid, gaps)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say, and about which field: `("members", "<id>", "born")`, or `()` for the whole."""

    path: tuple[str, ...]
    message: Message
    blocks: bool = True  # False: amber, work may go on

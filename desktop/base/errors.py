"""What can go wrong, in three kinds that a caller treats differently. Anything else is a bug and says so."""

from __future__ import annotations

from desktop.base.messages import Finding, Message


class OporaError(Exception):
    """A fault with a sentence for the person at the desk."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message

    def words(self) -> str:
        """The sentence in the language being spoken."""
        return self.message.words()


class Rejected(OporaError):
    """What was typed cannot be taken: say it beside the field. Nothing was written."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings[0].message)
        self.findings = findings


class Unavailable(OporaError):
    """The world failed (disk full, server gone, file locked): keep the work, offer a retry."""


class CannotOpen(OporaError):
    """The office cannot be opened at all: missing, damaged, newer than the program, on a network share."""

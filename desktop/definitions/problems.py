"""What is wrong with a definition file: where, and what to mend."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.base.messages import N_, Message, message


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one line of one file; lines count from 1."""

    file: str
    line: int
    message: Message

    def words(self) -> str:
        """«family_card.toml, line 12: …» in the language being spoken."""
        whole = message(N_("{file}, line {line}: {what}"), file=self.file, line=self.line, what=self.message)
        return whole.words()


class DefinitionError(ValueError):
    """The text is not a definition; `problems` says everything that is wrong, in the order of lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line} {p.message.msgid}" for p in problems))
        self.problems = problems

    def words(self) -> str:
        """Every problem on a line of its own."""
        return "\n".join(problem.words() for problem in self.problems)

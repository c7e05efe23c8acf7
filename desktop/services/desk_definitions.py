"""The definitions that a desk has read: forms, journals, pathways, each once, so that no page waits for one.

A definition never changes: a newer text is a newer version.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from desktop.base.jobs import Job
from desktop.models.definitions import FormDefinition, Journal, Pathway, Profile
from desktop.models.journals import GROUPS
from desktop.rules import countries
from desktop.services import definitions_kept
from desktop.store.units import Reading

T = TypeVar("T")


class KnownDefinitions(ABC):
    """What a desk knows of the office's definitions; the desk keeps it and asks the office."""

    _forms: dict[str, FormDefinition]
    _pathways: dict[tuple[str, int], Pathway]
    _journals: dict[str, Journal]
    _versions: dict[tuple[str, int], tuple[UUID, FormDefinition]]
    _questionnaires: tuple[tuple[UUID, FormDefinition], ...]
    profile: Profile | None

    @abstractmethod
    def read(self, question: Callable[[Reading], T], job: Job | None = None) -> T:
        """Answer here and now."""

    def form(self, key: str) -> FormDefinition:
        """The newest installed version of a form; read once.

        Raises:
            KeyError: there is no such form.
        """
        if key not in self._forms:
            self._forms[key] = countries.dressed(self.read(lambda reading: definitions_kept.form(reading, key)), self.profile)
        return self._forms[key]

    def form_version(self, key: str, version: int) -> tuple[UUID, FormDefinition]:
        """The very version of a form that a sheet was filled with, and its row; read once: versions never change.

        Raises:
            KeyError: this version was never installed here.
        """
        if (key, version) not in self._versions:
            self._versions[key, version] = self.read(lambda reading: definitions_kept.form_version(reading, key, version))
        return self._versions[key, version]

    def form_named(self, name: str) -> FormDefinition | None:
        """A form as documents of answers name it, `act@2`; None when there is no such version here."""
        key, _at, version = name.partition("@")
        try:
            return self.form_version(key, int(version))[1]
        except (KeyError, ValueError):
            return None

    def questionnaires(self) -> tuple[tuple[UUID, FormDefinition], ...]:
        """The newest version of every questionnaire with its row; read once."""
        if not self._questionnaires:
            self._keep_forms(self.read(definitions_kept.newest_forms))
        return self._questionnaires

    def every_form(self) -> tuple[tuple[UUID, FormDefinition], ...]:
        """The newest version of every form with its row: cards of records too."""
        return self.read(definitions_kept.newest_forms)

    def _keep_forms(self, found: tuple[tuple[UUID, FormDefinition], ...]) -> None:
        self._questionnaires = tuple((id_, form) for id_, form in found if form.is_questionnaire)
        self._versions.update({(form.key, form.version): (id_, form) for id_, form in found})
        self._forms.update({form.key: countries.dressed(form, self.profile) for _id, form in found})

    def pathway(self, key: str, version: int = 0) -> Pathway:
        """A pathway in this edition; the newest one by default, or where that edition was never installed; read once.

        Raises:
            KeyError: there is no such pathway.
        """
        if not self._pathways:
            self._pathways = self.read(definitions_kept.pathways)
        if (key, version) in self._pathways:
            return self._pathways[key, version]
        return self._pathways[key, max((known for name, known in self._pathways if name == key), default=0)]

    def journals(self) -> tuple[Journal, ...]:
        """The newest version of every journal, in the order of their places; read once."""
        if not self._journals:
            found = self.read(definitions_kept.journals)
            ordered = sorted(found, key=lambda one: (GROUPS.index(one.group), one.place, one.title))
            self._journals = {one.key: one for one in ordered}
        return tuple(self._journals.values())

    def journal(self, key: str) -> Journal:
        """The newest installed version of a journal.

        Raises:
            KeyError: there is no such journal.
        """
        self.journals()
        return self._journals[key]

    def read_definitions(self) -> None:
        """Read every form and journal now: called while opening, so that no page waits for one later."""
        self._forms.clear()
        self._pathways.clear()
        self._journals.clear()
        self.journals()
        self._keep_forms(self.read(definitions_kept.newest_forms))
        self._pathways = self.read(definitions_kept.pathways)

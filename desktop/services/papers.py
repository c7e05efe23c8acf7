"""Papers about a family that are printed one by one: an agreement, a plan, a consent, the team, the chain.

Each is built inside one reading from everything that is printed about the family, so that a paper and the dossier never
say different things.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.documents.consents import ConsentPaper, consent_document
from desktop.documents.dossier_data import DossierData, DossierOptions, Section
from desktop.documents.plans import PlanPaper, plan_document
from desktop.documents.spine import chain_document
from desktop.documents.teams import team_document
from desktop.models.documents import Document
from desktop.models.kinds import Captions
from desktop.services.consents import texts
from desktop.services.printing import built
from desktop.store.units import Reading

_NO_MAP: frozenset[Section] = frozenset()


def plan_print(reading: Reading, family: UUID, plan: UUID, captions: Captions, what: PlanPaper = "plan") -> Document:
    """One version of a plan: its steps, its programme by blocks, or the sheet of its evaluation.

    Raises:
        Rejected: it is not there.
    """

    def build(data: DossierData) -> Document:
        found = next((one for one in data.plans if one.id == plan), None)
        if found is None:
            raise Rejected(Finding((), message(N_("The plan is no longer there"))))
        return plan_document(found, data, what)

    return _alone(reading, family, captions, build)


def consent_print(reading: Reading, family: UUID, consent: UUID, captions: Captions, what: ConsentPaper = "consent") -> Document:
    """A consent, its withdrawal, the record of its refusal, or the notice of a transfer.

    Raises:
        Rejected: it is not there.
    """
    words = texts(reading.office.country)

    def build(data: DossierData) -> Document:
        found = next((one for one in data.consents if one.id == consent), None)
        if found is None:
            raise Rejected(Finding((), message(N_("The consent is no longer there"))))
        return consent_document(found, data, words, what)

    return _alone(reading, family, captions, build)


def team_print(reading: Reading, family: UUID, captions: Captions) -> Document:
    """Team and duties on one sheet.

    Raises:
        Rejected: there is no such family.
    """
    return _alone(reading, family, captions, team_document)


def chain_print(reading: Reading, family: UUID, captions: Captions) -> Document:
    """From problem to result, problem by problem.

    Raises:
        Rejected: there is no such family.
    """
    return _alone(reading, family, captions, chain_document)


def _alone(reading: Reading, family: UUID, captions: Captions, build: Callable[[DossierData], Document]) -> Document:
    return built(reading, family, captions, DossierOptions(sections=_NO_MAP), build)

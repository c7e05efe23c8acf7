"""The paper of statements: what different sources said about a family, contradictions first."""

from __future__ import annotations

from uuid import UUID

from desktop.documents.dossier_data import DossierOptions
from desktop.documents.statements import statements_document
from desktop.models.documents import Document
from desktop.models.kinds import Captions
from desktop.services.printing import built
from desktop.store.units import Reading


def statements_print(reading: Reading, family: UUID, captions: Captions) -> Document:
    """Everything said about the family that the person at the desk may read.

    Raises:
        Rejected: there is no such family.
    """
    options = DossierOptions(sections=frozenset({"statements"}))
    return built(reading, family, captions, options, statements_document)

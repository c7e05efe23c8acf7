"""The log of visits to one family as a document of its own: for a check, for a colleague who takes over."""

from __future__ import annotations

from desktop.base.messages import _, speaking
from desktop.documents import dossier_visits
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import initials_of, label
from desktop.documents.privacy import concealed, hidden_names
from desktop.models.cases import Case
from desktop.models.documents import Cover, Document, KeyValue, Signature, Signatures
from desktop.rules.names import of_family


def visit_list(data: DossierData) -> Document:
    """Every visit of the data with what was found; the same table as in the dossier."""
    options = data.options
    with speaking(options.language):
        name = of_family(data.family.name, options.corrected) if options.language == "ru" else data.family.name
        curator = data.staff.get(data.case.curator_id) if data.case and data.case.curator_id else None
        role = label(Case, "curator_id")
        cover = Cover(
            (_("family of {name}").format(name=name),),
            (KeyValue(role, initials_of(curator) or _("not appointed")),),
        )
        document = Document(
            title=_("LOG OF VISITS No. {number}").format(number=data.family.number or _("without a number")),
            number=data.family.number or "",
            made_on=data.today,
            language=options.language,
            office=tuple(line for line in (data.office.above, data.office.name) if line),
            blocks=(
                cover,
                *dossier_visits.visits(data),
                Signatures((Signature(role, initials_of(curator)),)),
            ),
            confidential=_("Confidential. Copy No. {copy}").format(copy=options.copy),
            demonstration=data.office.demonstration,
        )
        return concealed(document, hidden_names(data.persons.values()) if options.hidden_names else ())

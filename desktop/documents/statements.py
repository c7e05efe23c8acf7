"""Statements on paper: what different sources said, beside what the card says; contradictions first."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.messages import _, ngettext, speaking
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import joined
from desktop.documents.privacy import concealed
from desktop.models.documents import Block, Column, Cover, Document, Paragraph, Run, Table, Words
from desktop.models.statements import StatementLine
from desktop.rules.names import of_family


def statements_blocks(data: DossierData) -> Iterator[Block]:
    """The table of statements; how many of them contradict each other stands above it."""
    lines = data.statements
    if not lines:
        yield Paragraph(_("Nothing was said beside the cards."))
        return
    denied = sum(line.denied for line in lines)
    if denied:
        said = ngettext(
            "{n} statement is contradicted: marked «!».",
            "{n} statements are contradicted: marked «!».",
            denied,
        )
        yield Paragraph(said.format(n=denied))
    columns = (
        Column(_("About what"), 1.9),
        Column(_("What was said"), 2.6),
        Column(_("Source"), 2.2),
        Column(_("Reliability"), 1.5),
        Column(_("State"), 1.8),
        Column(_("On the card"), 1.6),
    )
    yield Table(columns, tuple(_row(line) for line in lines))


def _row(line: StatementLine) -> tuple[Words, ...]:
    about: Words = (Run("! ", bold=True, tone="amber"), Run(line.about)) if line.denied else line.about
    state = joined(line.state, line.reason, by=": ")
    return (about, joined(line.value, line.words, by="; "), line.source, line.reliability, state, line.card)


def statements_document(data: DossierData) -> Document:
    """The table of statements as a paper of its own."""
    options = data.options
    with speaking(options.language):
        number = data.family.number or _("without a number")
        name = of_family(data.family.name, options.corrected) if options.language == "ru" else data.family.name
        document = Document(
            title=_("STATEMENTS AND SOURCES No. {number}").format(number=number),
            number=number,
            made_on=data.today,
            language=options.language,
            office=tuple(line for line in (data.office.above, data.office.name) if line),
            blocks=(Cover((_("family of {name}").format(name=name),)), *statements_blocks(data)),
            confidential=_("Confidential. Copy No. {copy}").format(copy=options.copy),
            demonstration=data.office.demonstration,
        )
        return concealed(document)

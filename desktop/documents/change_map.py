"""The map of changes on paper: the sheet for the commission, the section of the dossier, the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from desktop.base.messages import _, speaking
from desktop.documents import change_sheet
from desktop.documents.change_sheet import Cell, Paper, SheetTable, SheetWords
from desktop.documents.forms_printed import FormFrame
from desktop.documents.privacy import concealed
from desktop.figures import change_bars
from desktop.figures.change_words import (
    conclusion_words,
    dated_words,
    day_words,
    last_words,
    pair_change,
    pair_label,
    signed,
    tally_words,
    verdict_words,
)
from desktop.models.change_map import OF_NOW, SCALE_WORDS, SCALES, SPHERES, ChangeMap, Mark, Measurement, Pair, SphereLine
from desktop.models.documents import (
    Block,
    Column,
    Document,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Plate,
    Run,
    Sheet,
    SheetColumn,
    Signatures,
    Table,
    Words,
    Workbook,
)
from desktop.models.kinds import Captions
from desktop.rules.change_map import change, ends, tally, verdict

_DASH: Final = "\u2014"


@dataclass(frozen=True, slots=True)
class ChangePrint:
    """What is printed: the sheet as a map, what was counted beside it, whose words its dictionaries speak."""

    map: ChangeMap
    pairs: tuple[Pair, ...]
    captions: Captions
    measured: tuple[Measurement | None, Measurement | None] | None = None  # compared on paper; None: entrance and exit
    brief: bool = False  # between the ends the scores only

    @property
    def ends(self) -> tuple[Measurement | None, Measurement | None]:
        """The two measurements that stand in the columns."""
        return self.measured if self.measured is not None else ends(self.map)

    def between(self) -> tuple[Measurement, ...]:
        """Every other measurement, before, between and after."""
        first, last = self.ends
        return tuple(one for one in self.map.measurements if one not in (first, last))


def change_document(wanted: ChangePrint, frame: FormFrame, title: str, paper: Paper = "a4", standing: str = "") -> Document:
    """The sheet for the commission; behind it, only where something found no room, everything in full."""
    with speaking(frame.language):
        told, laid = wanted, _laid(wanted, frame, title, paper, standing)
        if laid.cut and any(line.mark(one).fact for one in wanted.between() for line in wanted.map.lines):
            told = replace(wanted, brief=True)  # facts between the ends stand behind, so that the rest fits
            laid = _laid(told, frame, title, paper, standing)
        same = (*_head_blocks(wanted, frame), *_full_blocks(wanted), *_ended(wanted, frame))
        plates = [Plate(side, same if number == 0 else ()) for number, side in enumerate(laid.sides)]
        behind: list[Block] = []
        if laid.cut:
            behind = [Heading(_("In full"), 1), *_full_blocks(wanted)]
        elif told.brief:
            behind = [*_between_blocks(wanted)]
        document = Document(
            title=title, number=frame.number, made_on=frame.made_on, language=frame.language, office=frame.office,
            blocks=(*plates, *behind), confidential=_confidential(frame), demonstration=frame.demonstration, landscape=True,
        )  # fmt: skip
        return concealed(document)


def _laid(wanted: ChangePrint, frame: FormFrame, title: str, paper: Paper, standing: str) -> change_sheet.Laid:
    words = _sheet_words(wanted, frame, title, standing)
    return change_sheet.lay(words, wanted.map, wanted.captions, wanted.ends, paper)


def _confidential(frame: FormFrame) -> str:
    return _("Confidential. Copy No. {copy}").format(copy=frame.copy)


# The sheet


def _sheet_words(wanted: ChangePrint, frame: FormFrame, title: str, standing: str) -> SheetWords:
    made = [title, _("No. {number}").format(number=frame.number) if frame.number else ""]
    facts = [" \u00b7 ".join(f"{_(label)}: {value}" for label, value in frame.pairs if value), *_with_whom(wanted)]
    conclusion = [(label, value) for label, value in _conclusion(wanted) if value]
    return SheetWords(
        title=" ".join(words for words in made if words), family=", ".join(frame.lines),
        facts=tuple(fact for fact in facts if fact),
        office=", ".join(frame.office), spheres=_spheres(wanted), counted_title=_("What the program counted"),
        counted=_counted(wanted), tally=_tally(wanted), scale=_scale(wanted),
        conclusion=tuple(conclusion or [(_("Conclusion"), "_" * 60), (_("Ground"), "_" * 60)]),
        signatures=tuple((line.role, line.name) for line in frame.signatures),
        foot=" \u00b7 ".join(words for words in (_confidential(frame), f"{frame.made_on:%d.%m.%Y}", standing) if words),
        mark=_("DEMONSTRATION: invented people") if frame.demonstration else "",
    )  # fmt: skip


def _with_whom(wanted: ChangePrint) -> Iterator[str]:
    said = [
        f"{day_words(one, wanted.captions)} \u2014 {one.with_whom}" for one in wanted.map.measurements if one.with_whom
    ]  # fmt: skip
    if said:
        yield f"{_('Who took part')}: {'; '.join(said)}"


def _scale(wanted: ChangePrint) -> str:
    scale = wanted.map.scale
    least, most = wanted.map.borders
    dictionary = f"{SCALE_WORDS}{scale}"
    scores = ", ".join(f"{n} \u2014 {wanted.captions(dictionary, str(n))}" for n in range(least, most + 1))
    words = _("Scale {scale}, more is better: {scores}")
    return words.format(scale=wanted.captions(SCALES, scale), scores=scores)


def _tally(wanted: ChangePrint) -> str:
    first, last = wanted.ends
    return tally_words(tally(wanted.map, first, last)) if last is not None else ""


def _spheres(wanted: ChangePrint) -> SheetTable:
    first, last = wanted.ends
    between = wanted.between()
    blank = not wanted.map.measurements

    def day(at: Measurement | None, else_: str) -> Cell:
        return Cell(bold=day_words(at, wanted.captions) or (f"{else_}, ____________" if blank else else_))

    captions = [Cell(bold=_("Sphere, indicator")), day(first, _("Entrance")), day(last, _("Exit")), Cell(bold=_("Change"))]
    shares = [18.0, 17.0, 17.0, 7.5]
    if between or blank:
        captions.insert(2, Cell(bold=_("Between")))
        shares.insert(2, 9.5 if wanted.brief or blank else 14.0)
    told = (_("What confirms it"), _("Contribution of the family"), _("Contribution of the service"), _("What helped"))
    captions += [Cell(bold=words) for words in told]
    shares += [13.0, 13.0, 13.0, 12.0]
    rows = tuple(tuple(_sphere_cells(line, wanted, blank=blank)) for line in wanted.map.lines)
    return SheetTable(tuple(captions), tuple(shares), rows)


def _sphere_cells(line: SphereLine, wanted: ChangePrint, *, blank: bool) -> Iterator[Cell]:
    first, last = wanted.ends
    name = wanted.captions(SPHERES, line.code)
    yield Cell(bold=name[:1].upper() + name[1:], soft=line.indicator)
    yield _mark(line, first)
    if wanted.between() or blank:
        yield Cell("\n".join(words for one in wanted.between() if (words := _short(one, line.mark(one), wanted))))
    yield _mark(line, last)
    found = change(line, first, last)
    way = verdict(found)
    ink = {"better": "good", "worse": "bad"}.get(way, "ink")
    yield Cell(bold=signed(found) if found is not None else "", soft=verdict_words(way), ink=ink, center=True)  # type: ignore[arg-type]
    for words in (line.confirmed_by, line.family_part, line.service_part, line.helped):
        yield Cell(words)


def _mark(line: SphereLine, at: Measurement | None) -> Cell:
    mark = line.mark(at)
    return Cell(mark.fact, lead="" if mark.score is None else str(mark.score))


def _short(at: Measurement, mark: Mark, wanted: ChangePrint) -> str:
    """«12.10.26: 2, the debt is half paid»; empty where nothing was marked."""
    said = [_score(mark.score)] if mark.score is not None else []
    said += [mark.fact] if mark.fact and not wanted.brief else []
    return f"{at.on:%d.%m.%y}: {', '.join(said)}" if said else ""


def _score(score: int | None) -> str:
    return _DASH if score is None else str(score)


def _counted(wanted: ChangePrint) -> SheetTable:
    captions = (Cell(bold=_("What is counted")), Cell(bold=_("First")), Cell(bold=_("Last")), Cell(bold=_("Change")))
    rows = tuple(
        (Cell(pair_label(pair)), *(Cell(words) for words in _sides(pair, wanted.captions)), Cell(pair_change(pair)))
        for pair in wanted.pairs
    )
    return SheetTable(captions, (30.0, 28.0, 28.0, 14.0), rows)


def _sides(pair: Pair, captions: Captions) -> tuple[str, str]:
    first = _DASH if pair.kind in OF_NOW else dated_words(pair, pair.first, captions)
    return first, last_words(pair, captions)


def _conclusion(wanted: ChangePrint) -> Iterator[tuple[str, str]]:
    said = wanted.map.conclusion
    yield _("Conclusion"), conclusion_words(said, wanted.captions)
    yield _("Ground"), " ".join(said.ground.split())
    yield _("What the family thinks of it"), " ".join(said.opinion.split())
    yield _("Presented to"), ", ".join(wanted.captions("commission_bodies", code) for code in said.presented_to)
    yield _("Date of the conclusion"), f"{said.on:%d.%m.%Y}" if said.on else ""


# The same as ordinary blocks: behind the sheet, in the dossier, in a workbook


def _head_blocks(wanted: ChangePrint, frame: FormFrame) -> Iterator[Block]:
    pairs = [KeyValue(_("About whom"), ", ".join(frame.lines))] if frame.lines else []
    pairs += [KeyValue(_(label), value) for label, value in frame.pairs if value]
    yield KeyValues((*pairs, KeyValue(_("Scale"), _scale(wanted)), KeyValue(_("Result"), _tally(wanted) or _DASH)))


def _full_blocks(wanted: ChangePrint) -> Iterator[Block]:
    """Every word that was typed, one row for each sphere; then every mark between with its fact."""
    yield Heading(_("Spheres"), 2)
    table = _spheres(wanted)
    columns = tuple(Column(plain_cell(cell), share) for cell, share in zip(table.captions, table.shares, strict=True))
    yield Table(columns, tuple(tuple(plain_cell(cell) for cell in row) for row in table.rows))
    yield from _between_blocks(wanted)
    measured = tuple((day_words(one, wanted.captions), one.with_whom) for one in wanted.map.measurements if one.with_whom)
    if measured:
        yield Heading(_("When it was measured"), 2)
        yield Table((Column(_("Measurement"), 1.4), Column(_("Who took part"), 3.0)), measured)


def _between_blocks(wanted: ChangePrint) -> Iterator[Block]:
    facts = [
        (wanted.captions(SPHERES, line.code), f"{one.on:%d.%m.%Y}", _score(mark.score), mark.fact)
        for one in wanted.between()
        for line in wanted.map.lines
        if (mark := line.mark(one)).fact
    ]
    if facts:
        yield Heading(_("Measurements between"), 2)
        columns = (Column(_("Sphere"), 2.0), Column(_("Date"), 1.2), Column(_("Score"), 0.8), Column(_("Fact"), 5.0))
        yield Table(columns, tuple(facts))


def plain_cell(cell: Cell) -> str:
    """The words of a cell one under another."""
    told = " \u2014 ".join(words for words in (cell.lead, cell.text) if words)
    return "\n".join(words for words in (cell.bold, told, cell.soft) if words)


def _counted_blocks(wanted: ChangePrint) -> Iterator[Block]:
    yield Heading(_("What the program counted"), 2)
    table = _counted(wanted)
    columns = tuple(Column(plain_cell(cell), share) for cell, share in zip(table.captions, table.shares, strict=True))
    yield Table(columns, tuple(tuple(plain_cell(cell) for cell in row) for row in table.rows))


def _ended(wanted: ChangePrint, frame: FormFrame) -> Iterator[Block]:
    yield from _counted_blocks(wanted)
    yield from _conclusion_blocks(wanted)
    yield Signatures(frame.signatures)


def _conclusion_blocks(wanted: ChangePrint) -> Iterator[Block]:
    pairs = tuple(KeyValue(label, value) for label, value in _conclusion(wanted) if value)
    if pairs:
        yield Heading(_("Conclusion"), 2)
        yield KeyValues(pairs)


def change_blocks(wanted: ChangePrint) -> Iterator[Block]:
    """The section of the dossier: the drawing, the spheres in a narrow table, what was counted, the conclusion."""
    first, last = wanted.ends
    days = " \u2013 ".join(words for words in (day_words(first, wanted.captions), day_words(last, wanted.captions)) if words)
    if not days:
        yield Paragraph(_("Nothing was measured yet."))
    else:
        yield FigureBlock(change_bars.draw(wanted.map, wanted.captions, first, last, width=150.0), days)
        tallied = _tally(wanted)
        if tallied:
            yield Paragraph((Run(tallied, bold=True),))
        yield _narrow(wanted)
    yield from (replace_level(block) for block in (*_counted_blocks(wanted), *_conclusion_blocks(wanted)))


def replace_level(block: Block) -> Block:
    """A heading that stands inside a section of the dossier."""
    return replace(block, level=3) if isinstance(block, Heading) else block


def _narrow(wanted: ChangePrint) -> Table:
    first, last = wanted.ends
    days = [day_words(one, wanted.captions) or else_ for one, else_ in ((first, _("Entrance")), (last, _("Exit")))]
    columns = (
        Column(_("Sphere"), 1.6), Column(days[0], 2.2), Column(days[1], 2.2),
        Column(_("Change"), 0.9, "center"), Column(_("What confirms it, what helped"), 2.6),
    )  # fmt: skip
    rows: list[tuple[Words, ...]] = []
    for line in wanted.map.lines:
        if not line.is_filled:
            continue
        said = "; ".join(words for words in (line.confirmed_by, line.helped) if words)
        found = change(line, first, last)
        number: Words = (Run(signed(found), bold=True, tone="bad" if (found or 0) < 0 else ""),) if found is not None else ""
        rows.append((
            wanted.captions(SPHERES, line.code), plain_cell(_mark(line, first)), plain_cell(_mark(line, last)), number, said,
        ))  # fmt: skip
    return Table(columns, tuple(rows))


def change_workbook(wanted: ChangePrint, frame: FormFrame, title: str) -> Workbook:
    """Spheres with real numbers, what was counted, the conclusion."""
    with speaking(frame.language):
        about = "; ".join([*frame.lines, *(f"{_(label)}: {value}" for label, value in frame.pairs)])
        sheets = (
            _spheres_sheet(wanted, title, about), _marks_sheet(wanted), _counted_sheet(wanted),
            Sheet(
                _("Conclusion"), (SheetColumn(_("What"), width=30), SheetColumn(_("What is said"), width=90)),
                tuple((label, value) for label, value in _conclusion(wanted) if value),
            ),
        )  # fmt: skip
        office = frame.office[-1] if frame.office else ""
        return Workbook(title, office, frame.made_on, frame.language, sheets, frame.demonstration)


def _spheres_sheet(wanted: ChangePrint, title: str, about: str) -> Sheet:
    first, last = wanted.ends
    captions = (
        (_("Sphere"), 26.0), (_("Indicator"), 34.0), (day_words(first, wanted.captions) or _("Entrance"), 16.0),
        (day_words(last, wanted.captions) or _("Exit"), 16.0), (_("Change"), 12.0),
    )  # fmt: skip
    columns = [SheetColumn(words, "number" if n > 1 else "text", width) for n, (words, width) in enumerate(captions)]
    told = (_("What confirms it"), _("Contribution of the family"), _("Contribution of the service"), _("What helped"))
    columns += [SheetColumn(words, width=34) for words in told]
    rows = tuple(
        (
            wanted.captions(SPHERES, line.code), line.indicator, line.mark(first).score, line.mark(last).score,
            change(line, first, last), line.confirmed_by, line.family_part, line.service_part, line.helped,
        )
        for line in wanted.map.lines
    )  # fmt: skip
    return Sheet(title, tuple(columns), rows, filter_line=about)


def _marks_sheet(wanted: ChangePrint) -> Sheet:
    columns = (
        SheetColumn(_("Date"), "date", 14), SheetColumn(_("When it was measured"), width=18), SheetColumn(_("Sphere"), width=26),
        SheetColumn(_("Score"), "number", 10), SheetColumn(_("Fact"), width=70), SheetColumn(_("Who took part"), width=40),
    )  # fmt: skip
    rows = tuple(
        (
            one.on, wanted.captions("change_moments", one.moment) if one.moment else "", wanted.captions(SPHERES, line.code),
            mark.score, mark.fact, one.with_whom,
        )
        for one in wanted.map.measurements
        for line in wanted.map.lines
        if (mark := line.mark(one)).score is not None or mark.fact
    )  # fmt: skip
    return Sheet(_("Measurements"), columns, rows)


def _counted_sheet(wanted: ChangePrint) -> Sheet:
    table = _counted(wanted)
    columns = tuple(SheetColumn(plain_cell(cell), width=share) for cell, share in zip(table.captions, table.shares, strict=True))
    return Sheet(_("What the program counted"), columns, tuple(tuple(plain_cell(cell) for cell in row) for row in table.rows))

"""Conflicts to be drawn: a small one as on the picture, and random ones of any size with long texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from desktop.models.conflict_data import ConflictData, Need, Party, Reading, Relation
from desktop.models.map_data import Place
from desktop.models.partial_dates import PartialDate


def u(number: int) -> UUID:
    return UUID(int=number)


def caption(_dictionary: str, code: str) -> str:
    return {"institution": "учреждение", "mediator": "посредник", "dispute": "открытый спор"}.get(code, code)


def quarrel(**more: object) -> ConflictData:
    parties = (
        Party(u(1), "Марина, мать"), Party(u(2), "Игорь, отец"), Party(u(3), "Бабушка Вера", role="ally"),
        Party(u(4), "Школа № 7", "agency", role="institution"),
    )  # fmt: skip
    needs = tuple(
        Need(u(100 + at), u(whose), kind, words, common)
        for at, (whose, kind, words, common) in enumerate((
            (1, "need", "помощь с детьми", ""), (1, "need", "чтобы Олег не пропускал школу", "школа"),
            (1, "fear", "лишат прав", ""), (2, "need", "работа рядом с домом", ""), (2, "fear", "позор", ""),
            (4, "need", "посещаемость", "школа"),
        ))
    )  # fmt: skip
    relations = (
        Relation(u(201), u(1), u(2), "dispute", 8), Relation(u(202), u(1), u(3), "alliance"),
        Relation(u(203), u(2), u(4), "tension", 4),
    )  # fmt: skip
    made = ConflictData(
        u(900), u(901), u(902), "С кем остаётся Олег", date(2026, 11, 20), parties=parties, needs=needs,
        relations=relations, began_on=PartialDate(2026, 9, 12), phase="escalation", intensity=5,
        readings=(Reading(u(301), date(2026, 9, 12), 8),), mediator="Ли А. В.",
    )  # fmt: skip
    return replace(made, **more)


captions = caption


def conflict() -> ConflictData:
    """The small one with everything that is drawn."""
    broken = Relation(u(204), u(3), u(2), "break", 2)
    mediator = Party(u(5), "Ли А. В.", role="mediator")
    witness = Party(u(6), "Соседка", role="witness", joined_to=None)
    data = quarrel()
    return replace(data, parties=(*data.parties, mediator, witness), relations=(*data.relations, broken))


_WORDS = st.sampled_from(
    ["помощь", "покой", "чтобы", "ребёнок", "ответственность", "достопримечательность", "школа", "и", "без", "отца-деда",
     "самоопределение", "дом", "никто", "жилищно-коммунальный"]
)  # fmt: skip


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(_WORDS, min_size=least, max_size=most).map(" ".join)


@st.composite
def conflicts(draw: st.DrawFn, least: int = 2, most: int = 12, *, pinned: bool = False) -> ConflictData:
    count = draw(st.integers(least, most))
    ids = [u(at + 1) for at in range(count)]
    parties = []
    for at, id_ in enumerate(ids):
        place = None
        if pinned and draw(st.booleans()):
            x = draw(st.sampled_from([-400, -150, 150, 400])) + at * 3
            place = Place(float(x), float(draw(st.sampled_from([-300, -120, 130, 320]))), pinned=True)
        joined = draw(st.sampled_from(ids[:at])) if at > 1 and draw(st.integers(0, 5)) == 0 else None
        parties.append(
            Party(
                id_, draw(texts(1, 5)), draw(st.sampled_from(["person", "agency", "group"])),
                role=draw(st.sampled_from(["side", "ally", "institution", "mediator", "witness"])), joined_to=joined,
                position=draw(texts(0, 14)), place=place,
            )
        )  # fmt: skip
    needs = [
        Need(
            u(1000 + 100 * at + n), id_, draw(st.sampled_from(["need", "fear"])), draw(texts(1, 12)),
            draw(st.sampled_from(["", "x"])),
        )
        for at, id_ in enumerate(ids) for n in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    pairs = [(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=count + 2, unique=True))
    relations = [
        Relation(
            u(5000 + n), a, b, draw(st.sampled_from(["alliance", "tension", "dispute", "break"])),
            draw(st.none() | st.integers(0, 10)),
        )
        for n, (a, b) in enumerate(chosen)
    ]  # fmt: skip
    return quarrel(parties=tuple(parties), needs=tuple(needs), relations=tuple(relations), issue=draw(texts(1, 9)))

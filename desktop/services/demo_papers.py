"""Invented papers: agreements with what became of each promise, plans in versions, files, statements that disagree."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import date, timedelta
from uuid import UUID

from desktop.services.demo_draw import Draw, Made, Sheet, words
from desktop.services.demo_visits import WORKED

_SETTLED = ("fulfilled", "fulfilled", "partly", "failed")


def papers(sheet: Sheet, made: Made, stages: frozenset[str]) -> None:
    """What a case of these stages has on paper."""
    draw = sheet.draw
    if made.status in ("checking", "refused"):
        if draw.happens(0.5):
            agreement(sheet, made, "bilateral", made.opened_on, "draft")
        return
    first = made.opened_on + timedelta(days=draw.between(5, 12))
    contracted = "plan" in stages and first + timedelta(days=50) < draw.today
    agreement(sheet, made, "bilateral", min(first, draw.today), "ended" if contracted else "signed")
    if contracted:
        over = made.status not in WORKED or made.status == "observation"
        made.contract = agreement(sheet, made, "contract", first + timedelta(days=45), "ended" if over else "signed")
        _plans(sheet, made, over=over)
    if not draw.light:
        _statements(sheet, made)


def agreement(sheet: Sheet, made: Made, kind: str, day: date, state: str) -> UUID:
    """One agreement with its parties and promises."""
    draw, say = sheet.draw, words("words")["agreement"]
    till = day + timedelta(days=120 if kind == "bilateral" else 270)
    signed = state != "draft"
    ended = min(till, made.closed_on or till, draw.day(-1)) if state == "ended" else None
    id_ = sheet.add(
        "agreement", family_id=made.id, case_id=made.case, kind=kind, state=state, made_on=day, since=day, till=till,
        purpose=draw.pick(say["purpose"]), family_intentions=say["family_intentions"],
        service_intentions=say["service_intentions"], rules=say["rules"], confidentiality=say["confidentiality"],
        ending_rules=say["ending"], not_legal=kind == "bilateral", signed_on=day if signed else None, ended_on=ended,
        directions=tuple(draw.some(("household", "medical", "psychological", "pedagogical", "economic", "legal"), 1, 3)),
        end_reason=draw.pick(say["end_reasons"]) if ended else None,
    )  # fmt: skip
    signature = {"signature": "signed", "signed_on": day} if signed else {}
    for adult in made.adults[:2]:
        sheet.add("agreement_party", agreement_id=id_, side="family", person_id=adult.id, name=adult.full_name, **signature)
    curator = made.curator
    sheet.add("agreement_party", agreement_id=id_, side="service", staff_id=curator.id, name=curator.name, **signature)
    _obligations(sheet, made, id_, day, state)
    return id_


def _obligations(sheet: Sheet, made: Made, agreement_id: UUID, day: date, state: str) -> None:
    draw, say = sheet.draw, words("words")["agreement"]
    promised = [("family", text) for text in draw.some(say["of_family"], 2, 3)]
    promised += [("service", text) for text in draw.some(say["of_service"], 1, 2)]
    for place, (side, text) in enumerate(promised, 1):
        due = day + timedelta(days=draw.between(20, 110))
        settled = state == "ended" or (state == "signed" and due < draw.today and draw.happens(0.8))
        marked = min(due + timedelta(days=draw.between(-4, 3)), draw.today)
        sheet.add(
            "obligation", agreement_id=agreement_id, place=place, side=side, words=text, due_on=due,
            person_id=draw.pick(made.adults).id if side == "family" else None,
            responsible=None if side == "family" else made.curator.name,
            state=draw.pick(_SETTLED) if settled else "open", marked_on=max(marked, day) if settled else None,
        )  # fmt: skip


def _plans(sheet: Sheet, made: Made, *, over: bool) -> None:
    """A plan of last month replaced by that of this one, or only the last."""
    draw = sheet.draw
    if not draw.light and draw.happens(0.6):
        _plan(sheet, made, 1, -48, current=False)
        made.steps = _plan(sheet, made, 2, -18, current=True)
    else:
        made.steps = _plan(sheet, made, 1, -18, current=True)
    if over:
        made.steps = ()


def _plan(sheet: Sheet, made: Made, edition: int, since: int, *, current: bool) -> tuple[UUID, ...]:
    draw, say = sheet.draw, words("words")["plan"]
    start = made.closed_on + timedelta(days=since - 10) if made.closed_on else draw.day(since)
    plan = sheet.add(
        "plan_version", family_id=made.id, case_id=made.case, agreement_id=made.contract, edition=edition, current=current,
        kind=draw.pick(("monthly", "by_result")), since=start, till=start + timedelta(days=30), goal=draw.pick(say["goals"]),
        author_id=made.curator.id, reason=say["changed"] if edition == 1 else draw.pick(say["reasons"]),
    )  # fmt: skip
    steps = []
    for place, (text, expected) in enumerate(draw.some(say["steps"], 3, 5), 1):
        due = start + timedelta(days=draw.between(6, 30))
        mark = draw.pick(("done", "done", "partly", "not_done")) if due < draw.today else "not_due"
        steps.append(sheet.add(
            "step", plan_version_id=plan, place=place, words=text, person_id=draw.pick(made.adults).id,
            helper=made.curator.name, due_on=due, expected=expected, mark=mark,
            marked_on=None if mark == "not_due" else due, reason=draw.pick(say["not_done"]) if mark == "not_done" else None,
        ))  # fmt: skip
    return tuple(steps)


def _statements(sheet: Sheet, made: Made) -> None:
    """What two sides say about the same, and that they disagree."""
    draw = sheet.draw
    if not draw.happens(0.35):
        return
    _key, one, how, who, other, other_how, other_who, sphere = draw.pick(words("words")["statement"]["claims"])
    day = min(made.opened_on + timedelta(days=draw.between(10, 25)), draw.today)
    first = statement(sheet, made, one, how, who, sphere, day, None)
    statement(sheet, made, other, other_how, other_who, sphere, min(day + timedelta(days=4), draw.today), first)


def statement(sheet: Sheet, made: Made, text: str, how: str, who: str, sphere: str, day: date, against: UUID | None) -> UUID:
    """What somebody said about a sphere of the family's life."""
    return sheet.add(
        "statement", family_id=made.id, subject_kind="family", subject_id=made.id, sphere=sphere, value={}, words=text,
        said_by=who, method=how, said_on=day, reliability="proved" if how == "document" else "words_only",
        contradicts_id=against, state="open",
    )  # fmt: skip


def files(sheet: Sheet, made: Made) -> None:
    """A few small files: enough to see every kind open."""
    draw, say = sheet.draw, words("words")["file"]
    day = min(made.opened_on + timedelta(days=3), draw.today)
    kind, title, name, text = say["consent"]
    file(sheet, made, (kind, title, name), "text/plain", text.encode(), day)
    if draw.happens(0.4):
        file(sheet, made, tuple(say["photo"]), "image/png", _picture(draw), day)
    if draw.happens(0.4):
        file(sheet, made, tuple(say["act"]), "application/pdf", _paper(made.id), day)
    if draw.happens(0.3):
        kind, title, name, text = say["certificate"]
        file(sheet, made, (kind, title, name), "text/plain", text.encode(), day)


def file(sheet: Sheet, made: Made, named: tuple[str, ...], media: str, content: bytes, day: date) -> None:
    """One file with its bytes; `named` is its kind, title and file name."""
    kind, title, name = named
    row = sheet.add(
        "attachment", family_id=made.id, kind=kind, title=title, file_name=name, media_type=media, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), dated=day,
    )  # fmt: skip
    sheet.add("attachment_content", attachment_id=row, content=content)


def _picture(draw: Draw) -> bytes:
    """A PNG of a window, a wall and a table in three flat colours."""
    wide, high = 96, 64
    wall, window, table = (bytes(draw.between(90, 230) for _channel in range(3)) for _colour in range(3))
    lines = b"".join(
        b"\0" + b"".join(table if y > 48 else window if 10 < y < 34 and 30 < x < 66 else wall for x in range(wide))
        for y in range(high)
    )

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


def _paper(mark: UUID) -> bytes:
    """A PDF of one page that says what it is; Latin only, it carries no font."""
    text = f"BT /F1 14 Tf 60 760 Td (Demonstration paper {mark.hex[-6:]}) Tj ET".encode()
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(made))
    return made + end

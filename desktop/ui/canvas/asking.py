"""What the canvas asks in its small list: a name, a sphere, whom to connect, what kind of tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol, cast
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF

from desktop.base.messages import N_, Message, _, message
from desktop.models.map_data import QUALITIES, SECTORS, SPHERES, NodeKind, Quality, sector_of
from desktop.presenters.map_editing import Candidate, folded, reading_order
from desktop.presenters.map_twin import NAMES_HIDDEN
from desktop.presenters.map_words import QUALITY, SPHERE
from desktop.ui.canvas.gestures import Board
from desktop.ui.canvas.picker import Picker, Question, Row
from desktop.ui.canvas.tie_gestures import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.presenters.maps import MapEditor


KIND: Final = {"person": N_("person"), "agency": N_("agency"), "group": N_("group of people")}


class Place(Board, Protocol):
    """The canvas that asks."""

    def pixel_of(self, point: QPointF) -> QPoint:
        """Where a point of the sheet is in the window."""

    def show_node(self, node: UUID) -> None:
        """Bring a node into sight."""


class Asking:
    """The questions of one canvas."""

    def __init__(self, canvas: Place, picker: Picker) -> None:
        self._canvas = canvas
        self.picker = picker

    @property
    def _editor(self) -> MapEditor:
        return self._canvas.editor

    # Names ----------------------------------------------------------------------------------------------

    def name_new(self, node: UUID, label: Message) -> None:
        """Ask the name of a node just put down; no name, no node. Tab goes on to the sphere."""

        def take(row: Row | None, text: str) -> None:
            if self._named(node, row, text):
                self._finish(node, label)
            else:
                self._cancel(node)

        def sphere(text: str) -> None:
            if self._named(node, None, text):
                self._ask_sphere(node, label)
            else:
                self._cancel(node)

        self._ask_name(node, _("Name"), "", take, lambda: self._cancel(node), sphere)

    def choose_new(self, source: UUID, node: UUID) -> None:  # noqa: C901  one branch for each answer
        """Ask what was put down at the end of a tie: a name makes a person, a row says what else it is."""
        label = message(N_("new contact"))

        def rows(typed: str) -> Sequence[Row]:
            name = typed.strip()
            kinds = [Row(k, f"{name} \u2014 {_(KIND[k])}" if name else _(KIND[k])) for k in ("agency", "group")]
            unknown = [] if name else [Row("?", _("unknown person «?»"))]
            # A sector of the sheet may hold several spheres; the first of them is taken unless another is said.
            others = [Row(s, f"{name} \u2014 {_(SPHERE[s])}") for s in (self._near_spheres(node) if name else ())]
            return [*self._people(typed), *others, *kinds, *unknown]

        def take(row: Row | None, text: str) -> None:
            kind = row.key if row is not None else None
            if kind == "?":
                self._editor.rename(node, "?")
            elif kind in SPHERES and self._editor.rename(node, text):
                self._editor.change_node(node, sphere=str(kind))
            elif kind in KIND:
                self._editor.change_node(node, kind=cast("NodeKind", kind))
                if not self._editor.rename(node, text):
                    self._ask_name(node, _("Name"), "", named, cancel, None)
                    return
            elif not self._named(node, row, text):
                cancel()
                return
            self._connected(source, node, label)

        def named(row: Row | None, text: str) -> None:
            if self._named(node, row, text):
                self._connected(source, node, label)
            else:
                cancel()

        def cancel() -> None:
            self._cancel(node)

        self._bare(node, bare=True)
        question = Question(_("Who or what is it?"), rows, take, cancel, free=True, leaving=lambda typed: named(None, typed))
        self.picker.ask(question, self._under(node))

    def _near_spheres(self, node: UUID) -> tuple[str, ...]:
        known = self._editor.data.node(node)
        if known is None or known.inside:
            return ()
        return tuple(s for s in SECTORS[sector_of(known.sphere)] if s != known.sphere)

    def _connected(self, source: UUID, node: UUID, label: Message) -> None:
        """The tie is selected: digits say its kind and which way help flows."""
        tie = self._editor.tie_between(source, node)
        self._finish(node, label)
        if tie is not None:
            self._editor.select((tie.id,))

    def name_group(self, group: UUID, *, new: bool = True) -> None:
        """Ask the name of a group; a new one is made by Enter, with or without a name."""
        editor = self._editor
        if not new and editor.names_hidden:
            self._canvas.tell(message(NAMES_HIDDEN))
            return
        known = editor.group(group)

        def take(_row: Row | None, text: str) -> None:
            editor.rename_group(group, text)
            if new:
                editor.finish(message(N_("new group")))

        def cancel() -> None:
            if new:
                editor.cancel()

        question = Question(
            _("Name of the group"), lambda _typed: (), take, cancel, known.name if known else "", free=True,
            leaving=lambda typed: take(None, typed),
        )  # fmt: skip
        item = self._canvas.map_scene.groups.get(group)
        at = self._canvas.pixel_of(item.sceneBoundingRect().topLeft()) if item is not None else QPoint(40, 40)
        self.picker.ask(question, at + QPoint(60, 0))

    def rename(self, node: UUID) -> None:
        """Ask another name in place; Esc keeps the old one."""
        known = self._editor.data.node(node)
        if known is None:
            return
        if self._editor.names_hidden:
            self._canvas.tell(message(NAMES_HIDDEN))
            return

        def take(row: Row | None, text: str) -> None:
            self._bare(node, bare=False)
            if row is not None and isinstance(row.key, Candidate):
                self._editor.begin()
                self._editor.rename(node, row.key.name)
                self._editor.become(node, row.key)
                self._editor.finish(message(N_("rename {name}"), name=row.key.name))
            else:
                self._editor.rename(node, text)

        self._ask_name(node, "", known.name, take, lambda: self._bare(node, bare=False), None)

    def _ask_name(
        self,
        node: UUID,
        prompt: str,
        text: str,
        take: Callable[[Row | None, str], None],
        cancelled: Callable[[], None],
        tab: Callable[[str], None] | None,
    ) -> None:
        self._bare(node, bare=True)
        question = Question(
            prompt,
            self._people,
            take,
            cancelled,
            text,
            free=True,
            tab=tab,
            leaving=lambda typed: take(None, typed),
        )
        self.picker.ask(question, self._under(node))

    def _people(self, typed: str) -> Sequence[Row]:
        """Persons and agencies of the card who are not on the map yet: taken over, not typed anew."""
        return [Row(c, c.name) for c in self._offered(typed)[:7]]

    def _offered(self, typed: str) -> Sequence[Candidate]:
        """Who of the card can be put on; where names are hidden the whole name has to be typed."""
        return () if self._editor.names_hidden else self._editor.free_candidates(typed)

    def _named(self, node: UUID, row: Row | None, text: str) -> bool:
        who = row.key if row is not None and isinstance(row.key, Candidate) else self._same_name(text)
        if who is not None:
            self._editor.rename(node, who.name)
            self._editor.become(node, who)
            return True
        return self._editor.rename(node, text)

    def _same_name(self, text: str) -> Candidate | None:
        same = [c for c in self._editor.free_candidates(text) if folded(c.name) == folded(text)] if text.strip() else []
        return same[0] if len(same) == 1 else None

    def _ask_sphere(self, node: UUID, label: Message) -> None:
        def take(row: Row | None, _text: str) -> None:
            if row is not None:
                self._editor.change_node(node, sphere=str(row.key), inside=False)
            self._ask_end(node, label)

        rows = [Row(s, _(SPHERE[s])) for s in SPHERES]
        question = Question(
            _("Sphere"),
            lambda _typed: rows,
            take,
            lambda: self._cancel(node),
            typed=False,
            leaving=lambda _typed: self._finish(node, label),
        )
        self.picker.ask(question, self._under(node))

    def _ask_end(self, node: UUID, label: Message) -> None:
        """Ask with whom of the household somebody new is connected; digits answer, Enter leaves it open."""
        editor = self._editor
        members = [n for n in reading_order(editor.told) if n.inside and n.id != node]
        if not members:
            self._finish(node, label)
            return
        nobody = Row(None, _("with nobody yet"))
        rows = [*(Row(n.id, n.name) for n in members[:8]), nobody]

        def take(row: Row | None, _text: str) -> None:
            if row is not None and isinstance(row.key, UUID) and connect(self._canvas, node, row.key):
                self._connected(node, row.key, label)
            else:
                self._finish(node, label)

        question = Question(
            _("Connected with"), lambda _typed: rows, take, lambda: self._cancel(node), typed=False,
            first=len(rows) - 1, leaving=lambda _typed: self._finish(node, label),
        )  # fmt: skip
        self.picker.ask(question, self._under(node))

    def _finish(self, node: UUID, label: Message) -> None:
        self._bare(node, bare=False)
        self._editor.finish(label)
        self._canvas.show_node(node)

    def _cancel(self, node: UUID) -> None:
        self._bare(node, bare=False)
        self._editor.cancel()

    # Ties -----------------------------------------------------------------------------------------------

    def connect(self, source: UUID) -> None:
        """Ask whom to connect a node with, by name; a name nobody on the map has puts somebody new there."""
        editor = self._editor

        def rows(typed: str) -> Sequence[Row]:
            nodes = [Row(n.id, n.name) for n in editor.find(typed) if n.id != source]
            people = [Row(c, _("{name} (from the card)").format(name=c.name)) for c in self._offered(typed)]
            fresh = [Row(typed.strip(), _("new: {name}").format(name=typed.strip()))] if typed.strip() else []
            return [*nodes, *(people if typed.strip() else []), *fresh]

        def take(row: Row | None, _text: str) -> None:
            if row is None:
                return
            editor.begin()
            target = self._target(row)
            if connect(self._canvas, source, target):
                self._ask_quality(editor.selected[0], _("Kind of tie"), message(N_("new tie")))
            else:
                editor.finish(message(N_("new contact")))

        node = editor.told.node(source)
        prompt = _("Connect {name} with").format(name=node.name if node else "")
        self.picker.ask(Question(prompt, rows, take, lambda: None), self._under(source))

    def connect_two(self, source: UUID, target: UUID) -> None:
        """Connect two selected nodes; only the kind of tie is asked."""
        self._editor.begin()
        if connect(self._canvas, source, target):
            self._ask_quality(self._editor.selected[0], _("Kind of tie"), message(N_("new tie")))
        else:
            self._editor.finish(message(N_("new tie")))

    def reattach(self, tie: UUID, end: Literal["source", "target"]) -> None:
        """Ask on whom an end of a tie shall hang instead."""
        editor = self._editor
        known = editor.data.tie(tie)
        if known is None:
            return
        stays = known.target if end == "source" else known.source

        def rows(typed: str) -> Sequence[Row]:
            return [Row(n.id, n.name) for n in editor.find(typed) if n.id not in {known.source, known.target}]

        def take(row: Row | None, _text: str) -> None:
            if row is not None and isinstance(row.key, UUID):
                editor.reattach(tie, end, row.key)

        other = editor.told.node(stays)
        prompt = _("Connect {name} with").format(name=other.name if other else "")
        self.picker.ask(Question(prompt, rows, take, lambda: None), self._under(stays))

    def kind(self, ties: Sequence[UUID]) -> None:
        """Ask what kind of tie the selected ones are."""
        if ties:
            self._editor.begin()
            self._ask_quality(ties[0], _("Kind of tie"), message(N_("change of a tie")), ties)

    def _target(self, row: Row) -> UUID:
        if isinstance(row.key, UUID):
            return row.key
        if isinstance(row.key, Candidate):
            return self._editor.add_node(row.key.name, ref=row.key.ref)
        return self._editor.add_node(str(row.key))

    def _ask_quality(self, tie: UUID, prompt: str, label: Message, ties: Sequence[UUID] = ()) -> None:
        editor = self._editor
        known = editor.data.tie(tie)

        def take(row: Row | None, _text: str) -> None:
            if row is not None:
                for each in ties or (tie,):
                    editor.change_tie(each, quality=cast("Quality", row.key))
            editor.finish(label)

        rows = [Row(q, _(QUALITY[q])) for q in QUALITIES]
        first = QUALITIES.index(known.quality) if known is not None else 0
        question = Question(
            prompt,
            lambda _typed: rows,
            take,
            editor.cancel,
            typed=False,
            first=first,
            leaving=lambda _typed: (editor.finish(label), None)[1],
        )
        self.picker.ask(question, self._under(known.target if known is not None else tie))

    # Finding --------------------------------------------------------------------------------------------

    def find(self) -> None:
        """Ask a name and bring its node into sight."""

        def take(row: Row | None, _text: str) -> None:
            if row is not None and isinstance(row.key, UUID):
                self._editor.select((row.key,))
                self._canvas.show_node(row.key)

        def rows(typed: str) -> Sequence[Row]:
            return [Row(n.id, n.name) for n in self._editor.find(typed)]

        middle = QPoint(self.picker.canvas.width() // 2, 8)
        self.picker.ask(Question(_("Find on the map"), rows, take, lambda: None), middle)

    def _under(self, node: UUID) -> QPoint:
        item = self._canvas.map_scene.nodes.get(node)
        if item is None:
            return QPoint(self.picker.canvas.width() // 2, 40)
        return self._canvas.pixel_of(item.pos() + QPointF(0, item.size + 1.0))

    def _bare(self, node: UUID, *, bare: bool) -> None:
        if (item := self._canvas.map_scene.nodes.get(node)) is not None:
            item.hide_name(hidden=bare)

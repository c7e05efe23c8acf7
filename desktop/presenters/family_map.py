"""The map of a family on its page: which version is open, saving it, its draft, who can be put on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from desktop.base.errors import OporaError
from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.figures.social_layout import lay_out
from desktop.models.family_page import FamilyPage, MapRow, VisitRow
from desktop.models.map_data import MapData
from desktop.models.snapshots import Changes, Conflict
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_editing import Candidate, Contact
from desktop.presenters.map_json import from_json, to_json
from desktop.presenters.maps import MapEditor
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.visits import visit_log

_CONTACTS = 20  # visits offered as the contact at which a tie was told


class FamilyMap:
    """Opens the newest version, or begins one with the household on it."""

    def __init__(self, desk: Desk, family: FamilyPresenter) -> None:
        self.desk, self._family = desk, family
        self.owner = Owner()
        self.versions: tuple[MapRow, ...] = ()
        self.editor: MapEditor | None = None
        self.said = ""
        self.opened: Event[MapEditor] = Event()
        self.state_changed: Event[str] = Event()  # saved | unsaved | draft | saving | failed
        self.stale: Event[str] = Event()  # a colleague saved this version: who
        self.failed: Event[Exception] = Event()
        self._kept: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Where the draft of this family's map is kept."""
        return ("social_map", str(self._family.family))

    # Opening

    def open(self, version: UUID | None = None) -> None:
        """Open a version, or the newest one; a family without a map gets one with its household."""
        family = self._family.family

        def read(reading: object) -> tuple[tuple[MapRow, ...], MapData | None, tuple[VisitRow, ...]]:
            rows = maps.map_versions(reading, family)  # type: ignore[arg-type]
            wanted = version or (rows[0].id if rows else None)
            found = maps.open_map(reading, wanted) if wanted else None  # type: ignore[arg-type]
            return rows, found, visit_log(reading, family)  # type: ignore[arg-type]

        self.desk.open(read, self._arrived, self.failed.tell, self.owner)

    def _arrived(self, found: tuple[tuple[MapRow, ...], MapData | None, tuple[VisitRow, ...]]) -> None:
        self.versions, map_, visits = found
        page = self._family.page
        if page is None:
            return
        if map_ is None:
            map_ = lay_out(maps.first_map(page, self.desk.new_id(), _("Map of connections"), self.desk.today))
        elif not map_.final:
            map_ = maps.with_household(map_, page)
        self._show(map_, page, visits)

    def _show(self, map_: MapData, page: FamilyPage, visits: tuple[VisitRow, ...]) -> None:
        contacts = [
            Contact(v.id, f"{v.visited_on:%d.%m.%Y} · {self.desk.caption('visit_outcomes', v.outcome)}", v.visited_on)
            for v in visits[:_CONTACTS]
        ]
        self.editor = MapEditor(map_, self.desk.new_id, self.desk.today, self._candidates(page), contacts)
        self.editor.stack.changed.subscribe(lambda _stack: self._typed())
        self._kept = ""
        self.said = ""
        self.opened.tell(self.editor)
        self.state_changed.tell("saved" if map_.version else "unsaved")

    def _candidates(self, page: FamilyPage) -> list[Candidate]:
        """People of the card who are not in the household, then agencies."""
        found = []
        for member in page.members:
            values = member.person.values
            name = " ".join(str(values[key]) for key in ("given_name", "surname") if values[key])
            node = next(
                (n for n in maps.first_map(page, page.family.id, "", self.desk.today).nodes if n.ref == member.person.id), None
            )
            if node is not None:
                found.append(
                    Candidate(
                        member.person.id, name, sex=node.sex, born_year=node.born_year, inside=node.inside, alive=node.alive,
                        child=node.child,
                    )
                )  # fmt: skip
        found += [Candidate(id_, name, "agency", sphere or "services") for id_, name, sphere in self.desk.agencies]
        return found

    def _typed(self) -> None:
        if self.editor is not None:
            self.state_changed.tell("unsaved" if self.editor.dirty or not self.editor.data.version else "saved")

    @property
    def is_dirty(self) -> bool:
        """Whether the map differs from what the office has; a map nobody touched yet does not."""
        return self.editor is not None and self.editor.dirty

    # Drafts

    def offered(self) -> str:
        """When a draft of this map was kept, in words, if there is one."""
        draft = self.desk.drafts.all().get(self.key)
        return f"{draft.saved_at.astimezone(self.desk.office.zone):%d.%m.%Y %H:%M}" if draft is not None else ""

    def take_draft(self) -> None:
        """Show the map as it was drawn before the program ended."""
        draft = self.desk.drafts.all().get(self.key)
        if draft is None or self.editor is None or not isinstance(draft.what, str):
            return
        try:
            kept = from_json(draft.what)
        except ValueError as error:
            self.failed.tell(error)
            return
        base = self.editor.data
        self.editor.load(replace(kept, version=base.version, id=base.id) if kept.id == base.id else kept)
        self.state_changed.tell("unsaved")

    def keep_draft(self) -> None:
        """Keep the map on this computer when it changed since."""
        if self.editor is None or not self.editor.dirty:
            return
        what = to_json(self.editor.data)
        if what != self._kept:
            self._kept = what
            self.desk.keep_draft(self.key, what)
            self.said = f"{self.desk.now().astimezone(self.desk.office.zone):%H:%M}"
            self.state_changed.tell("draft")

    # Saving

    def save(self, *, final: bool = False, after: Callable[[], None] | None = None) -> None:
        """Keep the map as a dated version; a finished one stays, and the next change begins a new one."""
        editor = self.editor
        if editor is None:
            return
        sent = editor.data
        if sent.final:
            sent = replace(sent, drawn_on=self.desk.today)
        self.state_changed.tell("saving")

        def done(changes: Changes) -> None:
            version = next((root.version for root in changes.roots if root.kind == "social_map"), sent.version)
            if changes.result is not None and (changes.result != sent.id or final):
                self.open(changes.result)
            else:
                editor.mark_saved(version, replace(sent, version=version))
                self.desk.open(
                    lambda reading: maps.map_versions(reading, self._family.family), self._listed, self.failed.tell, self.owner
                )
            self.said = f"{self.desk.now().astimezone(self.desk.office.zone):%H:%M}"
            self.state_changed.tell("saved")
            if after is not None:
                after()

        self.desk.act(
            N_("The map of connections was saved"), lambda unit: maps.save_map(unit, sent, final=final), done, self._refused,
            self.owner, draft=self.key,
        )  # fmt: skip

    def _listed(self, rows: tuple[MapRow, ...]) -> None:
        self.versions = rows
        self.state_changed.tell("saved")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Conflict):
            self.said = _("{who} saved this map while you were drawing").format(who=error.who or "?")
            self.state_changed.tell("failed")
            self.stale.tell(error.who or "?")
            return
        self.said = error.words() if isinstance(error, OporaError) else _("The program made a mistake: the map is kept")
        self.state_changed.tell("failed")
        self.failed.tell(error)

    def save_as_new(self) -> None:
        """Keep what I drew as a version of its own, beside the colleague's."""
        if self.editor is not None:
            mine = replace(self.editor.data, id=self.desk.new_id(), version=0, final=False, drawn_on=self.desk.today)
            self.editor.load(mine)
            self.save()

    def close(self) -> None:
        """The page goes."""
        self.keep_draft()
        self.owner.close()

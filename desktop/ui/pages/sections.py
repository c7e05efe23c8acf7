"""Which page shows which section of a family. A section that has no page yet is absent, not empty."""

from __future__ import annotations

from desktop.ui.pages.agreements import AgreementsSection
from desktop.ui.pages.changes import ChangesSection
from desktop.ui.pages.chronology import ChronologySection
from desktop.ui.pages.conflicts import ConflictsSection
from desktop.ui.pages.consents import ConsentsSection
from desktop.ui.pages.family_card import FamilyCardSection
from desktop.ui.pages.files import FilesSection
from desktop.ui.pages.genogram import GenogramSection
from desktop.ui.pages.journal import JournalSection
from desktop.ui.pages.members import MembersSection
from desktop.ui.pages.records import CareSection, ContactsSection, HelpSection, NeedsSection
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.sheets import SheetsSection
from desktop.ui.pages.social_map import MapSection
from desktop.ui.pages.statements import StatementsSection
from desktop.ui.pages.visits import VisitsSection

SECTION_PAGES: dict[str, type[SectionPage]] = {
    "chronology": ChronologySection,
    "card": FamilyCardSection,
    "members": MembersSection,
    "map": MapSection,
    "genogram": GenogramSection,
    "conflicts": ConflictsSection,
    "changes": ChangesSection,
    "needs": NeedsSection,
    "sheets": SheetsSection,
    "statements": StatementsSection,
    "agreements": AgreementsSection,
    "help": HelpSection,
    "visits": VisitsSection,
    "contacts": ContactsSection,
    "consents": ConsentsSection,
    "care": CareSection,
    "files": FilesSection,
    "journal": JournalSection,
}

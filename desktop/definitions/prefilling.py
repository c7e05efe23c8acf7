"""From where the card answers a question: `from = "family.phone"`, and what a slip of the pen is answered with."""

from __future__ import annotations

from functools import cache

from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of

SUBJECTS = {
    "family": "family", "case": "case", "person": "person", "mother": "person", "father": "person", "office": "office",
}  # fmt: skip
OF_A_PERSON = (
    "name", "age", "work", "study", "work_or_study", "address", "registration", "phone", "document", "birth_certificate",
    "passport", "income", "income_kind", "schedule", "school", "class", "study_form", "performance", "attendance", "clubs",
    "lives", "takes_part",
)  # fmt: skip
DERIVED = frozenset(
    {"family.address", "family.registration", "family.size", "family.composition", "family.income_per_head", "family.income",
     "family.children", "family.members", "case.curator", "author.name", "author.position", "today"}
    | {f"{whose}.{what}" for whose in ("person", "mother", "father") for what in OF_A_PERSON}
)  # fmt: skip
LISTS = ("members", "others", "children", "adults", "earners")  # who live together; others: without the one whom the sheet
# is about; earners: whose income is known
OF_A_MEMBER = frozenset(
    {"name", "kinship", "role", "lives", "takes_part", "since", "till", *OF_A_PERSON}
)  # beside the columns of a person


@cache
def columns_of(kind: str) -> frozenset[str]:
    """The described columns of a kind of record."""
    return frozenset(field.key for field in fields_of(ENTITIES[kind]))


@cache
def sources() -> frozenset[str]:
    """Everything that a question may be prefilled from."""
    columns = {f"{subject}.{key}" for subject, kind in SUBJECTS.items() for key in columns_of(kind)}
    return DERIVED | columns


@cache
def member_sources() -> frozenset[str]:
    """Everything that a column of a list of family members may be prefilled from."""
    return frozenset(f"member.{key}" for key in OF_A_MEMBER | columns_of("person"))


def described(source: str) -> tuple[str, Field] | None:
    """The subject and the column that a source names, or None when the source is derived."""
    subject, _dot, key = source.partition(".")
    kind = SUBJECTS.get(subject, "")
    if source in DERIVED or not kind:
        return None
    field = next((field for field in fields_of(ENTITIES[kind]) if field.key == key), None)
    return (subject, field) if field else None

"""Every mapped class by the name of its table: importing this module makes the schema whole."""

from __future__ import annotations

from desktop.models import (  # noqa: F401  importing a module puts its classes on the mapper
    agencies,
    agreements,
    answers,
    attachments,
    audit,
    bonds,
    care,
    cases,
    conflicts,
    consents,
    contacts,
    families,
    genograms,
    groups,
    knowledge,
    needs,
    network_meetings,
    offices,
    persons,
    plans,
    search,
    signals,
    social_maps,
    statements,
    subsistence,
    support,
    teamwork,
    visits,
)
from desktop.models.base import Base, Entity, Part, Root

ENTITIES: dict[str, type[Entity]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Entity)
}
ROOTS: dict[str, type[Root]] = {name: kind for name, kind in ENTITIES.items() if issubclass(kind, Root)}
PARTS: dict[str, type[Part]] = {name: kind for name, kind in ENTITIES.items() if issubclass(kind, Part)}
SCHEMA = Base.metadata

"""What else is kept of the Kravtsovs: a programme, a consent, help, contacts, duties, and the chain through all of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from desktop.models.cases import Case, CaseAgency, Duty, TeamMember
from desktop.models.consents import Consent
from desktop.models.contacts import Contact
from desktop.models.needs import Goal
from desktop.models.plans import PlanParticipant, PlanVersion, Step
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.rules.consents import USUAL_ACTIONS, USUAL_DATA
from desktop.rules.spine import Chain, Facts, GoalFact, ProblemFact, Served, StepFact, chain


def id_of(number: int) -> UUID:
    return UUID(int=number)


def programme() -> PlanVersion:
    made = PlanVersion(
        id=id_of(300), edition=1, current=True, kind="family_development", number="3/2026", since=date(2026, 7, 1),
        till=date(2026, 12, 31), goal="Отец не пьёт, дети ходят в школу, в доме спокойно.", author_id=id_of(10),
        agreement_id=id_of(40), basis="решение комиссии № 147 от 20.01.2026",
        child_words="Хочу, чтобы папа приходил на мои игры.", evaluated_on=date(2026, 10, 1),
        evaluation="Школа налажена, с лечением отца трудно.", concluded_on=None, conclusion=None,
    )  # fmt: skip
    made.steps = [
        Step(id=id_of(301), place=1, words="Пройти консультацию нарколога", block="medical", person_id=id_of(1),
             agency_id=id_of(90), due_on=date(2026, 11, 10), expected="начато лечение", mark="not_done", score=0,
             reason="не пришёл", goal_id=id_of(320), method="crisis"),
        Step(id=id_of(302), place=2, words="Занятия с психологом для матери", block="psychological", person_id=id_of(2),
             staff_id=id_of(10), due_on=date(2026, 12, 1), mark="partly", marked_on=date(2026, 11, 20), score=2),
        Step(id=id_of(303), place=3, words="Договориться с классным руководителем о дополнительных занятиях Олега",
             block="pedagogical", person_id=id_of(2), due_on=date(2026, 9, 15), mark="done",
             marked_on=date(2026, 9, 10), score=3),
        Step(id=id_of(304), place=4, words="Собрать документы на пособие", person_id=id_of(2), due_on=date(2026, 12, 20)),
    ]  # fmt: skip
    made.participants = [
        PlanParticipant(id=id_of(310), person_id=id_of(2), part="Водить детей в школу, ходить к психологу",
                        words="Справимся, если отец не будет мешать", signature="signed", signed_on=date(2026, 7, 1)),
        PlanParticipant(id=id_of(311), person_id=id_of(1), part="Прийти к врачу", signature="refused"),
        PlanParticipant(id=id_of(312), person_id=id_of(3), part="Делать уроки", words="Буду стараться", signature="signed"),
    ]  # fmt: skip
    return made


def consents() -> tuple[Consent, ...]:
    given = Consent(
        id=id_of(330), number="2026-0007", person_id=id_of(2), purpose="Социальное сопровождение семьи.", data=USUAL_DATA,
        actions=USUAL_ACTIONS, state="given", given_on=date(2026, 2, 1), till=date(2027, 2, 1), authority=None,
        address="ул. Ленина, 15, кв. 4", paper="ID-карта гражданина КР ID 1234567, выдан: МКК 50-01, 01.02.2020",
    )  # fmt: skip
    child = Consent(
        id=id_of(331), number="2026-0008", person_id=id_of(3), representative_id=id_of(2), authority="мать",
        purpose="Социальное сопровождение семьи.", data=(*USUAL_DATA, "health"), actions=USUAL_ACTIONS, state="withdrawn",
        given_on=date(2026, 2, 1), withdrawn_on=date(2026, 10, 5), reason="Школа узнала лишнее.",
        address="ул. Ленина, 15, кв. 4", child_opinion="Пусть школа не знает про папу.",
        recipients="Школа № 7", processor="Ресурсный центр помощи семье",
    )  # fmt: skip
    refused = Consent(
        id=id_of(332), number="2026-0009", person_id=id_of(1), purpose="Социальное сопровождение семьи.", data=(), actions=(),
        state="refused", refused_on=date(2026, 2, 1), reason="«Мне это не нужно»",
    )  # fmt: skip
    return given, child, refused


def services() -> tuple[ServiceGiven, ...]:
    return (
        ServiceGiven(id=id_of(340), given_on=date(2026, 11, 20), kind="psychological", name="Беседа о тревоге",
                     functions=(), person_id=id_of(2), worker_id=id_of(10), result="Стало спокойнее", urgent=None),
    )  # fmt: skip


def aid() -> tuple[MaterialAid, ...]:
    return (
        MaterialAid(id=id_of(350), given_on=date(2026, 9, 1), kind="clothes", name="Школьная форма", quantity=Decimal(2),
                    unit="piece", total=Decimal("4200.00"), source="фонд «Добро»", person_id=id_of(2), urgent=False),
    )  # fmt: skip


def contacts() -> tuple[Contact, ...]:
    return (
        Contact(id=id_of(360), at=datetime(2026, 11, 18, 14, 30, tzinfo=UTC), kind="call", person_id=id_of(2),
                worker_id=id_of(10), words="Просит помочь со справкой", result="придёт в пятницу", after_hours=True),
    )  # fmt: skip


def goals() -> dict[UUID, Goal]:
    return {id_of(320): Goal(id=id_of(320), words="Отец лечится от зависимости")}


def with_duties(case: Case) -> Case:
    case.team.append(TeamMember(id=id_of(370), staff_id=id_of(10), role="psychologist", stage="5", constant=True))
    case.agencies = [
        CaseAgency(id=id_of(371), agency_id=id_of(90), function="обучение и присмотр днём", contact="Петрова Н. И.",
                   tasks="Сообщать о пропусках в тот же день"),
    ]  # fmt: skip
    case.duties = [
        Duty(id=id_of(372), words="Следить за посещаемостью", stage="5", answers_id=id_of(10), helps="классный руководитель",
             informed="комиссия по делам детей", due_on=date(2026, 12, 1)),
    ]  # fmt: skip
    return case


def the_chain() -> Chain:
    problem, lonely = id_of(400), id_of(401)
    steps = (
        StepFact(id_of(402), id_of(402), id_of(320), "Прийти к наркологу", id_of(49), "monthly", 1, current=False,
                 mark="partly", marked_on=date(2026, 10, 20)),
        StepFact(id_of(52), id_of(402), id_of(320), "Прийти к наркологу", id_of(50), "monthly", 2, current=True,
                 person=id_of(1), due_on=date(2026, 11, 10), mark="not_done", reason="не пришёл"),
        StepFact(id_of(51), id_of(51), None, "Провожать Аню в школу", id_of(50), "monthly", 2, current=True,
                 person=id_of(2), due_on=date(2026, 11, 30), mark="done", marked_on=date(2026, 11, 20)),
    )  # fmt: skip
    return chain(
        Facts(
            (
                ProblemFact(problem, words="Отец злоупотребляет алкоголем", person=id_of(1), degree=3,
                            since=date(2025, 3, 1), state="in_work"),
                ProblemFact(lonely, words="Мало близких, которые помогают", state="open"),
            ),
            (
                GoalFact(id_of(320), problem, "Отец лечится от зависимости", id_of(1), date(2026, 12, 1), "не пьёт месяц",
                         state="open"),
                GoalFact(id_of(321), problem, "Дома спокойно вечером", state="open"),
            ),
            steps,
            (
                Served(id_of(410), "visit", date(2026, 10, 20), "38", step=id_of(402), mark="partly", result="звонил врачу"),
                Served(id_of(411), "service", date(2026, 11, 2), "Запись к наркологу", step=id_of(52)),
                Served(id_of(412), "service", date(2026, 11, 5), "Беседа о зависимости", problem=problem),
            ),
        )
    )  # fmt: skip

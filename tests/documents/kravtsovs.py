"""A family of the design sketch as mapped objects that were never in a database: enough for every section."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from desktop.documents.dossier_data import DossierData, DossierOptions, Member
from desktop.models.agencies import Agency
from desktop.models.agreements import Agreement, AgreementParty, Obligation
from desktop.models.attachments import Attachment
from desktop.models.cases import Case, StagePeriod, TeamMember
from desktop.models.documents import FigureBlock
from desktop.models.families import Family, HouseholdAddress, Membership
from desktop.models.kinds import Reader
from desktop.models.offices import Office, Staff
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Education, Person, Registration, Work
from desktop.models.plans import PlanVersion, Step
from desktop.models.visits import Alert, Visit, VisitChild, VisitMet, VisitParticipant
from tests.documents import kravtsov_papers

TODAY = date(2026, 11, 26)


def id_of(number: int) -> UUID:
    return UUID(int=number)


@cache
def _entries(dictionary: str) -> dict[str, str]:
    file = Path(__file__).parents[2] / "resources" / "definitions" / "dictionaries" / f"{dictionary}.toml"
    if not file.is_file():
        return {}
    entries = tomllib.loads(file.read_text("utf-8"))["entries"]
    return {code: words if isinstance(words, str) else words["ru"] for code, words in entries.items()}


def caption(dictionary: str, code: str) -> str:
    return _entries(dictionary).get(code, code)


READER = Reader(TODAY, caption)


def _person(number: int, surname: str, given: str, patronymic: str, sex: str, born: date, **more: object) -> Person:
    return Person(
        id=id_of(number), surname=surname, given_name=given, patronymic=patronymic, sex=sex,
        born=PartialDate.of(born), **more,
    )  # fmt: skip


def people() -> tuple[Person, ...]:
    igor = _person(1, "Кравцов", "Игорь", "Петрович", "male", date(1985, 2, 4), occupation="unemployed")
    marina = _person(2, "Кравцова", "Марина", "Сергеевна", "female", date(1988, 7, 19), legal_status="full")
    oleg = _person(3, "Кравцов", "Олег", "Игоревич", "male", date(2012, 5, 11))
    anna = _person(4, "Кравцова", "Анна", "Игоревна", "female", date(2017, 1, 30))
    marina.work = [Work(id=id_of(20), place="школа № 7", position="уборщица, 0,5 ставки")]
    oleg.education = [Education(id=id_of(21), agency_id=id_of(90), form="8 «Б»")]
    anna.education = [Education(id=id_of(22), place="школа № 7", form="3 «А»")]
    oleg.registrations = [Registration(id=id_of(23), registers=("school", "pdn"), since=date(2026, 3, 1), reason="пропуски")]
    return igor, marina, oleg, anna


def agreement() -> Agreement:
    made = Agreement(
        id=id_of(40), number="12", kind="bilateral", state="in_force", made_on=date(2026, 2, 1), since=date(2026, 2, 1),
        till=date(2026, 12, 1), purpose="Вернуть детям спокойный дом и школу.", directions=(), not_legal=True,
    )  # fmt: skip
    made.parties = [
        AgreementParty(id=id_of(41), side="family", person_id=id_of(2)),
        AgreementParty(id=id_of(42), side="family", person_id=id_of(1)),
        AgreementParty(id=id_of(43), side="service", staff_id=id_of(10)),
    ]
    made.obligations = [
        Obligation(id=id_of(44), place=1, side="family", words="Посещаемость школы не ниже 90 %", person_id=id_of(2),
                   due_on=date(2026, 12, 1), state="open", note="82 %"),
        Obligation(id=id_of(45), place=2, side="service", words="Оформить пособие", responsible="куратор",
                   due_on=date(2026, 11, 15), state="fulfilled", marked_on=date(2026, 11, 12)),
        Obligation(id=id_of(46), place=3, side="family", words="Встать на учёт в центре занятости", person_id=id_of(1),
                   due_on=date(2026, 10, 1)),
    ]  # fmt: skip
    return made


def visits(count: int = 2) -> tuple[Visit, ...]:
    made = []
    for n in range(count):
        visit = Visit(
            id=id_of(1000 + n), worker_id=id_of(10), number=str(40 - n), visited_on=date(2026, 11, max(1, 20 - n)),
            came="17:05", left="17:50", planned="planned", kind="control", place="home", outcome="held", functions=(),
            observations="Дома чисто, есть еда, Олег делает уроки. Отец спал, от разговора уклонился.",
            done="Беседа с матерью о пропусках, договорились о встрече с классным руководителем.",
            recommendations="Нарколог для отца.", violence=False, intoxication=n == 0, threat=False,
            next_on=date(2026, 11, 27),
        )  # fmt: skip
        visit.participants = [VisitParticipant(id=id_of(2000 + n), name="Сыдыкова Б.", role="инспектор ПДН")]
        visit.met = [VisitMet(id=id_of(3000 + n), person_id=id_of(2))]
        visit.children = [
            VisitChild(id=id_of(4000 + n), person_id=id_of(3), seen=True),
            VisitChild(id=id_of(5000 + n), person_id=id_of(4), seen=n > 0, note="у бабушки" if n == 0 else None),
        ]
        made.append(visit)
    return tuple(made)


def case() -> Case:
    made = Case(
        id=id_of(30), opened_on=date(2026, 1, 15), source="school", route="kdn", grounds_group="tzs", grounds=(),
        decision_body="kdn", decision_number="147", decision_on=date(2026, 1, 20), curator_id=id_of(10), status="active",
        decision_reason="Систематические пропуски занятий, отец не работает.", risk="high", risk_on=date(2026, 11, 1),
        reported_by="соседка Иванова", next_visit_on=date(2026, 11, 27),
    )  # fmt: skip
    made.stages = [
        StagePeriod(id=id_of(31), stage="4", opened_on=date(2026, 2, 1), due_on=date(2026, 11, 1)),
        StagePeriod(id=id_of(32), stage="5", opened_on=date(2026, 6, 1), due_on=date(2026, 12, 1)),
    ]
    made.team = [
        TeamMember(id=id_of(33), staff_id=id_of(10), role="curator", coordinator=True),
        TeamMember(id=id_of(34), agency_id=id_of(90), name="Петрова Н. И.", role="teacher"),
    ]
    return made


def plan() -> PlanVersion:
    made = PlanVersion(
        id=id_of(50), edition=2, current=True, kind="monthly", since=date(2026, 11, 1), till=date(2026, 11, 30),
        goal="Дети ходят в школу каждый день.", author_id=id_of(10), reason="Не выполнены шаги октября",
    )  # fmt: skip
    made.steps = [
        Step(id=id_of(51), place=1, words="Провожать Аню в школу", person_id=id_of(2), helper="куратор",
             due_on=date(2026, 11, 30), expected="нет опозданий", mark="partly", marked_on=date(2026, 11, 20)),
        Step(id=id_of(52), place=2, words="Прийти к наркологу", person_id=id_of(1), due_on=date(2026, 11, 10),
             mark="not_done", reason="не пришёл"),
    ]  # fmt: skip
    return made


def family() -> Family:
    made = Family(
        id=id_of(60), number="2026-0147", name="Кравцовы", categories=("large",), phone="+996 555 12-34-56",
        strengths="Мать любит детей, бабушка рядом.", inside_contacts="Мать и дети близки; отец держится отдельно. " * 12,
    )  # fmt: skip
    made.addresses = [HouseholdAddress(id=id_of(61), kind="living", address="ул. Ленина, 15, кв. 4", landmark="за почтой")]
    return made


def office(*, demonstration: bool = False) -> Office:
    return Office(
        id=id_of(70), name="Управление социального развития Октябрьского района", above="Министерство труда",
        region_code="О", country="kg", time_zone="Asia/Bishkek", head="Осмонова Б. К.", head_position="Начальник управления",
        demonstration=demonstration,
    )  # fmt: skip


def data(map_: FigureBlock | None = None, *, visits_made: int = 2, demonstration: bool = False,
         options: DossierOptions | None = None) -> DossierData:  # fmt: skip
    persons = people()
    kinship = ("отец", "мать", "сын", "дочь")
    return DossierData(
        office=office(demonstration=demonstration),
        family=family(),
        today=TODAY,
        reader=READER,
        case=kravtsov_papers.with_duties(case()),
        members=tuple(
            Member(Membership(id=id_of(80 + n), person_id=person.id, role="child", lives="permanent"), person, word)
            for n, (person, word) in enumerate(zip(persons, kinship, strict=True))
        ),
        kinship=(("Кравцова Марина Сергеевна", "мать", "Кравцов Олег Игоревич"),),
        agreements=(agreement(),),
        plans=(plan(), kravtsov_papers.programme()),
        goals=kravtsov_papers.goals(),
        chain=kravtsov_papers.the_chain(),
        consents=kravtsov_papers.consents(),
        services=kravtsov_papers.services(),
        aid=kravtsov_papers.aid(),
        contacts=kravtsov_papers.contacts(),
        map=map_,
        map_drawn_on=date(2026, 11, 20),
        map_sentences=("Бабушка Вера помогает Марине каждый день.",),
        map_numbers=(("Связей всего", "14"), ("Из них сильных", "3")),
        visits=visits(visits_made),
        alerts=(Alert(id=id_of(95), kind="intoxication", raised_at=datetime(2026, 11, 20, 12, tzinfo=UTC)),),
        attachments=(
            Attachment(id=id_of(96), kind="birth_certificate", title="Свидетельство о рождении Ани", person_id=id_of(4),
                       dated=date(2017, 2, 10)),
            Attachment(id=id_of(97), kind="income", title=None, valid_till=date(2026, 5, 1)),
        ),
        persons={person.id: person for person in persons},
        staff={id_of(10): Staff(id=id_of(10), surname="Асанова", given_name="Гүлмира", patronymic="Маратовна")},
        agencies={id_of(90): Agency(id=id_of(90), name="Средняя школа № 7", short_name="школа № 7")},
        options=options or DossierOptions(),
    )  # fmt: skip

"""Every widget of the kit with long Russian words, to be looked at: `python -m tests.ui.kit.gallery OUTDIR`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge, ChipBar, CountBadge
from desktop.ui.kit.buttons import Button, IconButton
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.icons import NAMES
from desktop.ui.kit.lines import LongText, MoneyEdit, TextEdit1, TimeEdit
from desktop.ui.kit.many import ManyChoice, PersonChips
from desktop.ui.kit.notices import Banner, EmptyState
from desktop.ui.kit.ribbon import Stage, StageRibbon
from desktop.ui.kit.sections import Section, SectionList
from desktop.ui.kit.segments import Option, Segmented, YesNo
from desktop.ui.kit.sidebar import NavItem, Sidebar
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.kit.topbar import TopBar
from desktop.ui.tables.columns import Column, Mark, Row
from desktop.ui.tables.list_view import ListView
from desktop.ui.tables.paged import PagedModel
from desktop.ui.tables.small import SmallTable

COLUMNS = (
    Column("number", "№ дела", 130),
    Column("family", "Семья", 140, bold=True, stretch=True),
    Column("children", "Детей", 64, align="right"),
    Column("group", "Группа", 76),
    Column("risk", "Риск", 100, kind="badge"),
    Column("stages", "Этапы", 230),
    Column("curator", "Куратор", 124),
    Column("next", "Следующий визит", 170, kind="overdue"),
    Column("seen", "Детей видели", 110, kind="date", second=True),
)
NAMES_OF_FAMILIES = ("Абдыкеримова", "Алиева", "Асанова", "Бекова", "Борисенко", "Жумабаева", "Ёлкина",
                     "Константинопольская-Задунайская", "Кравцова", "Ким", "Өмүрбекова", "Гоголь-Яновська")  # fmt: skip
RISKS = (Mark("низкий", "green"), Mark("средний", "amber"), Mark("высокий", "red"))


def today() -> date:
    """The day of the pictures."""
    return date(2026, 11, 24)


class Families:
    """Rows made on the spot."""

    def __init__(self, count: int) -> None:
        self.count = count

    def request_ids(self, sort: str, descending: bool, done: Callable[[bytes], None]) -> None:
        numbers = range(self.count, 0, -1) if descending else range(1, self.count + 1)
        done(b"".join(number.to_bytes(16, "big") for number in numbers))

    def request_page(self, ids: list[bytes], done: Callable[[Mapping[bytes, Row]], None]) -> None:
        done({own: self.row(int.from_bytes(own, "big")) for own in ids})

    def row(self, n: int) -> Row:
        late = n % 5 == 2
        return {
            "number": f"04-2026-{n:04d}", "family": NAMES_OF_FAMILIES[n % len(NAMES_OF_FAMILIES)],
            "children": n % 5 + 1, "group": ("кризис", "СОП", "ТЖС")[n % 3], "risk": RISKS[n % 3],
            "stages": "2. Присоединение · 3. Сбор" if n % 3 else "наблюдение", "curator": "Асанова Г. М.",
            "next": Mark("просрочен 3 дня", "red") if late else "28.11.2026", "seen": "21.11.2026",
        }  # fmt: skip


def frame(page: QWidget, sections: QWidget | None, head: QWidget | None, strip: QWidget) -> QWidget:
    """The window round a page."""
    window = QWidget()
    side = Sidebar("Опора", [
        NavItem("today", "Сегодня"), NavItem("signals", "Сигналы"), NavItem("families", "Семьи"), NavItem("visits", "Визиты"),
        NavItem("sittings", "Комиссии"), NavItem("errands", "Поручения"), NavItem("reports", "Отчёты"),
        NavItem("dictionaries", "Справочники"), NavItem("settings", "Настройки", bottom=True),
    ])  # fmt: skip
    side.set_current("families")
    side.set_count("today", 5, "red")
    for key, count in (("signals", 3), ("families", 214), ("visits", 9), ("errands", 12)):
        side.set_count(key, count)
    side.set_person("Асанова Г. М.", "специалист · участок 4")
    side.set_mark("учебная база")
    bar = TopBar()
    bar.set_actions([Button("Печать дела…", keys="Ctrl+P"), Button("Записать визит", "primary")])
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(side)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(bar)
    if head:
        right.addWidget(head)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    if sections:
        middle.addWidget(sections)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(page, 1)
    column.addWidget(strip)
    middle.addLayout(column, 1)
    right.addLayout(middle, 1)
    row.addLayout(right, 1)
    return window


def list_page() -> QWidget:
    """The list of families."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.px(22), theme.px(14), theme.px(22), 0)
    column.setSpacing(theme.px(10))
    head = QHBoxLayout()
    head.setSpacing(theme.px(12))
    for widget in (Heading("Семьи"), PlainLabel("214 в работе, 1 876 всего", ink="second")):
        head.addWidget(widget)
    head.addStretch(1)
    for button in (
        Button("Колонки"),
        Button("В Excel", keys="Ctrl+E"),
        Button("Новая семья", "primary", keys="Ins"),
    ):
        head.addWidget(button)
    column.addLayout(head)
    chips = ChipBar()
    chips.set_chips([("a", "Статус: в работе"), ("b", "Участок: 4"), ("c", "Есть дети до 7 лет")])
    column.addWidget(chips)
    view = ListView(PagedModel(COLUMNS, Families(40)), "Семьи")
    view.model().reload()  # type: ignore[attr-defined]
    view.selectRow(7)
    column.addWidget(view, 1)
    strip = StatusStrip()
    strip.say("Показано 31 из 214     Выбрано 1     Детей в отборе 68")
    strip.set_hint("Enter открыть · пробел предпросмотр · начните печатать — поиск")
    window = frame(page, None, None, strip)
    window.focus_me = view  # type: ignore[attr-defined]
    return window


def card_head() -> QWidget:
    """The head of a family card."""
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(8))
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    for widget in (Heading("Семья Кравцовых"), Badge("СОП", "red"), Badge("риск: высокий · 14 баллов", "amber"),
                   Badge("№ 04-2026-0061")):  # fmt: skip
        row.addWidget(widget)
    row.addStretch(1)
    row.addWidget(PlainLabel("патронат 3-й месяц из 9 · следующий визит 24.11, вт", ink="second"))
    column.addLayout(row)
    column.addWidget(StageRibbon([
        Stage("1", "1. Знакомство, соглашение", "done"), Stage("2", "2. Присоединение", "open", "до 28.11.2026"),
        Stage("3", "3. Сбор информации", "open", "до 12.12.2026"), Stage("4", "4. Анализ"),
        Stage("5", "5. План и контракт"), Stage("6", "6. Выход из семьи"),
    ]))  # fmt: skip
    return head


def card_page() -> QWidget:
    """A form with every kind of editor."""
    page = QScrollArea()
    page.setWidgetResizable(True)
    inner = QWidget()
    page.setWidget(inner)
    column = QVBoxLayout(inner)
    column.setContentsMargins(theme.px(24), theme.px(14), theme.px(24), theme.px(14))
    column.setSpacing(theme.px(10))
    banner = Banner()
    banner.show_notice("Нет связи с базой учреждения. Набранное сохранено на этом компьютере.", "amber", "Повторить")
    column.addWidget(banner)
    column.addWidget(Heading("Постановка на учёт", 2))
    grid = FieldGrid(2)
    sources = [("school", "школа"), ("police", "полиция"), ("hospital", "организация здравоохранения")]
    asked = grid.add(Field("Дата обращения", DateEdit(today), required=True))
    asked.editor.set_value("03.09.2026")  # type: ignore[attr-defined]
    choice = Choice(sources)
    choice.set_value("school")
    grid.add(Field("Источник", choice, required=True))
    reasons = ManyChoice([("1", "потеря работы"), ("2", "алкогольная зависимость"), ("3", "пропуски школы")])
    reasons.set_value(["1", "2", "3"])
    grid.add(Field("Основания", reasons), 2)
    where = TextEdit1()
    where.set_value("Узгенский р-н, с. Мырза-Аке")
    registered = grid.add(Field("Регистрация", where))
    registered.set_warning("расходятся источники: паспорт — Мырза-Аке, со слов матери — временная в Оше")
    money = MoneyEdit(lambda text: text, unit="сом")
    money.set_value("3 240,00")
    grid.add(Field("Доход на члена семьи", money, hint="ниже прожиточного минимума 8 118 сом"))
    until = grid.add(Field("Малоимущая с — по", DateEdit(today)))
    until.set_error("нужна дата окончания справки — для печати акта")
    curator = TextEdit1()
    curator.set_value("Асанова Г. М.")
    curator.set_aside("1 из 2 семей")
    grid.add(Field("Куратор", curator))
    column.addWidget(grid)
    members = QHBoxLayout()
    members.addWidget(Heading("Члены семьи", 2))
    members.addWidget(CountBadge(6))
    members.addStretch(1)
    members.addWidget(Button("Добавить", keys="Ins"))
    column.addLayout(members)
    table = SmallTable(
        [
            Column("name", "ФИО", 230),
            Column("role", "Кем приходится", 120),
            Column("born", "Родился", 100),
            Column("does", "Занятость, обучение", 180, stretch=True),
            Column("pin", "ПИН", 160),
        ],
        "Члены семьи",
    )
    table.set_rows([
        {"name": "Кравцов Игорь Петрович", "role": "отец", "born": "04.02.1985", "does": "не работает с 03.2026", "pin": "20402198500317"},
        {"name": "Кравцова Марина Сергеевна", "role": "мать", "born": "19.07.1988", "does": "уборщица, 0,5 ставки", "pin": Mark("11907198700521", "amber")},
        {"name": "Кравцов Олег Игоревич", "role": "сын", "born": "11.05.2012", "does": "школа № 7, 8 «Б»", "pin": ""},
    ])  # fmt: skip
    column.addWidget(table)
    column.addStretch(1)
    strip = StatusStrip()
    state = SaveState()
    state.saved("10:42")
    strip.add_left(state)
    strip.say("осталось заполнить для печати: 3")
    strip.set_hint("F1 справка · Ctrl+Z отмена · Ctrl+Enter записать и закрыть")
    strip.add_right(Button("Записать", "primary", keys="Ctrl+S"))
    window = frame(page, sections("card"), card_head(), strip)
    window.focus_me = until.editor  # type: ignore[attr-defined]
    return window


def sections(current: str) -> SectionList:
    """The sections of a card."""
    made = SectionList([
        Section("story", "Хронология"), Section("card", "Карта семьи", missing=3), Section("members", "Члены семьи", 6),
        Section("social", "Социальные связи"), Section("plan", "Договор и план"), Section("visits", "Визиты", 11),
        Section("files", "Файлы", 8), Section("journal", "Журнал изменений"),
    ])  # fmt: skip
    made.set_current(current)
    return made


def visit_page() -> QWidget:
    """Entering a visit, and the rest of the kit."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.px(24), theme.px(14), theme.px(24), theme.px(14))
    column.setSpacing(theme.px(9))
    head = QHBoxLayout()
    head.addWidget(Heading("Новый визит", 2))
    head.addWidget(Badge("плановый · контрольный"))
    head.addStretch(1)
    column.addLayout(head)
    grid = FieldGrid(1)
    outcome = Segmented([Option("1", "состоялся"), Option("2", "частично"), Option("3", "не застали", danger=True),
                         Option("4", "не впустили", danger=True), Option("5", "отказ", danger=True), Option("6", "перенос")],
                        numbered=True)  # fmt: skip
    outcome.set_value("1")
    grid.add(Field("Время", TimeEdit()))
    grid.add(Field("Итог", outcome, required=True))
    people = PersonChips([("a", "Асанова Г. М., куратор"), ("b", "Ли А. В., психолог")])
    people.set_value([("a", "Асанова Г. М., куратор"), ("b", "Ли А. В., психолог"), (None, "бабушка Вера")])
    grid.add(Field("Участники", people))
    seen = YesNo(danger="no")
    seen.set_value("no")
    grid.add(Field("Олега видели", seen))
    danger = grid.add(Field("Опьянение", YesNo(danger="yes"), required=True))
    danger.set_error("ответьте про опьянение")
    words = LongText()
    words.set_value("В квартире чисто, есть продукты. Олег со слов матери у друга, телефон не отвечает. " * 3)
    grid.add(Field("Наблюдения", words))
    column.addWidget(grid)
    buttons = QHBoxLayout()
    off = Button("Напечатать")
    off.set_reason("Заполните три обязательных поля")
    for button in (Button("Записать визит", "primary", keys="Ctrl+Enter"), Button("Записать и следующий"), off,
                   Button("Удалить", "danger", keys="Del", icon="trash"), Button("Сравнить…", "quiet")):  # fmt: skip
        buttons.addWidget(button)
    buttons.addStretch(1)
    column.addLayout(buttons)
    row = QHBoxLayout()
    for name in NAMES[:22]:
        row.addWidget(IconButton(name, name))
    row.addStretch(1)
    column.addLayout(row)
    row = QHBoxLayout()
    for name in NAMES[22:]:
        row.addWidget(IconButton(name, name))
    row.addStretch(1)
    column.addLayout(row)
    column.addWidget(
        EmptyState(
            "Файлов пока нет",
            "Перетащите сюда скан или выберите файл.",
            "Добавить файл",
            keys="Ins",
            icon="file",
        ),
        1,
    )
    strip = StatusStrip()
    state = SaveState()
    state.failed("Не сохранено: нет связи с базой")
    strip.add_left(state)
    window = frame(page, sections("visits"), card_head(), strip)
    window.focus_me = outcome  # type: ignore[attr-defined]
    return window


PAGES: dict[str, Callable[[], QWidget]] = {"list": list_page, "card": card_page, "visit": visit_page}


def shoot(app: QApplication, folder: Path, name: str, look: theme.Theme) -> None:
    """One page in one look, as a picture."""
    theme.apply(app, look)
    window = PAGES[name]()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    app.processEvents()
    window.focus_me.setFocus()  # type: ignore[attr-defined]
    for _turn in range(4):
        app.processEvents()
    window.grab().save(str(folder / f"{name}-{look.scheme}-{round(look.zoom * 100)}.png"))
    window.close()
    window.deleteLater()
    app.processEvents()


def main(folder: Path) -> None:
    """All pages in all looks."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for scheme in ("light", "dark", "contrast"):
        for zoom in (1.0, 1.5):
            for name in PAGES:
                shoot(app, folder, name, theme.Theme(scheme, zoom))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

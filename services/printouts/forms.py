"""Every form a plan can be taken out in, each made of the same records."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime
from io import BytesIO
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from services.integrations.timefold.writer import write_output
from services.planning.views import OpenPlan
from services.printouts import pdf
from services.printouts.book import plan_book
from services.printouts.calendars import calendar
from services.printouts.order import NOTHING, File, Form, Order
from services.printouts.pages import day_sheets_html, week_letters_html
from services.printouts.papers import DaySheet, Names, WeekLetter, day_sheets, week_letters
from services.printouts.saying import safe_name
from services.words import Language, Text

T = TypeVar("T")
Maker = Callable[[OpenPlan, Order, Names, Language, datetime], File]


def _sheets(opened: OpenPlan, order: Order, names: Names) -> tuple[DaySheet, ...]:
    days = (order.first_day, order.last_day)
    return _some(day_sheets(opened.columns, opened.timetable, opened.plan, days, names, order.carer_ids))


DAYS, LETTERS = Text(sv="dagslistor", en="day-sheets"), Text(sv="veckobrev", en="week-letters")
CALENDARS = Text(sv="kalendrar", en="calendars")


def make(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    """The plan in the form asked for; raises `BadInput` when nobody has a visit on the days."""
    return _FORMS[order.form](opened, order, names, language, made_at)


def _some(made: tuple[T, ...]) -> tuple[T, ...]:
    if not made:
        raise NOTHING
    return made


def _day_sheets(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    page = day_sheets_html(_sheets(opened, order, names), language, made_at, with_names=order.with_names)
    return File(f"{_stem(order, DAYS(language))}.html", "text/html", page.encode())


def _day_sheets_pdf(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    raw = pdf.day_sheets_pdf(_sheets(opened, order, names), language, made_at, with_names=order.with_names)
    return File(f"{_stem(order, DAYS(language))}.pdf", "application/pdf", raw)


def _written_letters(opened: OpenPlan, order: Order, names: Names) -> tuple[WeekLetter, ...]:
    days = (order.first_day, order.last_day)
    return _some(week_letters(opened.columns, opened.timetable, opened.plan, days, names, order.client_ids))


def _letters(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    page = week_letters_html(_written_letters(opened, order, names), language, made_at, with_names=order.with_names)
    return File(f"{_stem(order, LETTERS(language))}.html", "text/html", page.encode())


def _letters_pdf(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    raw = pdf.week_letters_pdf(_written_letters(opened, order, names), language, made_at, with_names=order.with_names)
    return File(f"{_stem(order, LETTERS(language))}.pdf", "application/pdf", raw)


def _book(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    days = (order.first_day, order.last_day)
    sheets = day_sheets(opened.columns, opened.timetable, opened.plan, days, names, order.carer_ids)
    raw = plan_book(opened, sheets, days, names, language)
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return File(f"{_stem(order, 'plan')}.xlsx", mime, raw)


def _calendars(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    """One calendar, or an archive with one per carer."""
    by_carer: dict[str, list[DaySheet]] = {}
    for sheet in _sheets(opened, order, names):
        by_carer.setdefault(sheet.carer_id, []).append(sheet)
    made = [(sheets[0].carer, calendar(sheets, sheets[0].carer, language, made_at)) for sheets in by_carer.values()]
    if len(made) == 1:
        return File(f"{_stem(order, safe_name(made[0][0]))}.ics", "text/calendar", made[0][1])
    return File(f"{_stem(order, CALENDARS(language))}.zip", "application/zip", _packed(made, made_at))


def _packed(calendars: Collection[tuple[str, bytes]], made_at: datetime) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for number, (name, raw) in enumerate(sorted(calendars), start=1):
            entry = ZipInfo(f"{number:03d}-{safe_name(name)}.ics", made_at.timetuple()[:6])
            archive.writestr(entry, raw, ZIP_DEFLATED)
    return file.getvalue()


def _model_output(opened: OpenPlan, order: Order, names: Names, language: Language, made_at: datetime) -> File:
    """The whole plan, whatever days are asked for: half of it is no solution of the problem."""
    document = write_output(opened.problem, opened.plan, opened.sheet.score, (opened.columns, opened.timetable))
    raw = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return File(f"caire-model-output-{opened.summary.first_day}.json", "application/json", raw)


def _stem(order: Order, what: str) -> str:
    days = f"{order.first_day}" if order.first_day == order.last_day else f"{order.first_day}--{order.last_day}"
    return f"caire-{what}-{days}"


_FORMS: dict[Form, Maker] = {
    Form.DAY_SHEETS: _day_sheets,
    Form.DAY_SHEETS_PDF: _day_sheets_pdf,
    Form.LETTERS: _letters,
    Form.LETTERS_PDF: _letters_pdf,
    Form.BOOK: _book,
    Form.CALENDARS: _calendars,
    Form.MODEL_OUTPUT: _model_output,
}

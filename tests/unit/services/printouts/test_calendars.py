"""A carer's calendar keeps every rule of RFC 5545 that it touches, whatever names and services say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.printouts import DaySheet, day_sheets
from services.printouts.calendars import calendar
from services.words import Language
from tests.unit.services.printouts.a_week import DAYS, MADE_AT, NAMES, PLAN, a_week
from tests.unit.services.printouts.golden import kept

WEEK = a_week()
PROPERTY = re.compile(r"^[A-Z-]+(;[A-Z-]+=[^;:,]+)*:")
NEEDED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}


def bos() -> list[DaySheet]:
    return list(day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES, ("Bo",)))


def written(name: str = "Bo Ek & Son", sheets: list[DaySheet] | None = None) -> bytes:
    return calendar(bos() if sheets is None else sheets, name, Language.SV, MADE_AT)


def read(raw: bytes) -> list[tuple[str, str]]:
    """The content lines, unfolded and checked: octets, line ends, no stray control characters."""
    assert raw.endswith(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")  # no letter is cut in two
    lines = raw.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert all(PROPERTY.match(line) for line in lines)
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines]


def said(value: str) -> str:
    """A text value as a calendar shows it; a stray comma, semicolon or backslash is a fault."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(raw: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name, value in read(raw):
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name not in {"BEGIN", "END"}:
            assert name not in found[-1]
            found[-1][name] = value
    return found


def test_the_calendar_is_as_kept() -> None:
    assert written().decode() == kept("bo.ics")


def test_every_part_that_is_opened_is_closed_and_every_event_has_what_it_needs() -> None:
    lines = read(written())
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    assert {name for name, _ in lines if name in {"VERSION", "PRODID"}} == {"VERSION", "PRODID"}
    found = events(written())
    assert len(found) == 4
    assert all(event.keys() >= NEEDED for event in found)
    assert len({event["UID"] for event in found}) == len(found)
    for event in found:
        start, end = (datetime.strptime(event[n], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for n in ("DTSTART", "DTEND"))
        assert start < end


def test_times_are_universal_whatever_the_clocks_do() -> None:
    assert events(written())[0]["DTSTART"] == "20270201T070000Z"  # eight o'clock in Stockholm in winter


def test_a_visit_keeps_its_name_from_plan_to_plan() -> None:
    later = [replace(s, lines=tuple(replace(li, end=li.end.replace(hour=22)) for li in s.lines)) for s in bos()]
    assert [e["UID"] for e in events(written())] == [e["UID"] for e in events(written(sheets=later))]


@given(st.text(max_size=120))
def test_any_text_is_read_back_as_it_was_without_what_cannot_be_printed(text: str) -> None:
    sheet = bos()[0]
    line = replace(sheet.lines[0], client=text, what="", address=text)
    (event,) = events(written(text, [replace(sheet, lines=(line,))]))
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    printable = "".join(sign for sign in plain if sign == "\n" or sign.isprintable() or sign == "\u202f")
    assert said(event["SUMMARY"]) == printable
    if text:
        assert said(event["LOCATION"]) == printable

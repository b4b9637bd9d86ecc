"""A carer's visits as a calendar file (iCalendar, RFC 5545).

Context      Phones and calendars read RFC 5545: CRLF lines of at most 75 octets, commas and semicolons escaped.
Decision     Written here: we need events in UTC and nothing else of the standard. A test reads it back by its rules.
Consequence  A visit keeps its UID from plan to plan, so that a calendar read anew moves events instead of adding them.
Not chosen   A library: another dependency to keep for sixty lines without choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from services.printouts import words
from services.printouts.papers import DaySheet, Line
from services.printouts.saying import carers
from services.words import Language

MOST_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(sheets: Sequence[DaySheet], name: str, language: Language, made_at: datetime) -> bytes:
    """The calendar of one carer; `sheets` are the carer's days."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Caire//Plan//SV", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]  # fmt: skip
    for sheet in sheets:
        for line in sheet.lines:
            lines += _event(line, language, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(line: Line, language: Language, made_at: datetime) -> Iterator[str]:
    is_visit = line.client is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(line.id)}@caire"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART:{_moment(line.start)}"
    yield f"DTEND:{_moment(line.end)}"
    summary = " · ".join(filter(None, (line.client, line.what))) if is_visit else words.BREAK(language)
    yield f"SUMMARY:{_text(summary)}"
    if line.address:
        yield f"LOCATION:{_text(line.address)}"
    if line.mates:
        yield f"DESCRIPTION:{_text(f'{words.TOGETHER(language)} {carers(line, language)}')}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:OPAQUE" if is_visit else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words_: str) -> str:
    """A text value: line ends of one kind, no other control characters, reserved signs escaped."""
    plain = words_.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign == "\n" or sign.isprintable() or sign == "\u202f").translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, each but the first after a blank; no letter is cut in two."""
    pieces: list[bytes] = []
    piece, room = b"", MOST_OCTETS
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", MOST_OCTETS - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"

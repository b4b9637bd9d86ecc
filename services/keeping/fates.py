"""What an erasure does to each table that holds something about a person, and why what stays must stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from data.repositories.persons_reading import REMOVED
from data.vocabulary import PersonKind
from services.words import Text


class Fate(StrEnum):
    """What becomes of rows."""

    GOES = "goes"
    NAMELESS = "nameless"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Line:
    """So many rows of a table, what becomes of them, and why."""

    table: str
    rows: int
    fate: Fate
    why: Text


_ABOUT_ONE = Text(
    sv="Gäller bara personen och behövs inte till något annat.",
    en="Is about the person only and needed for nothing else.",
)
_OWN = Text(
    sv="Namn, kontaktuppgifter och egenskaper tas bort; kvar blir en rad utan namn som andras planer vilar på.",
    en="Name, contact and traits are removed; a row without a name stays, on which the plans of others lean.",
)
_AHEAD = Text(sv="Ligger framåt i tiden och utförs inte.", en="Lies ahead and will not be carried out.")
_DONE = Text(
    sv="Utförd tid är underlag för fakturor och ersättning (bokföringslagen, sju år). Rubrik och id tas bort.",
    en="Time performed is the basis of invoices (Accounting Act, seven years). Title and reference are removed.",
)
_WORKED = Text(
    sv="Arbetad tid ska kunna visas (arbetstidslagen). Passen står kvar på en rad utan namn.",
    en="Hours worked must be accounted for (Working Hours Act). The shifts stay on a row without a name.",
)
_HOME = Text(
    sv="Den exakta platsen avrundas till ungefär en kilometer, om ingen annan bor där.",
    en="The exact place is rounded to about a kilometre, unless somebody else lives there.",
)
_NEED = Text(sv="Läggs vilande, utan id och slinga.", en="Is put to rest, without reference and round.")
_ACCOUNT = Text(sv="Kontot stängs, namn och e-post tas bort.", en="The account is closed; name and e-mail are removed.")
LOG = Text(
    sv="Loggen visar vem som gjort och sett vad. Den namnger ingen, är förseglad och får inte ändras (GDPR art. 5.2).",
    en="The log says who did and saw what. It names nobody, is sealed and may not be altered (GDPR art. 5.2).",
)
_OTHERS = Text(
    sv="Hör till andras planer; där står bara ett id som inte längre leder till någon.",
    en="Belongs to the plans of others, where an id stands that leads to nobody any more.",
)
_REWRITTEN: Mapping[str, Text] = {
    "clients": _OWN, "employees": _OWN, "users": _ACCOUNT, "places": _HOME, "visit_requirements": _NEED,
}  # fmt: skip
_OPEN = ("UNASSIGNED", "PLANNED")


def fates(kind: PersonKind, found: Mapping[str, Sequence[Mapping[str, Any]]], today: date) -> tuple[Line, ...]:
    """Every table of `found` with what becomes of it: what goes first, what stays last."""
    lines: list[Line] = []
    for table, rows in found.items():
        if table in REMOVED[kind]:
            lines.append(Line(table, len(rows), Fate.GOES, _ABOUT_ONE))
        elif table == "visits" and kind is PersonKind.CLIENT:
            ahead = sum(row["visit_date"] > today and row["status"] in _OPEN for row in rows)
            lines += _split(table, ahead, len(rows) - ahead, _DONE)
        elif table == "employee_shifts":
            ahead = sum(row["date"] > today for row in rows)
            lines += _split(table, ahead, len(rows) - ahead, _WORKED)
        elif table in _REWRITTEN:
            lines.append(Line(table, len(rows), Fate.NAMELESS, _REWRITTEN[table]))
        else:
            lines.append(Line(table, len(rows), Fate.STAYS, _OTHERS))
    order = list(Fate)
    return tuple(sorted(lines, key=lambda line: (order.index(line.fate), line.table)))


def _split(table: str, ahead: int, done: int, why: Text) -> list[Line]:
    parts = (Line(table, ahead, Fate.GOES, _AHEAD), Line(table, done, Fate.NAMELESS, why))
    return [line for line in parts if line.rows]

"""The use case: single shifts are changed, added and taken away, all or nothing, each checked as when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.shifts import ShiftRow
from data.work import Conflict as Broken
from data.work import Context, Work
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.fleet.use_case import NO_LICENCE, lacking_licence
from services.roster.changing import NewShift, Wanted, changed, made
from services.rota.making import Ground, reason_against
from services.rota.use_case import ground_of, zone_of
from services.words import Language, Text, long_date

_CHANGED = Conflict(
    "ROSTER-001",
    Text(
        sv="Någon annan har ändrat ett av passen under tiden.", en="Somebody else changed one of the shifts meanwhile."
    ),
    Text(sv="Läs in sidan igen, jämför och spara på nytt.", en="Load the page again, compare and save once more."),
)
_NO_HOURS = BadInput(
    "ROSTER-002",
    Text(sv="Ett nytt pass saknar både passtyp och tider.", en="A new shift has neither a kind nor hours."),
    Text(sv="Välj en passtyp, eller skriv när passet börjar och slutar.",
         en="Choose a kind of shift, or write when it begins and ends."),
)  # fmt: skip
_NO_BEGIN = BadInput(
    "ROSTER-003",
    Text(sv="Utfört slutar utan att ha börjat, eller slutar före det börjar.",
         en="What was worked ends without a beginning, or ends before it."),
    Text(sv="Rätta tiderna för utfört.", en="Correct the times of what was worked."),
)  # fmt: skip
_CLASH = Conflict(
    "ROSTER-004",
    Text(sv="Ändringarna krockar med pass eller bokningar som finns.", en="The changes clash with what is booked."),
    Text(sv="Ändra tiderna, eller ta bort det andra passet.", en="Change the times, or remove the other shift."),
)
_BEGUN = Conflict(
    "ROSTER-005",
    Text(sv="Ett pass som har börjat kan inte tas bort.", en="A shift that has begun cannot be taken away."),
    Text(sv="Rätta det utförda i stället.", en="Correct what was worked instead."),
)
_NO_PLACE = BadInput(
    "ROSTER-006",
    Text(sv="Det finns ingen plats där passet kan börja.", en="There is no place at which the shift could begin."),
    Text(sv="Lägg in ett kontor eller placera en klient först.", en="Add an office or place a client first."),
)
_OF = Text(sv="{who}, {day}: {cause}", en="{who}, {day}: {cause}")
_LICENCE = Text(
    sv="Ge passet ett annat fordon först.", en="Give the shift another vehicle first."
)  # fmt: skip


class Roster:
    """Single shifts of an organisation, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, actor: Actor, wanted: Sequence[tuple[ShiftRow, Wanted]] = (), new: Sequence[NewShift] = (),
        gone: Sequence[ShiftRow] = (), place_id: UUID | None = None,
    ) -> None:  # fmt: skip
        """Write what was edited; refused with the carer, the day and the reason. New shifts begin at `place_id`."""
        actor.require(Capability.EDIT_PLAN)
        days = [*(was.day for was, _ in wanted), *(told.day for told in new), *(row.day for row in gone)]
        if not days:
            return
        try:
            with self._database.writing(_context(actor)) as work:
                ground, zone = ground_of(work, min(days), max(days)), zone_of(work)
                self._remove(work, gone)
                pairs = [(was, changed(was, each, ground.employees[each.employee_id], zone)) for was, each in wanted]
                added = _made(new, ground, place_id, zone)
                _check(pairs, added, {row.id for row in gone}, ground)
                if not all(work.shifts.retime(was, row) for was, row in pairs):
                    raise _CHANGED
                work.shifts.add(added)
        except Broken as broken:
            raise _CLASH from broken

    @staticmethod
    def _remove(work: Work, gone: Sequence[ShiftRow]) -> None:
        if not all(work.shifts.remove(row.day, row.id) for row in gone):
            raise _BEGUN


def _made(new: Sequence[NewShift], ground: Ground, place_id: UUID | None, zone: ZoneInfo) -> list[ShiftRow]:
    rows = []
    for told in new:
        if place_id is None:
            raise _NO_PLACE
        template = None if told.template_id is None else ground.templates[told.template_id]
        row = made(told, ground.employees[told.employee_id], template, place_id, zone)
        if row is None:
            raise _NO_HOURS
        rows.append(row)
    return rows


def _check(
    pairs: Sequence[tuple[ShiftRow, ShiftRow]], added: Sequence[ShiftRow], gone: set[UUID], ground: Ground
) -> None:
    """Refuse the first change that is forbidden; what was worked is never forbidden by the plan."""
    instead = {row.id: row for _, row in pairs}
    standing = [instead.get(row.id, row) for row in ground.shifts if row.id not in gone]
    taken = [*standing, *added]
    for row in instead.values():
        if row.actual_end is not None and (row.actual_start is None or row.actual_end <= row.actual_start):
            raise _NO_BEGIN
    for row in (*(row for was, row in pairs if _is_planned_anew(was, row)), *added):
        reason = reason_against(row, ground, taken)
        if reason is not None:
            raise Conflict(reason.code, _named(row, reason.cause, ground), reason.action)
        vehicle = ground.vehicles[row.vehicle_id] if row.vehicle_id is not None else None
        licence = lacking_licence(vehicle, row, ground) if vehicle is not None else None
        if licence is not None:
            raise Conflict("FLEET-004", _named(row, NO_LICENCE.fill(licence=licence), ground), _LICENCE)


def _is_planned_anew(was: ShiftRow, row: ShiftRow) -> bool:
    return any(getattr(was, name) != getattr(row, name) for name in ("employee_id", "planned_start", "planned_end"))


def _named(row: ShiftRow, cause: Text, ground: Ground) -> Text:
    day = Text(sv=long_date(row.day, Language.SV), en=long_date(row.day, Language.EN))
    return _OF.fill(who=ground.employees[row.employee_id].pseudonym, day=day, cause=cause)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

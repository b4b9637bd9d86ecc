"""The use case: templates, patterns and absences, shifts made from them, and what is wrong with the working times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.patterns import PatternRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.work import Conflict as Broken
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.recurrence import Frequency
from services.rota.availability import by_employee
from services.rota.conflicts import Conflict as Finding
from services.rota.lines import check_kind
from services.rota.making import Ground, Making, make_shifts
from services.rota.pattern import Pattern
from services.rota.working_time import working_time
from services.words import Text

LONGEST_DAYS = 92
AROUND = timedelta(days=7)
"""Rest and weekends look a week beyond the period."""

_TOO_LONG = BadInput(
    "ROTA-020",
    Text(sv="Perioden går inte att lägga ut.", en="These days cannot be laid out."),
    Text(sv="Välj 1–92 dagar, den första före den sista.", en="Choose 1–92 days, the first before the last."),
)
_CHANGED = Conflict(
    "ROTA-021",
    Text(sv="Någon annan har ändrat samma rad under tiden.", en="Somebody else has changed the same row meanwhile."),
    Text(sv="Läs in sidan igen, jämför och spara på nytt.", en="Load the page again, compare and save once more."),
)
_CLASH = Conflict(
    "ROTA-022",
    Text(sv="Raden krockar med en som redan finns.", en="The row clashes with one that is there already."),
    Text(sv="Ändra tiderna eller ta bort den andra.", en="Change the times or remove the other."),
)
_IN_USE = Conflict(
    "ROTA-025",
    Text(sv="Passtypen används av mönster eller pass, eller namnet finns redan.",
         en="The kind is used by patterns or shifts, or the name is taken."),
    Text(sv="Ta bort mönstren först; en passtyp med gjorda pass behålls.",
         en="Remove the patterns first; a kind with shifts made from it is kept."),
)  # fmt: skip


class Rota:
    """Shifts of an organisation, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def templates(self, actor: Actor) -> list[TemplateRow]:
        """Every kind of shift."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.shifts.templates()

    def patterns(self, actor: Actor) -> list[PatternRow]:
        """Every line of the rota."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.patterns.all()

    def usual_place(self, actor: Actor) -> UUID | None:
        """Where most shifts begin; before there are any a district's office or a client's home, if one is placed."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            known = [row.start_place_id for row in work.patterns.all()] or work.shifts.usual_starts()
            offices = [row.place_id for row in work.districts.all() if row.place_id is not None]
            homes = [row.place_id for row in work.people.clients() if row.place_id is not None]
        return Counter(known).most_common(1)[0][0] if known else next(iter((*offices, *homes)), None)

    def shifts(self, actor: Actor, first: date, last: date) -> list[ShiftRow]:
        """The shifts of these days, planned and actual times."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.shifts.between(first, last)

    def absences(self, actor: Actor, first: date, last: date) -> list[EmployeeAbsenceRow]:
        """Who is away in these days."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.absences.of_employees(*_moments(work, first, last))

    def save(
        self,
        actor: Actor,
        *,
        new_templates: Sequence[TemplateRow] = (),
        templates: Sequence[TemplateRow] = (),
        new_patterns: Sequence[PatternRow] = (),
        patterns: Sequence[PatternRow] = (),
        gone_patterns: Sequence[UUID] = (),
        gone_templates: Sequence[UUID] = (),
    ) -> None:
        """Write what was edited, all or nothing; refused when somebody else changed a row since it was read."""
        actor.require(Capability.EDIT_PLAN)
        for row in (*new_patterns, *patterns):
            Frequency.from_json(row.frequency)
        for kind in (*new_templates, *templates):
            check_kind(kind)
        try:
            with self._database.writing(_context(actor)) as work:
                work.shifts.add_templates(new_templates)
                work.patterns.add(new_patterns)
                work.patterns.remove(gone_patterns)
                work.shifts.remove_templates(gone_templates)
                if not all(work.shifts.change_template(row) for row in templates):
                    raise _CHANGED
                if not all(work.patterns.change(row) for row in patterns):
                    raise _CHANGED
        except Broken as broken:
            raise (_IN_USE if gone_templates else _CLASH) from broken

    def report_absent(self, actor: Actor, row: EmployeeAbsenceRow) -> None:
        """Somebody is away; shifts in that time stay until they are given away."""
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._database.writing(_context(actor)) as work:
                work.absences.add_of_employees([row])
        except Broken as broken:
            raise _CLASH from broken

    def forget_absence(self, actor: Actor, absence_id: UUID) -> None:
        """The absence was a mistake."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            if not work.absences.remove(absence_id):
                raise _CHANGED

    def look_ahead(self, actor: Actor, first: date, last: date) -> Making:
        """What making these days would do; nothing is changed."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return made_of(work, first, last)

    def make(self, actor: Actor, first: date, last: date) -> Making:
        """Make the shifts of these days that nothing stands against; again, it changes nothing."""
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._database.writing(_context(actor)) as work:
                made = made_of(work, first, last)
                work.shifts.add(made.new)
        except Broken as broken:
            raise _CLASH from broken
        return made

    def warnings(self, actor: Actor, first: date, last: date, beside: Sequence[ShiftRow] = ()) -> list[Finding]:
        """What the rules of working time say of these days, with the shifts of `beside` as if they were made."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            employees = {row.id: row for row in work.people.employees()}
            shifts = [*work.shifts.between(first - AROUND, last + AROUND), *beside]
            found = working_time(shifts, employees)
        return [each for each in found if first - timedelta(days=6) <= each.day <= last]


def ground_of(work: ReadingWork, first: date, last: date) -> Ground:
    """Everything that stands around these days."""
    start, end = _moments(work, first - AROUND, last + AROUND)
    return Ground(
        employees={row.id: row for row in work.people.employees()},
        templates={row.id: row for row in work.shifts.templates()},
        vehicles={row.id: row for row in work.vehicles.all()},
        shifts=work.shifts.between(first - timedelta(days=1), last + timedelta(days=1)),
        away=work.absences.of_employees(start, end),
        in_repair=work.absences.of_vehicles(start, end),
        told=by_employee(work.absences.availability()),
    )


def zone_of(work: ReadingWork) -> ZoneInfo:
    """The organisation's wall clock."""
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return ZoneInfo(own.timezone)


def made_of(work: ReadingWork, first: date, last: date) -> Making:
    """What making the shifts of these days would do."""
    if not timedelta() <= last - first < timedelta(days=LONGEST_DAYS):
        raise _TOO_LONG
    patterns = [
        Pattern(
            row.id, row.employee_id, row.shift_template_id, Frequency.from_json(row.frequency), row.valid_from,
            row.start_place_id, row.end_place_id, row.valid_to, row.vehicle_id,
        )
        for row in work.patterns.all()
    ]  # fmt: skip
    return make_shifts(patterns, ground_of(work, first, last), first, last, zone_of(work))


def _moments(work: ReadingWork, first: date, last: date) -> tuple[datetime, datetime]:
    zone = zone_of(work)
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    return start, end


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

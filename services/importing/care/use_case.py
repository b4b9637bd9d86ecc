"""The use case: look at a care system's file, then take in what is good, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.imports import RowOutcome
from data.repositories.people import EmployeeSecrets
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow
from data.vocabulary import ImportState, PlanKind, WebhookEvent
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services.access import Actor, Capability
from services.demand.expansion import Expansion, expand
from services.errors import BadInput, Conflict
from services.importing.care import faults
from services.importing.care.dated import Dated, Stand, lines_as_shifts, planned_of, visits_of
from services.importing.care.kinds import CareKind, kind_of, read
from services.importing.care.mappings import own_names
from services.importing.care.needs import Needs, needs_of
from services.importing.care.people import People, people_of
from services.importing.care.rules import Ground, Rules, ground_of, rules_in_force
from services.importing.intake import Tally
from services.integrations.care_files import CareFile, read_positions
from services.jobs.queue import enqueue_figures
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Issue, Plan, Route, Severity
from services.webhooks.announcing import announce
from services.words import Text

Days = tuple[date, date]


@dataclass
class CareLook:
    """What a file would do. `days` are those its visits fall on (recurring ones: those asked for).

    `kept` counts visits and needs of which it says otherwise and ours stands: published, pinned, begun, or ours to say.
    """

    kind: CareKind | None
    issues: tuple[Issue, ...]
    rows: int = 0
    rejected: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    days: Days | None = None
    unplaced: tuple[str, ...] = ()
    was_applied: bool = False
    kept: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it has to be mended first."""
        return not any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def changes_anything(self) -> bool:
        """Whether taking it in would write a row."""
        return any(tally.new or tally.changed for tally in self.tallies.values())


@dataclass(frozen=True)
class CareApplied:
    """What was taken in, and the plan by hand that came with it."""

    look: CareLook
    import_id: UUID
    plan_id: UUID | None


@dataclass
class _Intake:
    """Everything the file would write."""

    people: People
    needs: Needs
    dated: Dated
    laid: Expansion
    held_back: int
    shifts: list[ShiftRow]
    plan: Plan


class CareImporting:
    """Files of care systems; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kind(self, actor: Actor, raw: bytes) -> CareKind | None:
        """Which layout the file has, by everybody's names and the organisation's own; None when it is none."""
        actor.require(Capability.IMPORT)
        with self._database.reading(_context(actor)) as work:
            return kind_of(raw, own_names(work))

    def look(
        self, actor: Actor, filename: str, raw: bytes, days: Days | None = None, positions: bytes | None = None
    ) -> CareLook:
        """Parse and compare, change nothing. Recurring visits are laid out over `days` when given."""
        actor.require(Capability.IMPORT)
        rules = rules_in_force(self._database, actor.organization_id)
        with self._database.reading(_context(actor)) as work:
            return _looked(work, filename, raw, days, positions, rules)[0]

    def apply(
        self,
        actor: Actor,
        filename: str,
        raw: bytes,
        days: Days | None = None,
        positions: bytes | None = None,
        *,
        only_good: bool = False,
    ) -> CareApplied:
        """Take the file in, in one transaction; `BadInput` when rows are bad, unless `only_good` leaves them out."""
        actor.require(Capability.IMPORT)
        rules = rules_in_force(self._database, actor.organization_id)
        try:
            with self._database.writing(_context(actor)) as work:
                look, file, taken = _looked(work, filename, raw, days, positions, rules)
                if (
                    look.kind is None
                    or taken is None
                    or not (look.is_sound or (only_good and look.rows > look.rejected))
                ):
                    raise _unreadable(look.issues)
                return _take_in(work, actor, look, taken, filename, raw, file)
        except Broken as broken:
            raise Conflict(
                "IMPORT-002",
                Text(sv="Någon ändrade samma uppgifter samtidigt.", en="Somebody changed the same data meanwhile."),
                Text(sv="Granska filen igen och försök på nytt.", en="Look at the file again and retry."),
            ) from broken


def _looked(
    work: ReadingWork, filename: str, raw: bytes, days: Days | None, positions: bytes | None, rules: Rules
) -> tuple[CareLook, CareFile, _Intake | None]:
    own = own_names(work)
    kind = kind_of(raw, own)
    if kind is None:
        return CareLook(None, (faults.unknown_file(filename),)), CareFile(), None
    zone = _zone(work)

    def pseudonym(number: str) -> str:
        return work.vault.index("clients", "pnr_bidx", number).hex()[:24]

    file = read(kind, raw, filename, zone, pseudonym, own.get(kind, {}))
    placed, position_issues = read_positions(positions, "positioner") if positions else ({}, ())
    taken, span = _intake(work, file, placed, days, zone, ground_of(work, rules))
    issues = [*file.issues, *position_issues]
    is_dated = kind is not CareKind.SLINGA
    issues += [faults.no_place(ref, is_dated=is_dated) for ref in taken.people.unplaced]
    if taken.people.office_id is None and (taken.dated.stands or file.needs):
        issues.append(faults.no_office())
    look = CareLook(
        kind, tuple(issues), file.rows, len(file.rejected), _tallies(taken), span, tuple(taken.people.unplaced),
        work.imports.was_applied(kind.value, hashlib.sha256(raw).digest()),
        taken.dated.kept + taken.needs.kept + taken.held_back,
    )  # fmt: skip
    return look, file, taken


def _intake(
    work: ReadingWork, file: CareFile, placed: dict[str, tuple[float, float]], days: Days | None, zone: ZoneInfo,
    ground: Ground,
) -> tuple[_Intake, Days | None]:  # fmt: skip
    lines = [*(n.slinga for n in file.needs), *(v.slinga for v in file.visits), *(p.carer_ref for p in file.planned)]
    people = people_of(file, placed, work.people.clients(), work.people.employees(), work.places.all().values(), lines)
    needs = needs_of(file.needs, people.clients, work.requirements.all(), ground.rules)
    span = _span(file) or days
    held = work.visits.between(span[0] - timedelta(days=7), span[1] + timedelta(days=7)) if span else []
    carers = {name: row.id for name, row in people.carers.items()}
    dated = visits_of(file.visits, people.clients, held, ground, zone)
    dated = dated.with_(planned_of(file.planned, people.clients, carers, held, ground))
    laid, held_back = _allowed(_laid(file, needs, people, held, span, zone), held, ground)
    stands = [*dated.stands, *_by_hand(file, needs, laid, held, zone)]
    shifts, plan = _lines(work, stands, carers, file, people.office_id, span, zone)
    return _Intake(people, needs, dated, laid, held_back, shifts, plan), span


def _laid(
    file: CareFile, needs: Needs, people: People, held: Sequence[VisitRow], span: Days | None, zone: ZoneInfo
) -> Expansion:
    """The dated visits that the file's needs give in the span."""
    rows = list({row.id: row for row in needs.by_ref.values()}.values())
    if not file.needs or span is None:
        return Expansion()
    own = {row.id for row in rows}
    clients = {row.id: row for row in people.clients.values()}
    return expand(rows, clients, [row for row in held if row.visit_requirement_id in own], *span, zone)


def _allowed(laid: Expansion, held: Sequence[VisitRow], ground: Ground) -> tuple[Expansion, int]:
    """Without what would change a visit that is published or pinned, and how many that were."""
    pinned = {row.id for row in held if row.pin is not None}

    def may(row: VisitRow) -> bool:
        return row.id not in pinned and not ground.holds(row.visit_date)

    stays = {row.external_ref for row in laid.gone if not may(row)}  # nor does it come a second time on another day
    new = [row for row in laid.new if row.external_ref not in stays]
    left = replace(laid, new=new, changed=[*filter(may, laid.changed)], gone=[*filter(may, laid.gone)])
    held_back = len(laid.changed) + len(laid.gone) - len(left.changed) - len(left.gone)
    left.unchanged += held_back
    return left, held_back


def _by_hand(file: CareFile, needs: Needs, laid: Expansion, held: Sequence[VisitRow], zone: ZoneInfo) -> list[Stand]:
    """Where the slingas have the laid-out visits: each at its wished start."""
    wanted: dict[UUID, list[tuple[str, timedelta, int]]] = {}
    for told in file.needs:
        start = timedelta(hours=told.start.hour, minutes=told.start.minute)
        wanted.setdefault(needs.by_ref[told.ref].id, []).append((told.slinga, start, told.duration_min))
    gone = {row.id for row in laid.gone}
    visits = {row.id: row for row in [*held, *laid.new, *laid.changed] if row.id not in gone}
    stands = []
    for row in visits.values():
        lines = wanted.get(row.visit_requirement_id) if row.visit_requirement_id else None
        if not lines or row.external_ref is None:
            continue
        number = int(row.external_ref.rpartition(":")[2])
        line, start, minutes = lines[min(number, len(lines) - 1)]
        if line:
            midnight = row.windows[0].start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
            moment = (midnight.replace(tzinfo=None) + start).replace(tzinfo=zone)
            stands.append(Stand(row.id, line, moment, moment + timedelta(minutes=minutes)))
    return stands


def _lines(
    work: ReadingWork, stands: list[Stand], carers: dict[str, UUID], file: CareFile, office: UUID | None,
    span: Days | None, zone: ZoneInfo,
) -> tuple[list[ShiftRow], Plan]:  # fmt: skip
    if not stands or span is None:
        return [], Plan()
    held = work.shifts.between(*span)
    if office is None:
        if not held:
            return [], Plan()
        office = held[0].start_place_id
    return lines_as_shifts(stands, carers, file.shifts, office, held, zone)


def _write(work: Work, actor: Actor, taken: _Intake, look: CareLook) -> UUID | None:
    people, needs, dated, laid = taken.people, taken.needs, taken.dated, taken.laid
    work.places.add(people.places)
    work.people.add_employees([(row, EmployeeSecrets()) for row in people.new_carers])
    work.people.add_clients(people.new_clients)
    for client in people.changed_clients:
        work.people.change_client(client)
    work.requirements.add(needs.new)
    for need in needs.changed:
        work.requirements.change(need)
    work.visits.remove((row.visit_date, row.id) for row in (*dated.moved, *laid.gone))
    work.visits.add([*dated.new, *laid.new])
    work.visits.change([*dated.wanted, *laid.changed])
    work.visits.record(dated.made)
    performed = [row.visit_date for row in (*dated.new, *dated.made) if row.actual_start is not None]
    if performed:
        enqueue_figures(work, min(performed), max(performed))
    work.shifts.add(taken.shifts)
    if not taken.plan.routes or look.days is None or not (look.changes_anything or taken.shifts):
        return None
    problem = load_problem(work, *look.days)
    known = {visit.id for visit in problem.visits}
    routes = tuple(
        Route(route.shift_id, tuple(stop for stop in route.stops if stop.id in known)) for route in taken.plan.routes
    )
    return store_plan(work, PlanKind.MANUAL, "", look.days, problem, Plan(routes), asked_by=actor.user_id)


def _take_in(
    work: Work, actor: Actor, look: CareLook, taken: _Intake, filename: str, raw: bytes, file: CareFile
) -> CareApplied:
    import_id = new_id()
    assert look.kind is not None
    work.imports.receive(import_id, look.kind.value, filename, hashlib.sha256(raw).digest(), len(raw), actor.user_id)
    work.images.begin(import_id)
    plan_id = _write(work, actor, taken, look)
    work.images.seal(import_id)
    state = ImportState.VALIDATED if look.was_applied else ImportState.APPLIED
    bad = [RowOutcome(number, ok=False) for number in sorted(file.rejected)]
    work.imports.settle(import_id, state, look.rows, look.rows - look.rejected, look.rejected, bad)
    announce(work, WebhookEvent.IMPORT_APPLIED, import_id)
    return CareApplied(look, import_id, plan_id)


def _tallies(taken: _Intake) -> dict[str, Tally]:
    laid = Tally(len(taken.laid.new), len(taken.laid.changed) + len(taken.laid.gone), taken.laid.unchanged)
    return {
        "clients": taken.people.client_tally,
        "employees": taken.people.carer_tally,
        "needs": taken.needs.tally,
        "visits": taken.dated.tally.plus(laid),
        "shifts": Tally(new=len(taken.shifts)),
    }


def _span(file: CareFile) -> Days | None:
    days = [*(v.day for v in file.visits), *(v.last_day for v in file.visits), *(p.day for p in file.planned)]
    return (min(days), max(days)) if days else None


def _unreadable(issues: tuple[Issue, ...]) -> BadInput:
    return BadInput(
        "IMPORT-001",
        Text(sv="Filen kan inte läsas in.", en="The file cannot be imported."),
        Text(sv="Rätta felen i listan och försök igen.", en="Mend the problems listed and try again."),
        issues,
    )


def _zone(work: ReadingWork) -> ZoneInfo:
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return ZoneInfo(own.timezone)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

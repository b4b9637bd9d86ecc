"""Pulling from and giving to a care system: whole or not at all, twice changes nothing, every fault says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import PinRow, VisitRow
from data.vocabulary import LetterKind, PlanKind, Role, SyncState, VisitStatus
from services import noted
from services.access import Actor
from services.audit_log import Act, AuditLog, Wanted
from services.ecare.profile import CareProfile
from services.ecare.syncing import Syncing
from services.ecare.use_case import CareWish, Ecare, Exchange
from services.errors import BadInput, CareError, NotAllowed
from services.importing.care.rules import Rules, Wins
from services.importing.care.use_case import CareImporting
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.problem import Plan, Route, Stop, StopKind
from services.visit_book.line import VisitEdit
from services.visit_book.use_case import VisitBook
from services.words import Language
from tests.integration.conftest import Tenant, make_tenant
from tests.standins.ecare.server import KEY, ZONE, CareSystem, Task, a_care_system, a_task
from tests.standins.faulty import Fault
from tests.unit.services.integrations.care_files import making

TODAY = date(2027, 2, 10)
NOW = datetime(2027, 2, 10, 7, tzinfo=ZONE)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
INSIDE = frozenset({"127.0.0.1"})
CLIENTS, CARERS = ("19300101-0001", "19310101-0002"), ("19800101-0003", "19810101-0004")


@pytest.fixture(scope="module")
def server() -> Iterator[CareSystem]:
    with a_care_system() as system:
        yield system


@pytest.fixture
def system(server: CareSystem) -> CareSystem:
    server.tasks = {
        YESTERDAY: [
            a_task(1, YESTERDAY, CLIENTS[0], CARERS[0], 480, done_min=35),
            a_task(2, YESTERDAY, CLIENTS[1], CARERS[0], 540, done_min=20),
        ],
        TODAY: [
            a_task(3, TODAY, CLIENTS[0], CARERS[0], 480),
            a_task(4, TODAY, CLIENTS[1], CARERS[1], 480),
        ],
    }
    server.faults, server.repeats_pages, server.is_wrapped = [], False, False
    server.calls, server.given, server.csv = [], {}, None
    return server


class Ward:
    """An organisation connected to the stand-in, whose two clients have places."""

    def __init__(self, database: Database, system: CareSystem, profile: CareProfile | None = None) -> None:
        self.database, self.system = database, system
        self.tenant: Tenant = make_tenant(database, "Alfagården")
        self.admin = Actor(self.tenant.organization_id, self.tenant.admin_id, Role.ADMIN)
        self.ecare = Ecare(database, INSIDE)
        self.place_clients(CLIENTS)
        self.connect(profile or CareProfile(days_back=2, days_ahead=3))

    def connect(self, profile: CareProfile) -> None:
        self.ecare.save(self.admin, CareWish(self.system.url, KEY, "Authorization", profile))

    def place_clients(self, numbers: tuple[str, ...]) -> None:
        with self.database.writing(self.tenant.acting()) as work:
            for number in numbers:
                place, ref = new_id(), work.vault.index("clients", "pnr_bidx", number).hex()[:24]
                work.places.add([PlaceRow(place, 59.3, 18.05)])
                row = ClientRow(new_id(), f"K-{ref[:6]}", external_ref=ref, place_id=place)
                work.people.add_clients([(row, ClientSecrets())])

    def pull(self, days: tuple[date, date] | None = None) -> Exchange:
        return self.carry_out(self.ecare.pull(self.admin, days))

    def carry_out(self, sync_id: UUID) -> Exchange:
        waits: list[float] = []
        syncing = Syncing(self.database, INSIDE, lambda: NOW, waits.append)
        syncing.carry_out(self.tenant.organization_id, sync_id)
        return next(each for each in self.ecare.standing(self.admin).exchanges if each.id == sync_id)

    def visits(self) -> dict[str, VisitRow]:
        with self.database.reading(self.tenant.acting()) as work:
            rows = work.visits.between(TODAY - timedelta(days=30), TODAY + timedelta(days=30))
        return {row.external_ref or "": row for row in rows}

    def change(self, row: VisitRow) -> None:
        with self.database.writing(self.tenant.acting()) as work:
            assert work.visits.edit(row)

    def ten_tomorrow(self) -> list[Task]:
        """Visits 10 to 19, beside the two of today that are to come."""
        tasks = [a_task(10 + i, TOMORROW, CLIENTS[0], CARERS[0], 480 + 30 * i) for i in range(10)]
        self.system.tasks[TOMORROW] = tasks
        return tasks

    def publish_today(self) -> UUID:
        """Today's plan as it stands, published."""
        visits = [row for row in self.visits().values() if row.visit_date == TODAY]
        with self.database.writing(self.tenant.acting()) as work:
            shifts = {}
            for row in visits:
                assert row.employee_id is not None
                assert row.planned_start is not None
                begin, end = row.planned_start - timedelta(hours=1), row.planned_start + timedelta(hours=4)
                shifts[row.id] = ShiftRow(new_id(), TODAY, row.employee_id, begin, end, row.place_id, row.place_id)
            work.shifts.add(shifts.values())
            routes = tuple(
                Route(str(shifts[row.id].id), (Stop(StopKind.VISIT, str(row.id), _s(row.planned_start)),))
                for row in visits
            )
            return store_plan(
                work, PlanKind.PUBLISHED, "", (TODAY, TODAY), load_problem(work, TODAY, TODAY), Plan(routes)
            )


def _s(moment: datetime | None) -> int:
    assert moment is not None
    return int(moment.timestamp())


@pytest.fixture
def ward(database: Database, system: CareSystem) -> Ward:
    return Ward(database, system)


def test_planned_and_performed_visits_come_in_and_twice_changes_nothing(ward: Ward) -> None:
    first = ward.pull()
    assert first.state is SyncState.DONE
    assert first.counts["new"] == 4
    visits = ward.visits()
    assert visits["1"].status is VisitStatus.DONE
    assert visits["1"].actual_end is not None
    assert visits["1"].actual_end - visits["1"].actual_start == timedelta(minutes=35)  # type: ignore[operator]
    assert visits["3"].status is VisitStatus.PLANNED
    again = ward.pull()
    assert {name: again.counts.get(name, 0) for name in ("new", "changed", "unchanged")} == {
        "new": 0, "changed": 0, "unchanged": 4,
    }  # fmt: skip
    assert ward.visits() == visits


def test_the_span_is_long_at_first_and_then_since_the_last_pull_with_an_overlap() -> None:
    profile = CareProfile(days_back=30, overlap=2, days_ahead=3)
    assert profile.span(TODAY, None) == (TODAY - timedelta(days=30), TODAY + timedelta(days=3))
    assert profile.span(TODAY, YESTERDAY) == (TODAY - timedelta(days=3), TODAY + timedelta(days=3))
    assert profile.span(TODAY, TODAY - timedelta(days=90))[0] == TODAY - timedelta(days=30)


def test_what_is_asked_for_waits_in_the_queue_of_the_workers(ward: Ward, owner_url: str) -> None:
    sync_id = ward.ecare.pull(ward.admin)
    with psycopg.connect(owner_url) as owner:
        found = owner.execute(
            "SELECT queue_name, lock FROM queue.procrastinate_jobs"
            " WHERE task_name = 'sync_care' AND args->>'sync_id' = %s",
            (str(sync_id),),
        ).fetchall()
    assert found == [("chores", f"care {ward.tenant.organization_id}")]


def test_no_personal_number_is_kept_anywhere(ward: Ward) -> None:
    ward.pull()
    with ward.database.reading(ward.tenant.acting()) as work:
        kept = str((work.people.clients(), work.people.employees(), ward.visits(), work.syncs.newest()))
    assert not any(number in kept for number in (*CLIENTS, *CARERS))


def test_the_key_figures_of_the_days_that_changed_are_counted_anew(ward: Ward, owner_url: str) -> None:
    ward.pull()
    ward.pull()
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT args->>'first_day', args->>'last_day' FROM queue.procrastinate_jobs"
            " WHERE task_name = 'count_figures' AND lock = %s",
            (f"figures {ward.tenant.organization_id}",),
        ).fetchall()
    assert rows == [(str(YESTERDAY.toordinal()), str(TODAY.toordinal()))]


def test_a_pull_somebody_asks_for_leaves_their_plan_to_look_at(ward: Ward) -> None:
    with ward.database.writing(ward.tenant.acting()) as work:
        carer, office = new_id(), next(iter(work.places.all()))
        work.people.add_employees([(EmployeeRow(carer, "M1"), EmployeeSecrets())])
        begin = datetime(2027, 2, 10, 7, tzinfo=ZONE)
        work.shifts.add([ShiftRow(new_id(), TODAY, carer, begin, begin + timedelta(hours=8), office, office)])
    assert ward.pull().counts["shifts"] == 3
    again = ward.pull()
    assert again.counts["shifts"] == 0
    (plan,) = Planning(ward.database).plans(ward.admin)
    assert plan.kind is PlanKind.MANUAL
    opened = Planning(ward.database).open_plan(ward.admin, plan.id)
    assert len(list(opened.plan.visit_stops())) == 4


def test_what_they_change_is_taken_and_what_is_recorded_later_is_added(ward: Ward) -> None:
    ward.pull()
    ward.system.tasks[TODAY][0] = a_task(3, TODAY, CLIENTS[0], CARERS[1], 500, done_min=31)
    told = ward.pull()
    assert told.counts["changed"] == 1
    row = ward.visits()["3"]
    assert row.status is VisitStatus.DONE
    assert row.planned_start == datetime(2027, 2, 10, 8, 20, tzinfo=ZONE)


def test_a_visit_that_is_gone_is_called_off_with_the_reason_and_comes_back_when_it_is_told_of_again(
    ward: Ward, tmp_path: Path
) -> None:
    kept = ward.ten_tomorrow()
    ward.pull()
    before = ward.visits()["10"]
    ward.system.tasks[TOMORROW] = kept[1:]
    told = ward.pull()
    assert (told.counts["cancelled"], ward.visits()["10"].status) == (1, VisitStatus.CANCELLED)
    log = AuditLog(ward.database, Auditing(ward.database, Heads(tmp_path)))
    now = datetime.now(UTC)
    (line,) = log.search(
        ward.admin, Wanted(now - timedelta(hours=1), now + timedelta(hours=1), act=Act.CANCELLED)
    ).lines
    assert (line.record, noted.read(line.reason, Language.SV)) == (str(before.id), "borta ur vårdsystemet")
    assert ward.pull().counts["cancelled"] == 0
    ward.system.tasks[TOMORROW] = kept
    assert ward.pull().counts["back"] == 1
    assert replace(ward.visits()["10"], row_version=before.row_version) == before


def test_a_visit_that_a_planner_calls_on_again_stays_and_is_told(ward: Ward) -> None:
    ward.system.tasks[TOMORROW] = ward.ten_tomorrow()[1:]
    ward.system.tasks[TOMORROW].append(a_task(10, TOMORROW, CLIENTS[0], CARERS[0], 480))
    ward.pull()
    ward.system.tasks[TOMORROW].pop()
    ward.pull()
    row = ward.visits()["10"]
    VisitBook(ward.database).change(ward.admin, [VisitEdit(row.id, TOMORROW, row.row_version, is_cancelled=False)])
    for _ in range(2):
        told = ward.pull()
        assert (told.counts["cancelled"], told.counts["left_by_hand"]) == (0, 1)
    assert ward.visits()["10"].status is VisitStatus.UNASSIGNED
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert (letter.kind, letter.ref, letter.code, letter.tries) == (LetterKind.GONE, "10", "ECARE-021", 2)
    ward.system.tasks[TOMORROW].append(a_task(10, TOMORROW, CLIENTS[0], CARERS[0], 480))
    ward.pull()
    assert ward.ecare.standing(ward.admin).letters == ()


def test_a_broken_export_calls_nothing_off_until_somebody_says_that_so_many_are_gone(ward: Ward) -> None:
    ward.ten_tomorrow()
    ward.pull()
    before = ward.visits()
    ward.system.tasks = {YESTERDAY: ward.system.tasks[YESTERDAY], TOMORROW: ward.system.tasks[TOMORROW][:7]}
    told = ward.pull()
    assert (told.state, told.counts["missing"], ward.visits()) == (SyncState.DONE, 5, before)
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert (letter.code, letter.may_call_off) == ("ECARE-022", 5)
    assert letter.cause.en.startswith("5 of 12 visits")
    ward.carry_out(ward.ecare.call_off(ward.admin))
    assert sum(row.status is VisitStatus.CANCELLED for row in ward.visits().values()) == 5
    assert ward.ecare.standing(ward.admin).letters == ()
    with pytest.raises(CareError, match="ECARE-025"):
        ward.ecare.call_off(ward.admin)


def test_more_than_was_agreed_on_is_asked_about_again_and_an_empty_answer_always(ward: Ward) -> None:
    ward.ten_tomorrow()
    ward.pull()
    before, tasks = ward.visits(), ward.system.tasks
    ward.system.tasks = {**tasks, TOMORROW: tasks[TOMORROW][:7]}
    ward.pull()
    agreed = ward.ecare.call_off(ward.admin)
    ward.system.tasks = {**tasks, TOMORROW: tasks[TOMORROW][:6]}
    assert ward.carry_out(agreed).counts["missing"] == 4
    ward.system.tasks = {}
    assert ward.carry_out(ward.ecare.call_off(ward.admin)).counts["missing"] == 12
    assert ward.visits() == before
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert (letter.code, letter.may_call_off) == ("ECARE-023", 0)
    ward.system.tasks = tasks
    assert ward.pull().counts["cancelled"] == 0
    assert ward.ecare.standing(ward.admin).letters == ()


def test_a_visit_that_a_list_has_no_more_is_called_off_and_comes_back_with_it(ward: Ward) -> None:
    days, raw = (date(2027, 2, 11), date(2027, 2, 14)), making.list_file(30)
    ward.system.csv = raw
    ward.pull(days)
    before = ward.visits()
    ward.system.csv = b"\n".join(line for line in raw.split(b"\n") if not line.startswith(b"V10;"))
    assert ward.pull(days).counts["cancelled"] == 1
    assert [ref for ref, row in ward.visits().items() if row.status is VisitStatus.CANCELLED] == ["V10"]
    ward.system.csv = raw
    ward.pull(days)
    assert {ref: row.status for ref, row in ward.visits().items()} == {ref: row.status for ref, row in before.items()}


def test_a_list_of_visits_meets_the_same_rules_as_a_pull_of_tasks(ward: Ward) -> None:
    """What is published, or ours to say, is not written over by a file either."""
    days = date(2027, 2, 1), date(2027, 2, 14)
    ward.system.csv = making.list_file(30)
    ward.pull(days)
    before = ward.visits()
    ward.system.csv = ward.system.csv.replace(b";25;", b";45;")
    assert ward.system.csv != making.list_file(30)
    ward.connect(CareProfile(rules=Rules(wanted=Wins.OURS)))
    told = ward.pull(days)
    assert (told.counts["kept"] > 0, ward.visits()) == (True, before)
    ward.connect(CareProfile())
    with ward.database.writing(ward.tenant.acting()) as work:
        store_plan(work, PlanKind.PUBLISHED, "", days, load_problem(work, *days), Plan())
    assert (ward.pull(days).counts["kept"] > 0, ward.visits()) == (True, before)


def test_a_task_that_is_moved_to_another_day_moves(ward: Ward) -> None:
    ward.pull()
    ward.system.tasks = {TOMORROW: [a_task(3, TOMORROW, CLIENTS[0], CARERS[0], 600)]}
    assert ward.pull().counts["changed"] == 1
    assert ward.visits()["3"].visit_date == TOMORROW


def test_a_published_plan_is_never_changed_from_outside_but_what_was_done_is_recorded(ward: Ward) -> None:
    ward.pull()
    before = ward.visits()["3"]
    ward.publish_today()
    ward.system.tasks[TODAY][0] = a_task(3, TODAY, CLIENTS[0], CARERS[1], 700, 45, done_min=31)
    told = ward.pull()
    after = ward.visits()["3"]
    assert told.counts["kept"] == 1
    assert (after.employee_id, after.planned_start, after.duration_s) == (
        before.employee_id, before.planned_start, before.duration_s,
    )  # fmt: skip
    assert after.status is VisitStatus.DONE


def test_a_pinned_visit_stays(ward: Ward) -> None:
    ward.pull()
    ward.publish_today()
    with ward.database.writing(ward.tenant.acting()) as work:
        (shift, *_) = work.shifts.between(TODAY, TODAY)
        row = ward.visits()["3"]
        assert row.planned_start is not None
        work.visits.hold([(TODAY, row.id, PinRow(TODAY, shift.id, row.planned_start))])
    ward.system.tasks[TODAY][0] = a_task(3, TODAY, CLIENTS[0], CARERS[1], 700)
    assert ward.pull().counts["kept"] == 1
    assert ward.visits()["3"].planned_start == row.planned_start


@pytest.mark.parametrize(
    ("rules", "hour", "length_min", "kept"),
    [
        (Rules(), 11, 45, 0),
        (Rules(planned=Wins.OURS), 8, 45, 1),
        (Rules(wanted=Wins.OURS), 11, 30, 1),
        (Rules(Wins.OURS, Wins.OURS, Wins.OURS), 8, 30, 1),
    ],
)
def test_who_wins_is_settled_per_group_of_fields(
    ward: Ward, rules: Rules, hour: int, length_min: int, kept: int
) -> None:
    ward.pull()
    ward.connect(CareProfile(days_back=2, days_ahead=3, rules=rules))
    ward.system.tasks[TODAY][0] = a_task(3, TODAY, CLIENTS[0], CARERS[1], 11 * 60, 45)
    assert ward.pull().counts.get("kept", 0) == kept
    row = ward.visits()["3"]
    assert row.planned_start is not None
    assert (row.planned_start.astimezone(ZONE).hour, row.duration_s // 60) == (hour, length_min)


def test_pages_that_come_twice_and_days_nobody_asked_for_count_once(ward: Ward) -> None:
    ward.connect(CareProfile(days_back=10, days_ahead=3))
    ward.system.repeats_pages, ward.system.is_wrapped = True, True
    ward.system.tasks[date(2026, 1, 1)] = [a_task(99, date(2026, 1, 1), CLIENTS[0], CARERS[0], 480)]
    told = ward.pull()
    assert (told.counts["new"], told.counts["repeated"]) == (4, 4)
    assert told.counts["outside"] == 2
    assert len(ward.visits()) == 4


def test_a_list_of_visits_as_csv_is_taken_in_as_a_file_is_and_once(ward: Ward) -> None:
    ward.connect(CareProfile(days_back=10, days_ahead=3))
    ward.system.csv = making.list_file(30)
    first = ward.pull()
    assert first.state is SyncState.DONE
    assert first.counts["new"] > 30
    again = ward.pull()
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ([Fault.UNAUTHORIZED], "ECARE-001"),
        ([Fault.BUSY] * 3, "ECARE-003"),
        ([Fault.BROKEN] * 3, "ECARE-004"),
        ([Fault.CUT_OFF] * 3, "OUT-006"),
        ([Fault.MALFORMED], "ECARE-011"),
    ],
)
def test_every_fault_ends_the_pull_whole_with_its_reason_in_both_languages(
    ward: Ward, faults: list[Fault], code: str
) -> None:
    ward.system.faults = list(faults)
    told = ward.pull()
    assert (told.state, told.code) == (SyncState.FAILED, code)
    assert told.cause is not None
    assert told.action is not None
    assert told.cause.sv != told.cause.en
    assert told.action.sv != told.action.en
    assert ward.visits() == {}
    assert ward.pull().counts["new"] == 4, "the next pull takes everything along"


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.BROKEN, Fault.CUT_OFF])
def test_a_fault_that_passes_is_no_fault(ward: Ward, fault: Fault) -> None:
    ward.system.faults = [fault, fault]
    assert ward.pull().counts["new"] == 4


def test_nobody_at_home_is_said(ward: Ward) -> None:
    profile = CareProfile(days_back=2, days_ahead=3)
    ward.ecare.save(ward.admin, CareWish("http://127.0.0.1:9", KEY, "Authorization", profile))
    assert ward.pull().code == "OUT-002"


def test_a_task_of_a_client_without_a_place_waits_and_comes_in_when_there_is_one(ward: Ward) -> None:
    ward.system.tasks[TODAY].append(a_task(5, TODAY, "19320101-0005", CARERS[0], 600))
    assert ward.pull().counts["waiting"] == 1
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert (letter.kind, letter.ref, letter.code, letter.tries) == (LetterKind.TASK, "5", "ECARE-020", 1)
    assert ward.ecare.retry(ward.admin) == 1
    ward.carry_out(ward.ecare.standing(ward.admin).exchanges[0].id)
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert letter.tries == 2
    with ward.database.writing(ward.tenant.acting()) as work:
        unplaced = next(row for row in work.people.clients() if row.place_id is None)
        work.people.change_client(replace(unplaced, place_id=next(iter(work.places.all()))))
    ward.ecare.retry(ward.admin)
    ward.carry_out(ward.ecare.standing(ward.admin).exchanges[0].id)
    assert ward.ecare.standing(ward.admin).letters == ()
    assert "5" in ward.visits()


def test_a_task_that_is_none_waits_with_its_reason_and_the_others_come_in(ward: Ward) -> None:
    ward.system.tasks[TODAY][0]["PlannedEnd"] = "i morgon"
    told = ward.pull()
    assert (told.counts["new"], told.counts["rejected"]) == (3, 1)
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert letter.kind is LetterKind.ROW
    assert "planned_end" in letter.cause.en
    ward.system.tasks[TODAY][0] = a_task(3, TODAY, CLIENTS[0], CARERS[0], 480)
    ward.pull()
    assert ward.ecare.standing(ward.admin).letters == ()


def test_an_exchange_that_is_over_is_not_carried_out_again(ward: Ward) -> None:
    sync_id = ward.ecare.pull(ward.admin)
    ward.carry_out(sync_id)
    ward.system.calls.clear()
    ward.carry_out(sync_id)
    assert ward.system.calls == []


def test_a_pace_keeps_one_pull_waiting_also_after_a_fault(ward: Ward) -> None:
    ward.connect(CareProfile(days_back=2, days_ahead=3, every_min=30))
    ward.connect(CareProfile(days_back=2, days_ahead=3, every_min=15))
    waiting = [each for each in ward.ecare.standing(ward.admin).exchanges if each.state is SyncState.QUEUED]
    assert len(waiting) == 1
    ward.system.faults = [Fault.UNAUTHORIZED]
    assert ward.carry_out(waiting[0].id).state is SyncState.FAILED
    (following,) = [each for each in ward.ecare.standing(ward.admin).exchanges if each.state is SyncState.QUEUED]
    assert following.due_at is not None
    assert ward.carry_out(following.id).counts["new"] == 4
    assert ward.ecare.close(ward.admin)
    (last,) = [each for each in ward.ecare.standing(ward.admin).exchanges if each.state is SyncState.QUEUED]
    assert ward.carry_out(last.id).code == "ECARE-010"
    assert not [each for each in ward.ecare.standing(ward.admin).exchanges if each.state is SyncState.QUEUED]


def test_a_published_plan_is_given_back_day_by_day_and_as_a_file_that_reads_back(ward: Ward) -> None:
    ward.pull()
    plan_id = ward.publish_today()
    told = ward.carry_out(ward.ecare.give(ward.admin, plan_id))
    assert (told.state, told.counts) == (SyncState.DONE, {"given": 1, "waiting": 0})
    (body,) = ward.system.given.values()
    assert [(entry["taskId"], entry["startTime"]) for entry in body["scheduleEntries"]] == [
        ("3", "08:00"), ("4", "08:00"),
    ]  # fmt: skip
    look = CareImporting(ward.database).look(ward.admin, "plan.json", ward.ecare.file(ward.admin, plan_id))
    assert look.rows == 2
    assert look.rejected == 0


def test_a_day_that_does_not_arrive_waits_and_is_sent_again_under_the_same_key(ward: Ward) -> None:
    ward.pull()
    plan_id = ward.publish_today()
    ward.system.faults = [Fault.BROKEN]
    assert ward.carry_out(ward.ecare.give(ward.admin, plan_id)).counts == {"given": 0, "waiting": 1}
    (letter,) = ward.ecare.standing(ward.admin).letters
    assert (letter.kind, letter.code, letter.day) == (LetterKind.DAY, "ECARE-004", TODAY)
    assert ward.ecare.retry(ward.admin) == 1
    ward.carry_out(ward.ecare.standing(ward.admin).exchanges[0].id)
    assert ward.ecare.standing(ward.admin).letters == ()
    assert list(ward.system.given) == [f"{plan_id}:{TODAY}"]


def test_only_what_is_published_and_known_there_is_given(ward: Ward) -> None:
    with pytest.raises(CareError, match="ECARE-013"):
        ward.ecare.give(ward.admin, new_id())
    with ward.database.writing(ward.tenant.acting()) as work:
        empty = store_plan(work, PlanKind.PUBLISHED, "", (TODAY, TODAY), load_problem(work, TODAY, TODAY), Plan())
    with pytest.raises(CareError, match="ECARE-014"):
        ward.ecare.file(ward.admin, empty)


def test_who_may_not_connects_nothing_and_a_profile_without_sense_is_refused(ward: Ward) -> None:
    planner = replace(ward.admin, role=Role.SCHEDULER)
    wish = CareWish(ward.system.url, KEY, "Authorization", CareProfile())
    with pytest.raises(NotAllowed):
        ward.ecare.save(planner, wish)
    with pytest.raises(BadInput, match="ECARE-015"):
        ward.ecare.save(ward.admin, replace(wish, profile=CareProfile(every_min=1)))
    assert ward.ecare.standing(planner).is_connected

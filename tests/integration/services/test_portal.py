"""The portals on a real database: acts count once, wishes wait for an answer, and everybody sees the own rows only."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from uuid import UUID

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.notices import NoticeRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.repositories.solutions import NewSolution
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import (
    AbsenceKind,
    CarerRelation,
    FigureBasis,
    PlanKind,
    ReportClock,
    ReportKind,
    Role,
    VisitStatus,
    WishKind,
    WishState,
)
from data.work import Context, Work
from services.access import Actor
from services.errors import BadInput, CareError, Conflict, NotAllowed, NotFound
from services.insights.keeping import FigureKeeping
from services.insights.use_case import Insights
from services.insights.views import Span
from services.jobs import count_figures
from services.jobs.queue import enqueue_figures
from services.portal import Attending, Portal, Receiving, Wishes
from services.portal.acting import in_the_field
from services.portal.acts import Act
from services.portal.wishing import NewWish
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import ZONE

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.astimezone(ZONE).date()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class House:
    """Anna and Björn with a shift around now, Karl whom Anna visits now and tomorrow, and Klara whom Björn visits."""

    tenant: Tenant
    anna: Actor
    bjorn: Actor
    karl: Actor
    klara: Actor
    now: UUID
    soon: UUID
    tomorrow: UUID
    bjorns: UUID

    @property
    def planner(self) -> Actor:
        return Actor(self.tenant.organization_id, self.tenant.admin_id, Role.SCHEDULER)


@pytest.fixture
def house(database: Database) -> House:
    tenant = make_tenant(database, "Portalen")
    who = [new_id() for _ in range(4)]
    with database.writing(tenant.acting()) as work:
        places = [new_id(), new_id()]
        work.places.add([PlaceRow(each, 59.3 + 0.01 * n, 18.0) for n, each in enumerate(places)])
        names = ("Anna Ask", "Björn Berg")
        work.people.add_employees(
            (EmployeeRow(each, f"M{n}"), EmployeeSecrets(names[n])) for n, each in enumerate(who[:2])
        )
        work.people.add_clients(
            (ClientRow(each, f"K{n}", place_id=places[n]), ClientSecrets(f"Karl {n}", "Storgatan 1", "Nyckel i skåp 4"))
            for n, each in enumerate(who[2:])
        )
        for carer in who[:2]:
            span = (NOW - 2 * 60 * MINUTE, NOW + 6 * 60 * MINUTE)
            work.shifts.add([ShiftRow(new_id(), TODAY, carer, *span, places[0], places[0])])
        planned = [
            (who[0], who[2], places[0], NOW - 20 * MINUTE), (who[0], who[3], places[1], NOW + 30 * MINUTE),
            (who[0], who[2], places[0], NOW + DAY), (who[1], who[3], places[1], NOW - 20 * MINUTE),
        ]  # fmt: skip
        visits = [_visit(*each) for each in planned]
        work.visits.add(visits)
    roles = (Role.EMPLOYEE, Role.EMPLOYEE, Role.CLIENT, Role.CLIENT)
    anna, bjorn, karl, klara = (
        Actor(tenant.organization_id, new_id(), role, each) for role, each in zip(roles, who, strict=True)
    )
    return House(tenant, anna, bjorn, karl, klara, *(visit.id for visit in visits))


def _visit(carer: UUID, client: UUID, place: UUID, start: datetime) -> VisitRow:
    return VisitRow(
        new_id(), start.astimezone(ZONE).date(), client, place, 1800, (WindowRow(start, start, start + 60 * MINUTE),),
        "Morgon, Dusch", status=VisitStatus.PLANNED, employee_id=carer, planned_start=start,
        planned_end=start + 30 * MINUTE,
    )  # fmt: skip


def act(visit: UUID, kind: ReportKind = ReportKind.START, waited_s: int = 0) -> Act:
    return Act(new_id(), visit, kind, waited_s)


def stored(database: Database, house: House, visit: UUID) -> VisitRow:
    """The visit as planners see it."""
    with database.reading(house.tenant.acting()) as work:
        return next(row for row in work.visits.wanted(TODAY - 2 * DAY, TODAY + 2 * DAY) if row.id == visit)


def reports(database: Database, house: House, visit: UUID) -> list[tuple[ReportKind, ReportClock]]:
    with database.reading(house.tenant.acting()) as work:
        return [(row.kind, row.clock) for row in work.visit_reports.of([visit], TODAY - 2 * DAY, TODAY + 2 * DAY)]


def test_a_visit_is_begun_and_ended_once_however_often_it_is_sent(database: Database, house: House) -> None:
    attending = Attending(database)
    start, finish = act(house.now), act(house.now, ReportKind.FINISH)
    assert attending.report(house.anna, start).status is VisitStatus.STARTED
    assert attending.report(house.anna, finish).status is VisitStatus.DONE
    row = stored(database, house, house.now)
    assert row.actual_start is not None
    assert row.actual_end is not None
    for again in (start, finish, act(house.now), act(house.now, ReportKind.FINISH)):
        assert attending.report(house.anna, again).clock is None
    assert stored(database, house, house.now) == row
    assert reports(database, house, house.now) == [
        (ReportKind.START, ReportClock.LIVE), (ReportKind.FINISH, ReportClock.LIVE)
    ]  # fmt: skip


def waiting(house: House, owner_url: str) -> list[dict[str, str]]:
    """The counts of figures that the organisation waits for."""
    with psycopg.connect(owner_url) as owner:
        query = "SELECT args FROM queue.procrastinate_jobs WHERE args ->> 'organization_id' = %s AND status = 'todo'"
        return [args for (args,) in owner.execute(query, [str(house.tenant.organization_id)])]


def test_reports_of_a_day_lead_to_its_figures_by_one_count_for_all(
    database: Database, house: House, owner_url: str
) -> None:
    attending, day = Attending(database), stored(database, house, house.now).visit_date
    for who, visit in ((house.anna, house.now), (house.bjorn, house.bjorns)):
        attending.report(who, act(visit))
        attending.report(who, act(visit, ReportKind.FINISH))
    (job,) = waiting(house, owner_url)
    days = (date.fromordinal(int(job[name])) for name in ("first_day", "last_day"))
    assert list(days) == [day, day]
    around, insights = Span(day - DAY, day + DAY), Insights(database)
    assert FigureBasis.PERFORMED not in insights.days(house.planner)
    attending.report(house.anna, act(house.now))  # known already: nothing to count
    assert len(waiting(house, owner_url)) == 1
    asyncio.run(count_figures.run(SimpleNamespace(figures=FigureKeeping(database)), job))  # type: ignore[arg-type]
    served = next(card for card in insights.overview(house.planner, around) if card.slug == "assigned_visits")
    assert served.performed.value == 2


def test_a_count_that_waits_for_more_reports_holds_nobody_up_who_asks_for_one_now(
    database: Database, house: House, owner_url: str
) -> None:
    Attending(database).report(house.anna, act(house.now))
    with database.writing(house.tenant.acting()) as work:
        asked = enqueue_figures(work, TODAY, TODAY)
    with psycopg.connect(owner_url) as owner:
        others = "DELETE FROM queue.procrastinate_jobs WHERE args ->> 'organization_id' <> %s"
        owner.execute(others, [str(house.tenant.organization_id)])
        owner.execute("SET LOCAL search_path = queue")
        fetched = owner.execute("SELECT id FROM procrastinate_fetch_job_v2(ARRAY['chores'], NULL)").fetchone()
        owner.rollback()
    assert fetched == (asked,)


def test_what_is_reported_while_a_day_is_counted_has_it_counted_once_more(
    database: Database, house: House, owner_url: str
) -> None:
    Attending(database).report(house.anna, act(house.now))
    with psycopg.connect(owner_url) as owner:
        begun = "UPDATE queue.procrastinate_jobs SET status = 'doing' WHERE args ->> 'organization_id' = %s"
        owner.execute(begun, [str(house.tenant.organization_id)])
    assert waiting(house, owner_url) == []
    Attending(database).report(house.anna, act(house.now, ReportKind.FINISH))
    assert len(waiting(house, owner_url)) == 1
    with psycopg.connect(owner_url) as owner:  # the worker died, and its job is put back beside the next
        owner.execute("UPDATE queue.procrastinate_jobs SET status = 'todo' WHERE status = 'doing'")
    assert len(waiting(house, owner_url)) == 2


def test_two_carers_who_report_at_the_same_moment_wait_for_one_count(
    database: Database, house: House, owner_url: str
) -> None:
    with ThreadPoolExecutor(2) as both:
        told = [
            both.submit(Attending(database).report, who, act(visit))
            for who, visit in ((house.anna, house.now), (house.bjorn, house.bjorns))
        ]
    assert [each.result().status for each in told] == [VisitStatus.STARTED, VisitStatus.STARTED]
    assert len(waiting(house, owner_url)) == 1


def test_what_waited_for_the_network_is_dated_back_and_marked(database: Database, house: House) -> None:
    attending = Attending(database)
    attending.report(house.anna, act(house.now, waited_s=900))
    attending.report(house.anna, act(house.now, ReportKind.FINISH, waited_s=3 * 3600))
    row = stored(database, house, house.now)
    assert row.actual_start is not None
    assert row.actual_end is not None
    assert timedelta(minutes=14) < row.actual_end - row.actual_start < timedelta(minutes=16)
    assert [clock for _, clock in reports(database, house, house.now)] == [ReportClock.DEVICE, ReportClock.RECEIVED]
    told = attending.told(house.planner, house.now)
    assert told is not None
    assert (told.ended, told.clock) == (row.actual_end, ReportClock.RECEIVED)
    with pytest.raises(NotAllowed):
        attending.told(house.bjorn, house.now)


def test_times_are_corrected_by_hand_and_a_late_sending_does_not_undo_it(database: Database, house: House) -> None:
    attending = Attending(database)
    start, finish = act(house.now), act(house.now, ReportKind.FINISH)
    attending.report(house.anna, start)
    attending.report(house.anna, finish)
    began = (NOW - 15 * MINUTE).astimezone(ZONE).time().replace(second=0)
    ended = (NOW - 2 * MINUTE).astimezone(ZONE).time().replace(second=0)
    right = attending.correct(house.anna, house.now, began, ended)
    attending.report(house.anna, finish)
    row = stored(database, house, house.now)
    assert (row.actual_start, row.actual_end) == (right.began, right.ended)
    assert reports(database, house, house.now)[-1] == (ReportKind.CORRECT, ReportClock.BY_HAND)


@pytest.mark.parametrize(
    ("who", "visit", "kind", "refused"),
    [
        ("bjorn", "now", ReportKind.START, NotFound),
        ("anna", "tomorrow", ReportKind.START, CareError),
        ("anna", "now", ReportKind.FINISH, Conflict),
        ("karl", "now", ReportKind.START, NotAllowed),
    ],
)
def test_only_the_own_visit_of_today_is_reported_and_in_its_order(
    database: Database, house: House, who: str, visit: str, kind: ReportKind, refused: type[CareError]
) -> None:
    with pytest.raises(refused):
        Attending(database).report(getattr(house, who), act(getattr(house, visit), kind))
    assert stored(database, house, getattr(house, visit)).status is VisitStatus.PLANNED


def test_an_organisation_whose_trial_has_ended_reads_and_reports_nothing(database: Database, house: House) -> None:
    ended = replace(house.anna, read_only=True)
    assert Portal(database).my_day(ended, TODAY).day == TODAY
    with pytest.raises(NotAllowed):
        Attending(database).report(ended, act(house.now))
    with pytest.raises(NotAllowed):
        Wishes(database).ask(ended, NewWish(WishKind.SWAP, TODAY))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE caire.visits SET status = 'DONE', actual_start = now() + interval '2 hours', actual_end = NULL",
        "UPDATE caire.visits SET status = 'PLANNED', actual_start = NULL",
        "UPDATE caire.visits SET employee_id = NULL",
        "UPDATE caire.visit_reports SET at = now()",
        "INSERT INTO caire.visit_reports (organization_id, visit_date, id, visit_id, employee_id, kind, clock, at)"
        " SELECT organization_id, visit_date, gen_random_uuid(), id, client_id, 'START', 'LIVE', now()"
        " FROM caire.visits",
        "UPDATE caire.wishes SET state = 'ACCEPTED'",
    ],
)
def test_the_database_itself_holds_a_carer_to_what_a_report_may_say(
    database: Database, house: House, statement: str
) -> None:
    Wishes(database).ask(house.anna, NewWish(WishKind.SWAP, TODAY))
    refused = pytest.raises(DBAPIError, match=r"permission denied|row-level security")
    with refused, database.writing(in_the_field(house.anna)) as work:
        work.connection.exec_driver_sql(statement)


def test_a_carer_changes_no_visit_of_another_nor_of_another_week(database: Database, house: House) -> None:
    with database.writing(in_the_field(house.anna)) as work:
        changed = work.connection.exec_driver_sql(
            "UPDATE caire.visits SET status = 'STARTED', actual_start = now() - interval '1 min' RETURNING id"
        )
        assert set(changed.scalars()) <= {house.now, house.soon, house.tomorrow}


def test_the_day_tells_what_to_know_at_the_door_and_how_long_the_way_is(database: Database, house: House) -> None:
    day = stored(database, house, house.now).planned_start
    assert day is not None
    mine = Portal(database).my_day(house.anna, day.astimezone(ZONE).date())
    first = mine.stays[0]
    assert (first.client, first.address, first.notes) == ("Karl 0", "Storgatan 1", "Nyckel i skåp 4")
    assert (first.position, first.travel_s) == ((59.3, 18.0), None)
    assert mine.current == first
    ways = [stay.travel_s for stay in mine.stays[1:]]
    assert all(way is not None and 200 < way < 400 for way in ways)


def test_the_week_has_shifts_hours_and_absences(database: Database, house: House) -> None:
    assert house.anna.subject_id is not None
    monday = TODAY - timedelta(days=TODAY.weekday())
    midnight = datetime.combine(monday + 6 * DAY, time(), ZONE)
    with database.writing(house.tenant.acting()) as work:
        away = EmployeeAbsenceRow(new_id(), house.anna.subject_id, midnight, midnight + DAY, AbsenceKind.HOLIDAY)
        work.absences.add_of_employees([away])
    week = Portal(database).my_week(house.anna, monday)
    assert week.planned_s == 8 * 3600
    assert [day.day for day in week.days if day.spells] == [TODAY]
    assert [day.day for day in week.days if day.away] == [monday + 6 * DAY]
    assert sum(day.visits for day in week.days) >= 1
    others = Portal(database).my_week(house.bjorn, monday)
    assert [day.away for day in others.days if day.away] == []


def test_a_day_off_is_wished_for_answered_laid_down_and_read(database: Database, house: House, owner_url: str) -> None:
    wishes = Wishes(database)
    day = TODAY + 3 * DAY
    wished = wishes.ask(house.anna, NewWish(WishKind.DAY_OFF, day, day + DAY, note="Bröllop i Lund"))
    assert wishes.mine(house.bjorn) == wishes.mine(house.karl) == ()
    (waiting,) = wishes.waiting(house.planner)
    assert (waiting.id, waiting.who, waiting.note) == (wished, "M0", "Bröllop i Lund")
    with database.reading(house.tenant.acting()) as work:
        assert work.absences.of_employees(NOW, NOW + 9 * DAY) == []
    wishes.answer(house.planner, wished, is_yes=True, words="Grattis!", takes_on=True)
    (mine,) = wishes.mine(house.anna)
    assert (mine.state, mine.answer) == (WishState.ACCEPTED, "Grattis!")
    with database.reading(house.tenant.acting()) as work:
        (away,) = work.absences.of_employees(NOW, NOW + 9 * DAY)
    assert (away.employee_id, away.kind) == (house.anna.subject_id, AbsenceKind.LEAVE)
    assert away.ends_at - away.starts_at >= timedelta(hours=47)
    with pytest.raises(Conflict, match="PORTAL-009"):
        wishes.answer(house.planner, wished, is_yes=False)
    with pytest.raises(Conflict, match="PORTAL-009"):
        wishes.take_back(house.anna, wished)
    with psycopg.connect(owner_url) as owner:
        told = owner.execute("SELECT note_enc, answer_enc FROM caire.wishes WHERE id = %s", [wished]).fetchone()
    assert told is not None
    assert not any(words in bytes(sealed) for sealed in told for words in (b"Lund", b"Grattis"))


def test_a_day_off_on_days_already_away_is_answered_only_without_laying_it_down(
    database: Database, house: House
) -> None:
    wishes, day = Wishes(database), TODAY + 3 * DAY
    first, second = (wishes.ask(house.anna, NewWish(WishKind.DAY_OFF, day, day)) for _ in range(2))
    wishes.answer(house.planner, first, is_yes=True, takes_on=True)
    with pytest.raises(Conflict, match="PORTAL-012"):
        wishes.answer(house.planner, second, is_yes=True, takes_on=True)
    wishes.answer(house.planner, second, is_yes=True)
    assert {wish.state for wish in wishes.mine(house.anna)} == {WishState.ACCEPTED}


def test_a_shift_wished_for_becomes_hours_the_carer_likes(database: Database, house: House) -> None:
    wishes, day = Wishes(database), TODAY + 3 * DAY
    wished = wishes.ask(house.anna, NewWish(WishKind.SHIFT, day, start_time=time(7), end_time=time(15)))
    wishes.answer(house.planner, wished, is_yes=True, takes_on=True)
    with database.reading(house.tenant.acting()) as work:
        (liked,) = work.absences.availability(house.anna.subject_id)
    assert (liked.day, liked.start_time, liked.end_time) == (day, time(7), time(15))


def test_who_wishes_may_take_it_back_and_cannot_flood_the_planner(database: Database, house: House) -> None:
    wishes = Wishes(database)
    ids = [wishes.ask(house.anna, NewWish(WishKind.SWAP, TODAY + DAY)) for _ in range(20)]
    with pytest.raises(Conflict, match="PORTAL-008"):
        wishes.ask(house.anna, NewWish(WishKind.SWAP, TODAY + DAY))
    with pytest.raises(Conflict, match="PORTAL-009"):
        wishes.take_back(house.bjorn, ids[0])
    wishes.take_back(house.anna, ids[0])
    assert len(wishes.mine(house.anna)) == len(wishes.waiting(house.planner)) == 19
    with pytest.raises(BadInput):
        wishes.ask(house.anna, NewWish(WishKind.TIME, TODAY + DAY))


def test_a_client_reads_who_comes_by_first_name_and_nothing_of_others(database: Database, house: House) -> None:
    calls = Receiving(database).my_visits(house.karl).calls
    expected = {house.tomorrow} | ({house.now} if (NOW - 20 * MINUTE).astimezone(ZONE).date() == TODAY else set())
    assert {call.visit_id for call in calls} == expected
    assert {(call.who, call.service) for call in calls} == {("Anna", "Morgon")}
    entries_of = Context(house.tenant.organization_id, house.tenant.admin_id, "admin")
    with database.reading(entries_of) as work:
        read = work.audit.entries(NOW - DAY, NOW + DAY, table="employees")
    assert {entry.reason for entry in read if entry.role == "client"} == {"own visits"}
    with database.reading(in_the_field(house.karl)) as work:
        assert set(work.own_visits.callers().values()) == {"Anna Ask"}


def test_a_client_is_told_that_another_comes_later(database: Database, house: House) -> None:
    start = stored(database, house, house.tomorrow).planned_start
    assert start is not None
    # The hour follows the clock on the wall; just after midnight the visit cannot have been earlier that day.
    was, words = start - 30 * MINUTE, "30 min senare"
    if was.astimezone(ZONE).date() != start.astimezone(ZONE).date():
        was, words = start + 30 * MINUTE, "30 min tidigare"
    with database.writing(house.tenant.acting()) as work:
        _tell(work, house, was, start)
    mine = Receiving(database).my_visits(house.karl)
    change = next(call.change for call in mine.calls if call.visit_id == house.tomorrow)
    assert change is not None
    assert change.sv.startswith(f"Anna kommer i stället för Björn, {words}")
    assert all(call.change is None for call in Receiving(database).my_visits(house.klara).calls)


def test_a_carers_news_call_the_days_clients_by_the_names_on_the_cards(database: Database, house: House) -> None:
    start = stored(database, house, house.tomorrow).planned_start
    assert start is not None
    with database.writing(house.tenant.acting()) as work:
        _tell(work, house, start - 30 * MINUTE, start)
    day = start.astimezone(ZONE).date()
    hers, his = (Portal(database).my_day(who, day) for who in (house.anna, house.bjorn))
    assert [text.sv for text in hers.news[0].said] == [f"Nytt besök {start.astimezone(ZONE):%H:%M} hos Karl 0"]
    assert "Karl" not in his.news[0].said[0].sv


def _tell(work: Work, house: House, was: datetime, start: datetime) -> None:
    """A publication by which a visit of Karl's went from Björn to Anna."""
    assert house.anna.subject_id is not None
    assert house.bjorn.subject_id is not None
    day = start.astimezone(ZONE).date()
    plan = NewSolution(new_id(), PlanKind.MANUAL, day, day, {})
    work.solutions.store(plan, {"routes": []}, {})
    entry = {"visit": str(house.tomorrow), "client": str(house.karl.subject_id)}
    entry |= {"was": int(was.timestamp()), "start": int(start.timestamp())}  # type: ignore[dict-item]
    work.notices.add(
        [
            NoticeRow(plan.id, house.bjorn.subject_id, day, {"gone": [entry]}),
            NoticeRow(plan.id, house.anna.subject_id, day, {"new": [entry]}),
        ]
    )


def test_a_clients_wish_about_a_carer_is_laid_down_only_when_a_planner_says_yes(
    database: Database, house: House
) -> None:
    wishes, anna = Wishes(database), house.anna.subject_id
    assert anna is not None
    with pytest.raises(BadInput, match="PORTAL-010"):
        wishes.ask(house.karl, NewWish(WishKind.CARER, about=house.bjorn.subject_id))
    wished = wishes.ask(house.karl, NewWish(WishKind.CARER, about=anna, is_against=True))
    assert wishes.mine(house.karl)[0].what.sv == "Vill helst inte få besök av Anna"
    with database.reading(house.tenant.acting()) as work:
        assert work.people.relations() == []
    wishes.answer(house.planner, wished, is_yes=True, takes_on=True)
    with database.reading(house.tenant.acting()) as work:
        assert [(row.employee_id, row.relation) for row in work.people.relations()] == [(anna, CarerRelation.AVOIDED)]
    at = NewWish(WishKind.TIME, TODAY + DAY, None, time(8), time(9), time(10))
    asked = wishes.ask(house.karl, at)
    wishes.answer(house.planner, asked, is_yes=False, words="Då är alla hos andra")
    assert wishes.mine(house.karl)[0].answer == "Då är alla hos andra"


def test_a_carer_answers_no_wish_and_a_client_sees_no_queue(database: Database, house: House) -> None:
    wished = Wishes(database).ask(house.karl, NewWish(WishKind.TIME, TODAY + DAY, None, time(8), time(9), time(10)))
    for actor in (house.anna, house.karl):
        with pytest.raises(NotAllowed):
            Wishes(database).waiting(actor)
        with pytest.raises(NotAllowed):
            Wishes(database).answer(actor, wished, is_yes=True)

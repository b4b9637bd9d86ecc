"""Drafts on a real database: edits, undo, two planners at once, publishing, and a carer's own day."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.exc import ProgrammingError

from data.connect import Database
from data.ids import new_id
from data.repositories.solutions import NewSolution
from data.repositories.users import UserRow
from data.vocabulary import AuditAction, MayChange, PlanKind, Role, UserStatus, VisitStatus
from data.work import Context
from services.access import Actor
from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.editing import Editing
from services.editing.publishing import Publication, Publishing
from services.editing.refusals import NotAllowedByRules
from services.editing.views import (
    Accept,
    Cancel,
    Done,
    Move,
    Override,
    Pin,
    ReplaceCarer,
    Swap,
    Unassign,
    Unpin,
)
from services.errors import BadInput, CareError, Conflict, NotAllowed
from services.planning import snapshot
from services.planning.problems import load_problem
from services.planning.results import results
from services.planning.stored import plan_to_json, score_to_json
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.portal import Portal
from services.problem import Plan, Problem, Route, Stop, StopKind
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import Care, at, seed_care

TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """A day planned by hand: visits in order on the first two carers' shifts, the third free, one visit with nobody."""

    care: Care
    eva: Actor
    editing: Editing
    publishing: Publishing
    planning: Planning
    plan_id: UUID
    problem: Problem

    def visit(self, client: int, title: str) -> str:
        wanted = str(self.care.clients[client])
        return next(v.id for v in self.problem.visits if v.client_id == wanted and v.title == title)

    def shift(self, carer: int) -> str:
        wanted = str(self.care.carers[carer])
        return next(s.id for s in self.problem.shifts if s.carer_id == wanted)

    def stands(self, plan_id: UUID, visit_id: str) -> tuple[str, int] | None:
        opened = self.planning.open_plan(self.care.actor, plan_id)
        return next(((shift, stop.start_s) for shift, stop in opened.plan.visit_stops() if stop.id == visit_id), None)

    def moved(self, visit_id: str, carer: int, hour: int, minute: int = 0) -> Move:
        return Move(visit_id, self.shift(carer), int(at(hour, minute, TOMORROW).timestamp()))


@pytest.fixture
def desk(database: Database) -> Desk:
    tenant = make_tenant(database, "Redigering")
    care = seed_care(database, tenant, day=TOMORROW)
    with database.writing(tenant.acting()) as work:
        eva = UserRow(new_id(), "Eva Planerare", f"{new_id()}@example.test", Role.SCHEDULER, UserStatus.ACTIVE)
        work.users.add(eva, "hash")
        problem = load_problem(work, TOMORROW, TOMORROW)
        plan_id = store_plan(work, PlanKind.MANUAL, "", (TOMORROW, TOMORROW), problem, _by_hand(care, problem))
    editing = Editing(database)
    actor = Actor(tenant.organization_id, eva.id, Role.SCHEDULER)
    return Desk(care, actor, editing, Publishing(database, editing), Planning(database), plan_id, problem)


def _by_hand(care: Care, problem: Problem) -> Plan:
    """Clients 0–3 with the first carer, 4–6 with the second, each at 7:30 + 40 minutes and 11:30 + 40 minutes."""
    routes = []
    for carer, clients in ((0, range(4)), (1, range(4, 7))):
        shift = next(s.id for s in problem.shifts if s.carer_id == str(care.carers[carer]))
        stops = []
        for title, hour in (("Morgon", 7), ("Lunch", 11)):
            for turn, client in enumerate(clients):
                visit = next(v for v in problem.visits if v.client_id == str(care.clients[client]) and v.title == title)
                start = at(hour, 30, TOMORROW) + timedelta(minutes=40 * turn)
                stops.append(Stop(StopKind.VISIT, visit.id, int(start.timestamp())))
        routes.append(Route(shift, tuple(stops)))
    return Plan(tuple(routes))


def test_the_first_edit_branches_a_draft_and_leaves_the_plan_as_it_was(desk: Desk) -> None:
    visit = desk.visit(0, "Morgon")
    before = desk.stands(desk.plan_id, visit)
    done = desk.editing.edit(desk.care.actor, desk.plan_id, 1, desk.moved(visit, 2, 8))
    assert done.plan_id != desk.plan_id
    assert desk.stands(done.plan_id, visit) == (desk.shift(2), int(at(8, 0, TOMORROW).timestamp()))
    assert desk.stands(desk.plan_id, visit) == before
    opened = desk.planning.open_plan(desk.care.actor, done.plan_id)
    assert (opened.summary.kind, opened.summary.parent_id) == (PlanKind.DRAFT, desk.plan_id)
    whole = score_sheet(opened.columns, opened.timetable, DEFAULT_WEIGHTS)
    assert done.score == opened.summary.score == whole.score


def test_a_draft_of_a_changed_plan_still_counts_what_changed_since_the_plan_before(
    desk: Desk, database: Database
) -> None:
    actor, (moved, later, gone) = desk.care.actor, (desk.visit(k, "Morgon") for k in (0, 4, 5))
    changed = _replanned(desk, database, moved)

    def changes(plan_id: UUID) -> int:
        opened = desk.planning.open_plan(actor, plan_id)
        assert opened.sheet.score == opened.summary.score
        return opened.sheet.row("soft.plan.changed").units

    assert changes(changed) == 1
    one = desk.editing.edit(actor, changed, 1, desk.moved(later, 2, 9))
    assert changes(one.plan_id) == 2
    two = desk.editing.edit(actor, one.plan_id, one.version, Cancel(gone))
    assert changes(one.plan_id) == 2
    published = desk.publishing.publish(actor, one.plan_id, two.version, "Veckans plan")
    assert changes(published.plan_id) == 2
    back = desk.editing.edit(actor, published.plan_id, 1, desk.moved(moved, 0, 7, 30))
    assert changes(back.plan_id) == 1


def _replanned(desk: Desk, database: Database, visit: str) -> UUID:
    """As a run leaves it that was begun from the plan by hand: one visit has gone to the third carer."""
    routes = {route.shift_id: route.stops for route in _by_hand(desk.care, desk.problem).routes}
    for shift, stops in routes.items():
        routes[shift] = tuple(stop for stop in stops if stop.id != visit)
    routes[desk.shift(2)] = (Stop(StopKind.VISIT, visit, int(at(8, 0, TOMORROW).timestamp())),)
    plan = Plan(tuple(Route(shift, stops) for shift, stops in routes.items()))
    before = replace(desk.problem, baseline=_by_hand(desk.care, desk.problem))
    c = columns(before)
    sheet = score_sheet(c, timetable(c, plan))
    new = NewSolution(
        id=new_id(), kind=PlanKind.OPTIMISED, first_day=TOMORROW, last_day=TOMORROW, engine="caire",
        input_data=snapshot.to_json(desk.problem), parent_id=desk.plan_id, may_change=MayChange.EVERYTHING,
    )  # fmt: skip
    with database.writing(Context(desk.care.actor.organization_id, desk.care.actor.user_id, "scheduler")) as work:
        figures = results(c, timetable(c, plan)).to_json()
        work.solutions.store(new, plan_to_json(plan), score_to_json(sheet.score, sheet), figures)
    return new.id


def test_an_offer_tells_the_exact_change_and_keeps_its_word(desk: Desk) -> None:
    visit = desk.visit(7, "Morgon")
    offered = desk.editing.offers(desk.care.actor, desk.plan_id, visit)
    # Five visits that must start before nine do not fit into one shift.
    assert {offer.shift_id for offer in offered} == {desk.shift(1), desk.shift(2)}
    before = desk.planning.open_plan(desk.care.actor, desk.plan_id).summary.score
    best = offered[0]
    done = desk.editing.edit(desk.care.actor, desk.plan_id, 1, Move(visit, best.shift_id, best.start_s))
    assert (done.score.hard - before.hard, done.score.medium - before.medium, done.score.soft - before.soft) == (
        best.change.key
    )


def test_what_lies_on_the_desk_is_what_the_database_keeps(desk: Desk) -> None:
    """After an edit the plan is drawn from the desk; a reader who opens it from the database sees the same."""
    editing, actor = desk.editing, desk.care.actor
    one = editing.edit(actor, desk.plan_id, 1, desk.moved(desk.visit(0, "Morgon"), 2, 8))
    cancel = Cancel(desk.visit(1, "Morgon"))
    acts: list[Callable[[], Done]] = [
        lambda: editing.edit(actor, one.plan_id, one.version, cancel),
        lambda: editing.undo(actor, one.plan_id),
        lambda: editing.redo(actor, one.plan_id),
    ]
    for act in acts:
        last = act()
        kept = desk.planning.open_plan(actor, one.plan_id)
        drawn = editing.open_plan(actor, kept.summary)
        fresh = Editing(editing._database).open_plan(desk.eva, kept.summary)
        assert drawn.summary.version == last.version
        assert set(drawn.plan.visit_stops()) == set(kept.plan.visit_stops()) == set(fresh.plan.visit_stops())
        assert drawn.sheet.score == kept.sheet.score == fresh.sheet.score == last.score
        assert drawn.problem == kept.problem == fresh.problem


def test_that_a_planner_saw_the_homes_is_on_record_though_the_plan_lay_open(desk: Desk, database: Database) -> None:
    desk.editing.bench(desk.care.actor, desk.plan_id)
    desk.editing.note_opened(desk.eva, desk.plan_id)
    now, row = datetime.now(UTC), str(desk.plan_id)
    with database.reading(Context(desk.eva.organization_id, desk.eva.user_id, Role.ADMIN)) as work:
        told = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), row=row, action=AuditAction.READ)
    assert {entry.user_id for entry in told} == {desk.care.actor.user_id, desk.eva.user_id}


def test_edits_are_undone_and_redone_and_told_in_words(desk: Desk) -> None:
    first, second = desk.visit(0, "Morgon"), desk.visit(1, "Morgon")
    was = desk.stands(desk.plan_id, first)
    one = desk.editing.edit(desk.care.actor, desk.plan_id, 1, desk.moved(first, 2, 8), reason="Karl ska till läkaren")
    two = desk.editing.edit(desk.care.actor, one.plan_id, one.version, Unassign(second))
    assert desk.stands(one.plan_id, second) is None
    assert "flyttades från" in one.words.sv
    desk.editing.undo(desk.care.actor, one.plan_id)
    desk.editing.undo(desk.care.actor, one.plan_id)
    assert desk.stands(one.plan_id, first) == was
    assert desk.stands(one.plan_id, second) is not None
    again = desk.editing.redo(desk.care.actor, one.plan_id)
    assert desk.stands(one.plan_id, first) == (desk.shift(2), int(at(8, 0, TOMORROW).timestamp()))
    assert again.version == two.version + 3 == desk.editing.version(desk.care.actor, one.plan_id)
    told = desk.editing.history(desk.eva, one.plan_id)
    assert [(edit.seq, edit.is_undone, edit.reason, edit.is_mine) for edit in told] == [
        (2, True, None, False), (1, False, "Karl ska till läkaren", False),
    ]  # fmt: skip
    with pytest.raises(Conflict, match="EDIT-007"):
        desk.editing.undo(desk.eva, one.plan_id)


def test_a_new_edit_ends_the_chance_to_redo(desk: Desk) -> None:
    one = desk.editing.edit(desk.care.actor, desk.plan_id, 1, Unassign(desk.visit(0, "Morgon")))
    two = desk.editing.undo(desk.care.actor, one.plan_id)
    assert desk.editing.state(desk.care.actor, one.plan_id).redoable is not None
    desk.editing.edit(desk.care.actor, one.plan_id, two.version, Unassign(desk.visit(1, "Morgon")))
    state = desk.editing.state(desk.care.actor, one.plan_id)
    assert state.redoable is None
    assert state.undoable is not None
    with pytest.raises(Conflict, match="EDIT-007"):
        desk.editing.redo(desk.care.actor, one.plan_id)


def test_a_hard_breach_is_refused_with_the_reason_and_what_would_help(desk: Desk) -> None:
    visit = desk.visit(0, "Morgon")
    wish = desk.moved(visit, 2, 13)
    verdict = desk.editing.judge(desk.care.actor, desk.plan_id, wish)
    assert not verdict.is_allowed
    assert "utanför tillåten tid" in verdict.reasons[0].sv
    assert any("finns plats" in each.sv for each in verdict.helps)
    with pytest.raises(NotAllowedByRules):
        desk.editing.edit(desk.care.actor, desk.plan_id, 1, wish)
    assert [plan.kind for plan in desk.planning.plans(desk.care.actor)] == [PlanKind.MANUAL]


def test_only_an_administrator_overrides_a_rule_and_says_why(desk: Desk, database: Database) -> None:
    wish = desk.moved(desk.visit(0, "Morgon"), 2, 13)
    admin = replace(desk.care.actor, role=Role.ADMIN)
    with pytest.raises(NotAllowed):
        desk.editing.edit(desk.care.actor, desk.plan_id, 1, wish, override=Override("Klienten har ringt"))
    with pytest.raises(BadInput):
        desk.editing.edit(admin, desk.plan_id, 1, wish, override=Override("  "))
    done = desk.editing.edit(admin, desk.plan_id, 1, wish, override=Override("Klienten har ringt"))
    assert done.score.hard > 0
    with database.reading(Context(admin.organization_id, admin.user_id, "admin")) as work:
        (edit,) = work.edits.of(done.plan_id)
        day = timedelta(days=1)
        now = datetime.now(UTC)
        entries = work.audit.entries(now - day, now + day, table="plan_edits")
    assert (edit.is_override, edit.reason) == (True, "Klienten har ringt")
    assert [entry.became["is_override"] for entry in entries if entry.became] == [True]


def test_pins_hold_and_cancelled_visits_are_nobodys_failure(desk: Desk) -> None:
    actor, visit, gone = desk.care.actor, desk.visit(0, "Morgon"), desk.visit(7, "Morgon")
    one = desk.editing.edit(actor, desk.plan_id, 1, Pin(visit))
    refused = desk.editing.judge(actor, one.plan_id, desk.moved(visit, 2, 8))
    assert [each.en for each in refused.helps] == ["Unlock the visit first."]
    two = desk.editing.edit(actor, one.plan_id, one.version, Cancel(gone))
    assert one.score.medium - two.score.medium == 10_000
    opened = desk.planning.open_plan(actor, one.plan_id)
    assert gone not in opened.columns.visit_index
    assert opened.columns.pin_shift[opened.columns.visit_index[visit]] >= 0
    three = desk.editing.edit(actor, one.plan_id, two.version, Unpin(visit))
    four = desk.editing.edit(actor, one.plan_id, three.version, desk.moved(visit, 2, 8))
    for _ in range(4):
        four = desk.editing.undo(actor, one.plan_id)
    assert four.score == desk.planning.open_plan(actor, desk.plan_id).summary.score


def test_visits_trade_places_and_a_whole_shift_changes_hands(desk: Desk) -> None:
    actor = desk.care.actor
    first, other = desk.visit(0, "Morgon"), desk.visit(4, "Morgon")
    swapped = desk.editing.edit(actor, desk.plan_id, 1, Swap(first, other))
    assert desk.stands(swapped.plan_id, first) == desk.stands(desk.plan_id, other)
    replaced = desk.editing.edit(
        actor, swapped.plan_id, swapped.version, ReplaceCarer(desk.shift(1), desk.shift(2))
    )  # fmt: skip
    opened = desk.planning.open_plan(actor, replaced.plan_id)
    served = {shift for shift, _ in opened.plan.visit_stops()}
    assert served == {desk.shift(0), desk.shift(2)}


def test_differences_of_another_plan_are_accepted(desk: Desk) -> None:
    actor, visit, stays = desk.care.actor, desk.visit(0, "Morgon"), desk.visit(1, "Morgon")
    theirs = desk.editing.edit(actor, desk.plan_id, 1, desk.moved(visit, 2, 8))
    theirs = desk.editing.edit(actor, theirs.plan_id, theirs.version, Unassign(stays))
    mine = desk.editing.edit(actor, desk.plan_id, 1, Accept(theirs.plan_id, (visit,)))
    assert desk.stands(mine.plan_id, visit) == desk.stands(theirs.plan_id, visit)
    assert desk.stands(mine.plan_id, stays) == desk.stands(desk.plan_id, stays)


def test_a_late_edit_of_other_visits_is_made_on_the_newest_state(desk: Desk) -> None:
    draft = desk.editing.draft(desk.care.actor, desk.plan_id)
    theirs = desk.editing.edit(desk.eva, draft.id, draft.version, Unassign(desk.visit(4, "Morgon")))
    late = desk.editing.edit(desk.care.actor, draft.id, draft.version, Unassign(desk.visit(0, "Morgon")))
    assert late.was_stale
    assert late.version == theirs.version + 1
    assert desk.stands(draft.id, desk.visit(4, "Morgon")) is None
    assert desk.stands(draft.id, desk.visit(0, "Morgon")) is None


def test_a_late_edit_of_the_same_shift_is_refused_by_name(desk: Desk) -> None:
    draft = desk.editing.draft(desk.care.actor, desk.plan_id)
    desk.editing.edit(desk.eva, draft.id, draft.version, Unassign(desk.visit(1, "Morgon")))
    with pytest.raises(Conflict) as refused:
        desk.editing.edit(desk.care.actor, draft.id, draft.version, Unassign(desk.visit(0, "Morgon")))
    assert refused.value.code == "EDIT-002"
    assert "Eva Planerare har under tiden ändrat" in refused.value.cause.sv


@pytest.mark.parametrize("gone", [Unassign, Cancel])
@pytest.mark.parametrize("wanted", [Pin, Cancel])
def test_what_a_colleague_has_just_taken_away_is_told_by_name(
    desk: Desk, gone: type[Unassign | Cancel], wanted: type[Pin | Cancel]
) -> None:
    draft, visit = desk.editing.draft(desk.care.actor, desk.plan_id), desk.visit(1, "Morgon")
    desk.editing.edit(desk.eva, draft.id, draft.version, gone(visit))
    with pytest.raises(Conflict, match="EDIT-002") as refused:
        desk.editing.edit(desk.care.actor, draft.id, draft.version, wanted(visit))
    assert "Eva Planerare har under tiden ändrat" in refused.value.cause.sv
    with pytest.raises(CareError, match=r"EDIT-00[35]"):  # who sees it gone already hears that it is gone
        desk.editing.edit(desk.care.actor, draft.id, draft.version + 1, Pin(visit))


def test_an_edit_is_undone_among_others_edits_but_not_over_them(desk: Desk) -> None:
    actor, first, second = desk.care.actor, desk.visit(0, "Morgon"), desk.visit(1, "Lunch")
    mine = desk.editing.edit(actor, desk.plan_id, 1, Unassign(first))
    theirs = desk.editing.edit(desk.eva, mine.plan_id, mine.version, Unassign(second))
    desk.editing.undo(actor, mine.plan_id)
    assert desk.stands(mine.plan_id, first) == desk.stands(desk.plan_id, first)
    assert desk.stands(mine.plan_id, second) is None
    again = desk.editing.edit(actor, mine.plan_id, theirs.version + 1, desk.moved(first, 2, 8))
    desk.editing.edit(desk.eva, mine.plan_id, again.version, Unassign(first))
    with pytest.raises(Conflict, match="EDIT-002"):
        desk.editing.undo(actor, mine.plan_id)


def test_two_planners_in_threads_lose_no_edit(desk: Desk) -> None:
    draft = desk.editing.draft(desk.care.actor, desk.plan_id)
    others = Editing(desk.editing._database)  # another process: a desk of its own
    errands = [
        (desk.care.actor, desk.editing, [desk.visit(client, "Morgon") for client in range(4)]),
        (desk.eva, others, [desk.visit(client, "Morgon") for client in range(4, 7)]),
    ]

    def take_out(errand: tuple[Actor, Editing, list[str]]) -> list[Done]:
        actor, editing, visits = errand
        return [editing.edit(actor, draft.id, draft.version, Unassign(visit)) for visit in visits]

    with ThreadPoolExecutor(2) as pool:
        done = [each for made in pool.map(take_out, errands) for each in made]
    assert sorted(each.seq for each in done) == list(range(1, 8))
    assert desk.editing.version(desk.care.actor, draft.id) == draft.version + 7
    assert all(desk.stands(draft.id, visit) is None for _, _, visits in errands for visit in visits)


@pytest.fixture
def published(desk: Desk) -> tuple[UUID, Publication]:
    done = desk.editing.edit(desk.care.actor, desk.plan_id, 1, Cancel(desk.visit(7, "Lunch")))
    return done.plan_id, desk.publishing.publish(desk.care.actor, done.plan_id, done.version, "Veckans plan")


def test_publishing_tells_the_visits_and_the_carers(
    desk: Desk, published: tuple[UUID, Publication], database: Database
) -> None:
    draft, first = published
    assert (first.number, first.carers) == (1, 2)
    moved = desk.editing.edit(desk.eva, draft, 2, desk.moved(desk.visit(0, "Morgon"), 2, 8))
    with pytest.raises(Conflict, match="EDIT-002"):
        desk.publishing.publish(desk.care.actor, draft, 2, "Karl byter medarbetare")
    second = desk.publishing.publish(desk.care.actor, draft, moved.version, "Karl byter medarbetare")
    assert (second.number, second.visits, second.carers) == (2, 1, 2)
    with database.reading(Context(desk.eva.organization_id, desk.eva.user_id, "scheduler")) as work:
        rows = {str(row.id): row for row in work.visits.between(TOMORROW, TOMORROW)}
        view = work.connection.exec_driver_sql(
            "SELECT count(*) FILTER (WHERE publication = 1), count(*) FILTER (WHERE publication = 2)"
            " FROM caire.published_visits"
        ).one()
    assert rows[desk.visit(0, "Morgon")].employee_id == desk.care.carers[2]
    assert rows[desk.visit(7, "Lunch")].status is VisitStatus.CANCELLED
    assert rows[desk.visit(7, "Morgon")].employee_id is None
    assert tuple(view) == (14, 14)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE caire.schedule_solutions SET output_solution = '{\"routes\": []}' WHERE kind = 'published'",
        "UPDATE caire.schedule_solutions SET kind = 'draft' WHERE kind = 'published'",
        "UPDATE caire.schedule_solutions SET kind = 'published' WHERE kind = 'manual'",
        "DELETE FROM caire.schedule_solutions WHERE kind = 'published'",
    ],
)
def test_nobody_changes_what_is_published(
    published: tuple[UUID, Publication], desk: Desk, owner_url: str, change: str
) -> None:
    roles = ("caire_app", "caire_worker", "caire_keeper", None)
    with psycopg.connect(owner_url) as owner:
        for role in roles:
            if role == "caire_keeper" and change.startswith("DELETE"):
                continue  # a month that goes to the archive takes its plans along
            _enter(owner, role, desk.eva.organization_id)
            assert _touched(owner, change) == 0, role
            owner.rollback()


def _touched(owner: psycopg.Connection[tuple[object, ...]], change: str) -> int:
    """How many rows were changed: none where the right is missing, a trigger refuses, or a policy shows no row."""
    try:
        return owner.execute(change).rowcount  # the statements of the test above
    except psycopg.errors.InsufficientPrivilege:
        return 0


def _enter(owner: psycopg.Connection[tuple[object, ...]], role: str | None, organization: UUID) -> None:
    owner.execute("SELECT set_config('app.organization_id', %s, true)", [str(organization)])
    owner.execute("SELECT set_config('app.role', 'admin', true)")
    if role is not None:
        owner.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))


def test_publishing_has_the_figures_of_its_days_counted_anew(
    published: tuple[UUID, Publication], desk: Desk, owner_url: str
) -> None:
    with psycopg.connect(owner_url) as owner:
        jobs = owner.execute(
            "SELECT args->>'first_day', args->>'last_day' FROM queue.procrastinate_jobs"
            " WHERE task_name = 'count_figures' AND lock = %s",
            (f"figures {desk.eva.organization_id}",),
        ).fetchall()
    assert (str(TOMORROW.toordinal()), str(TOMORROW.toordinal())) in jobs


def test_a_published_plan_is_not_edited_but_branched(desk: Desk, published: tuple[UUID, Publication]) -> None:
    _, publication = published
    done = desk.editing.edit(desk.eva, publication.plan_id, 1, Unassign(desk.visit(0, "Morgon")))
    assert done.plan_id not in {publication.plan_id, desk.plan_id}
    assert desk.stands(publication.plan_id, desk.visit(0, "Morgon")) is not None
    with pytest.raises(Conflict, match="EDIT-009"):
        desk.publishing.publish(desk.eva, publication.plan_id, 1, "En gång till")


def _carer(desk: Desk, number: int) -> Actor:
    return Actor(desk.eva.organization_id, new_id(), Role.EMPLOYEE, desk.care.carers[number])


def test_a_carer_reads_the_own_day_with_names_on_record(
    desk: Desk, published: tuple[UUID, Publication], database: Database
) -> None:
    portal = Portal(database)
    day = portal.my_day(_carer(desk, 0), TOMORROW)
    assert [stay.start for stay in day.stays] == sorted(stay.start for stay in day.stays)
    assert len(day.stays) == 8
    assert {stay.client for stay in day.stays} == {"Karl Kvist"}
    assert [news.is_new for news in day.news] == [True]
    assert portal.seen(_carer(desk, 0), tuple(news.notice_id for news in day.news)) == 1
    assert not portal.my_day(_carer(desk, 0), TOMORROW).news[0].is_new
    assert portal.my_day(_carer(desk, 2), TOMORROW).stays == ()
    with database.reading(Context(desk.eva.organization_id, desk.eva.user_id, "admin")) as work:
        now, hour = datetime.now(UTC), timedelta(hours=1)
        entries = work.audit.entries(now - hour, now + hour, table="clients")
    assert {entry.reason for entry in entries if entry.role == "employee"} == {"own day"}


def test_a_carer_reads_nobody_elses_notices(
    desk: Desk, published: tuple[UUID, Publication], database: Database
) -> None:
    context = Context(desk.eva.organization_id, new_id(), "employee", desk.care.carers[1], "caire_field")
    with database.writing(context) as work:
        mine = work.notices.since(date.min)
        assert {row.employee_id for row in mine} == {desk.care.carers[1]}
    with database.reading(Context(desk.eva.organization_id, desk.eva.user_id, "admin")) as work:
        theirs = [row.id for row in work.notices.since(date.min) if row.employee_id != desk.care.carers[1]]
    with database.writing(context) as work:
        assert work.notices.mark_read([each for each in theirs if each]) == 0
    client = Context(desk.eva.organization_id, new_id(), "client", desk.care.clients[0], "caire_field")
    with database.reading(client) as work:
        assert work.notices.since(date.min) == []
    with pytest.raises(ProgrammingError, match="permission denied"), database.writing(context) as work:
        work.connection.exec_driver_sql("UPDATE caire.plan_notices SET change = '{}'")


def test_a_planner_has_no_day_of_the_own(desk: Desk, database: Database) -> None:
    with pytest.raises(NotAllowed):
        Portal(database).my_day(desk.care.actor)


def test_another_organisation_sees_no_draft(desk: Desk, other: Tenant) -> None:
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    for ask in (desk.editing.version, desk.editing.state, desk.editing.draft, desk.editing.history):
        with pytest.raises(Exception, match="PLAN-001"):
            ask(stranger, desk.plan_id)

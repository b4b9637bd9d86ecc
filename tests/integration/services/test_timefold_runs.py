"""A run at Timefold: submitted once, followed, stopped, brought home, scored by us; every fault ends with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.repositories.audit import AuditEntry
from data.vocabulary import AuditAction, MayChange, PlanKind, RunState
from data.work import Context
from services.errors import CareError, Conflict, NotAllowed
from services.problem import StopKind
from services.timefold.submitting import Step
from tests.integration.services.care import at
from tests.integration.services.timefold_ward import PACE, Ward, a_ward
from tests.standins.timefold import Fault, Switches, a_timefold
from tests.standins.timefold.server import KEY, Timefold


@pytest.fixture(scope="module")
def server() -> Iterator[Timefold]:
    with a_timefold() as running:
        yield running


@pytest.fixture(scope="module")
def whole_ward(database: Database, server: Timefold) -> Ward:
    return a_ward(database, server)


@pytest.fixture
def ward(whole_ward: Ward) -> Ward:
    """The organisation with a stand-in as good as new and a connection that does not rest."""
    whole_ward.timefold.close()
    whole_ward.timefold.datasets.clear()
    whole_ward.timefold.calls.clear()
    whole_ward.timefold.switches = Switches(iterations=60)
    whole_ward.connect()
    return whole_ward


def test_a_plan_comes_home_scored_by_us_with_their_score_beside_it(ward: Ward) -> None:
    run_id = ward.ask()
    done = ward.attempt(run_id)
    assert (done.state, done.failure) == (RunState.COMPLETED, None)
    (dataset,) = ward.datasets(run_id)
    opened = ward.planning.open_plan(ward.planner, run_id)
    assert (opened.summary.kind, opened.summary.name) == (PlanKind.IMPORTED, "Timefold")
    assert opened.sheet.score == done.score
    assert {stop.id for _, stop in opened.plan.visit_stops()} == {str(visit) for visit in ward.care.visits}
    theirs = ward.planning.theirs(ward.planner, run_id)
    assert theirs is not None
    assert dataset.sheet is not None
    assert (theirs.status, theirs.score, theirs.dataset_id) == (
        "SOLVING_COMPLETED", str(dataset.sheet.score), dataset.id,
    )  # fmt: skip
    assert theirs.rules


def test_nothing_of_anybody_leaves_and_every_call_is_on_record_without_a_secret(ward: Ward) -> None:
    run_id = ward.ask()
    ward.attempt(run_id)
    sent = json.dumps(ward.datasets(run_id)[0].request, ensure_ascii=False)
    assert not any(word in sent for word in ("Karl", "Kvist", "Eva", "Morgon", "Lunch"))
    calls = calls_of(ward)
    assert any((call.reason or "").startswith("POST /v1/route-plans: 202, ") for call in calls)
    assert not any(KEY in str(call) or "caire-run" in (call.reason or "") for call in calls)


def test_a_run_is_kept_with_what_was_sent_and_received_but_no_position(ward: Ward) -> None:
    run_id = ward.ask()
    ward.attempt(run_id)
    with ward.database.reading(acting(ward)) as work:
        sent, received = work.hosted.sent(run_id), work.hosted.received(run_id)
        row = work.hosted.find(run_id)
    assert sent is not None
    assert received is not None
    assert row is not None
    assert "59.3" not in json.dumps(sent)
    assert row.intended_at is not None
    assert row.submitted_at is not None
    assert row.intended_at < row.submitted_at


def test_a_planner_who_stops_it_keeps_the_best_of_the_other_side(ward: Ward) -> None:
    ward.timefold.switches.iterations, ward.timefold.switches.most_solving_s = None, 120.0
    run_id = ward.ask(seconds=120)

    def stop(step: Step) -> None:
        if step is Step.HEARD and ward.timefold.tagged(f"caire-run:{run_id}")[0].plan is not None:
            ward.planning.stop(ward.planner, run_id)

    done = ward.attempt(run_id, passed=stop)
    assert done.state is RunState.STOPPED
    assert done.results is not None
    assert ("DELETE plan", ward.datasets(run_id)[0].id) in ward.timefold.calls
    assert done.points, "their best was shown while it went"


def test_without_events_the_other_side_is_asked_instead(ward: Ward) -> None:
    ward.timefold.switches.has_events, ward.timefold.switches.queue_s = False, 0.3
    assert ward.attempt(ward.ask()).state is RunState.COMPLETED
    assert [call for call, _ in ward.timefold.calls].count("GET metadata") > 1


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT_OFF, Fault.BROKEN, Fault.MALFORMED, Fault.BUSY])
def test_after_a_doubtful_submit_there_is_one_dataset_and_one_plan(ward: Ward, fault: Fault) -> None:
    ward.timefold.switches.faults["POST plans"] = [fault]
    run_id = ward.ask()
    assert ward.attempt(run_id).state is RunState.COMPLETED
    assert len(ward.datasets(run_id)) == 1


def test_whether_it_arrived_cannot_be_told_so_it_is_never_sent_again(ward: Ward) -> None:
    ward.timefold.switches.faults = {"POST plans": [Fault.LOST], "GET plans": [Fault.FORBIDDEN] * 99}
    run_id = ward.ask()
    done = ward.attempt(run_id)
    assert done.failure is not None
    assert done.failure.code == "TF-012"
    assert len(ward.datasets(run_id)) == 1


@pytest.mark.parametrize(
    ("faults", "switched", "code"),
    [
        ({"POST plans": [Fault.UNAUTHORIZED]}, {}, "TF-001"),
        ({"POST plans": [Fault.FORBIDDEN]}, {}, "TF-002"),
        ({"POST plans": [Fault.GONE]}, {}, "TF-003"),
        ({"POST plans": [Fault.BUSY] * 3}, {}, "TF-005"),
        ({"POST plans": [Fault.BROKEN] * 3}, {}, "TF-006"),
        ({}, {"is_invalid": True}, "TF-008"),
        ({}, {"ends_as": "SOLVING_INCOMPLETE"}, "TF-009"),
        ({}, {"ends_as": "SOLVING_FAILED"}, "TF-010"),
        ({}, {"spoils_plan": True}, "TF-011"),
        ({"GET events": [Fault.GONE], "GET metadata": [Fault.GONE]}, {"queue_s": 0.5}, "TF-003"),
        ({"GET events": [Fault.GONE], "GET metadata": [Fault.MALFORMED] * 99}, {"queue_s": 9.0}, "TF-013"),
    ],
)  # fmt: skip
def test_every_fault_ends_the_run_with_its_reason_in_both_languages(
    ward: Ward, faults: dict[str, list[Fault]], switched: dict[str, object], code: str
) -> None:
    for name, value in switched.items():
        setattr(ward.timefold.switches, name, value)
    ward.timefold.switches.faults = dict(faults)
    run_id = ward.ask()
    done = ward.attempt(run_id)
    assert done.state is RunState.FAILED
    assert done.failure is not None
    assert done.failure.code == code
    assert done.failure.cause.sv != done.failure.cause.en
    assert done.failure.action.sv != done.failure.action.en


def test_nobody_at_home_ends_the_run_with_its_reason(ward: Ward) -> None:
    with ward.database.writing(acting(ward)) as work:
        (row,) = [each for each in work.credentials.all() if each.revoked_at is None]
        work.credentials.describe(row.id, "http://127.0.0.1:9/api", {})
    done = ward.attempt(ward.ask())
    assert done.failure is not None
    assert done.failure.code == "OUT-002"


def test_a_connection_closed_meanwhile_ends_the_run_with_its_reason(ward: Ward) -> None:
    run_id = ward.ask()
    assert ward.connections.close_timefold(ward.admin)
    done = ward.attempt(run_id)
    assert done.failure is not None
    assert done.failure.code == "CON-001"
    with pytest.raises(Conflict, match="CON-001"):
        ward.ask()


def test_a_plan_that_is_changed_goes_on_from_theirs_by_a_patch_and_the_morning_stays(ward: Ward) -> None:
    first = ward.ask()
    ward.attempt(first)
    before = ward.planning.open_plan(ward.planner, first)
    noon_s = int(at(10).timestamp())
    second = ward.ask(begin_from=first, may_change=MayChange.EVERYTHING, frozen_until=at(10))
    assert ward.attempt(second).state is RunState.COMPLETED
    (dataset,) = ward.datasets(second)
    assert dataset.parent_id == ward.datasets(first)[0].id
    assert dataset.request["modelInput"]["freezeTime"] == at(10).isoformat()
    after = ward.planning.open_plan(ward.planner, second)
    begun = {(shift, stop) for shift, stop in before.plan.visit_stops() if stop.start_s < noon_s}
    assert begun <= {(shift, stop) for shift, stop in after.plan.visit_stops() if stop.kind is StopKind.VISIT}


def test_where_patches_are_off_the_whole_is_sent_and_carers_are_kept(ward: Ward) -> None:
    first = ward.ask()
    ward.attempt(first)
    ward.timefold.switches.has_patches = False
    second = ward.ask(begin_from=first, may_change=MayChange.KEEP_CARERS)
    assert ward.attempt(second).state is RunState.COMPLETED
    (dataset,) = ward.datasets(second)
    assert dataset.parent_id is None
    before, after = (ward.planning.open_plan(ward.planner, each) for each in (first, second))
    assert carers(before.plan.visit_stops(), before) == carers(after.plan.visit_stops(), after)


def test_where_a_client_with_protected_identity_lives_goes_to_nobody(ward: Ward) -> None:
    with ward.database.writing(acting(ward)) as work:
        assert work.people.change_client(replace(work.people.clients()[0], protected_identity=True))
    with pytest.raises(NotAllowed, match="CON-006"):
        ward.ask()
    with ward.database.writing(acting(ward)) as work:
        (hidden,) = [row for row in work.people.clients() if row.protected_identity]
        assert work.people.change_client(replace(hidden, protected_identity=False))
    assert ward.timefold.calls == []


def test_a_resting_connection_is_waited_for_and_not_called(ward: Ward) -> None:
    with ward.database.writing(acting(ward, "caire_worker")) as work:
        (row,) = [each for each in work.credentials.all() if each.revoked_at is None]
        work.credentials.mark(row.id, 5, datetime.now(UTC) + timedelta(minutes=5), is_answered=False)
    done = ward.attempt(ward.ask(), pace=PACE)
    assert done.failure is not None
    assert done.failure.code == "OUT-008"
    assert ward.timefold.calls == []
    with pytest.raises(CareError, match="OUT-008"):
        ward.connections.try_timefold(ward.admin)


def carers(stops: object, opened: object) -> dict[str, str]:
    carer_of = {shift.id: shift.carer_id for shift in opened.problem.shifts}  # type: ignore[attr-defined]
    return {stop.id: carer_of[shift] for shift, stop in stops}  # type: ignore[attr-defined]


def acting(ward: Ward, role: str = "caire_app") -> Context:
    admin = ward.admin
    return Context(admin.organization_id, admin.user_id, "admin", database_role=role)  # type: ignore[arg-type]


def calls_of(ward: Ward) -> list[AuditEntry]:
    now = datetime.now(UTC)
    with ward.database.reading(acting(ward)) as work:
        return work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.CALL)

"""Every way the solver may answer ends in what was asked for or in one calm sentence; a submit is never sent twice."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from services.constraints.kind import DEFAULT_WEIGHTS
from services.errors import BadInput, CareError, Conflict, NotAllowed, Unavailable
from services.integrations.outbound import InDoubt, MemoryLedger, NotSent, Outbound, Patience, destination_of
from services.integrations.timefold.client import TRIES, TimefoldClient
from services.integrations.timefold.disguise import disguised
from services.integrations.timefold.metadata import COMPLETED, INVALID, Metadata, read_metadata
from services.integrations.timefold.payload import config, model_input, request
from services.integrations.timefold.reader import read_output
from services.integrations.timefold.scores import TheirScore, read_score
from tests.builders import a_problem, a_shift, a_visit
from tests.standins.timefold import Fault, Switches, a_timefold
from tests.standins.timefold.server import KEY, Timefold
from tests.standins.timefold.tenant import wait_for

PROBLEM = a_problem(a_visit("Anna"), a_visit("Olle", km=2), a_shift("Bo", breaks=["11:00-13:00 30"]))
HIDDEN = disguised(PROBLEM, DEFAULT_WEIGHTS)
DOCUMENT = request(model_input(HIDDEN), config(PROBLEM, DEFAULT_WEIGHTS, 1))
QUICK = Patience(connect_s=5.0, read_s=0.5, write_s=5.0, total_s=5.0)
TAG = "caire-run:1"


@pytest.fixture(scope="module")
def server() -> Iterator[Timefold]:
    with a_timefold() as running:
        yield running


@pytest.fixture
def timefold(server: Timefold) -> Timefold:
    """The stand-in as good as new."""
    server.close()
    server.datasets.clear()
    server.calls.clear()
    server.switches = Switches(iterations=30)
    return server


def client(timefold: Timefold, key: str = KEY, slept: list[float] | None = None) -> TimefoldClient:
    place = destination_of("c1", timefold.url, {"127.0.0.1"})
    naps: list[float] = [] if slept is None else slept
    return TimefoldClient(Outbound(place, MemoryLedger(), {"X-API-KEY": key}, QUICK), "Caire", naps.append)


def submitted(timefold: Timefold) -> Metadata:
    return client(timefold).submit(DOCUMENT, [TAG])


def ended(timefold: Timefold) -> Metadata:
    made = submitted(timefold)
    wait_for(lambda: timefold.datasets[made.id].is_final)
    return client(timefold).metadata(made.id)


def test_a_plan_is_asked_for_solved_and_read_back(timefold: Timefold) -> None:
    done = ended(timefold)
    assert (done.status, done.tags, done.is_settled) == (COMPLETED, (TAG,), True)
    assert done.score is not None
    assert done.score.is_feasible
    read = read_output(json.dumps(client(timefold).solution(done.id)).encode(), HIDDEN.problem)
    assert read.plan is not None
    assert HIDDEN.undone(read.plan).served() == {"Anna", "Olle"}
    rows = client(timefold).analysis(done.id)["constraints"]
    assert sum(read_score_part(row["score"]) for row in rows) == 0 - abs(done.score.soft)


def read_score_part(text: str) -> int:
    return int(text.removesuffix("soft")) if text.endswith("soft") else 0


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        (Fault.UNAUTHORIZED, NotAllowed, "TF-001"),
        (Fault.FORBIDDEN, NotAllowed, "TF-002"),
        (Fault.GONE, Conflict, "TF-003"),
        (Fault.BUSY, Unavailable, "TF-005"),
        (Fault.BROKEN, InDoubt, "TF-006"),
        (Fault.UNAVAILABLE, InDoubt, "TF-006"),
        (Fault.MALFORMED, InDoubt, "TF-006"),
        (Fault.CUT_OFF, InDoubt, "OUT-006"),
        (Fault.LOST, InDoubt, "OUT-006"),
    ],
)
def test_a_submit_that_fails_is_sent_once_and_told_by_its_kind(
    timefold: Timefold, fault: Fault, kind: type[CareError], code: str
) -> None:
    timefold.switches.faults["POST plans"] = [fault]
    with pytest.raises(kind, match=code):
        submitted(timefold)
    assert [call for call, _ in timefold.calls] == ["POST plans"]
    assert len(timefold.datasets) == (1 if fault is Fault.LOST else 0)


def test_a_submit_without_an_answer_leaves_a_doubt_and_is_found_by_its_tag(timefold: Timefold) -> None:
    timefold.switches.faults["POST plans"] = [Fault.LOST]
    with pytest.raises(InDoubt):
        submitted(timefold)
    assert [each.id for each in client(timefold).find(TAG)] == list(timefold.datasets)
    assert client(timefold).find("caire-run:2") == []


def test_a_wrong_key_is_told_as_such(timefold: Timefold) -> None:
    with pytest.raises(NotAllowed, match="TF-001"):
        client(timefold, key="fel").probe()
    client(timefold).probe()


def test_nobody_at_home_means_nothing_was_sent(timefold: Timefold) -> None:
    place = destination_of("c1", "http://127.0.0.1:9", {"127.0.0.1"})
    with pytest.raises(NotSent):
        TimefoldClient(Outbound(place, MemoryLedger(), {}, QUICK)).submit(DOCUMENT, [TAG])


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.UNAVAILABLE, Fault.CUT_OFF, Fault.SLOW])
def test_reading_is_tried_again_until_it_goes_through(timefold: Timefold, fault: Fault) -> None:
    made = ended(timefold)
    timefold.switches.faults["GET metadata"] = [fault] * (TRIES - 1)
    timefold.switches.slow_s, timefold.switches.retry_after = 1.0, "7"
    slept: list[float] = []
    assert client(timefold, slept=slept).metadata(made.id).status == COMPLETED
    assert len(slept) == TRIES - 1
    assert fault is not Fault.BUSY or min(slept) == 7.0


@pytest.mark.parametrize(("fault", "code"), [(Fault.BUSY, "TF-005"), (Fault.BROKEN, "TF-006"), (Fault.GONE, "TF-003")])
def test_reading_that_never_goes_through_is_given_up(timefold: Timefold, fault: Fault, code: str) -> None:
    made = ended(timefold)
    timefold.switches.faults["GET metadata"] = [fault] * 9
    with pytest.raises(CareError, match=code):
        client(timefold).metadata(made.id)


def test_a_field_nobody_knows_is_refused_with_its_code_only(timefold: Timefold) -> None:
    with pytest.raises(BadInput, match="TF-004") as refused:
        client(timefold).submit({**DOCUMENT, "hemlig": "Karl"}, [TAG])
    assert "TIMEFOLD-20002" in refused.value.cause.sv
    assert "Karl" not in str(refused.value)


def test_the_second_validation_is_heard_of(timefold: Timefold) -> None:
    timefold.switches.is_invalid = True
    done = ended(timefold)
    assert done.status == INVALID
    assert client(timefold).issues(done.id) == ["VISIT_OUTSIDE_WINDOW"]


def test_events_are_heard_up_to_the_end_and_a_finished_dataset_has_none(timefold: Timefold) -> None:
    timefold.switches.queue_s = 0.3
    made = submitted(timefold)
    heard: list[str] = []

    def hear(word: Metadata) -> bool:
        heard.append(word.status)
        return True

    assert client(timefold).listen(made.id, hear)
    assert heard[-1] == COMPLETED
    assert not client(timefold).listen(made.id, lambda word: True)


def test_a_solve_is_ended_early_and_keeps_its_best(timefold: Timefold) -> None:
    timefold.switches.iterations, timefold.switches.most_solving_s = None, 60.0
    long = {**DOCUMENT, "config": config(PROBLEM, DEFAULT_WEIGHTS, 60)}
    made = client(timefold).submit(long, [TAG])
    wait_for(lambda: timefold.datasets[made.id].plan is not None)
    client(timefold).end(made.id)
    wait_for(lambda: timefold.datasets[made.id].is_final)
    assert client(timefold).metadata(made.id).status == COMPLETED


def test_a_bare_id_is_an_answer_too(timefold: Timefold) -> None:
    timefold.switches.answers_bare_ids = True
    assert submitted(timefold).id in timefold.datasets


def test_a_plan_goes_on_from_an_earlier_one_by_a_patch(timefold: Timefold) -> None:
    first = ended(timefold)
    steps = [{"op": "remove", "path": "/visits/[id=Olle]"}]
    made = client(timefold).submit_patch(first.id, {"config": DOCUMENT["config"], "patch": steps}, [TAG])
    assert made.parent_id == first.id
    assert [visit["id"] for visit in timefold.datasets[made.id].request["modelInput"]["visits"]] == ["Anna"]


def test_an_id_that_could_lead_elsewhere_is_no_id(timefold: Timefold) -> None:
    for strange in ("../x", "a/b", "", "a?b", "å"):
        with pytest.raises(InDoubt, match="TF-006"):
            client(timefold).metadata(strange)
    assert timefold.calls == []


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("0hard/-257medium/-6119520soft", TheirScore(0, -257, -6119520)),
        ("-3init/0hard/0medium/0soft", TheirScore(0, 0, 0, -3)),
        ("0hard/0soft", None), ("", None), (None, None), (7, None), ("0hard/0medium/0soft ", None),
    ],
)  # fmt: skip
def test_scores_are_read_as_printed(text: object, score: TheirScore | None) -> None:
    assert read_score(text) == score


@pytest.mark.parametrize("told", [None, 7, [], {}, {"id": 7}, {"metadata": {"id": None}}, ""])
def test_what_is_no_metadata_is_none(told: object) -> None:
    assert read_metadata(told) is None


def test_a_status_nobody_knows_is_on_its_way() -> None:
    word = read_metadata({"run": {"id": "x", "solverStatus": "SOLVING_SOMEHOW", "submitDateTime": "igår"}})
    assert word is not None
    assert not word.is_final
    assert word.stamps == {}

"""Times a run's way to Timefold and back at real size: `python -m tests.benchmarks.timefold_round_trip`.

The fortnight of 3,832 visits where it is present, else fourteen made days of about the same size. Everything but the
search is timed: the problem into disguise and into a document, our own look through it, the submit over loopback to the
stand-in (which checks it against the documented schema and solves for a few seconds), the plan back, read, given its
own names again, scored by the catalogue, and a patch for a sick carer. Bytes are what goes over the wire.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from services.constraints.kind import DEFAULT_WEIGHTS
from services.constraints.scoring import score_sheet
from services.integrations.outbound import MemoryLedger, Outbound, Patience, destination_of
from services.integrations.timefold.client import TimefoldClient
from services.integrations.timefold.disguise import disguised
from services.integrations.timefold.patching import patch_between
from services.integrations.timefold.payload import config, model_input, request, unplaced
from services.integrations.timefold.reader import read_input, read_output
from services.problem import Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.benchmarks.__main__ import CASES
from tests.builders import a_problem, a_shift, a_visit
from tests.standins.timefold import Switches, a_timefold
from tests.standins.timefold.server import KEY

INPUT = CASES / "district-two-weeks.input.json"
SEARCH_S = 10
T = TypeVar("T")


def timed(what: str, work: Callable[[], T]) -> T:
    begun, used = time.perf_counter(), time.process_time()
    made = work()
    took, worked = time.perf_counter() - begun, time.process_time() - used
    print(f"{what:44}{1000 * took:9.0f} ms, {1000 * worked:7.0f} ms at work")
    return made


def the_problem() -> Problem:
    """The real fortnight, its ids as plain as those of our rows; else a made one of its size."""
    if INPUT.exists():
        problem = read_input(INPUT.read_bytes().replace(b"/", b"-")).problem
        assert problem is not None
        return problem
    days = range(14)
    visits = [
        a_visit(f"C{n:03}.day{day}.{hour}", f"{hour:02}:00+{day}-{hour + 2:02}:00+{day}", 30, n % 40)
        for day in days for n in range(68) for hour in (7, 10, 14, 18)
    ]  # fmt: skip
    shifts = [a_shift(f"P{n:02}.day{day}", f"07:00+{day}-21:30+{day}") for day in days for n in range(25)]
    return a_problem(*visits, *shifts)


def main() -> None:
    problem = the_problem()
    print(f"{len(problem.visits)} visits, {len(problem.shifts)} shifts, {len(problem.carers)} carers")
    hidden = timed("disguise", lambda: disguised(problem, DEFAULT_WEIGHTS))
    model = timed("model input, checked", lambda: model_input(hidden))
    document = timed(
        "document, every field looked at", lambda: request(model, config(problem, DEFAULT_WEIGHTS, SEARCH_S))
    )
    timed("positions out of what is kept", lambda: unplaced(model, problem))
    print(f"{'request':44}{len(json.dumps(document, separators=(',', ':'))) / 1e6:9.2f} MB")
    with a_timefold(Switches(most_solving_s=float(SEARCH_S))) as timefold:
        ledger = MemoryLedger()
        place = destination_of("bench", timefold.url, {"127.0.0.1"})
        client = TimefoldClient(Outbound(place, ledger, {"X-API-KEY": KEY}, Patience(most_bytes=64 * 1024 * 1024)))
        made = timed("submit, schema checked on the other side", lambda: client.submit(document, ["caire-run:bench"]))
        ended = timed("followed by events to its end", lambda: _followed(client, made.id))
        envelope = timed("plan fetched", lambda: client.solution(made.id))
        timed("score analysis fetched", lambda: client.analysis(made.id))
        print(f"{'answer':44}{max(call.received_bytes for call in ledger.calls) / 1e6:9.2f} MB")
    read = timed("plan read", lambda: read_output(json.dumps(envelope).encode(), hidden.problem))
    if read.plan is None:
        sys.exit(f"The plan cannot be read: {read.issues[:3]}")
    plan = hidden.undone(read.plan)
    c = columns(problem)
    sheet = timed("scored by the catalogue", lambda: score_sheet(c, timetable(c, plan)))
    print(f"{'visits served':44}{len(plan.served()):9}")
    print(f"theirs {ended}, ours {sheet.score}")
    sick = replace(problem, shifts=tuple(s for s in problem.shifts if s.carer_id != problem.shifts[0].carer_id))
    after = model_input(disguised(sick, DEFAULT_WEIGHTS))
    steps = timed("patch for a sick carer", lambda: patch_between(model, after))
    print(f"{'steps of the patch':44}{len(steps):9}")


def _followed(client: TimefoldClient, dataset_id: str) -> str:
    client.listen(dataset_id, lambda word: not word.is_final)
    return str(client.metadata(dataset_id).score)


if __name__ == "__main__":
    main()

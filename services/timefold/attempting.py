"""One attempt at a run that another system solves, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection

from data.connect import Database
from services.connections.use_case import open_timefold
from services.integrations.timefold.client import TimefoldClient
from services.jobs.solving import solve_run
from services.planning.runs import RunId, Runs
from services.timefold.hosted import Hosted
from services.timefold.records import Overtaken, RunRecord
from services.timefold.submitting import Pace, Step


def attempt_hosted(
    database: Database,
    runs: Runs,
    run: RunId,
    attempt: int,
    inside_hosts: Collection[str],
    leave: Callable[[], None],
    pace: Pace | None = None,
    passed: Callable[[Step], None] | None = None,
) -> None:
    """Make the attempt; `leave` ends the process when the run is not ours any more."""
    record = RunRecord(database, run, attempt)

    def open_client() -> TimefoldClient:
        return open_timefold(database, run.organization_id, record.row().connection_id, inside_hosts)

    try:
        solve_run(runs, run, attempt, Hosted(open_client, record, pace, passed), leave)
    except Overtaken:
        leave()

"""The child process of a solve: gets ready, waits for its errand on the worker's pipe, makes one attempt, and ends.

The database's address and the master key come through the pipe: neither arguments nor files show them.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from uuid import UUID

from services.jobs.orphan import die_with_parent

READY = b"ready\n"
GENTLY = 5


def main() -> None:
    """Exit 0: the run is over or somebody else's. Anything else: this attempt has fallen."""
    die_with_parent(int(sys.argv[1]))
    os.nice(GENTLY)  # the pages stay quick while the machine is busy searching
    # Heavy imports only now: from here on we cannot be left behind.
    from data.connect import Database
    from data.vault import KeyRing
    from services.jobs.solving import patiently, solve_run
    from services.jobs.warm_up import warm_up
    from services.planning.runs import RunId, Runs
    from services.solvers.in_house import InHouse
    from services.travel.preparing import prepare_roads

    solver = InHouse()
    warm_up(solver)
    os.write(1, READY)
    os.dup2(2, 1)  # whatever a library prints from now on belongs to the log
    told = sys.stdin.readline()
    if not told:
        return
    errand = json.loads(told)
    database = Database(errand["url"], KeyRing.of(*map(base64.b64decode, errand["keys"])), pool_size=4)
    run = RunId(UUID(errand["organization"]), UUID(errand["solution"]))
    runs, attempt = Runs(database), int(errand["attempt"])
    if patiently(lambda: runs.is_hosted(run)):
        from services.timefold.attempting import attempt_hosted  # a network library, for few runs

        attempt_hosted(database, runs, run, attempt, errand["inside_hosts"], lambda: os._exit(0))
    else:
        patiently(lambda: prepare_roads(database, run, attempt, errand["inside_hosts"]))
        solve_run(runs, run, attempt, solver, lambda: os._exit(0))
    database.close()


if __name__ == "__main__":
    main()

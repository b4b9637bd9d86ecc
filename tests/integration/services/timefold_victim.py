"""Makes attempts at runs elsewhere, each in a child of its own that kills itself at the step it is told.

One process imports what an attempt needs and forks for every errand: a line of JSON in, the child's exit code out.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any
from uuid import UUID

from data.connect import Database
from data.vault import KeyRing
from services.planning.runs import RunId, Runs
from services.timefold.attempting import attempt_hosted
from services.timefold.submitting import Pace, Step


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            attempt_and_die(json.loads(line))
            os._exit(1)  # came to its end alive
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def attempt_and_die(errand: dict[str, Any]) -> None:
    def passed(step: Step) -> None:
        if step.value == errand["step"]:
            os.kill(os.getpid(), signal.SIGKILL)

    database = Database(errand["url"], KeyRing.of(bytes.fromhex(errand["key"])), pool_size=4)
    run = RunId(UUID(errand["organization"]), UUID(errand["solution"]))
    hosts, pace = errand["inside_hosts"], Pace(**errand["pace"])
    attempt_hosted(database, Runs(database), run, int(errand["attempt"]), hosts, lambda: os._exit(7), pace, passed)


if __name__ == "__main__":
    main()

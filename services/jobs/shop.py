"""What every job of a worker may use: the doors to the runs, and how to start a child process."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from services.planning.runs import RunId, Runs

HOUSE = Path(__file__).resolve().parents[2]
SOLVE_CHILD = (sys.executable, "-m", "services.jobs.solve_child")
WARM_UP = (sys.executable, "-m", "services.jobs.warm_up")


@dataclass(frozen=True)
class Shop:
    """One worker's tools; `is_warm` is set when the search is compiled, well or badly."""

    runs: Runs
    login_url: str
    master_key: bytes
    is_warm: asyncio.Event

    async def warm_up(self) -> None:
        """Compile the search in a process of its own; a failure shows itself again, with its reason, in a run."""
        child = await _start(*WARM_UP, str(os.getpid()))
        try:
            await child.wait()
        finally:
            self.is_warm.set()
            await end(child)

    async def start_solve(self, run: RunId, attempt: int) -> asyncio.subprocess.Process:
        """A child process that makes one attempt; to be called on the main thread, whose death it does not survive."""
        child = await _start(*SOLVE_CHILD)
        errand = {
            "parent": os.getpid(),
            "url": self.login_url,
            "key": base64.b64encode(self.master_key).decode("ascii"),
            "organization": str(run.organization_id),
            "solution": str(run.solution_id),
            "attempt": attempt,
        }
        assert child.stdin is not None
        child.stdin.write(json.dumps(errand).encode() + b"\n")
        child.stdin.close()
        return child


async def end(child: asyncio.subprocess.Process) -> None:
    """Kill the child if it still lives, and wait until it is gone."""
    if child.returncode is None:
        child.kill()
        await child.wait()


async def _start(*command: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(*command, cwd=HOUSE, stdin=asyncio.subprocess.PIPE)

"""What every job of a worker may use: the doors to the runs and figures, and child processes that are ready to solve.

A child is started ahead of time, because importing and loading the compiled search takes seconds; it serves one run.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from uuid import UUID

from services.insights.keeping import FigureKeeping
from services.mail import Posting
from services.planning.runs import RunId, Runs
from services.webhooks.calling import Calling

HOUSE = Path(__file__).resolve().parents[2]
SOLVE_CHILD = (sys.executable, "-m", "services.jobs.solve_child")


class Child:
    """A process that solves one run."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        self._process = process
        self._ready = asyncio.create_task(process.stdout.readline())

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.returncode is None

    async def is_ready(self, within_s: float) -> bool:
        """Whether it has imported and compiled everything, or has died over it."""
        done, _ = await asyncio.wait({self._ready}, timeout=within_s)
        return bool(done)

    def send(self, errand: dict[str, object]) -> None:
        """Tell it what to do; what is told may wait in the pipe."""
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(json.dumps(errand).encode() + b"\n")
        pipe.close()

    async def wait(self) -> int:
        """Its exit code."""
        return await self._process.wait()

    async def end(self) -> None:
        """Kill it if it still lives, and wait until it is gone."""
        self._ready.cancel()
        if self.is_alive:
            self._process.kill()
            await self._process.wait()


class Shop:
    """One worker's tools; to be used on the main thread, whose death no child survives."""

    def __init__(
        self,
        runs: Runs,
        figures: FigureKeeping,
        calling: Calling,
        login_url: str,
        *master_keys: bytes,
        inside_hosts: Collection[str] = (),
        syncing: Callable[[UUID, UUID], object] = lambda organization_id, sync_id: None,
        laying: Callable[[UUID], object] = lambda organization_id: None,
        posting: Posting | None = None,
    ) -> None:
        self.runs = runs
        self.syncing = syncing
        self.laying = laying
        self.posting = posting
        self.figures = figures
        self.calling = calling
        self._login_url = login_url
        self._master_keys = master_keys
        self._inside_hosts = sorted(inside_hosts)
        self._spare: Child | None = None
        self._one_by_one = asyncio.Lock()

    async def get_ready(self) -> None:
        """Have a child at hand."""
        async with self._one_by_one:
            await self._have_spare()

    async def take_child(self) -> Child:
        """A child for one run, and nobody else's; the next one is made ready when that run is over."""
        async with self._one_by_one:
            child, self._spare = await self._have_spare(), None
            return child

    async def _have_spare(self) -> Child:
        if self._spare is None or not self._spare.is_alive:
            self._spare = await _start()
        return self._spare

    def send_errand(self, child: Child, run: RunId, attempt: int) -> None:
        """Let the child make an attempt at a run."""
        child.send({
            "url": self._login_url,
            "keys": [base64.b64encode(key).decode("ascii") for key in self._master_keys],
            "organization": str(run.organization_id),
            "solution": str(run.solution_id),
            "attempt": attempt,
            "inside_hosts": self._inside_hosts,
        })  # fmt: skip

    async def close(self) -> None:
        """Leave no child behind."""
        if self._spare is not None:
            await self._spare.end()


async def _start() -> Child:
    pipe = asyncio.subprocess.PIPE
    return Child(
        await asyncio.create_subprocess_exec(*SOLVE_CHILD, str(os.getpid()), cwd=HOUSE, stdin=pipe, stdout=pipe)
    )

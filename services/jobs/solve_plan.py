"""Solve a run: take it, search in a child process, and take it again when the child falls."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from uuid import UUID

from data.vocabulary import RunState
from data.work import Unreachable
from services.jobs.shop import Shop, end
from services.planning.refusals import FALLEN_RUNS
from services.planning.runs import RunId

STALE_AFTER_S = 5.0
"""An attempt that has not been heard of for so long is taken for dead; it says something twice a second."""
GRACE_S = 600.0
"""What compiling, opening and storing may take beside the search, before a child is taken for stuck."""
_BEAT_S = 1.0
_LOG = logging.getLogger("caire.jobs")


class StillAlive(Exception):
    """Another attempt works on the run: look again later."""


async def run(shop: Shop, ids: Mapping[str, str]) -> None:
    """Returns when the run is over; raises when the queue should come back to it."""
    solve = RunId(UUID(ids["organization_id"]), UUID(ids["solution_id"]))
    stale_after_s = STALE_AFTER_S
    while True:
        attempt = await asyncio.to_thread(shop.runs.take, solve, stale_after_s)
        if attempt is None:
            if await asyncio.to_thread(shop.runs.is_over, solve):
                return
            raise StillAlive
        if attempt > FALLEN_RUNS:
            await asyncio.to_thread(shop.runs.give_up, solve, attempt)
            return
        if await _attempt(shop, solve, attempt):
            return
        stale_after_s = 0.0  # we know that our own child is dead


async def _attempt(shop: Shop, solve: RunId, attempt: int) -> bool:
    """One attempt; whether it came to its own end."""
    try:
        await _wait_until_warm(shop, solve, attempt)
        seconds = await asyncio.to_thread(shop.runs.seconds, solve)
        child = await shop.start_solve(solve, attempt)
        try:
            code = await asyncio.wait_for(child.wait(), seconds + GRACE_S)
        except TimeoutError:
            code = None
        finally:
            await end(child)
    except asyncio.CancelledError:
        # The worker is asked to end: the next one may begin at once.
        with contextlib.suppress(Unreachable):
            await asyncio.to_thread(shop.runs.release, solve, attempt)
        raise
    if code != 0:
        _LOG.error("attempt %d at run %s fell with %s", attempt, solve.solution_id, code)
    return code == 0


async def _wait_until_warm(shop: Shop, solve: RunId, attempt: int) -> None:
    """The search is being compiled, once on a machine: the run is shown as preparing."""
    while not shop.is_warm.is_set():
        await asyncio.to_thread(shop.runs.beat, solve, attempt, RunState.PREPARING)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(shop.is_warm.wait(), _BEAT_S)

"""Solve a run: take it, search in a child process, and take it again when the child falls."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from uuid import UUID

from data.vocabulary import RunState
from data.work import Unreachable
from services.jobs.shop import Child, Shop
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
    child = await shop.take_child()
    try:
        while not await child.is_ready(within_s=_BEAT_S):
            await asyncio.to_thread(shop.runs.beat, solve, attempt, RunState.PREPARING)
        seconds = await asyncio.to_thread(shop.runs.seconds, solve)
        shop.send_errand(child, solve, attempt)
        code = await _exit_code(child, seconds + GRACE_S)
    except asyncio.CancelledError:
        await child.end()
        # The worker is asked to end: the next one may begin at once.
        with contextlib.suppress(Unreachable):
            await asyncio.to_thread(shop.runs.release, solve, attempt)
        raise
    finally:
        await child.end()
    await shop.get_ready()
    if code != 0:
        _LOG.error("attempt %d at run %s fell with %s", attempt, solve.solution_id, code)
    return code == 0


async def _exit_code(child: Child, most_s: float) -> int | None:
    """None when it had to be taken for stuck."""
    try:
        return await asyncio.wait_for(child.wait(), most_s)
    except TimeoutError:
        return None

"""What a worker does beside its jobs, again and again: seal the audit.

Every worker does it; a lock inside the database lets one at a time do each part. A fault is told in the log and tried
again at the next beat, since nothing of it may keep a worker from solving.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from data.work import Conflict, Unreachable

BEAT_S = 60.0
_LOG = logging.getLogger("caire.housekeeping")


async def keep_house(duties: tuple[Callable[[], object], ...], beat_s: float = BEAT_S) -> None:
    """Do every duty now and then once per beat, on a thread so that heartbeats go on; until it is cancelled."""
    while True:
        for duty in duties:
            try:
                await asyncio.to_thread(duty)
            except (Unreachable, Conflict) as fault:
                _LOG.warning("%s is put off: %s", duty.__qualname__, type(fault).__name__)
        await asyncio.sleep(beat_s)

"""Count the key figures of some days of an organisation anew; doing it twice changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.jobs.shop import Shop


async def run(shop: Shop, ids: Mapping[str, str]) -> None:
    """On a thread, so that heartbeats go on; a fault brings the job back."""
    days = (date.fromordinal(int(ids[name])) for name in ("first_day", "last_day"))
    await asyncio.to_thread(shop.figures.count, UUID(ids["organization_id"]), *days)

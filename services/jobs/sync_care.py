"""One exchange with a care system; doing it twice changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from services.jobs.shop import Shop


async def run(shop: Shop, ids: Mapping[str, str]) -> None:
    """On a thread, so that heartbeats go on; what goes wrong with the other side is kept with the exchange."""
    await asyncio.to_thread(shop.syncing, UUID(ids["organization_id"]), UUID(ids["sync_id"]))

"""Tell another system of one event; what it answers decides whether it is told again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from services.jobs.shop import Shop


async def run(shop: Shop, ids: Mapping[str, str]) -> None:
    """On a thread, so that heartbeats go on; a fault of ours brings the job back."""
    await asyncio.to_thread(shop.calling.deliver, UUID(ids["organization_id"]), UUID(ids["delivery_id"]))

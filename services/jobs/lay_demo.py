"""Lay demo data into an organisation that wants to try; doing it twice lays nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from services.jobs.shop import Shop


async def run(shop: Shop, ids: Mapping[str, str]) -> None:
    """On a thread, so that heartbeats go on; a fault brings the job back."""
    await asyncio.to_thread(shop.laying, UUID(ids["organization_id"]))

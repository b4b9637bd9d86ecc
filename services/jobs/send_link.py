"""Send one link by mail, to join or for a new password; sent twice, the newer one opens."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from services.jobs.shop import Shop


async def run(shop: Shop, ids: Mapping[str, str]) -> None:
    """On a thread, so that heartbeats go on; without a mail server there is nothing to do."""
    if shop.posting is None:
        return
    organization_id, tries = UUID(ids["organization_id"]), int(ids["tries"])
    if "invitation_id" in ids:
        await asyncio.to_thread(shop.posting.invitation, organization_id, UUID(ids["invitation_id"]), tries)
    else:
        await asyncio.to_thread(shop.posting.reset, organization_id, UUID(ids["reset_id"]), tries)

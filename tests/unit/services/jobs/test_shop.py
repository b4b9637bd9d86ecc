"""A child process serves one run, however many take one at the same moment."""

from __future__ import annotations

import asyncio
from typing import cast

from services.insights.keeping import FigureKeeping
from services.jobs.shop import Shop
from services.planning.runs import Runs
from services.webhooks.calling import Calling


def a_shop() -> Shop:
    return Shop(cast("Runs", None), cast("FigureKeeping", None), cast("Calling", None), "postgresql://nowhere")


def test_two_runs_that_begin_together_get_a_child_each_and_none_is_left_behind() -> None:
    async def take_two() -> tuple[bool, list[bool]]:
        shop = a_shop()
        children = await asyncio.gather(shop.take_child(), shop.take_child(), shop.get_ready())
        first, second = children[0], children[1]
        assert shop._spare is not None
        spare = shop._spare
        were_alive = [first.is_alive, second.is_alive, spare.is_alive]
        differ = len({id(first), id(second), id(spare)}) == 3
        await shop.close()
        for child in (first, second):
            await child.end()
        return differ and not any(each.is_alive for each in (first, second, spare)), were_alive

    assert asyncio.run(take_two()) == (True, [True, True, True])

"""The housekeeping goes on whatever happens to one of its duties."""

from __future__ import annotations

import asyncio

import pytest

from data.work import Unreachable
from services.jobs.housekeeping import keep_house


def test_every_duty_is_done_at_every_beat_and_one_that_is_put_off_keeps_none_from_the_next(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def lost() -> None:
        done.append("lost")
        raise Unreachable("OperationalError")

    def well() -> None:
        done.append("well")

    async def a_while() -> None:
        keeping = asyncio.create_task(keep_house((lost, well), beat_s=0.01))
        while len(done) < 6:
            await asyncio.sleep(0.005)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(a_while(), 10))
    assert done[:6] == ["lost", "well"] * 3
    assert "lost is put off: Unreachable" in caplog.text

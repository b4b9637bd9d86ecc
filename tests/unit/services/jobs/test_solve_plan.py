"""The job of a solve: takes the run again when a child falls, gives it back when the worker must end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import cast
from uuid import uuid4

import pytest

from data.vocabulary import RunState
from services.jobs import solve_plan
from services.jobs.shop import Shop
from services.planning.refusals import FALLEN_RUNS
from services.planning.runs import Pulse, RunId

IDS = {"organization_id": str(uuid4()), "solution_id": str(uuid4())}


@dataclass
class FakeRuns:
    """The table of runs: attempts are counted, what is done is written down."""

    over: bool = False
    taken: int = 0
    is_alive_elsewhere: bool = False
    stale: list[float] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def take(self, run: RunId, stale_after_s: float) -> int | None:
        self.stale.append(stale_after_s)
        if self.over or self.is_alive_elsewhere:
            return None
        self.taken += 1
        return self.taken

    def is_over(self, run: RunId) -> bool:
        return self.over

    def seconds(self, run: RunId) -> float:
        return 5.0

    def beat(self, run: RunId, attempt: int, state: RunState) -> Pulse:
        self.done.append(f"beat {attempt} {state.value}")
        return Pulse(True, False)

    def give_up(self, run: RunId, attempt: int) -> None:
        self.done.append(f"give up {attempt}")

    def release(self, run: RunId, attempt: int) -> None:
        self.done.append(f"release {attempt}")


@dataclass
class FakeChild:
    """A child that ends with `code` at once, or never."""

    code: int | None
    slow: int = 0
    was_ended: bool = False

    async def is_ready(self, within_s: float) -> bool:
        self.slow -= 1
        return self.slow < 0

    async def wait(self) -> int:
        if self.code is None:
            await asyncio.Event().wait()
        assert self.code is not None
        return self.code

    async def end(self) -> None:
        self.was_ended = True


@dataclass
class FakeShop:
    """Hands out the children it was given, one per attempt."""

    runs: FakeRuns
    children: list[FakeChild]
    used: list[FakeChild] = field(default_factory=list)

    async def get_ready(self) -> None: ...

    async def take_child(self) -> FakeChild:
        self.used.append(self.children.pop(0))
        return self.used[-1]

    def send_errand(self, child: FakeChild, run: RunId, attempt: int) -> None: ...


def work(shop: FakeShop) -> None:
    asyncio.run(solve_plan.run(cast("Shop", shop), IDS))


def test_one_good_child_is_enough() -> None:
    shop = FakeShop(FakeRuns(), [FakeChild(0)])
    work(shop)
    assert shop.runs.taken == 1
    assert shop.used[0].was_ended


def test_a_fallen_child_is_replaced_at_once_because_we_know_it_is_dead() -> None:
    shop = FakeShop(FakeRuns(), [FakeChild(-9), FakeChild(0)])
    work(shop)
    assert shop.runs.stale == [solve_plan.STALE_AFTER_S, 0.0]


def test_a_run_that_keeps_falling_is_given_up() -> None:
    shop = FakeShop(FakeRuns(), [FakeChild(1) for _ in range(FALLEN_RUNS)])
    work(shop)
    assert shop.children == []
    assert shop.runs.done == [f"give up {FALLEN_RUNS + 1}"]


def test_a_run_that_is_over_needs_nothing() -> None:
    shop = FakeShop(FakeRuns(over=True), [])
    work(shop)
    assert shop.used == []


def test_a_run_somebody_else_works_on_is_left_in_the_queue() -> None:
    with pytest.raises(solve_plan.StillAlive):
        work(FakeShop(FakeRuns(is_alive_elsewhere=True), []))


def test_a_run_is_shown_as_preparing_while_the_search_compiles() -> None:
    shop = FakeShop(FakeRuns(), [FakeChild(0, slow=2)])
    work(shop)
    assert shop.runs.done == ["beat 1 preparing", "beat 1 preparing"]


def test_a_worker_that_must_end_kills_its_child_and_gives_the_run_back() -> None:
    shop = FakeShop(FakeRuns(), [FakeChild(None)])

    async def interrupted() -> None:
        job = asyncio.create_task(solve_plan.run(cast("Shop", shop), IDS))
        while not shop.used:
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        job.cancel()
        await asyncio.gather(job, return_exceptions=True)

    asyncio.run(interrupted())
    assert shop.used[0].was_ended
    assert shop.runs.done == ["release 1"]


def test_a_child_that_is_stuck_is_killed_and_counts_as_fallen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve_plan, "GRACE_S", -4.95)
    shop = FakeShop(FakeRuns(), [FakeChild(None), FakeChild(0)])
    work(shop)
    assert shop.used[0].was_ended
    assert shop.runs.taken == 2

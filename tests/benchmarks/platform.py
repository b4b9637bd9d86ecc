"""Measures the database at platform size and prints a table: `make bench-data`.

    python -m tests.benchmarks.platform --organisations 2000 --visits 5000000 --months 24

The product's own repositories are asked, inside the wall as the application enters it, and once more on the owner's
connection, which row security does not touch. Times are those of the statements as the driver sees them, without
what Python makes of the rows: an upper bound of the time in the database. Each pair is asked twice in turn and the
second answer counts; organisations are drawn by size, so that large ones weigh as they do in use.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, create_engine, event

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ids import new_id
from data.repositories.visits import VisitRow, WindowRow
from data.urls import for_sqlalchemy
from data.vault import KeyRing, OpenKeys, Vault, open_keys
from data.vocabulary import KeyPurpose, Role
from data.work import Context, ReadingWork, Work
from tests.architecture.house import ROOT
from tests.benchmarks.__main__ import commit
from tests.benchmarks.platform_seeding import Size, fill, organization

MASTER_KEY = bytes(32)
RESULTS = ROOT / "tests" / "benchmarks" / "results" / "platform.md"
INSERTED = 5000
ADDRESSES = 10_000
# Goals in milliseconds.
DAY_MS, TREND_MS, VAULT_MS, OVERHEAD_SHARE, OVERHEAD_MS = 20.0, 50.0, 100.0, 0.10, 0.2


@dataclass
class Stopwatch:
    """Adds up the time of an engine's statements."""

    spent_s: float = 0.0
    _since: float = 0.0

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self._begin)
        event.listen(engine, "after_cursor_execute", self._end)

    def _begin(self, *_: object) -> None:
        self._since = time.perf_counter()

    def _end(self, *_: object) -> None:
        self.spent_s += time.perf_counter() - self._since


@dataclass
class Line:
    """One question: its times with and without row security, in milliseconds."""

    name: str
    walled_ms: list[float] = field(default_factory=list)
    open_ms: list[float] = field(default_factory=list)

    def row(self) -> str:
        walled, bare = quantiles(self.walled_ms), quantiles(self.open_ms)
        over = statistics.median(a - b for a, b in zip(self.walled_ms, self.open_ms, strict=True))
        share = over / bare[0] if bare[0] else 0.0
        cells = (f"{value:.2f}" for value in (*walled, *bare))
        return f"| {self.name} | {' | '.join(cells)} | {over:+.2f} ms ({100 * share:+.0f} %) |"

    @property
    def is_wall_cheap(self) -> bool:
        """At most 10 % or 0.2 ms, whichever is larger, in the median of the pairs."""
        over = statistics.median(a - b for a, b in zip(self.walled_ms, self.open_ms, strict=True))
        return over <= max(OVERHEAD_MS, OVERHEAD_SHARE * statistics.median(self.open_ms))


class Platform:
    """A filled database, the application's way into it, and one around the wall."""

    def __init__(self, owner_url: str, login_url: str) -> None:
        self.ring = KeyRing.of(MASTER_KEY)
        self.database = Database(login_url, self.ring, pool_size=2)
        self._owner = create_engine(for_sqlalchemy(owner_url))
        self.watch = Stopwatch()
        self.watch.watch(self.database._engine)
        self.watch.watch(self._owner)

    @contextmanager
    def walled(self, organization_id: UUID) -> Iterator[ReadingWork]:
        with self.database.reading(Context(organization_id, None, Role.SCHEDULER)) as work:
            yield work

    @contextmanager
    def unwalled(self, organization_id: UUID) -> Iterator[ReadingWork]:
        with self._owner.begin() as connection:
            yield ReadingWork(connection, organization_id, self.ring, {})

    def timed(self, question: Callable[[ReadingWork], object], organization_id: UUID, *, is_walled: bool) -> float:
        """Milliseconds of the question's statements."""
        with (self.walled if is_walled else self.unwalled)(organization_id) as work:
            self.watch.spent_s = 0.0
            question(work)
            return 1000 * self.watch.spent_s

    def insert(self, organization_id: UUID, day: date, *, is_walled: bool) -> float:
        """Rows a second, whole: rows, indexes, checks, audit."""
        rows = list(new_visits(organization_id, day))
        if is_walled:
            with self.database.writing(Context(organization_id, None, Role.SCHEDULER)) as work:
                since = time.perf_counter()
                work.visits.add(rows)
                return INSERTED / (time.perf_counter() - since)
        with self._owner.begin() as connection:
            since = time.perf_counter()
            Work(connection, organization_id, self.ring, {}).visits.add(rows)
            return INSERTED / (time.perf_counter() - since)

    def close(self) -> None:
        self.database.close()
        self._owner.dispose()


def new_visits(organization_id: UUID, day: date) -> Iterator[VisitRow]:
    """Visits of a new day of the organisation's first client."""
    import hashlib

    def known(kind: str) -> UUID:
        return UUID(hashlib.md5(f"{organization_id}:{kind}1".encode(), usedforsecurity=False).hexdigest())

    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    window = WindowRow(at, at + timedelta(hours=1), at + timedelta(hours=2))
    for _ in range(INSERTED):
        yield VisitRow(new_id(), day, known("client"), known("place"), 1800, (window,))


def questions(size: Size) -> dict[str, Callable[[random.Random], Callable[[ReadingWork], object]]]:
    """What is asked; each draws its days."""

    def a_day(dice: random.Random) -> Callable[[ReadingWork], object]:
        day = size.first_day + timedelta(days=dice.randrange(size.days))
        return lambda work: work.visits.between(day, day)

    def a_month(dice: random.Random) -> Callable[[ReadingWork], object]:
        first = (size.first_day + timedelta(days=dice.randrange(size.days))).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return lambda work: work.trends.by_day(first, last)

    def everything(_: random.Random) -> Callable[[ReadingWork], object]:
        return lambda work: work.trends.by_month(size.first_day, size.last_day)

    return {"day view": a_day, "month, sums by day": a_month, f"trend of {size.months} months": everything}


def ask(platform: Platform, size: Size, samples: int) -> list[Line]:
    """Every question of organisations drawn by size, and of the largest."""
    dice = random.Random(20_270_201)
    weights = size.per_day()
    lines = []
    for name, draw in questions(size).items():
        drawn = [organization(n) for n in dice.choices(range(size.organizations), weights, k=samples)]
        for about, asked in ((name, drawn), (f"{name}, largest organisation", [organization(0)] * (samples // 4))):
            line = Line(about)
            for each in asked:
                question = draw(dice)
                for times in (False, True):
                    walled = platform.timed(question, each, is_walled=True)
                    bare = platform.timed(question, each, is_walled=False)
                    if times:
                        line.walled_ms.append(walled)
                        line.open_ms.append(bare)
            lines.append(line)
    return lines


def vault_times() -> tuple[float, float]:
    """Milliseconds to seal and to open 10,000 addresses; the best of three, since nothing else shall be measured."""
    ring, organization_id = KeyRing.of(MASTER_KEY), new_id()
    purposes = (KeyPurpose.FIELD, KeyPurpose.BLIND_INDEX)
    keys: OpenKeys = open_keys(ring, organization_id, [ring.make(organization_id, new_id(), each) for each in purposes])
    vault = Vault(organization_id, lambda: keys)
    rows = [(new_id(), f"Storgatan {n}, 123 45 Solby") for n in range(ADDRESSES)]
    sealing, opening = [], []
    for _ in range(3):
        since = time.perf_counter()
        sealed = [vault.seal("clients", "address_enc", row, text) for row, text in rows]
        sealing.append(time.perf_counter() - since)
        since = time.perf_counter()
        for (row, _), field_ in zip(rows, sealed, strict=True):
            vault.open("clients", "address_enc", row, field_)
        opening.append(time.perf_counter() - since)
    return 1000 * min(sealing), 1000 * min(opening)


def quantiles(values: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def report(size: Size, samples: int) -> tuple[str, list[str]]:
    """The table, and the goals that were missed."""
    home = Path(tempfile.mkdtemp(prefix="caire-bench-"))
    home.chmod(0o711)
    server = EmbeddedPostgres(home)
    try:
        owner_url = server.start()
        migrating.upgrade(owner_url)
        login_url = migrating.prepare_login(owner_url, "only for the benchmark")
        since = time.monotonic()
        visits = fill(owner_url, size)
        filled_s = time.monotonic() - since
        platform = Platform(owner_url, login_url)
        try:
            lines = ask(platform, size, samples)
            day = size.last_day + timedelta(days=1)
            some = organization(min(5, size.organizations - 1))
            rates = [platform.insert(some, day, is_walled=walled) for walled in (True, False)]
        finally:
            platform.close()
    finally:
        server.stop()
        shutil.rmtree(home)
    sealed_ms, opened_ms = vault_times()
    told = [
        f"{size.organizations} organisations, {visits} visits, {size.months} months; laid in {filled_s:.0f} s",
        "",
        "| question | walled p50 ms | p95 | unwalled p50 ms | p95 | the wall costs |",
        "|---|---|---|---|---|---|",
        *(line.row() for line in lines),
        "",
        f"insert of {INSERTED} audited visits: {rates[0]:.0f} rows/s walled, {rates[1]:.0f} rows/s unwalled",
        f"{ADDRESSES} addresses: {sealed_ms:.0f} ms to seal, {opened_ms:.0f} ms to open",
    ]
    return "\n".join(told), missed(lines, sealed_ms, opened_ms)


def missed(lines: list[Line], sealed_ms: float, opened_ms: float) -> list[str]:
    """Goals that were not reached, in words."""
    found = [f"{line.name}: the wall costs too much" for line in lines if not line.is_wall_cheap]
    for word, goal_ms in (("day view", DAY_MS), ("trend", TREND_MS)):
        p95s = {line.name: quantiles(line.walled_ms)[1] for line in lines if line.name.startswith(word)}
        found += [f"{name}: p95 {p95:.1f} ms, goal {goal_ms:.0f} ms" for name, p95 in p95s.items() if p95 > goal_ms]
    found += [f"addresses: {ms:.0f} ms, goal {VAULT_MS:.0f} ms" for ms in (sealed_ms, opened_ms) if ms > VAULT_MS]
    return found


def main(arguments: list[str]) -> int:
    """0 when every goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organisations", type=int, default=int(os.environ.get("ORGANISATIONS", "2000")))
    parser.add_argument("--visits", type=int, default=int(os.environ.get("VISITS", "5000000")))
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--samples", type=int, default=400)
    asked = parser.parse_args(arguments)
    last_day = (datetime.now(UTC).date().replace(day=1)) - timedelta(days=1)
    size = Size(asked.organisations, asked.visits, asked.months, last_day)
    table, faults = report(size, asked.samples)
    told = "\n".join([table, "", *(f"MISSED {fault}" for fault in faults or ["nothing"])])
    sys.stdout.write(told + "\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(f"# The database at platform size\n\nAt {commit()}. {told}\n", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

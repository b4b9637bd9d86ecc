"""Measures the visits of a fortnight as a planner meets them: `python -m tests.benchmarks.visits_page`.

An organisation of 1,000 recurring needs is laid out into some 4,000 dated visits; then the list is opened, filtered,
changed and checked for hindrances. Prints a line per act beside its goal. Opening and filtering are the service and the
frame the grid is given; what the browser makes of it is not measured here. The load of the machine is printed too:
times of a busy one are an upper bound.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pandas as pd

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.vault import KeyRing
from pages.components.grid_typing import frame_of
from pages.components.visit_filter import Filter
from pages.components.visit_list import COLUMNS
from services.access import Actor
from services.demand import Demand
from services.grids import Draft, GridRow
from services.hindrances import Hindrances
from services.visit_book import VisitBook, VisitEdit, VisitLine
from services.words import Language
from tests.benchmarks.visits_seeding import FIRST, LAST, seed

T = TypeVar("T")
NEEDS = 1000
MASTER_KEY = bytes(32)


def timed(name: str, act: Callable[[], T], goal: str = "") -> T:
    """What `act` gives; prints how long it took, and how much of that this process worked."""
    begun, cpu_s = time.perf_counter(), time.process_time()
    found = act()
    took = f"{time.perf_counter() - begun:6.2f} s, {time.process_time() - cpu_s:5.2f} s of it our own work"
    print(f"{name:<54} {took}  {goal}", flush=True)
    return found


def framed(lines: Sequence[VisitLine]) -> pd.DataFrame:
    """The frame of the grid, as the page makes it: rows that can be compared, and the cells that are drawn."""
    names = [column.name for column in COLUMNS]
    rows = [GridRow.of(line.id, line.client, COLUMNS, {n: getattr(line, n, "") for n in names}) for line in lines]
    draft = Draft()
    draft.begin({row.key: row for row in rows})
    assert not draft.is_behind({row.key: row for row in rows})
    return frame_of(COLUMNS, [(row.key, row.cells) for row in rows], Language.SV)


def measure(database: Database, actor: Actor) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    demand, book, hindrances = Demand(database), VisitBook(database), Hindrances(database)
    laid = timed(
        f"{NEEDS} needs laid out into 14 days of visits", lambda: demand.lay_out(actor, FIRST, LAST), "goal 5 s"
    )
    print(f"  {laid.new} visits")
    again = timed("the same once more, nothing to do", lambda: demand.lay_out(actor, FIRST, LAST))
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    lines = timed("the list opened: service and frame", lambda: opened(book, actor), "goal 2 s")
    timed("its stamp, asked at every click", lambda: hindrances.stamp(actor, FIRST, LAST))
    chosen = Filter(clients=frozenset({lines[0].client}), services=frozenset({"Morgon", "Lunch"}))
    timed("a filter of one client: sift and frame", lambda: sifted(lines, chosen), "goal 0.5 s")
    timed("a filter that keeps nearly all", lambda: sifted(lines, Filter(days=frozenset(d.day for d in lines[:-9]))))
    edits = [VisitEdit(line.id, line.day, line.row_version, priority=3) for line in lines[:100]]
    timed("100 visits changed and saved", lambda: book.change(actor, edits))
    found = timed("everything that would spoil a solve of the fortnight", lambda: hindrances.of(actor, FIRST, LAST))
    timed("the same once more", lambda: hindrances.of(actor, FIRST, LAST))
    print(f"  {len(found)} lines, {sum(each.visits for each in found)} visits nobody can serve")


def opened(book: VisitBook, actor: Actor) -> list[VisitLine]:
    lines = book.lines(actor, FIRST, LAST)
    framed(lines)
    return lines


def sifted(lines: Sequence[VisitLine], chosen: Filter) -> pd.DataFrame:
    return framed([line for line in lines if chosen.lets_through(line, False)])


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="caire-bench-") as folder:
        home = Path(folder)
        home.chmod(0o711)  # an unprivileged account must be able to walk to it
        server = EmbeddedPostgres(home)
        url = server.start()
        try:
            migrating.upgrade(url)
            database = Database(
                migrating.prepare_login(url, migrating.login_password(MASTER_KEY)), KeyRing.of(MASTER_KEY)
            )
            try:
                measure(database, timed("seeding", lambda: seed(database, NEEDS)))
            finally:
                database.close()
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())

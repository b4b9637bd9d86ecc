"""Whatever is done to a file of any format, it is taken in or refused in words; never half, never by a crash."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook

from data.connect import Database
from data.vocabulary import Role
from services.access import Actor
from services.errors import CareError
from services.importing import Importing
from services.importing.care import CareImporting
from services.importing.undoing import Undoing
from services.workbook import Workbooks
from tests.integration.conftest import make_tenant
from tests.integration.services.household import furnish
from tests.integration.services.test_care_importing import ADDRESSES, DAYS
from tests.integration.services.test_undoing import a_day, a_plan_of_the_day, a_workbook
from tests.integration.services.undone import differing, everything
from tests.unit.services.integrations.care_files import making
from tests.unit.services.integrations.care_files.test_fuzz import damaged

MOST_BYTES = 200 * 1024 * 1024
STRANGE = (None, "", "\t=1+1", -1, 10**12, 1.5, True, "2027-02-30", "24:61", "x" * 5000, "K0", "M1", "nej")


def a_spoilt_book(raw: bytes, dice: Random) -> bytes:
    """Cells with other values, columns called otherwise; or bytes of the packing."""
    if dice.random() < 0.3:
        return damaged(raw, dice)
    book, saved = load_workbook(BytesIO(raw)), BytesIO()
    for _ in range(dice.randint(1, 8)):
        sheet = dice.choice(book.worksheets)
        row, column = dice.randint(1, max(2, sheet.max_row)), dice.randint(1, max(1, sheet.max_column))
        sheet.cell(row, column).value = dice.choice(STRANGE)
    book.save(saved)
    return saved.getvalue()


class Bench:
    """An organisation with something in it, and every format's sound file with the way it is taken in."""

    def __init__(self, database: Database) -> None:
        self.tenant = make_tenant(database, "Solbacken")
        self.actor = actor = Actor(self.tenant.organization_id, self.tenant.admin_id, Role.ADMIN)
        self.database = database
        furnish(database, self.tenant, actor)
        care, exchange, books = CareImporting(database), Importing(database), Workbooks(database)
        exchange.apply(actor, "dag.json", a_day())
        beside = ADDRESSES.encode()

        def with_positions(raw: bytes, good: bool) -> object:
            return care.apply(actor, "f", making.slinga_file(20), DAYS, raw, only_good=good)

        def of_a_care_system(raw: bytes, good: bool) -> object:
            return care.apply(actor, "f", raw, DAYS, beside, only_good=good)

        self.formats: dict[str, tuple[bytes, Callable[[bytes, bool], object]]] = {
            "slinga": (making.slinga_file(20), of_a_care_system),
            "visit list": (making.list_file(20), of_a_care_system),
            "entries": (making.entries_file(20), of_a_care_system),
            "tasks": (making.tasks_file(20), of_a_care_system),
            "positions": (beside, with_positions),
            "model input": (a_day(), lambda raw, _: exchange.apply(actor, "f", raw)),
            "model output": (a_plan_of_the_day(), lambda raw, _: exchange.apply(actor, "f", raw)),
            "workbook": (
                a_workbook(database, actor), lambda raw, good: books.apply(actor, "f.xlsx", raw, only_good=good)
            ),
        }  # fmt: skip


@pytest.fixture(scope="module")
def bench(database: Database) -> Bench:
    return Bench(database)


FORMATS = ("slinga", "visit list", "entries", "tasks", "positions", "model input", "model output", "workbook")


@pytest.mark.parametrize("name", FORMATS)
def test_a_spoilt_file_is_taken_in_whole_and_back_or_refused_and_changes_nothing(
    bench: Bench, name: str, campaign: Callable[[int, int], int]
) -> None:
    raw, take_in = bench.formats[name]
    undoing = Undoing(bench.database)
    before = everything(bench.database, bench.tenant)
    for seed in range(campaign(12, 1500)):
        dice = Random(seed)
        spoilt = a_spoilt_book(raw, dice) if name == "workbook" else damaged(raw, dice)
        taken = {each.id for each in undoing.taken_in(bench.actor)}
        try:
            take_in(spoilt, dice.random() < 0.5)
        except CareError:
            assert differing(before, everything(bench.database, bench.tenant)) == {}, f"seed {seed}"
        for each in undoing.taken_in(bench.actor):
            if each.id not in taken and each.can_be_undone:
                undoing.undo(bench.actor, each.id)
        assert differing(before, everything(bench.database, bench.tenant)) == {}, f"seed {seed}"


@pytest.mark.parametrize("name", FORMATS)
def test_no_spoilt_file_takes_more_memory_than_a_page_has(
    bench: Bench, name: str, campaign: Callable[[int, int], int]
) -> None:
    raw, take_in = bench.formats[name]
    bombs = (b"[" * 1_000_000, b'{"scheduleEntries":' * 50_000, raw[:40] * 20_000, b"\x00" * 5_000_000)
    for spoilt in bombs[: campaign(4, 4)]:
        tracemalloc.start()
        with pytest.raises(CareError):
            take_in(spoilt, False)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MOST_BYTES

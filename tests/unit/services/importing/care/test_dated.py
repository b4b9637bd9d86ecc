"""A visit of a care system's file beside ours: rules hold for a list as for tasks, and nothing of ours is wiped out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.ids import new_id
from data.repositories.people import ClientRow
from data.repositories.visits import PinRow, VisitRow
from data.vocabulary import VisitStatus
from services.importing.care.dated import Dated, planned_of, visits_of
from services.importing.care.rules import Ground, Rules, Wins
from services.integrations.care_files.records import FilePlanned, FileVisit, Hours

ZONE, MONDAY = ZoneInfo("Europe/Stockholm"), date(2027, 2, 1)
CARER = new_id()
CLIENT = ClientRow(new_id(), "K1", external_ref="K1", place_id=new_id())
EIGHT = datetime(2027, 2, 1, 7, tzinfo=UTC)
LISTED = FileVisit("V1", "K1", "Städ", 30, MONDAY, MONDAY, Hours(time(8), time(10), time(11)), time(8))
TASK = FilePlanned("V1", MONDAY, "K1", "E1", EIGHT, EIGHT + timedelta(minutes=30), "Städ")


def of_list(told: FileVisit, ours: VisitRow | None, ground: Ground | None = None) -> Dated:
    return visits_of([told], {"K1": CLIENT}, [] if ours is None else [ours], ground or Ground(), ZONE)


def of_tasks(told: FilePlanned, ours: VisitRow, ground: Ground | None = None) -> Dated:
    return planned_of([told], {"K1": CLIENT}, {"E1": CARER}, [ours], ground or Ground())


def ours() -> VisitRow:
    """As the list made it, then planned here, with a skill somebody asked for."""
    (row,) = of_list(LISTED, None).new
    return replace(
        row, skills=(("Delegering", 1),), status=VisitStatus.PLANNED, employee_id=CARER, planned_start=EIGHT,
        planned_end=EIGHT + timedelta(minutes=30),
    )  # fmt: skip


LONGER = replace(LISTED, duration_min=45)


def test_a_list_changes_what_is_wanted_and_nothing_it_does_not_speak_of() -> None:
    row = ours()
    found = of_list(LONGER, row)
    assert found.wanted == [replace(row, duration_s=45 * 60)]
    assert (found.made, found.kept, found.tally.changed) == ([], 0, 1)


@pytest.mark.parametrize(
    ("row", "ground"),
    [
        (ours(), Ground(published=((MONDAY, MONDAY),))),
        (replace(ours(), pin=PinRow(MONDAY, new_id(), EIGHT)), Ground()),
        (replace(ours(), status=VisitStatus.DONE, actual_start=EIGHT, actual_end=EIGHT), Ground()),
        (replace(ours(), is_by_hand=True), Ground()),
        (ours(), Ground(Rules(wanted=Wins.OURS))),
    ],
    ids=["published", "pinned", "done", "by hand", "ours to say"],
)
def test_a_list_leaves_alone_what_a_pull_of_tasks_would(row: VisitRow, ground: Ground) -> None:
    found = of_list(LONGER, row, ground)
    assert (found.new, found.wanted, found.made, found.moved) == ([], [], [], [])
    assert (found.kept, found.tally.unchanged) == (1, 1)


def test_a_visit_that_a_list_has_on_another_day_is_laid_there_and_waits_to_be_planned() -> None:
    row, tuesday = ours(), MONDAY + timedelta(days=1)
    found = of_list(replace(LISTED, day=tuesday, last_day=tuesday), row)
    (anew,) = found.new
    assert found.moved == [row]
    assert (anew.visit_date, anew.status, anew.planned_start) == (tuesday, VisitStatus.UNASSIGNED, None)
    assert anew.skills == row.skills
    still = of_list(replace(LISTED, day=tuesday, last_day=tuesday), row, Ground(published=((MONDAY, MONDAY),)))
    assert (still.new, still.moved, still.kept) == ([], [], 1)


def test_an_older_file_does_not_undo_what_was_done_since() -> None:
    done = replace(ours(), status=VisitStatus.DONE, actual_start=EIGHT, actual_end=EIGHT + timedelta(minutes=33))
    found = of_tasks(TASK, done)
    assert (found.new, found.made, found.wanted) == ([], [], [])


def test_who_and_when_of_a_task_are_ours_where_we_say_so() -> None:
    row, other = ours(), replace(TASK, start=EIGHT + timedelta(hours=1), end=EIGHT + timedelta(hours=2))
    assert of_tasks(other, row).made[0].planned_start == other.start
    assert of_tasks(other, row, Ground(Rules(planned=Wins.OURS))).made == []

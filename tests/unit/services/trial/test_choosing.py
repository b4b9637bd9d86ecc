"""What counts as the machine's work is what came of a solve, not what somebody edited by hand."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from data.vocabulary import PlanKind
from services.planning.views import PlanSummary
from services.trial.choosing import by_hand, first_pair, optimised
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes_planning import an_open_plan

ONE = an_open_plan(a_problem(a_visit("Anna"), a_shift("Bo")), a_plan({"Bo": ["Anna 08:00"]})).summary


def a_summary(number: int, kind: PlanKind, of: int | None = None) -> PlanSummary:
    return replace(ONE, id=UUID(int=number), kind=kind, parent_id=None if of is None else UUID(int=of))


MANUAL = a_summary(1, PlanKind.MANUAL)
EDITED = a_summary(2, PlanKind.DRAFT, of=1)
PUT_OUT = a_summary(3, PlanKind.PUBLISHED, of=2)
SOLVED = a_summary(4, PlanKind.OPTIMISED)
POLISHED = a_summary(5, PlanKind.DRAFT, of=4)
IN_USE = a_summary(6, PlanKind.PUBLISHED, of=5)


def test_a_plan_edited_by_hand_is_no_plan_of_the_machine() -> None:
    assert optimised([PUT_OUT, EDITED, MANUAL]) == []
    assert first_pair([PUT_OUT, EDITED, MANUAL]) is None


def test_what_came_of_a_solve_stays_the_machines_and_the_solve_itself_comes_first() -> None:
    plans = [IN_USE, POLISHED, SOLVED, MANUAL]
    assert optimised(plans) == [IN_USE, POLISHED, SOLVED]
    assert by_hand(plans) == [MANUAL]
    assert first_pair(plans) == (MANUAL, SOLVED)


def test_a_draft_whose_plan_is_gone_is_nobodys() -> None:
    assert optimised([POLISHED, MANUAL]) == []

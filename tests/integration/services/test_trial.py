"""The return on the trial over a real database: two plans, priced as the organisation assumes, and taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from data.connect import Database
from data.vocabulary import AuditAction, PlanKind, Role
from services.access import Actor
from services.assumptions import OwnAssumptions
from services.comparing.use_case import Comparing
from services.errors import BadInput, NotAllowed
from services.insights.report import ReportForm
from services.kpi import USUAL
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan, Problem, Route, Stop, StopKind
from services.trial.choosing import first_pair
from services.trial.use_case import Names, Trial
from services.trial.views import Return
from services.words import Language
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care

NAMES = Names("Björk <& Co>", "Manuell", "Optimerad", is_tried=True)


@pytest.fixture(scope="module")
def care(database: Database) -> Care:
    made = seed_care(database, make_tenant(database, "Solbacken"))
    return replace(made, actor=replace(made.actor, role=Role.ADMIN))


@pytest.fixture(scope="module")
def two(database: Database, care: Care) -> tuple[UUID, UUID]:
    """By hand on two shifts, optimised on one of them."""
    with database.writing(acting(care)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        made = [
            store_plan(work, kind, "", (MONDAY, MONDAY), problem, laid(problem, shifts))
            for kind, shifts in ((PlanKind.MANUAL, 2), (PlanKind.OPTIMISED, 1))
        ]
    return made[0], made[1]


def laid(problem: Problem, shifts: int) -> Plan:
    """Four visits in the order they may begin, by so many carers in turn."""
    visits = sorted(problem.visits, key=lambda v: v.windows[0].start_s)[:4]
    stops: dict[str, list[Stop]] = {shift.id: [] for shift in problem.shifts[:shifts]}
    for number, visit in enumerate(visits):
        start_s = visit.windows[0].start_s + 2700 * number
        stops[problem.shifts[number % shifts].id].append(Stop(StopKind.VISIT, visit.id, start_s))
    return Plan(tuple(Route(shift_id, tuple(made)) for shift_id, made in stops.items()))


def a_trial(database: Database) -> Trial:
    return Trial(database, Comparing(database))


def found(database: Database, care: Care, two: tuple[UUID, UUID]) -> Return:
    trial = a_trial(database)
    return trial.value(care.actor, trial.compare(care.actor, *two), 0.2)


def test_the_pair_looked_at_first_is_by_hand_and_optimised(
    database: Database, care: Care, two: tuple[UUID, UUID]
) -> None:
    pair = first_pair(a_trial(database).plans(care.actor))
    assert pair is not None
    assert tuple(plan.id for plan in pair) == two


def test_the_organisations_own_wage_is_what_an_hour_costs(
    database: Database, care: Care, two: tuple[UUID, UUID]
) -> None:
    usual, own = found(database, care, two), OwnAssumptions(database)
    assert usual.assumptions == USUAL
    own.save(care.actor, 0, replace(USUAL, wage_sek=2 * USUAL.wage_sek))
    dearer = found(database, care, two)
    own.save(care.actor, 1, USUAL)
    for part in ("travel", "waiting", "overtime"):
        assert dearer.worth.parts[part] == pytest.approx(2 * usual.worth.parts[part])  # type: ignore[index]
    assert dearer.worth.parts["driving"] == usual.worth.parts["driving"]  # type: ignore[index]


@pytest.mark.parametrize("language", Language)
def test_the_web_page_opens_offline_and_says_what_was_only_tried(
    database: Database, care: Care, two: tuple[UUID, UUID], language: Language
) -> None:
    file = a_trial(database).take_out(care.actor, found(database, care, two), ReportForm.HTML, language, NAMES)
    page = file.raw.decode()
    assert "Björk &lt;&amp; Co&gt;" in page
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)
    assert ("inte sparade" if language is Language.SV else "not been saved") in page
    assert page.count("<rect") == 5


def test_the_pdf_is_a_pdf_and_on_record(database: Database, care: Care, two: tuple[UUID, UUID]) -> None:
    file = a_trial(database).take_out(care.actor, found(database, care, two), ReportForm.PDF, Language.SV, NAMES)
    assert file.raw.startswith(b"%PDF-")
    assert str(MONDAY) in file.name
    now = datetime.now(UTC)
    with database.reading(acting(care)) as work:
        told = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.EXPORT)
    taken = {str(entry.row_id) for entry in told if entry.reason == "return on the trial as pdf"}
    assert taken == {str(plan) for plan in two}


def test_a_planner_sees_the_figures_but_not_what_the_trial_is_worth(
    database: Database, care: Care, two: tuple[UUID, UUID]
) -> None:
    trial, planner = a_trial(database), replace(care.actor, role=Role.SCHEDULER)
    for act in (trial.plans, lambda actor: trial.compare(actor, *two)):
        with pytest.raises(NotAllowed):
            act(planner)
    expired: Actor = replace(care.actor, read_only=True)
    assert trial.plans(expired)


def test_a_band_wider_than_the_prices_is_refused(database: Database, care: Care, two: tuple[UUID, UUID]) -> None:
    trial = a_trial(database)
    with pytest.raises(BadInput, match="RETURN-001"):
        trial.value(care.actor, trial.compare(care.actor, *two), 1.5)

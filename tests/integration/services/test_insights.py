"""Key figures are counted from the rows of a real database, kept by day and level, and read by those who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from data.connect import Database
from data.repositories.visits import VisitRow
from data.vocabulary import FigureBasis, FigureLevel, PersonKind, Role, VisitStatus
from services.access import Actor
from services.errors import NotAllowed, NotFound
from services.insights.keeping import LOOK_BACK_DAYS, FigureKeeping
from services.insights.use_case import Insights
from services.insights.views import TOO_FEW, Scope, Span
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care

CLIENTS, CARERS = 6, 5
MONDAY_ONLY = Span(MONDAY, MONDAY)
PLANNED, PERFORMED = FigureBasis.PLANNED, FigureBasis.PERFORMED


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    """Six clients with two visits each: one is missed, the others take 24 minutes of 30 and begin when planned."""
    made = seed_care(database, own, clients=CLIENTS, carers=CARERS)
    with database.writing(acting(made)) as work:
        rows = work.visits.between(MONDAY, MONDAY)
        work.visits.record([_performed(row, made.carers[i % CARERS], i == 0) for i, row in enumerate(rows)])
    FigureKeeping(database).count(own.organization_id, MONDAY, MONDAY)
    return made


def _performed(row: VisitRow, carer: UUID, is_missed: bool) -> VisitRow:
    start = row.windows[0].start + timedelta(minutes=30)
    planned = replace(row, employee_id=carer, planned_start=start, planned_end=start + timedelta(minutes=30))
    if is_missed:
        return replace(planned, status=VisitStatus.MISSED)
    return replace(
        planned, status=VisitStatus.DONE, actual_start=start, actual_end=start + timedelta(minutes=24)
    )  # fmt: skip


@pytest.fixture
def insights(database: Database, care: Care) -> Insights:
    return Insights(database)


def card(insights: Insights, care: Care, slug: str, scope: Scope | None = None) -> tuple[float | None, float | None]:
    found = next(c for c in insights.overview(care.actor, MONDAY_ONLY, scope) if c.slug == slug)
    return found.planned.value, found.performed.value


def kept(database: Database, care: Care) -> list[tuple[object, ...]]:
    with database.reading(acting(care)) as work:
        rows = work.connection.exec_driver_sql(
            "SELECT schedule_date, metric_type, basis, level, district_id, employee_id, client_id, numerator,"
            " denominator, counted, value FROM caire.schedule_metrics ORDER BY 1, 2, 3, 4, 5, 6, 7"
        )
        return [tuple(row) for row in rows]


def test_planned_and_performed_stand_beside_each_other(insights: Insights, care: Care) -> None:
    assert card(insights, care, "assigned_visits") == (12, 11)
    planned, performed = card(insights, care, "performed_of_planned")
    assert planned is None
    assert performed == pytest.approx(11 * 24 / (12 * 30))
    assert card(insights, care, "on_time_share") == (1, 1)


def test_the_levels_add_up_to_the_organisation(insights: Insights, care: Care) -> None:
    for level in (FigureLevel.EMPLOYEE, FigureLevel.CLIENT):
        members = insights.breakdown(care.actor, "assigned_visits", MONDAY_ONLY, level).members
        assert sum(member.planned.value or 0 for member in members) == 12
        assert sum(member.performed.value or 0 for member in members) == 11
    revenue = insights.breakdown(care.actor, "revenue", MONDAY_ONLY, FigureLevel.CLIENT).members
    assert sum(m.performed.value or 0 for m in revenue) == pytest.approx(card(insights, care, "revenue")[1])


def test_people_are_shown_by_pseudonym(insights: Insights, care: Care) -> None:
    members = insights.breakdown(care.actor, "assigned_visits", MONDAY_ONLY, FigureLevel.CLIENT).members
    assert {member.id for member in members} == set(care.clients)
    assert all(member.label.startswith("K") for member in members)


def test_one_carer_has_an_overview_of_what_can_be_asked_of_carers(insights: Insights, care: Care) -> None:
    scope = Scope(FigureLevel.EMPLOYEE, care.carers[0])
    assert card(insights, care, "shifts_used", scope)[0] == 1
    assert "continuity_14d" not in {c.slug for c in insights.overview(care.actor, MONDAY_ONLY, scope)}


def test_counting_twice_changes_nothing(database: Database, own: Tenant, care: Care) -> None:
    before = kept(database, care)
    FigureKeeping(database).count(own.organization_id, MONDAY, MONDAY)
    assert kept(database, care) == before
    assert before


def test_a_day_without_visits_has_no_figures(database: Database, care: Care) -> None:
    assert {row[0] for row in kept(database, care)} == {MONDAY}


def test_a_share_is_kept_in_per_cent_with_its_exact_parts(database: Database, care: Care) -> None:
    row = next(r for r in kept(database, care) if r[1:4] == ("performed_of_planned", "PERFORMED", "ORGANIZATION"))
    assert row[7:10] == (11 * 24 * 60, 12 * 30 * 60, 12)
    assert float(str(row[10])) == pytest.approx(73.33)


def test_a_trend_has_the_same_value_by_day_week_and_month(insights: Insights, care: Care) -> None:
    span = Span(MONDAY - timedelta(days=40), MONDAY + timedelta(days=20))
    for step, begins in (("day", MONDAY), ("week", MONDAY), ("month", date(2027, 2, 1))):
        (point,) = insights.trend(care.actor, "field_efficiency", span, step)  # type: ignore[arg-type]
        assert point.first_day == begins
        assert (point.planned.value, point.performed.value) == card(insights, care, "field_efficiency")


def test_several_trends_asked_at_once_are_those_asked_one_by_one(insights: Insights, care: Care) -> None:
    span, slugs = Span(MONDAY - timedelta(days=13), MONDAY), ("field_efficiency", "continuity_all", "margin")
    together = insights.trends(care.actor, slugs, span, "day")
    assert list(together) == list(slugs)
    assert all(together[slug] == insights.trend(care.actor, slug, span, "day") != () for slug in slugs)
    without = Span(MONDAY + timedelta(days=1), MONDAY + timedelta(days=9))
    assert insights.trends(care.actor, slugs, without, "day") == dict.fromkeys(slugs, ())


def test_a_figure_that_looks_back_is_that_of_the_last_day_that_has_it(insights: Insights, care: Care) -> None:
    later = Span(MONDAY, MONDAY + timedelta(days=60))
    on_the_day, members = (
        insights.breakdown(care.actor, "continuity_all", span, FigureLevel.CLIENT).members
        for span in (MONDAY_ONLY, later)
    )
    assert members == on_the_day
    assert any(member.performed.value for member in members)


def test_the_cost_of_the_rules_over_time_is_what_stands_behind_the_days(insights: Insights, care: Care) -> None:
    costs = insights.rule_costs(care.actor, Span(MONDAY - timedelta(days=6), MONDAY + timedelta(days=6)), "month")
    assert costs.days == (date(2027, 2, 1),)
    for basis in FigureBasis:
        behind = sum(impact.cost for impact in insights.impacts(care.actor, MONDAY, basis))
        assert sum(held[0] for held in costs.sides[basis].values()) == behind > 0


def test_a_carers_pseudonym_is_found_without_asking_for_figures(insights: Insights, care: Care) -> None:
    carers = insights.people(care.actor, FigureLevel.EMPLOYEE)
    assert isinstance(carers, dict)
    assert set(carers) == set(care.carers)
    with pytest.raises(NotAllowed):
        insights.people(replace(care.actor, role=Role.EMPLOYEE), FigureLevel.EMPLOYEE)


def test_the_rules_behind_a_day_s_points_name_their_visits(insights: Insights, care: Care) -> None:
    impacts = {impact.rule_id: impact for impact in insights.impacts(care.actor, MONDAY, PERFORMED)}
    assert len(impacts["medium.visit.unassigned"].visits) == 1
    assert impacts["medium.visit.unassigned"].visits[0] in care.visits
    assert impacts["soft.travel.minutes"].cost > 0


def test_a_group_of_fewer_than_five_is_not_broken_down(database: Database) -> None:
    tenant = make_tenant(database, "Liten")
    few = seed_care(database, tenant, clients=4, carers=5)
    insights = Insights(database)
    told = insights.breakdown(few.actor, "assigned_visits", MONDAY_ONLY, FigureLevel.CLIENT)
    assert (told.members, told.withheld) == ((), TOO_FEW)
    assert insights.people(few.actor, FigureLevel.CLIENT) == TOO_FEW
    with pytest.raises(NotFound):
        insights.overview(few.actor, MONDAY_ONLY, Scope(FigureLevel.CLIENT, few.clients[0]))


def test_only_those_who_need_figures_see_them(insights: Insights, care: Care) -> None:
    for role in (Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN):
        stranger = Actor(care.actor.organization_id, care.actor.user_id, role)
        with pytest.raises(NotAllowed):
            insights.overview(stranger, MONDAY_ONLY)


def test_a_figure_that_a_level_does_not_have_is_refused(insights: Insights, care: Care) -> None:
    with pytest.raises(NotFound):
        insights.breakdown(care.actor, "continuity_14d", MONDAY_ONLY, FigureLevel.EMPLOYEE)


def test_another_organisation_sees_nothing_of_it(database: Database, care: Care, other: Tenant) -> None:
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    assert Insights(database).days(stranger) == {}


def test_a_planner_can_have_days_counted_anew(insights: Insights, care: Care) -> None:
    assert insights.count_anew(care.actor, MONDAY_ONLY) > 0


def test_figures_look_back_four_weeks() -> None:
    assert LOOK_BACK_DAYS == 27


def test_an_erased_client_s_figures_go(database: Database, own: Tenant, care: Care) -> None:
    """The last test here: it takes the client out of the figures of the others above."""
    client = care.clients[-1]
    keeper = replace(own.working(), database_role="caire_keeper")
    with database.writing(keeper) as work:
        work.persons.erase(PersonKind.CLIENT, client, MONDAY)
    assert client not in {row[6] for row in kept(database, care)}

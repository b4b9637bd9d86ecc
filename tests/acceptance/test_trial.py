"""What the trial gives, in a browser: a manager turns the wage, sees the sum change, and takes the report home."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from data.vocabulary import PlanKind
from data.work import Context
from services.bootstrap import Services
from services.planning.storing import store_plan
from services.problem import Plan
from tests.acceptance.conftest import RunningApp
from tests.acceptance.districts import District, district
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page


def with_one_carer_less(services: Services, town: District) -> None:
    """An optimised plan without one carer's round: it drives less and leaves her visits out."""
    actor = town.manager.actor
    opened = services.planning.open_plan(actor, town.by_hand)
    with services.database.writing(Context(actor.organization_id, actor.user_id, actor.role.value)) as work:
        plan = Plan(opened.plan.routes[1:])
        store_plan(work, PlanKind.OPTIMISED, "", (town.day, town.day), opened.problem, plan)


def test_a_manager_turns_the_wage_and_takes_the_report_home(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    with services_of(running_app) as services:
        town = district(services, "Vad försöket ger")
        with_one_carer_less(services, town)
        sign_in_as(page, running_app, town.manager)
        open_page(page, "Vad försöket ger")
        year = page.get_by_test_id("stMetricValue").first
        expect(year).to_contain_text("kr", timeout=PATIENT_MS)
        expect(page.get_by_text("Summan jämför därför inte samma vård.")).to_be_visible()
        before = year.inner_text()
        wage = page.get_by_label("Timlön (kr/h)", exact=True)
        wage.fill("400")
        wage.press("Enter")
        expect(year).not_to_have_text(before, timeout=PATIENT_MS)
        settled(page)
        page.get_by_role("button", name="Rapport").click()
        page.get_by_role("button", name="Skapa").click()
        file = page.get_by_role("button", name="Hämta caire-return")
        expect(file).to_be_visible(timeout=PATIENT_MS)
        with page.expect_download(timeout=PATIENT_MS) as taken:
            file.click()
        assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")

"""The main job, as a planner does it: take a day in, solve it, see who goes where on timeline and map."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from services.integrations.timefold.writer import write_input
from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import sign_in
from tests.acceptance.seeing import expect
from tests.builders import a_problem, a_shift, a_visit

PATIENT_MS = 120_000
Photograph = Callable[[Page, str], tuple[Path, Path]]
REAL_DAY = Path(__file__).parents[3] / "shared" / "cases" / "district-one-day.input.json"


def a_small_day(folder: Path) -> Path:
    """Twelve visits and two carers on one Wednesday."""
    visits = [
        a_visit(f"C{i:03}.visit", f"{8 + i % 4:02}:00-{9 + i % 4:02}:30", minutes=25, km=1 + i % 5) for i in range(12)
    ]
    problem = a_problem(*visits, a_shift("Bo", breaks=["11:00-13:00 30"]), a_shift("Eva"))
    path = folder / "day.json"
    path.write_text(json.dumps(write_input(problem)), encoding="utf-8")
    return path


@pytest.fixture
def day_file(tmp_path: Path) -> Path:
    """The real day where it is at hand, else a small one."""
    return REAL_DAY if REAL_DAY.exists() else a_small_day(tmp_path)


def open_page(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_a_planner_imports_a_day_solves_it_and_sees_a_carers_route(
    running_app: RunningApp, browser_page: Page, photograph: Photograph, day_file: Path
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    photograph(page, "today")

    open_page(page, "Importera")
    page.locator("input[type=file]").set_input_files(day_file)
    apply = page.get_by_role("button", name="Läs in filen")
    expect(apply).to_be_enabled(timeout=PATIENT_MS)
    photograph(page, "import-look")
    apply.click()
    expect(page.get_by_text("Filen är inläst.")).to_be_visible(timeout=PATIENT_MS)

    page.get_by_role("button", name="Kör planeringen").click()
    expect(page.get_by_text("Vad är viktigast?")).to_be_visible(timeout=PATIENT_MS)
    days = page.get_by_test_id("stDateInput")
    expect(days).to_be_visible()
    page.get_by_text("10 s", exact=True).click()
    photograph(page, "solve-form")
    page.get_by_role("button", name="Starta planeringen").click()
    open_plan = page.get_by_role("button", name="Öppna planen")
    expect(open_plan).to_be_visible(timeout=3 * PATIENT_MS)
    photograph(page, "solve-done")
    open_plan.click()

    carer = page.get_by_role("button", name=re.compile(r"^[^,]+, [1-9]\d* besök, Effektivitet")).first
    expect(carer).to_be_visible(timeout=PATIENT_MS)
    name = str(carer.get_attribute("aria-label")).split(",")[0]
    carer.click()
    expect(page.locator(".st-key-plan_inspector").get_by_text(name, exact=True)).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first).to_be_visible(timeout=PATIENT_MS)
    expect(page.locator("button.visit").first).to_be_visible()
    photograph(page, "plan")

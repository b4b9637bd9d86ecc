"""The plan by hand, the optimised and Timefold's beside each other: what differs, and one carer's day taken over."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.districts import BY_HAND, District, district, optimised, timefolds_plan, visits_by_client
from tests.acceptance.grids import cell, grid, settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_day_of import choose
from tests.acceptance.test_first_plan import PATIENT_MS, open_page

Photograph = Callable[[Page, str], tuple[Path, Path]]
EXCHANGED = {"Bo": BY_HAND["Bo"], "Eva": BY_HAND["Mats"], "Mats": BY_HAND["Eva"]}
"""Timefold's plan: Eva and Mats make each other's visits."""


def take_in_timefolds_plan(page: Page, town: District) -> None:
    open_page(page, "Importera")
    file = timefolds_plan(town.day, EXCHANGED)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "output.json", "mimeType": "application/json", "buffer": file}
    )
    page.get_by_role("button", name="Läs in filen").click(timeout=PATIENT_MS)
    expect(page.get_by_text("Filen är inläst.")).to_be_visible(timeout=PATIENT_MS)


def view(page: Page, name: str) -> None:
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
    settled(page)


def beside_each_other(page: Page) -> None:
    """All three, measured against the plan by hand."""
    open_page(page, "Jämför planer")
    plans = page.get_by_role("combobox", name="Planer att jämföra")
    expect(plans).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    choose(page, plans, re.compile("^Optimerad"))
    page.keyboard.press("Tab")
    for letter, kind in zip("ABC", ("Manuell", "Importerad", "Optimerad"), strict=True):
        expect(page.get_by_text(re.compile(f"^{letter} · {kind}")).first).to_be_visible(timeout=PATIENT_MS)
    settled(page)


def columns_of(table: Locator) -> list[str]:
    return table.get_by_role("columnheader", include_hidden=True).all_inner_texts()


def test_three_plans_are_compared_and_one_carers_day_is_taken_over(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        town = district(services, "Jämförelsen")
        optimised(services, town)
        sign_in_as(page, running_app, town.planner)
        take_in_timefolds_plan(page, town)
        beside_each_other(page)

        figures = grid(page)
        assert {"A (mäts mot)", "B", "C"} <= set(columns_of(figures))
        expect(cell(figures, 0, "A (mäts mot)")).to_have_text(re.compile(r"\d"))
        for letter in "BC":
            expect(cell(figures, 0, letter)).to_have_text(re.compile(r"\d.*(lika|bättre|sämre|annorlunda)"))
        photograph(page, "compare-figures")

        view(page, "Regler")
        rules = columns_of(grid(page))
        assert {"Regel", "Nivå", "Vikt"} <= set(rules)
        assert all(any(letter in title for title in rules) for letter in "ABC")

        view(page, "Flyttade besök")
        expect(page.get_by_text("8 besök flyttas", exact=True)).to_be_visible(timeout=PATIENT_MS)
        first = grid(page)
        expect(cell(first, 0, "Från")).to_have_text(re.compile(r"^(Eva|Mats) 08:30$"))
        expect(cell(first, 0, "Till")).to_have_text(re.compile(r"^(Eva|Mats) 08:30$"))
        expect(cell(first, 0, "Vad")).to_have_text("Annan medarbetare")
        photograph(page, "compare-moves")

        view(page, "Ta över delar")
        view(page, "Medarbetare")
        choose(page, page.get_by_role("combobox", name="Vad ska tas över?"), re.compile(r"^Eva "))
        page.keyboard.press("Tab")
        expect(page.get_by_text("8 skillnader tas över", exact=True)).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        page.get_by_label("Namn på den nya planen").fill("Evas dag från Timefold")
        page.get_by_role("button", name="Spara som ny plan").click()
        page.get_by_role("button", name="Öppna planen").click(timeout=PATIENT_MS)
        expect(page.get_by_role("combobox", name="Plan", exact=True)).to_have_value(
            re.compile("^Evas dag från Timefold"), timeout=PATIENT_MS
        )
        expect(page.get_by_role("button", name=re.compile("^Eva, 4 besök"))).to_be_visible(timeout=PATIENT_MS)

        made = next(plan for plan in services.planning.plans(town.planner.actor) if plan.name.startswith("Evas dag"))
        made_by = visits_by_client(services, town, made.id)
    theirs = {stop.split(".")[0]: carer for carer, stops in EXCHANGED.items() for stop in stops}
    assert made_by == theirs

"""A planner turns a weight, sees what it means, keeps it as a profile, solves with it, compares and rolls back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import PATIENT_MS, sign_in
from tests.acceptance.seeing import expect

Photograph = Callable[[Page, str], tuple[Path, Path]]


def opened(page: Page, app: RunningApp) -> None:
    sign_in(page, app.url)
    page.goto(f"{app.url}/constraints")
    expect(page.get_by_text("Så mycket ändras")).to_be_visible(timeout=PATIENT_MS)


def wishes(page: Page) -> Locator:
    """The card with the points of wishes."""
    return page.get_by_test_id("stMetric").filter(has_text="Önskemål")


def travel(page: Page) -> Locator:
    return page.get_by_label("Vikt för Restid", exact=True)


def settled(page: Page) -> None:
    """Wait until the page has been drawn to its end."""
    page.wait_for_timeout(300)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible(timeout=PATIENT_MS)


def turn(page: Page, weight: str) -> None:
    settled(page)  # the dial of the round before is on its way out
    travel(page).fill(weight)
    travel(page).press("Enter")


def search(page: Page, word: str) -> None:
    page.get_by_label("Sök regel").fill(word)
    page.get_by_label("Sök regel").press("Enter")
    settled(page)


def part(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()


def test_a_planner_turns_a_weight_keeps_it_solves_and_rolls_back(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    opened(page, running_app)
    search(page, "kompetens")
    expect(page.get_by_text("Krav").first).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_label("Vikt för Rätt kompetens", exact=True)).to_have_count(0)  # a system rule has no dial
    search(page, "")

    turn(page, "12")
    expect(page.get_by_text("1 osparad ändring")).to_be_visible(timeout=PATIENT_MS)
    expect(wishes(page).get_by_test_id("stMetricDelta")).to_be_visible(timeout=PATIENT_MS)
    expect(wishes(page).get_by_test_id("stMetricDelta")).not_to_contain_text("-")
    photograph(page, "constraints")

    page.get_by_role("button", name="Spara som profil").click()
    page.get_by_label("Namn", exact=True).fill("Kort i bilen")
    page.get_by_label("Namn", exact=True).press("Tab")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Oförändrad")).to_be_visible(timeout=PATIENT_MS)
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Kör planering med detta").first.click()
    page.get_by_label("Sekunder").fill("5")
    page.get_by_label("Sekunder").press("Enter")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Kör planering med detta").click()
    expect(page.get_by_text("Körningen är startad.")).to_be_visible(timeout=PATIENT_MS)
    page.goto(f"{running_app.url}/solve")
    expect(page.get_by_text("Planen är klar")).to_be_visible(timeout=2 * PATIENT_MS)

    page.goto(f"{running_app.url}/constraints")
    page.get_by_text("Bredvid en annan plan").click()
    expect(page.get_by_label("Den andra planen").first).to_be_visible(timeout=PATIENT_MS)

    turn(page, "3")
    expect(page.get_by_text(re.compile("osparad"))).to_be_visible(timeout=PATIENT_MS)


def test_a_profile_is_rolled_back_and_the_history_tells_it(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    opened(page, running_app)
    turn(page, "9")
    expect(page.get_by_text("1 osparad ändring")).to_be_visible(timeout=PATIENT_MS)
    page.get_by_role("button", name="Spara som profil").click()
    page.get_by_label("Namn", exact=True).fill("Vår vardag")
    page.get_by_label("Namn", exact=True).press("Tab")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Oförändrad")).to_be_visible(timeout=PATIENT_MS)
    page.keyboard.press("Escape")

    turn(page, "5")
    expect(page.get_by_text("1 osparad ändring")).to_be_visible(timeout=PATIENT_MS)
    page.get_by_role("button", name="Spara som profil").click()
    page.get_by_role("button", name="Spara ny version").click()
    expect(page.get_by_text("Oförändrad")).to_be_visible(timeout=PATIENT_MS)
    page.keyboard.press("Escape")

    settled(page)
    page.get_by_role("button", name="Hantera profilen").click()
    page.get_by_role("button", name="Återställ").click()
    expect(page.locator("input[aria-label='Vikt för Restid'][value='9']")).to_have_count(1, timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("Escape")
    part(page, "Historik")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=PATIENT_MS)


FOCUSED = """() => {
    const e = document.activeElement;
    const label = e?.closest('[data-testid=stTextInput]')?.querySelector('label')?.innerText;
    return e ? [e.getAttribute('aria-label'), e.innerText, label].join('|') : '';
}"""


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Walk by the keyboard until what is called `name` has the focus."""
    for _ in range(400):
        page.keyboard.press(key)
        if name in str(page.evaluate(FOCUSED)):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_the_whole_way_can_be_gone_by_the_keyboard_alone(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    opened(page, running_app)
    tab_to(page, "Vikt för Restid")
    page.keyboard.press("Control+a")
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 osparad ändring")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    tab_to(page, "Spara som profil", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible(timeout=PATIENT_MS)
    tab_to(page, "Namn")
    page.keyboard.type("Med tangenter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Spara", exact=True)).to_be_enabled(timeout=PATIENT_MS)
    tab_to(page, "Spara")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Oförändrad")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("Escape")

    tab_to(page, "Vikt för Restid")
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 osparad ändring")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    tab_to(page, "Spara som profil", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Spara ny version")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Oförändrad")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("Escape")

    tab_to(page, "Hantera profilen")
    page.keyboard.press("Enter")
    tab_to(page, "Återställ")
    page.keyboard.press("Enter")
    expect(page.locator("input[aria-label='Vikt för Restid'][value='11']")).to_have_count(1, timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("Escape")

    tab_to(page, "Kör planering med detta", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible(timeout=PATIENT_MS)
    tab_to(page, "Kör planering med detta")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Körningen är startad.")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("Escape")
    tab_to(page, "Bredvid en annan plan")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Den andra planen").first).to_be_visible(timeout=PATIENT_MS)

"""The plan without a mouse, from the top of the page to a saved move; and what axe-core finds where planners work."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from services.bootstrap import Services
from tests.acceptance.conftest import RunningApp
from tests.acceptance.districts import District, district
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page

NOT_OURS = (
    "[data-testid=stDataFrame]", "[data-testid=stDeckGlJsonChart]", "[data-testid=stPlotlyChart]",
    "[data-testid=stSidebarNavItems]",
)  # fmt: skip
"""Streamlit's grid, map, chart and the lists of its menu draw themselves; everything else on a page answers to us."""
MOST_TABS = 120
AT = """() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at ? [at.className?.toString() ?? "", at.getAttribute("aria-label") ?? ""] : ["", ""]
}"""


def at(page: Page) -> tuple[str, str]:
    """Class and name of what has the keyboard."""
    classes, name = page.evaluate(AT)
    return classes, name


def walk_to(page: Page, key: str, wanted: str, most: int = MOST_TABS) -> None:
    """Press the key until something whose name matches has the keyboard."""
    for _ in range(most):
        if re.match(wanted, at(page)[1]):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached by {key}; the keyboard is at {at(page)}")


def at_the_plan(page: Page, app: RunningApp, services: Services, name: str) -> District:
    town = district(services, name)
    sign_in_as(page, app, town.planner)
    open_page(page, "Plan")
    expect(page.get_by_role("button", name=re.compile("^C001,")).first).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    return town


def test_a_visit_is_moved_to_another_carer_undone_and_locked_by_keys_alone(
    running_app: RunningApp, browser_page: Page
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        at_the_plan(page, running_app, services, "Tangenterna")
    walk_to(page, "Tab", r"(Bo, 4 besök|C0\d\d,)")
    walk_to(page, "ArrowRight", r"C001,", most=8)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-plan_inspector").get_by_text("C001").first).to_be_visible(timeout=PATIENT_MS)
    settled(page)

    for key in ("Alt+ArrowDown", *(12 * ["Alt+ArrowLeft"]), "Enter"):  # before Eva's first visit
        page.keyboard.press(key)
    expect(page.get_by_role("button", name=re.compile("^C001, 07:30–07:55, Eva"))).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Utkast", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    assert at(page)[1].startswith("C001,"), "the keyboard stays at the visit"

    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name=re.compile("^C001, 08:30–08:55, Bo"))).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name=re.compile("^C001, .*Låst"))).to_be_visible(timeout=PATIENT_MS)


def grave(page: Page) -> list[str]:
    """What axe-core finds serious or worse in the page, but for `NOT_OURS`."""
    settled(page)
    found = Axe().run(page, context={"exclude": [[each] for each in NOT_OURS]}).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for each in found if each["impact"] in {"serious", "critical"} for node in each["nodes"]
    ]  # fmt: skip


def test_plan_compare_and_my_day_have_no_grave_barrier(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    with services_of(running_app) as services:
        town = at_the_plan(page, running_app, services, "Tillgängligheten")
        services.publishing.publish(town.manager.actor, town.by_hand, 1, "Dagens plan")
    page.get_by_role("button", name=re.compile("^C001,")).first.click()
    barriers = grave(page)
    open_page(page, "Jämför planer")
    expect(page.get_by_role("combobox", name="Planer att jämföra")).to_be_visible(timeout=PATIENT_MS)
    barriers += grave(page)
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)
    sign_in_as(page, running_app, town.carers["Bo"])
    expect(page.locator(".st-key-my_day_news")).to_be_visible(timeout=PATIENT_MS)
    barriers += grave(page)
    assert not barriers, "\n".join(barriers)

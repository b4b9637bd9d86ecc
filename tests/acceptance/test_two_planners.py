"""Two planners at the same draft in two browsers: nothing is lost, and each sees what the other does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from data.vocabulary import PlanKind
from services.bootstrap import Services
from services.editing.views import Pin
from tests.acceptance.conftest import DESK, RunningApp
from tests.acceptance.districts import District, district, visits_by_client
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import Newcomer, services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_editing import card
from tests.acceptance.test_first_plan import PATIENT_MS, open_page
from tests.acceptance.windows import OpenWindow

Photograph = Callable[[Page, str], tuple[Path, Path]]


def at_the_draft(window: OpenWindow, app: RunningApp, who: Newcomer) -> Page:
    """A planner in a browser of her own, who looks at the draft."""
    page = window(DESK)
    sign_in_as(page, app, who)
    open_page(page, "Plan")
    expect(page.get_by_text("Utkast", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    return page


def drafted(services: Services, town: District) -> None:
    """A draft of the plan by hand, with one edit in it: somebody held a visit."""
    opened = services.planning.open_plan(town.manager.actor, town.by_hand)
    services.editing.edit(town.manager.actor, town.by_hand, 1, Pin(opened.plan.routes[0].stops[0].id))


def bar(page: Page, client: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^(Oplanerade: )?{client}\\b"))


def pick(page: Page, client: str) -> None:
    bar(page, client).click()
    expect(card(page).get_by_text(client, exact=True).first).to_be_visible(timeout=PATIENT_MS)
    settled(page)


def test_two_planners_change_one_draft_and_neither_loses_anything(
    running_app: RunningApp, window: OpenWindow, photograph: Photograph
) -> None:
    with services_of(running_app) as services:
        town = district(services, "Två planerare")
        drafted(services, town)
        his = at_the_draft(window, running_app, town.manager)
        hers = at_the_draft(window, running_app, town.planner)
        pick(his, "C002")
        pick(hers, "C012")
        card(his).get_by_role("button", name="Ta ur planen").click()
        card(hers).get_by_role("button", name="Lås", exact=True).click()
        for page in (his, hers):  # each sees the own change and the other's
            expect(page.get_by_role("button", name=re.compile("^Oplanerade: C002"))).to_be_visible(timeout=PATIENT_MS)
            expect(page.get_by_role("button", name=re.compile("^C012.*Låst"))).to_be_visible(timeout=PATIENT_MS)
        photograph(hers, "two-planners")

        draft = next(p for p in services.planning.plans(town.manager.actor) if p.kind is PlanKind.DRAFT)
        made_by = visits_by_client(services, town, draft.id)
        told = services.editing.history(town.manager.actor, draft.id)
    assert "C002" not in made_by
    assert made_by["C012"] == "Mats"
    assert sorted(each.who for each in told) == ["Nils Chef", "Nils Chef", "Pia Planerare"]
    assert not any(each.is_undone for each in told)

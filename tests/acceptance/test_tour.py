"""A newcomer is led through the planner's work on a phone, by keys alone, and is left in peace afterwards."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.acceptance.conftest import PHONE, RunningApp
from tests.acceptance.entering import PATIENT_MS, services_at
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import newcomer, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_plan_keyboard import grave
from tests.acceptance.windows import OpenWindow


def press(page: Page, name: str) -> None:
    """Choose a button of the card with the keyboard."""
    button = page.locator(".st-key-tour").get_by_role("button", name=name)
    button.focus(timeout=PATIENT_MS)
    page.keyboard.press("Enter")
    settled(page)


def test_a_newcomer_is_led_from_page_to_page_and_left_in_peace_once_it_is_over(
    running_app: RunningApp, window: OpenWindow
) -> None:
    page, services = window(PHONE), services_at(running_app.url)
    who = newcomer(services, "Nykomlingarna")
    sign_in_as(page, running_app, who)
    services.tours.begin_again(who.actor)  # entering by the side door has ended it
    page.goto(running_app.url)
    card = page.locator(".st-key-tour")
    expect(card.get_by_text("Rundtur 1 av 6")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    assert not grave(page)

    press(page, "Nästa: Regler och vikter")
    expect(page.get_by_role("heading", name="Regler och vikter")).to_be_visible(timeout=PATIENT_MS)
    expect(card.get_by_text("Rundtur 2 av 6")).to_be_visible(timeout=PATIENT_MS)
    below, above = page.get_by_role("heading", name="Regler och vikter").bounding_box(), card.bounding_box()
    assert below is not None
    assert above is not None
    assert above["y"] + above["height"] <= below["y"], "the card covers nothing"
    assert above["x"] + above["width"] <= PHONE["width"]

    press(page, "Hoppa över rundturen")
    expect(page.get_by_text("Rundturen är avslutad.")).to_be_visible(timeout=PATIENT_MS)
    expect(card).to_have_count(0)
    page.goto(running_app.url)
    expect(page.get_by_text("Här finns inga besök ännu")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    expect(card).to_have_count(0)

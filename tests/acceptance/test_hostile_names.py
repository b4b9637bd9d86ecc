"""People and plans named as links, pictures and scripts, in a real browser: nothing runs and nothing is built of it."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Dialog, Page

from services.bootstrap import Services
from tests.acceptance.conftest import RunningApp
from tests.acceptance.districts import District, district, stored_by_hand
from tests.acceptance.entering import PATIENT_MS
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect

HOSTILE = "[x](javascript:alert(1))<img src=x>"
BUILT_OF_IT = """() => {
    const found = []
    const walk = root => root.querySelectorAll("*").forEach(each => {
        if (each.matches("a[href^=javascript i], img[src=x]")) found.push(each.outerHTML)
        if (each.shadowRoot) walk(each.shadowRoot)
    })
    walk(document)
    return found
}"""
OF_MANAGERS = ("today", "plan", "compare", "clients", "employees", "shifts", "figures", "users")


def named_by_an_enemy(services: Services) -> District:
    """A district whose people and plan, board and all, carry the name."""
    town = district(services, HOSTILE)
    actor = town.manager.actor
    services.register.change(
        actor,
        [replace(each, pseudonym=f"{n}{HOSTILE}") for n, each in enumerate(services.register.clients(actor))],
        [replace(each, pseudonym=f"{n}{HOSTILE}") for n, each in enumerate(services.register.employees(actor))],
    )
    services.publishing.publish(actor, stored_by_hand(services, actor, town.day), 1, HOSTILE, HOSTILE)
    return town


def built(page: Page) -> list[str]:
    settled(page)
    found: list[str] = page.evaluate(BUILT_OF_IT)
    return found


def test_no_name_becomes_a_link_a_picture_or_a_script(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    alerts: list[str] = []

    def note(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    with services_of(running_app) as services:
        town = named_by_an_enemy(services)
        sign_in_as(page, running_app, town.manager)
        found = {}
        for address in OF_MANAGERS:
            page.goto(f"{running_app.url}/{address}")
            expect(page.get_by_role("button", name="Logga ut")).to_be_visible(timeout=PATIENT_MS)
            found[address] = built(page)
            if address == "plan":
                expect(page.get_by_role("button", name="0[x](javascript").first).to_be_visible(timeout=PATIENT_MS)
        page.context.clear_cookies()
        sign_in_as(page, running_app, town.carers["Bo"])
        found["my-day"] = built(page)
    assert {address: each for address, each in found.items() if each} == {}
    assert not alerts

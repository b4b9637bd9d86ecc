"""From an invitation to a second step, in a real browser: invited, inside, enrolled, in again by a code, and out."""

from __future__ import annotations

import pyotp
from playwright.sync_api import Page

from data.vocabulary import Role
from services.demo_users import DEMO_USERS
from tests.acceptance.conftest import DESK, PHONE, RunningApp
from tests.acceptance.entering import PATIENT_MS, sign_in
from tests.acceptance.grids import grid, settled
from tests.acceptance.seeing import expect
from tests.acceptance.windows import OpenWindow

EMAIL, PASSWORD = "nils.ny@example.test", "gröna moln över bryggan"
ADMIN = next(user for user in DEMO_USERS if user.role is Role.ADMIN)


def open_page(page: Page, url: str, title: str) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_timeout(200)
    settled(page)


def press_and_leave(page: Page, label: str) -> None:
    """The page goes away with it."""
    page.get_by_role("button", name=label, exact=True).click()


def test_an_invited_person_comes_in_by_link_password_and_code_and_is_out_when_suspended(
    running_app: RunningApp, window: OpenWindow
) -> None:
    admin, url = window(DESK), running_app.url
    sign_in(admin, url, ADMIN)
    open_page(admin, f"{url}/users", "Användare")
    admin.get_by_label("E-postadress").fill(EMAIL)
    press(admin, "Bjud in")
    link = admin.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{url}/join?key=inv_")

    nils = window(PHONE)
    open_page(nils, link, "Välkommen till Caire")
    nils.get_by_label("Ditt namn").fill("Nils Ny")
    nils.get_by_label("Välj lösenord").fill(PASSWORD)
    press_and_leave(nils, "Spara och logga in")
    expect(nils).to_have_url(f"{url}/", timeout=PATIENT_MS)
    open_page(nils, f"{url}/account", "Mitt konto")
    press(nils, "Sätt upp")
    expect(nils.get_by_role("img", name="QR-kod för autentiseringsappen")).to_be_visible(timeout=PATIENT_MS)
    secret = nils.get_by_test_id("stCode").inner_text().replace(" ", "").strip()
    nils.get_by_label("Kod ur appen").fill(pyotp.TOTP(secret).now())
    press(nils, "Slå på")
    recovery = nils.get_by_test_id("stCode").inner_text().split()
    press(nils, "Jag har sparat dem")
    expect(nils.get_by_text("På. 10 återställningskoder återstår.")).to_be_visible(timeout=PATIENT_MS)

    again = window(DESK)
    again.goto(url)
    expect(again.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(again)
    again.get_by_label("E-postadress").fill(EMAIL)
    again.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    press(again, "Logga in")
    expect(again.get_by_label("Kod", exact=True)).to_be_visible(timeout=PATIENT_MS)
    assert not [cookie for cookie in again.context.cookies() if "caire_session" in cookie.get("name", "")]
    again.get_by_label("Kod", exact=True).fill(recovery[0])
    press_and_leave(again, "Fortsätt")
    expect(again.get_by_role("button", name="Logga ut")).to_be_visible(timeout=PATIENT_MS)

    open_page(admin, f"{url}/users", "Användare")
    find = admin.get_by_label("Sök namn eller e-post")
    find.fill("nils")
    find.press("Enter")
    settled(admin)
    box = grid(admin).bounding_box()
    assert box is not None
    admin.mouse.click(box["x"] + 18, box["y"] + 1.5 * 38)  # the tick of the only row that is left
    expect(admin.get_by_role("button", name="Länk för nytt lösenord")).to_be_visible(timeout=PATIENT_MS)
    settled(admin)
    press(admin, "Stäng av")
    admin.get_by_label("Skäl").fill("Provet är slut")
    admin.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    expect(admin.get_by_text("Kontot är stängt och personen utloggad.")).to_be_visible(timeout=PATIENT_MS)
    for page in (nils, again):
        page.reload()
        expect(page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)

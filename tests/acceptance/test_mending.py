"""The list of what would spoil a solve, as a planner works it off: open it, go to the place, mend it, see it gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, Request

from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import sign_in
from tests.acceptance.grids import settled
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import open_page

PATIENT_MS = 120_000
Photograph = Callable[[Page, str], tuple[Path, Path]]
HEADINGS = (
    "Slinga,Kontor,Börjar,Starttid,Längd,Återkommande,movablevisitid,visitid,Dubbelid,Besökstyp,Insatser,Beskrivning,"
    "Kundnr,Gata,Postnr,Ort,FastOMS,Slutar,Min före,Min efter,Prio (1-3),Vilande besök,Notering"
)
ROW = (
    'Dag 1,"Kontorsgatan 1, 111 11 Solby",2026-01-05,08:00,30,Varje dag,,V{n},,Hemtjänst,Tillsyn,,KUND-{n},'
    "Okända gatan {n},111 11,Solby,,,30,30,2,,"
)


def a_file(folder: Path) -> Path:
    """Two clients who live where no position is known, and where the office lies."""
    path = folder / "besok.csv"
    path.write_text("\n".join([HEADINGS, *(ROW.format(n=n) for n in (1, 2))]), encoding="utf-8")
    return path


def take_in(page: Page, file: Path) -> None:
    open_page(page, "Importera")
    page.locator("input[type=file]").first.set_input_files(file)
    apply = page.get_by_role("button", name="Läs in filen")
    expect(apply).to_be_enabled(timeout=PATIENT_MS)
    apply.click()
    expect(page.get_by_text("Filen är inläst.")).to_be_visible(timeout=PATIENT_MS)


def open_part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()


def lines(page: Page, text: str) -> Locator:
    return page.locator("[class*='mend-line']").filter(has_text=text)


def test_a_client_without_a_place_is_found_in_the_list_placed_on_the_map_and_gone_from_it(
    running_app: RunningApp, browser_page: Page, photograph: Photograph, tmp_path: Path
) -> None:
    page, elsewhere = browser_page, list[str]()

    def note(request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(running_app.url):
            elsewhere.append(request.url)

    page.on("request", note)
    sign_in(page, running_app.url)
    take_in(page, a_file(tmp_path))
    open_page(page, "Klienter och besök")
    open_part(page, "Att åtgärda")
    placeless = lines(page, "Klienten har ingen plats på kartan.")
    expect(placeless).to_have_count(2, timeout=PATIENT_MS)
    who = placeless.first.locator("strong").inner_text()
    photograph(page, "mending-list")

    placeless.first.get_by_role("button", name="Sätt ut på kartan").click()
    canvas = page.locator(".place-map svg.canvas")
    expect(canvas).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_role("combobox", name="Klient")).to_have_value(f"{who} – saknar plats")
    save = page.get_by_role("button", name="Sätt ut här")
    expect(save).to_be_disabled()
    canvas.click(position={"x": 300, "y": 200})
    expect(page.get_by_label("Latitud, 55–70")).to_have_value(re.compile(r"^[56]\d\.\d+"), timeout=PATIENT_MS)
    longitude = page.get_by_label("Longitud, 10–25")
    expect(longitude).to_have_value(re.compile(r"^1\d\.\d+"), timeout=PATIENT_MS)  # the fields are drawn one by one
    clicked = longitude.input_value()
    settled(page)
    canvas.press("ArrowRight")
    expect(longitude).not_to_have_value(clicked, timeout=PATIENT_MS)
    expect(longitude).to_have_value(re.compile(r"^1\d\.\d+"), timeout=PATIENT_MS)
    assert float(longitude.input_value()) > float(clicked)
    photograph(page, "mending-map")
    expect(save).to_be_enabled()
    save.click()
    expect(page.get_by_text("Platsen är sparad.")).to_be_visible(timeout=PATIENT_MS)

    open_part(page, "Att åtgärda")
    expect(placeless).to_have_count(1, timeout=PATIENT_MS)
    expect(placeless.locator("strong")).not_to_have_text(who)
    waiting = lines(page, "Besök är inte utlagda än")
    waiting.get_by_role("button", name="Lägg ut besök").click()
    page.get_by_role("button", name="Lägg ut besöken").click()
    expect(page.get_by_text("Besöken är utlagda.")).to_be_visible(timeout=PATIENT_MS)
    open_part(page, "Att åtgärda")
    expect(placeless).to_have_count(1, timeout=PATIENT_MS)
    expect(waiting).to_have_count(0)
    assert elsewhere == []


def test_a_position_at_zero_is_told_and_cannot_be_saved(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    open_page(page, "Klienter och besök")
    open_part(page, "Karta")
    for name in ("Latitud, 55–70", "Longitud, 10–25"):
        field = page.get_by_label(name)
        expect(field).to_be_visible(timeout=PATIENT_MS)
        field.fill("0")
        field.press("Enter")
    expect(page.get_by_text("Positionen är 0, 0")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_role("button", name=re.compile("Sätt ut här|Flytta hit"))).to_be_disabled()

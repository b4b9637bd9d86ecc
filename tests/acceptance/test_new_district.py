"""A new organisation comes to its first plan: from the care system's file, from a rota of its own, from a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page

from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from services.integrations.care_files.slinga_csv import COLUMNS as SLINGA
from services.rota.rows import new_template
from tests.acceptance.conftest import RunningApp
from tests.acceptance.grids import PATIENT_MS, cell, grid, paste_below, reads, settled
from tests.acceptance.newcomers import newcomer, services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import open_page

Photograph = Callable[[Page, str], tuple[Path, Path]]
OFFICE = "Kontorsgatan 1, 111 11 Solby"
CLIENTS = 6


def slinga_file() -> bytes:
    """Two routes with three clients each, visited morning and noon every day."""
    out = io.StringIO()
    rows = csv.DictWriter(out, SLINGA, restval="")
    rows.writeheader()
    for client in range(CLIENTS):
        for visit, start in enumerate((f"{8 + client % 3:02}:00", f"{11 + client % 3:02}:30")):
            rows.writerow({
                "Slinga": f"Dag {1 + client % 2:02}", "Kontor": OFFICE, "Börjar": "2026-01-05", "Starttid": start,
                "Längd": "30", "Återkommande": "Varje dag", "visitid": f"{10 * client + visit}",
                "Besökstyp": "Hemtjänst", "Insatser": "Tillsyn", "Kundnr": f"K{client + 1:03}",
                "Gata": f"Storgatan {client + 1}", "Postnr": "111 11", "Ort": "Solby", "Min före": "30",
                "Min efter": "30", "Prio (1-3)": "1",
            })  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def positions_file() -> bytes:
    """Where the office and the six clients are."""
    homes = [f"Storgatan {n + 1}, 111 11 Solby;{59.30 + n / 500:.5f};{18.10 + n / 400:.5f}" for n in range(CLIENTS)]
    return "\n".join(["address;lat;lon", f"{OFFICE};59.30;18.10", *homes]).encode()


def test_a_district_is_set_up_from_the_care_systems_file_and_gets_its_first_plan(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        who = newcomer(services, "Nya distriktet")
    sign_in_as(page, running_app, who)
    open_page(page, "Importera")
    upload = page.locator("input[type=file]")
    upload.set_input_files({"name": "slinga.csv", "mimeType": "text/csv", "buffer": slinga_file()})
    expect(page.get_by_text("12 rader, 0 går inte att läsa")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("6 klienter saknar plats på kartan.")).to_be_visible(timeout=PATIENT_MS)
    upload.nth(1).set_input_files({"name": "platser.csv", "mimeType": "text/csv", "buffer": positions_file()})
    expect(page.get_by_text("saknar plats på kartan")).to_have_count(0, timeout=PATIENT_MS)
    photograph(page, "district-import")
    page.get_by_role("button", name="Läs in filen").click()
    expect(page.get_by_text("Filen är inläst.")).to_be_visible(timeout=PATIENT_MS)

    settled(page)
    page.get_by_role("button", name="Kör planeringen").click()
    page.get_by_text("10 s", exact=True).click(timeout=PATIENT_MS)
    settled(page)
    page.get_by_role("button", name="Starta planeringen").click()
    open_plan = page.get_by_role("button", name="Öppna planen")
    expect(open_plan).to_be_visible(timeout=3 * PATIENT_MS)
    open_plan.click()
    carers = page.get_by_role("button", name=re.compile(r"^[^,]+, [1-9]\d* besök, Effektivitet"))
    expect(carers).not_to_have_count(0, timeout=PATIENT_MS)
    expect(page.get_by_role("button", name=re.compile("^Oplanerade"))).to_have_count(0)
    photograph(page, "district-plan")


def test_a_fortnights_shifts_are_made_from_a_kind_of_shift_and_a_pattern(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        who = newcomer(services, "Schemadistriktet")
        client = ClientRow(new_id(), "K1")
        services.register.add(
            who.actor,
            clients=[(client, ClientSecrets())],
            employees=[(EmployeeRow(new_id(), name), EmployeeSecrets()) for name in ("Eva", "Bo")],
        )
        services.register.place(who.actor, client.id, 59.3, 18.1)
        services.rota.save(who.actor, new_templates=[new_template("Dag")])
    sign_in_as(page, running_app, who)
    open_page(page, "Pass och fordon")
    page.get_by_test_id("stButtonGroup").get_by_text("Mönster", exact=True).click()
    expect(page.get_by_text("0 mönster")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    paste_below(page, grid(page), 0, "\t".join(["Eva", "Dag", *5 * ["true"], *2 * ["false"], "1"]))
    page.get_by_role("button", name="Spara 1 ändring").click(timeout=PATIENT_MS)
    expect(page.get_by_text("1 mönster")).to_be_visible(timeout=PATIENT_MS)
    settled(page)

    page.get_by_test_id("stButtonGroup").get_by_text("Gör pass", exact=True).click()
    new = page.get_by_test_id("stMetric").filter(has_text="Nya pass")
    expect(new).to_contain_text("10", timeout=PATIENT_MS)
    photograph(page, "shifts-to-make")
    page.get_by_role("button", name="Gör passen").click()
    expect(page.get_by_text("Alla pass som mönstren ger finns redan.")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_test_id("stMetric").filter(has_text="Finns redan")).to_contain_text("10")
    settled(page)
    with services_of(running_app) as services:
        made = services.rota.shifts(who.actor, date.today(), date.max.replace(year=date.today().year + 1))  # noqa: DTZ011
    assert len(made) == 10
    assert {row.day.isoweekday() for row in made} == {1, 2, 3, 4, 5}


def test_a_workbook_goes_out_is_changed_and_comes_back_as_exactly_those_changes(
    running_app: RunningApp, browser_page: Page, tmp_path: Path, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        who = newcomer(services, "Arbetsboksdistriktet")
        clients = [(ClientRow(new_id(), f"K{n}", granted_minutes_month=60), ClientSecrets()) for n in range(1, 4)]
        services.register.add(who.actor, clients=clients)
    sign_in_as(page, running_app, who)
    open_page(page, "Importera")
    page.get_by_role("tab", name="Ta ut").click(timeout=PATIENT_MS)
    settled(page)  # a click while the page is being drawn would be lost
    page.get_by_text("Arbetsbok (Excel)").click()
    settled(page)
    page.get_by_role("button", name="Skapa arbetsboken").click()
    with page.expect_download(timeout=PATIENT_MS) as taken:
        page.get_by_role("button", name="Hämta arbetsboken").click(timeout=PATIENT_MS)
    file = tmp_path / "bok.xlsx"
    taken.value.save_as(file)

    book = load_workbook(file)
    sheet = book["Klienter"]
    column = {str(each.value): place for place, each in enumerate(sheet[1], 1)}
    row = next(row for row in range(2, 6) if sheet.cell(row, column["Pseudonym"]).value == "K2")
    sheet.cell(row, column["Beviljade minuter per månad"]).value = 600
    sheet.cell(row, column["Önskemål"]).value = "kvinna"
    book.save(file)

    page.get_by_role("tab", name="Läs in").click()
    page.locator("input[type=file]").set_input_files(file)
    apply = page.get_by_role("button", name="Läs in 1 ändring")
    expect(apply).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Detta ändras")).to_be_visible()
    told = grid(page, 1)
    for title, words in (("Vem eller vad", "K2"), ("Nu", "60"), ("Blir", "600")):
        expect(cell(told, 0, title)).to_have_text(words)
    photograph(page, "workbook-differences")
    apply.click()
    page.get_by_role("button", name="Se klienter och besök").click(timeout=PATIENT_MS)
    expect(page.get_by_label("Sök pseudonym")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    for row, hours in enumerate(("1", "10", "1")):
        reads(page, grid(page), row, "Beviljat, h/mån", hours)

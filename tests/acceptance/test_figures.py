"""A manager follows up a fortnight: its days, a district, one client, how a figure is counted, what is taken out."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Download, Locator, Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.grids import cell, settled
from tests.acceptance.lived import A_DAY, CLIENTS, FIRST, LAST, NORTH, lived
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_day_of import choose

Photograph = Callable[[Page, str], tuple[Path, Path]]
PATIENT_MS = 60_000
SECOND_WEEK = date(2027, 2, 8)


def press(page: Page, word: str, place: int = 0) -> None:
    """One of the words of a row of buttons."""
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text(word, exact=True).nth(place).click()
    settled(page)


def card(page: Page, title: str) -> Locator:
    return page.get_by_test_id("stMetric").filter(has_text=title)


def look_at(page: Page, app: RunningApp, first: date) -> None:
    """The days from `first` on, as a colleague's link has them."""
    page.goto(f"{app.url}/figures?first={first}&last={LAST}&by=day&figure=assigned_visits")
    expect(card(page, "Brukartid")).to_be_visible(timeout=PATIENT_MS)
    settled(page)


def begin_on(page: Page, first: date) -> None:
    """A later first day, written into the field of days."""
    field = page.get_by_test_id("stDateInput")
    field.get_by_text("2027", exact=True).first.click()  # what is typed goes on from year to month to day
    page.keyboard.type(f"{first:%Y%m%d}", delay=60)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settled(page)


def go_down(page: Page, level: str, who: str) -> None:
    """Choose somebody in the table of those below."""
    press(page, level)
    table = page.locator(".st-key-figures_down").get_by_test_id("stDataFrame").first
    expect(table.get_by_role("columnheader", include_hidden=True)).not_to_have_count(0, timeout=PATIENT_MS)
    rows = table.locator("tbody tr").count()
    place = [cell(table, row, "Vem").inner_text() for row in range(rows)].index(who)
    box = table.bounding_box()
    assert box is not None
    table.locator(".dvn-scroller").click(position={"x": 15, "y": box["height"] * (place + 1.5) / (rows + 1)})
    settled(page)


def taken(page: Page, button: Locator) -> Download:
    with page.expect_download(timeout=PATIENT_MS) as found:
        button.click(timeout=PATIENT_MS)
    return found.value


def report(page: Page, form: str, into: Path) -> Path:
    """The report as it came out of the browser, under the name it came with."""
    page.get_by_test_id("stPopover").get_by_role("button").click()
    choose(page, page.get_by_role("combobox", name="Dela nyckeltalen som"), form)
    page.get_by_role("button", name="Skapa", exact=True).click()
    file = taken(page, page.get_by_role("button", name=re.compile("^Hämta caire")))
    page.keyboard.press("Escape")
    settled(page)
    saved = into / file.suggested_filename
    file.save_as(saved)
    return saved


def words_of(pdf: bytes) -> list[str]:
    """What is written in a PDF of ours: signs are numbers, and each font has a map that says what its numbers mean."""
    raw = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    streams = [zlib.decompress(each) if each[:1] == b"x" else each for each in raw]
    fonts = [
        {int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be")
         for code, sign in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", each)}
        for each in streams if b"beginbfchar" in each
    ]  # fmt: skip
    found = []
    for written in (said for each in streams for said in re.findall(rb"\(((?:\\.|[^\\)])*)\) Tj", each, re.DOTALL)):
        plain = re.sub(rb"\\(.)", lambda m: {b"r": b"\r", b"n": b"\n"}.get(m[1], m[1]), written, flags=re.DOTALL)
        codes = [int.from_bytes(plain[at : at + 2]) for at in range(0, len(plain), 2)]
        found += ["".join(font.get(code, "") for code in codes) for font in fonts]
    return found


def test_a_manager_follows_a_fortnight_down_to_one_client_and_takes_it_out(
    running_app: RunningApp, browser_page: Page, photograph: Photograph, tmp_path: Path
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        house = lived(services, "Uppföljningen")
    sign_in_as(page, running_app, house.manager)
    look_at(page, running_app, FIRST)
    expect(card(page, "Utfört av planerat")).to_contain_text("80,0")
    photograph(page, "figures")

    begin_on(page, SECOND_WEEK)
    expect(page).to_have_url(re.compile(f"first={SECOND_WEEK}"), timeout=PATIENT_MS)
    days = (LAST - SECOND_WEEK).days + 1
    card(page, "Brukartid").get_by_test_id("stTooltipHoverTarget").hover()
    expect(page.get_by_test_id("stTooltipContent")).to_contain_text("Tid hos klienter / betald tid")
    page.mouse.move(0, 0)

    page.get_by_text("Tabell", exact=True).first.click()
    file = taken(page, page.get_by_test_id("stDownloadButton").get_by_role("button", name="CSV").first)
    told = list(csv.reader(io.StringIO(Path(file.path()).read_text(encoding="utf-8-sig")), delimiter=";"))
    assert told[0] == ["Från", "Planerat", "Utfört", "Antal räknade", "Avviker"]
    assert [row[:3] for row in told[1:]] == [
        [str(date.fromordinal(SECOND_WEEK.toordinal() + n)), *(2 * [f"{A_DAY * CLIENTS},0"])] for n in range(days)
    ]

    go_down(page, "Område", NORTH)
    expect(page.get_by_role("combobox", name="Område")).to_have_value(NORTH, timeout=PATIENT_MS)
    go_down(page, "Klient", "K03")
    expect(page.get_by_role("combobox", name="Klient")).to_have_value("K03", timeout=PATIENT_MS)
    expect(card(page, "Besök").first).to_contain_text(str(A_DAY * days))
    assert f"who={house.clients['K03']}" in page.url

    pdf = report(page, "PDF att skriva ut", tmp_path).read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert {"Nyckeltal: Uppföljningen", "Utfört av planerat", "80,0 %", NORTH} <= set(words_of(pdf))
    web = report(page, "Webbsida i en fil (öppnas utan nät)", tmp_path)
    page.context.set_offline(True)
    offline = page.context.new_page()
    offline.goto(web.as_uri())  # a file of the disk, without any net
    expect(offline.get_by_role("heading", name="Nyckeltal: Uppföljningen")).to_be_visible()
    expect(offline.get_by_role("img", name="Brukartid").locator("circle")).to_have_count(days)
    expect(offline.get_by_role("img", name="Brukartid")).to_be_visible()
    page.context.set_offline(False)

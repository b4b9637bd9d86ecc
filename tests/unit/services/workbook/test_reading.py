"""A file that comes back from anywhere: bombs are never opened, damage gives problems and never a crash."""

from __future__ import annotations

import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from services.words import Language
from services.workbook.reading import MOST_ROWS, Notes, SheetRead, read_workbook
from services.workbook.shapes import Record
from services.workbook.sheets import CLIENTS, NEEDS, SHEETS
from services.workbook.writing import write_workbook
from services.workbook.zip_guard import MOST_PARTS

SECRET = "Olle Ohlsson"


def a_workbook(rows: int = 20) -> bytes:
    clients: list[Record] = [
        {"pseudonym": f"K{i}", "status": "ACTIVE", "protected_identity": False, "name": SECRET} for i in range(rows)
    ]
    needs: list[Record] = [
        {"client": f"K{i}", "service_type": "Morgon", "duration_min": 30.0, "repeats": "daily", "external_ref": f"V{i}",
         "windows": (("1", "07:00", "09:00", 2),)}
        for i in range(rows)
    ]  # fmt: skip
    tables = [(CLIENTS, CLIENTS.columns, clients), (NEEDS, NEEDS.columns, needs)]
    return write_workbook(tables, ["Prov."], Language.SV)


def read(raw: bytes) -> tuple[dict[str, SheetRead], Notes]:
    notes = Notes()
    return read_workbook(raw, notes), notes


def codes(raw: bytes) -> list[str]:
    _, notes = read(raw)
    assert not any(SECRET in f"{issue.value}{issue.cause.sv}{issue.where}" for issue in notes.report.issues())
    return [issue.code for issue in notes.report.issues()]


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def a_bomb() -> bytes:
    """A kilobyte for every megabyte, six times as much as is ever unpacked."""
    parts = parts_of(a_workbook(1))
    return packed({**parts, **{f"xl/worksheets/sheet{9 + i}.xml": bytes(100_000_000) for i in range(9)}})


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return a_bomb()


def test_a_zip_bomb_is_refused_at_once_and_never_unpacked(bomb: bytes) -> None:
    assert len(bomb) < 2_000_000
    read(a_workbook(1))  # the library itself is not measured
    tracemalloc.start()
    begun = time.monotonic()
    found = codes(bomb)
    taken_s = time.monotonic() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == ["XLSX-003"]
    assert taken_s < 1.0
    assert peak < 5_000_000


def test_a_bomb_that_lies_of_its_size_gives_no_more_than_it_declares() -> None:
    parts = parts_of(a_workbook(1))
    raw = bytearray(packed({**parts, "xl/worksheets/sheet9.xml": bytes(100_000_000)}))
    honest = struct.pack("<I", 100_000_000)
    while (at := raw.find(honest)) >= 0:
        raw[at : at + 4] = struct.pack("<I", 1000)
    assert codes(bytes(raw)) == ["XLSX-001"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({f"part{i}.xml": b"<a/>" for i in range(MOST_PARTS + 1)}, "XLSX-003"),
        ({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'}, "XLSX-004"),
        ({"xl/workbook.xml": "<a/>".encode("utf-16")}, "XLSX-004"),
        ({"[Content_Types].xml": b"<a/>"}, "XLSX-001"),
        ({"letter.txt": b"hej"}, "XLSX-001"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(parts: dict[str, bytes], code: str) -> None:
    assert codes(packed(parts)) == [code]


@pytest.mark.parametrize(
    "raw", [b"", b"PK", b"PK\x03\x04" + b"\x00" * 40, b"Slinga,Kontor\n", b"\xd0\xcf\x11\xe0" * 100]
)
def test_other_files_are_no_workbooks(raw: bytes) -> None:
    assert codes(raw) == ["XLSX-001"]


def test_an_entity_across_two_chunks_is_seen() -> None:
    parts = parts_of(a_workbook(1))
    for before in range(5):
        padded = b" " * ((1 << 20) - before) + b'<!ENTITY b "b">'
        assert codes(packed({**parts, "xl/more.xml": padded}, zipfile.ZIP_STORED)) == ["XLSX-004"]


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    assert codes(b"PK" + bytes(20_000_000)) == ["XLSX-002"]


def test_rows_far_down_and_columns_far_out_cost_nothing() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Klienter"
    sheet.append(["Pseudonym"])
    sheet["A2"] = "K1"
    sheet["XFD3"] = "långt ut"
    sheet["A1048576"] = "långt ner"
    file = BytesIO()
    book.save(file)
    begun = time.monotonic()
    sheets, _ = read(file.getvalue())
    assert time.monotonic() - begun < 5.0
    assert [told.values["pseudonym"] for told in sheets["clients"].rows] == ["K1"]


def test_headings_may_stand_in_any_order_and_either_language_and_others_are_told_of() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "CLIENTS"
    sheet.append(["Önskemål", "status", "PSEUDONYM ", "Skostorlek", "Status"])
    sheet.append(["lugn", "Paused", "K1", 42, "Aktiv"])
    book.create_sheet("Skor").append(["Storlek"])
    book.create_sheet("Läs mig").append(["Hej"])
    file = BytesIO()
    book.save(file)
    sheets, notes = read(file.getvalue())
    assert sheets["clients"].rows[0].values == {"wishes": ("lugn",), "status": "PAUSED", "pseudonym": "K1"}
    assert [(issue.code, issue.where) for issue in notes.report.issues()] == [
        ("XLSX-007", "CLIENTS!D1"), ("XLSX-009", "CLIENTS!E1"), ("XLSX-006", "Skor"),
    ]  # fmt: skip


def test_a_sheet_without_the_columns_that_must_be_there_is_not_read() -> None:
    book = load_workbook(BytesIO(a_workbook(2)))
    sheet = book["Besöksbehov"]
    place = next(cell.column for cell in sheet[1] if cell.value == "Minuter")
    sheet.delete_cols(place)
    file = BytesIO()
    book.save(file)
    sheets, notes = read(file.getvalue())
    assert sheets["needs"].rows == []
    assert [(issue.code, issue.field) for issue in notes.report.issues()] == [("XLSX-008", "Minuter / Minutes")]


PIECES = (
    b"", b"\x00", b"<c", b"</row>", b"<v>1e999</v>", b't="s"', b't="d"', b"-1", b"9" * 30, b"&#0;", b"&amp;", b"'",
    b'<row r="1048577">', b'r="ZZZZ1"', b"NaN", b"\xff\xfe", b"<!--", b"2027-02-30T99:99", b"<f>1+1</f>",
)  # fmt: skip


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """Bytes of the file itself, or of the XML inside it, put anywhere, taken away or doubled."""
    if dice.random() < 0.25:
        return scratched(raw, dice)
    parts = parts_of(raw)
    for name in dice.sample(sorted(parts), dice.randint(1, 2)):
        if dice.random() < 0.1:
            del parts[name]
        else:
            parts[name] = scratched(parts[name], dice)
    return packed(parts)


def scratched(raw: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 5)):
        at, length = dice.randrange(len(raw) + 1), dice.choice((0, 1, 1, 5, 40, 4000))
        piece = dice.choice(PIECES) if dice.random() < 0.7 else raw[dice.randrange(len(raw) + 1) :][:200]
        raw = raw[:at] + piece + raw[at + length :]
    return raw


def test_a_damaged_workbook_gives_problems_and_never_a_crash(campaign: Callable[[int, int], int]) -> None:
    raw = a_workbook(6)
    refused = 0
    for seed in range(campaign(120, 6000)):
        begun = time.monotonic()
        sheets, notes = read(damaged(raw, random.Random(seed)))
        assert time.monotonic() - begun < 5.0, f"seed {seed}"
        told = " ".join(f"{issue.where} {issue.value} {issue.cause.sv}" for issue in notes.report.issues())
        assert SECRET not in told, f"seed {seed}"
        assert sheets or notes.report.has_errors, f"seed {seed}"
        assert sum(len(each.rows) for each in sheets.values()) <= MOST_ROWS
        refused += notes.report.has_errors
    assert refused > 50


def test_every_sheet_there_is_can_be_written_and_read_back_empty() -> None:
    raw = write_workbook([(sheet, sheet.columns, []) for sheet in SHEETS], [], Language.EN)
    sheets, notes = read(raw)
    assert list(sheets) == [sheet.key for sheet in SHEETS]
    assert not notes.report.has_errors
    for made in load_workbook(BytesIO(raw)).worksheets:
        assert made.freeze_panes == "A2"

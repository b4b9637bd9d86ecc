"""Each layout is read whole, at real size, in every dress it comes in."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from services.integrations.care_files import (
    read_positions,
    read_schedule_entries,
    read_slinga_csv,
    read_task_metrics,
    read_visit_list_csv,
)
from services.integrations.care_files.positions import same_address
from services.integrations.care_files.records import Hours
from services.integrations.care_files.slinga_csv import COLUMNS as SLINGA
from services.recurrence import Kind
from tests.unit.services.integrations.care_files import making

ZONE = ZoneInfo("Europe/Stockholm")
LETTERS = str.maketrans("0123456789", "abcdefghij")
DRESSES = [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-8-sig"), (";", "utf-8-sig")]


@pytest.mark.parametrize(("separator", "encoding"), DRESSES)
def test_recurring_visits_are_read_the_same_in_every_dress(separator: str, encoding: str) -> None:
    file = read_slinga_csv(making.slinga_file(1000, separator, encoding))
    assert file.is_sound
    assert (file.rows, len(file.needs), len(file.clients)) == (1000, 1000, 250)
    assert not file.rejected
    need = file.needs[0]
    assert (need.begins, need.ends, need.slinga) == (date(2027, 1, 4), date(2027, 12, 31), "Dag 01")
    assert file.office is not None
    assert {issue.code for issue in file.issues} == {"FILE-022"}


def test_a_file_in_windows_1252_is_read_without_its_modern_dashes() -> None:
    raw = making.slinga_file(20, ";", "utf-8").decode().replace("\u2011", "-").encode("cp1252")
    assert read_slinga_csv(raw).needs == read_slinga_csv(making.slinga_file(20, ";", "utf-8")).needs


def test_slack_makes_the_hours_of_a_visit() -> None:
    text = making.written(
        SLINGA, [with_cells(Starttid="7:03", Längd="20", **{"Min före": "3", "Min efter": "27"})], ","
    )
    (need,) = read_slinga_csv(text.encode()).needs
    assert need.hours == Hours(time(7, 0), time(7, 30), time(7, 50))
    assert need.rule.kind is Kind.DAILY


@pytest.mark.parametrize(("written", "ours"), [("1", 1), ("2", 4), ("3", 7), ("7", 10), ("", 10)])
def test_the_care_systems_priorities_become_ours(written: str, ours: int) -> None:
    text = making.written(SLINGA, [with_cells(**{"Prio (1-3)": written})], ",")
    assert read_slinga_csv(text.encode()).needs[0].priority == ours


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Starttid": "25:00"}, "FILE-012"), ({"Starttid": ""}, "FILE-010"), ({"Längd": "0"}, "FILE-013"),
        ({"Längd": "tjugo"}, "FILE-013"), ({"Börjar": "2027-02-30"}, "FILE-011"),
        ({"Slutar": "2026-01-01"}, "FILE-015"),
        ({"Återkommande": "Varje månad"}, "FILE-014"), ({"visitid": ""}, "FILE-010"), ({"Kundnr": ""}, "FILE-010"),
    ],
)  # fmt: skip
def test_a_row_with_a_fault_is_left_out_and_told_with_row_and_column(cells: dict[str, str], code: str) -> None:
    text = making.written(SLINGA, [with_cells(visitid="1"), with_cells(**{"visitid": "2", **cells})], ",")
    file = read_slinga_csv(text.encode(), "besök.csv")
    (issue,) = file.issues
    assert (issue.code, issue.field, issue.where) == (code, next(iter(cells)), "besök.csv · rad 3")
    assert file.rejected == {3}
    assert len(file.needs) == 1


def test_the_same_id_twice_is_told_on_the_second_row() -> None:
    text = making.written(SLINGA, [with_cells(), with_cells()], ",")
    assert [(issue.code, issue.where) for issue in read_slinga_csv(text.encode()).issues] == [
        ("FILE-016", "fil · rad 3")
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "FILE-002"), (b" \n ", "FILE-002"), (b"a\x00b", "FILE-003"), (b"\x81\x8d", "FILE-003"),
        ("Slinga;Börjar\nå;Ã¥".encode(), "FILE-004"), (b"Slinga,Kontor\n1,2\n", "FILE-005"),
        (b'"oavslutad', "FILE-003"),
        (b"x" * (20 * 1024 * 1024 + 1), "FILE-001"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_told_once(raw: bytes, code: str) -> None:
    file = read_slinga_csv(raw)
    assert [issue.code for issue in file.issues] == [code]
    assert not file.is_sound


def test_a_header_that_is_there_twice_and_a_torn_row_are_told() -> None:
    text = making.slinga_file(2, ",", "utf-8").decode()
    assert read_slinga_csv(text.replace("Ort,", "Gata,", 1).encode()).issues[0].code in {"FILE-005", "FILE-006"}
    assert read_slinga_csv((text + "bara,två\r\n").encode()).issues[-1].code == "FILE-008"


def test_the_expanded_list_fills_visits_shifts_and_clients() -> None:
    file = read_visit_list_csv(making.list_file(3000))
    assert file.is_sound
    assert (len(file.visits), len(file.shifts), len(file.clients)) == (3000, 20, 150)
    visit, client = file.visits[3], file.clients["K003"]
    assert (visit.last_day - visit.day).days == 2
    assert client.address is not None
    assert client.address.lat == pytest.approx(59.300111)
    assert file.shifts["Dag 00"].break_min == 30
    assert file.office is not None
    assert file.office.lat == pytest.approx(59.30)


def test_schedule_entries_are_planned_visits_with_their_carer() -> None:
    file = read_schedule_entries(making.entries_file(), ZONE)
    assert file.is_sound
    assert len(file.planned) == file.rows == 1200
    assert file.planned[0].start == datetime(2027, 2, 1, 7, 0, tzinfo=ZONE)
    assert read_schedule_entries(b'{"entries": []}', ZONE).issues[0].code == "FILE-019"
    assert read_schedule_entries(b'{"scheduleEntries": [7, {"date": 5}]}', ZONE).rejected == {1, 2}


def test_performed_tasks_are_read_by_a_profile_and_hide_personal_numbers() -> None:
    file = read_task_metrics(making.tasks_file(), lambda number: number.translate(LETTERS), ZONE)
    assert file.is_sound
    assert len(file.planned) == 1000
    assert {task.performed_min for task in file.planned} == {None, 22}
    assert file.planned[0].priority == 10 if file.planned[0].service == "" else file.planned[0].priority == 3
    assert not any("1940" in str(task) or "1980" in str(task) for task in file.planned)


def test_a_key_the_source_does_not_have_is_named_by_the_profiles_key() -> None:
    raw = making.tasks_file(1).replace(b"PlannedStart", b"Start")
    (issue,) = read_task_metrics(raw, str, ZONE).issues
    assert (issue.code, issue.field) == ("FILE-019", "planned_start")
    assert "planned_start" in issue.cause.sv


def test_positions_come_beside_and_compare_without_capitals_and_commas() -> None:
    raw = b"address;lat;lon\nStorgatan 1, 111 11 Solby;59,3;18.1\nBortom;18,1;59,3\n;59;18\n"
    found, issues = read_positions(raw)
    assert found == {same_address("STORGATAN 1  111 11 solby"): (59.3, 18.1)}
    assert [issue.code for issue in issues] == ["FILE-018", "FILE-010"]


def with_cells(**cells: str) -> list[str]:
    row = dict(zip(SLINGA, making.slinga_rows(1)[0], strict=True)) | {"Återkommande": "Varje dag"} | cells
    return [row[name] for name in SLINGA]

"""A workbook goes out and comes back: unchanged it changes nothing, changed it changes that, in conflict nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data.connect import Database
from data.vocabulary import AuditAction, ClientStatus, Role
from services.access import Actor
from services.errors import BadInput, Conflict, NotAllowed
from services.words import Language
from services.workbook import Look, Workbooks
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.household import MONDAY, furnish

NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)
DAYS = (MONDAY, MONDAY + timedelta(days=13))
SHEETS = ("clients", "needs", "employees", "templates", "shifts", "vehicles", "constraints", "overrides")


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def workbooks(database: Database) -> Workbooks:
    return Workbooks(database, lambda: NOW)


@pytest.fixture
def actor(database: Database, tenant: Tenant) -> Actor:
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    furnish(database, tenant, actor)
    return actor


@contextmanager
def edited(raw: bytes) -> Iterator[tuple[Workbook, Callable[[], bytes]]]:
    book = load_workbook(BytesIO(raw))

    def saved() -> bytes:
        file = BytesIO()
        book.save(file)
        return file.getvalue()

    yield book, saved


def column(sheet: Any, title: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == title)


def row_of(sheet: Any, title: str, value: object) -> int:
    place = column(sheet, title)
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, place).value == value)


def put(sheet: Any, where: tuple[str, object], title: str, value: object) -> None:
    sheet.cell(row_of(sheet, *where), column(sheet, title)).value = value


def errors(look: Look) -> list[tuple[str, str]]:
    return [(issue.code, issue.where) for issue in look.issues if issue.severity.value == "error"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("with_personal", [False, True])
def test_a_workbook_taken_in_unchanged_changes_nothing(
    workbooks: Workbooks, actor: Actor, language: Language, with_personal: bool
) -> None:
    raw = workbooks.take_out(actor, language, DAYS, with_personal=with_personal)
    look = workbooks.look(actor, raw)
    assert look.issues == ()
    assert look.differences == ()
    assert look.changes == 0
    assert {key: tally.unchanged for key, tally in look.tallies.items() if key in SHEETS}.keys() == set(SHEETS)
    assert all(look.tallies[key].unchanged for key in SHEETS)
    assert not any(look.missing.values())
    assert workbooks.apply(actor, "bok.xlsx", raw).changes == 0
    assert workbooks.look(actor, raw).changes == 0


def test_what_is_edited_is_told_and_written_and_nothing_else(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant
) -> None:
    with database.reading(tenant.acting()) as work:
        before = {row.id: row for row in work.requirements.all()}
    with edited(workbooks.take_out(actor, Language.SV, DAYS)) as (book, saved):
        put(book["Klienter"], ("Pseudonym", "K1"), "Status", "avslutad")
        put(book["Besöksbehov"], ("Externt id", "V00005"), "Tidsfönster", "mån-ons 07.30-09:00 (+2); lör 10:00-12:00")
        put(book["Besöksbehov"], ("Externt id", "V00005"), "Minuter", "22,5")
        put(book["Passtyper"], ("Namn", "Dag"), "Raster", "12:00-13:00 45 min")
        put(book["Pass"], ("Medarbetare", "M0"), "Slutar", "17:00")
        put(book["Fordon"], ("Namn", "Bil 1"), "Platser", 7)
        put(book["Regler"], ("Regel", "soft.travel.minutes"), "Vikt", 9)
        put(book["Undantag"], ("Regel", "soft.continuity.new_face"), "Värde", 11)
        raw = saved()
    look = workbooks.look(actor, raw)
    assert errors(look) == []
    assert look.changes == 7
    assert all(tally.new == 0 for tally in look.tallies.values())
    told = {(each.sheet.en, each.who, each.column.en if each.column else ""): each for each in look.differences}
    assert told["Clients", "K1", "Status"].becomes is not None
    assert told["Clients", "K1", "Status"].becomes.en == "Ended"
    workbooks.apply(actor, "bok.xlsx", raw, look.seen)
    with database.reading(tenant.acting()) as work:
        after = {row.id: row for row in work.requirements.all()}
        changed = [row for row in after.values() if row != before[row.id]]
        clients = {row.pseudonym: row for row in work.people.clients()}
        templates = {row.name: row for row in work.shifts.templates()}
        carers = {row.id: row.pseudonym for row in work.people.employees()}
        ends = {carers[row.employee_id]: row.planned_end for row in work.shifts.between(*DAYS)}
        vehicles = {row.name: row for row in work.vehicles.all()}
        weights = {row.name: row.weight for row in work.constraints.definitions()}
        overrides = [row.override_weight for row in work.constraints.values()]
    assert [(row.external_ref, row.duration_s) for row in changed] == [("V00005", 1350)]
    assert {(entry["day"], entry["start"], entry["preference"]) for entry in changed[0].time_windows} == {
        (1, "07:30", 2), (2, "07:30", 2), (3, "07:30", 2), (6, "10:00", 0),
    }  # fmt: skip
    assert changed[0].frequency == before[changed[0].id].frequency
    assert clients["K1"].status is ClientStatus.ENDED
    assert templates["Dag"].break_windows == [
        {"start": "12:00", "end": "13:00", "required": True, "duration_min": 45, "paid": False}
    ]
    assert ends["M0"] == datetime(2027, 2, 1, 16, tzinfo=UTC)
    assert ends["M1"] == datetime(2027, 2, 2, 15, tzinfo=UTC)
    assert vehicles["Bil 1"].capacity == 7
    assert weights["soft.travel.minutes"] == 9
    assert overrides == [11]
    assert workbooks.look(actor, raw).changes == 0


def test_new_rows_find_one_another_and_again_change_nothing(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant
) -> None:
    book = Workbook()
    del book["Sheet"]
    sheets: dict[str, list[list[object]]] = {
        "Clients": [["Pseudonym", "Permanent contact", "Latitude", "Longitude", "Name", "Continuity group"],
                    ["Ny klient", "Ny medarbetare", 59.35, "18,05", "Nils Ny", "M1; Ny medarbetare"]],
        "visit requirements": [
            ["Client", "External id", "Service", "Minutes", "Repeats", "Weekdays", "Windows", "After requirement",
             "Least minutes after", "Holds from"],
            ["Ny klient", "N1", "Lunch", 20, "Every week", "Mon-Fri", "11:00–13:00", None, None, "01.02.2027"],
            ["Ny klient", "N2", "Kväll", 30, "every day", None, "17:00-20:00", "N1", 240, date(2027, 2, 1)],
            ["Ny klient", None, "Städ", 60, "Every n weeks", "Thu", "09:00-15:00", None, None, None],
        ],
        "Employees": [["Pseudonym", "Transport"], ["Ny medarbetare", "Bicycle"]],
        "Skills": [["Employee", "Skill", "Level", "Holds until"], ["Ny medarbetare", "sondmat", 2, "2027-12-31"]],
        "Shift templates": [["Name", "Starts", "Ends"], ["Kväll", "15:00", "22:00"]],
        "Shifts": [["Date", "Employee", "Shift template", "Starts", "Ends", "Vehicle"],
                   [date(2027, 2, 5), "Ny medarbetare", "Kväll", "15:00", "22:00", "Bil 2"]],
    }  # fmt: skip
    for title, rows in sheets.items():
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
    file = BytesIO()
    book.save(file)
    look = workbooks.look(actor, file.getvalue())
    assert errors(look) == []
    assert {key: tally.new for key, tally in look.tallies.items() if tally.new} == {
        "clients": 1, "needs": 3, "employees": 1, "templates": 1, "shifts": 1,
    }  # fmt: skip
    assert look.missing["clients"] == 5
    workbooks.apply(actor, "nya.xlsx", file.getvalue(), look.seen)
    with database.reading(tenant.acting()) as work:
        needs = {row.external_ref: row for row in work.requirements.all()}
        client = next(row for row in work.people.clients() if row.pseudonym == "Ny klient")
        carer = next(row for row in work.people.employees() if row.pseudonym == "Ny medarbetare")
        home = work.places.all()[client.place_id] if client.place_id else None
        assert work.people.open_clients([client.id])[client.id].name == "Nils Ny"
        assert work.imports.newest(1)[0].kind == "xlsx"
        pool = {row.employee_id for row in work.people.relations() if row.client_id == client.id}
    assert needs["N2"].after_requirement_id == needs["N1"].id
    assert home is not None
    assert (home.lat, home.lon) == (59.35, 18.05)
    assert client.contact_employee_id == carer.id
    assert carer.id in pool
    assert [(skill.name, skill.level, skill.valid_to) for skill in carer.skills] == [("sondmat", 2, date(2027, 12, 31))]
    again = workbooks.look(actor, file.getvalue())
    assert errors(again) == []
    assert again.changes == 0


def test_a_row_somebody_else_changed_is_never_overwritten(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant
) -> None:
    with edited(workbooks.take_out(actor, Language.SV, DAYS)) as (book, saved):
        put(book["Klienter"], ("Pseudonym", "K0"), "Beviljade minuter per månad", 777)
        put(book["Klienter"], ("Pseudonym", "K1"), "Beviljade minuter per månad", 888)
        put(book["Pass"], ("Medarbetare", "M0"), "Slutar", "17:00")
        raw = saved()
    with database.writing(tenant.acting()) as work:
        theirs = next(row for row in work.people.clients() if row.pseudonym == "K0")
        assert work.people.change_client(replace(theirs, wishes=("tyst",)))
        shift = next(row for row in work.shifts.between(*DAYS) if row.vehicle_id is not None)
        assert work.shifts.book_vehicle(shift.day, shift.id, None)
    look = workbooks.look(actor, raw)
    assert [code for code, _ in errors(look)] == ["XLSX-020", "XLSX-020"]
    with pytest.raises(BadInput):
        workbooks.apply(actor, "bok.xlsx", raw, look.seen)
    applied = workbooks.apply(actor, "bok.xlsx", raw, look.seen, only_good=True)
    assert applied.changes == 1
    with database.reading(tenant.acting()) as work:
        minutes = {row.pseudonym: row.granted_minutes_month for row in work.people.clients()}
    assert (minutes["K0"], minutes["K1"]) == (1200, 888)


def test_what_was_seen_is_what_is_written_or_nothing(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Klienter"
    sheet.append(["Pseudonym", "Beviljade minuter per månad"])
    sheet.append(["K0", 777])
    file = BytesIO()
    book.save(file)
    look = workbooks.look(actor, file.getvalue())
    assert look.changes == 1
    with database.writing(tenant.acting()) as work:
        theirs = next(row for row in work.people.clients() if row.pseudonym == "K0")
        assert work.people.change_client(replace(theirs, granted_minutes_month=1300))
    with pytest.raises(Conflict) as refused:
        workbooks.apply(actor, "bok.xlsx", file.getvalue(), look.seen)
    assert refused.value.code == "XLSX-101"


def test_every_bad_cell_is_named_and_good_rows_go_in_alone_when_asked(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant
) -> None:
    with edited(workbooks.take_out(actor, Language.SV, DAYS)) as (book, saved):
        needs, clients = book["Besöksbehov"], book["Klienter"]
        bad: list[tuple[Any, tuple[str, object], str, object, str]] = [
            (needs, ("Externt id", "V00001"), "Minuter", "många", "XLSX-013"),
            (needs, ("Externt id", "V00002"), "Prioritet", 11, "XLSX-014"),
            (needs, ("Externt id", "V00003"), "Upprepning", "ibland", "XLSX-015"),
            (needs, ("Externt id", "V00005"), "Klient", "Ingen", "XLSX-022"),
            (needs, ("Externt id", "V00006"), "Minuter", "=15+15", "XLSX-016"),
            (needs, ("Externt id", "V00007"), "Gäller till och med", "2020-01-01", "XLSX-025"),
            (clients, ("Pseudonym", "K0"), "Pseudonym", None, "XLSX-012"),
            (clients, ("Pseudonym", "K1"), "Pseudonym", "K2", "XLSX-023"),
            (book["Regler"], ("Regel", "soft.travel.minutes"), "Vikt", 1001, "XLSX-027"),
            (book["Pass"], ("Medarbetare", "M1"), "Datum", date(2027, 2, 9), "XLSX-028"),
            (book["Pass"], ("Medarbetare", "M0"), "Börjar", "12:00", "XLSX-031"),
            (book["Kompetenser"], ("Medarbetare", "M3"), "Nivå", 99, "XLSX-014"),
        ]
        expected = set()
        for sheet, where, title, value, code in bad:
            row, place = row_of(sheet, *where), column(sheet, title)
            expected.add((code, f"{sheet.title}!{sheet.cell(1, place).column_letter}{row}"))
            sheet.cell(row, place).value = value
        put(clients, ("Pseudonym", "K3"), "Beviljade minuter per månad", 777)
        raw = saved()
    look = workbooks.look(actor, raw)
    assert set(errors(look)) == expected
    assert all(issue.cause.sv and issue.action.en for issue in look.issues)
    with pytest.raises(BadInput):
        workbooks.apply(actor, "bok.xlsx", raw)
    assert workbooks.look(actor, raw).changes == 1
    assert workbooks.apply(actor, "bok.xlsx", raw, only_good=True).changes == 1
    with database.reading(tenant.acting()) as work:
        assert {row.pseudonym: row.granted_minutes_month for row in work.people.clients()}["K3"] == 777


def test_names_and_addresses_go_out_only_when_asked_on_record_and_never_of_the_protected(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant
) -> None:
    plain = load_workbook(BytesIO(workbooks.take_out(actor, Language.EN)))
    assert not any(cell.value in {"Name", "Address", "Latitude"} for cell in plain["Clients"][1])
    with edited(workbooks.take_out(actor, Language.EN, with_personal=True)) as (book, saved):
        sheet = book["Clients"]
        named = {sheet.cell(row, column(sheet, "Pseudonym")).value: sheet.cell(row, column(sheet, "Name")).value
                 for row in range(2, sheet.max_row + 1)}  # fmt: skip
        assert named["K0"] == "Olle Ohlsson"
        assert named["K3"] is None
        put(sheet, ("Pseudonym", "K0"), "Name", "Olga Ohlsson")
        put(sheet, ("Pseudonym", "K0"), "Latitude", 59.4)
        raw = saved()
    look = workbooks.look(actor, raw)
    assert (look.changes, errors(look)) == (1, [])
    assert "Ohlsson" not in repr(look)
    workbooks.apply(actor, "bok.xlsx", raw, look.seen)
    with database.reading(tenant.acting()) as work:
        client = next(row for row in work.people.clients() if row.pseudonym == "K0")
        secrets = work.people.open_clients([client.id])[client.id]
        entries = work.audit.entries(datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(hours=1),
                                     action=AuditAction.EXPORT)  # fmt: skip
        assert work.places.all()[client.place_id or client.id].lat == 59.4
    assert (secrets.name, secrets.address, secrets.notes) == ("Olga Ohlsson", "Storgatan 1", "Nyckel under mattan")
    assert {entry.table_name for entry in entries} == {"clients", "employees"}


def test_who_may_not_see_who_is_who_takes_out_none_of_it_and_takes_nothing_in(
    workbooks: Workbooks, actor: Actor
) -> None:
    ended = replace(actor, read_only=True)
    raw = workbooks.take_out(actor, Language.SV, with_personal=True)
    assert load_workbook(BytesIO(workbooks.take_out(ended, Language.SV))).sheetnames[1] == "Klienter"
    with pytest.raises(NotAllowed):
        workbooks.take_out(ended, Language.SV, with_personal=True)
    with pytest.raises(NotAllowed):
        workbooks.look(ended, raw)
    for role in (Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN):
        with pytest.raises(NotAllowed):
            workbooks.take_out(replace(actor, role=role), Language.SV)


def test_many_needs_are_changed_in_one_book(workbooks: Workbooks, database: Database, tenant: Tenant) -> None:
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    furnish(database, tenant, actor, needs=600)
    raw = workbooks.take_out(actor, Language.SV, DAYS, with_personal=True)
    with edited(raw) as (book, saved):
        sheet = book["Besöksbehov"]
        assert sheet.max_row == 601
        place = column(sheet, "Minuter")
        for row in range(2, 602):
            sheet.cell(row, place).value = 40
        changed = saved()
    assert workbooks.look(actor, raw).changes == 0
    look = workbooks.look(actor, changed)
    assert errors(look) == []
    assert look.tallies["needs"].changed == 600
    assert len(look.differences) == 500
    workbooks.apply(actor, "bok.xlsx", changed, look.seen)
    with database.reading(tenant.acting()) as work:
        assert {row.duration_s for row in work.requirements.all()} == {2400}
    assert workbooks.look(actor, changed).changes == 0


def test_a_damaged_workbook_changes_everything_it_says_or_nothing(
    workbooks: Workbooks, actor: Actor, database: Database, tenant: Tenant, campaign: Callable[[int, int], int]
) -> None:
    raw = workbooks.take_out(actor, Language.SV, DAYS, with_personal=True)
    taken_in = 0
    for seed in range(campaign(8, 1000)):
        before = everything(database, tenant)
        spoilt = spoiled(raw, random.Random(seed))
        look = workbooks.look(actor, spoilt)
        assert everything(database, tenant) == before, f"seed {seed}"
        try:
            applied = workbooks.apply(actor, "bok.xlsx", spoilt, look.seen, only_good=seed % 2 == 0)
        except (BadInput, Conflict):
            assert everything(database, tenant) == before, f"seed {seed}"
            continue
        taken_in += 1
        assert applied.changes == look.changes, f"seed {seed}"
        again = workbooks.look(actor, workbooks.take_out(actor, Language.EN, DAYS, with_personal=True))
        assert (again.changes, errors(again)) == (0, []), f"seed {seed}"
    assert taken_in > campaign(8, 1000) // 4


VALUES = (
    None, "", "=1+1", "K0", "M1", -1, 0, 1, 2.5, 99_999, True, "x" * 400, "2027-02-30", "2027-02-10", "24:00", "06:15",
    "mån–fre 07:00–09:00", date(2027, 3, 1), datetime.combine(MONDAY, time(7)), "Bil 2", "ja", "Aktiv", "Varje dag",
    "lyft 3", "V00002", "Ny",
)  # fmt: skip


def spoiled(raw: bytes, dice: random.Random) -> bytes:
    """Anybody's values in any cell, rows doubled, columns and sheets lost."""
    with edited(raw) as (book, saved):
        for _ in range(dice.randint(1, 4)):
            sheet = book.worksheets[dice.randrange(1, len(book.worksheets) - 1)]
            row, place = dice.randint(2, max(2, sheet.max_row)), dice.randint(1, max(1, sheet.max_column))
            deed = dice.random()
            if deed < 0.7:
                sheet.cell(row, place).value = dice.choice(VALUES)
            elif deed < 0.8:
                sheet.append([cell.value for cell in sheet[row]])
            elif deed < 0.9:
                sheet.delete_rows(row)
            elif deed < 0.95:
                sheet.delete_cols(place)
            elif len(book.worksheets) > 3:
                book.remove(sheet)
        return saved()


def everything(database: Database, tenant: Tenant) -> list[object]:
    with database.reading(tenant.acting()) as work:
        people = work.people
        clients = people.clients()
        return [
            clients, people.employees(), people.districts(), people.open_clients(row.id for row in clients),
            sorted(map(str, people.relations())), work.vehicles.all(), work.requirements.all(),
            work.shifts.templates(), work.shifts.between(*DAYS), work.constraints.definitions(),
            work.constraints.values(), len(work.places.all()), work.imports.newest(),
        ]  # fmt: skip

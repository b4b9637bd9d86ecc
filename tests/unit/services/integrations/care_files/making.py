"""Files of the size and look real ones have, made by a seeded generator of our own."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date, timedelta

from services.integrations.care_files.slinga_csv import COLUMNS as SLINGA
from services.integrations.care_files.visit_list_csv import COLUMNS as LIST

RULES = (
    "Varje dag",
    "Varje vecka, mån tis ons tor fre",
    "Varje vecka, lör sön",
    "Varannan vecka, tor",
    "Var 3:e vecka, ons",
)
TASKS = ("Måltid", "Toalettbesök", "Personlig Hygien Morgon", "Tillsyn", "Städ", "Bad/Dusch", "Matlåda")
MONDAY = date(2027, 2, 1)


def slinga_rows(count: int = 1000, seed: int = 1) -> list[list[str]]:
    dice = random.Random(seed)
    rows = []
    for i in range(count):
        minute = dice.randrange(7 * 60, 21 * 60, 5)
        client = f"K{1 + i % 250:03d}"
        is_double = i % 20 < 2
        rows.append([
            f"Dag {1 + i % 30:02d}", "Kontorsgatan 1, 111 11 Solby", "2027‑01‑04", f"{minute // 60}:{minute % 60:02d}",
            str(dice.choice((10, 15, 20, 30, 45))), dice.choice(RULES), "", str(10_000 + i),
            f"D{i // 20}" if is_double else "", "Dubbelbemanning" if is_double else "Hemtjänst",
            ", ".join(dice.sample(TASKS, 2)), "Nyckel i skåpet; ring först", client, f"Storgatan {1 + i % 250}",
            "111 11", "Solby", "Eva Ek", "" if i % 9 else "2027-12-31", "30", "45", str(dice.choice((1, 2, 3, 5))),
            "Vilande besök" if i % 50 == 7 else "", "",
        ])  # fmt: skip
    return rows


def slinga_file(count: int = 1000, separator: str = ",", encoding: str = "utf-8-sig", seed: int = 1) -> bytes:
    return written(SLINGA, slinga_rows(count, seed), separator).encode(encoding)


def list_file(count: int = 3000, seed: int = 1) -> bytes:
    dice = random.Random(seed)
    rows = []
    for i in range(count):
        day = MONDAY + timedelta(days=i % 14)
        minute = dice.randrange(7 * 60, 20 * 60, 5)
        start, number = f"{minute // 60:02d}.{minute % 60:02d}", i % 150
        lat, lon = f"59,{300000 + 37 * number}", f"18,{100000 + 53 * number}"
        told = {
            "visit_id": f"V{i}", "recurringVisit_id": f"R{i // 14}", "startDate": day.isoformat(), "startTime": start,
            "endDate": (day + timedelta(days=2)).isoformat() if i % 40 == 3 else day.isoformat(), "duration": "25",
            "flex_beforeStart": "15", "flex_afterStart": "30", "external_slinga_shiftName": f"Dag {i % 20:02d}",
            "shift_type": "day", "shift_start": "07:00", "shift_end": "16:00", "shift_break_duration": "30",
            "shift_break_minStart": "10:00", "shift_break_maxEnd": "14:00", "visit_type": "Hemtjänst",
            "client_externalId": f"K{number:03d}", "client_addressStreet": f"Storgatan {number}", "client_lat": lat,
            "client_lon": lon, "Prio (1-3)": "2", "serviceArea_address": "Kontorsgatan 1", "serviceArea_lat": "59,30",
            "serviceArea_lon": "18,10",
        }  # fmt: skip
        rows.append([told.get(name, "") for name in LIST])
    return written(LIST, rows, ";").encode("utf-8")


def entries_file(count: int = 1200) -> bytes:
    entries = [
        {
            "date": (MONDAY + timedelta(days=i % 14)).isoformat(), "groupId": "17", "clientId": f"K{i % 120:03d}",
            "employeeId": f"E{i % 25}", "startTime": f"{7 + i % 13:02d}:00", "endTime": f"{7 + i % 13:02d}:40",
            "category": "Personlig omvårdnad",
        }
        for i in range(count)
    ]  # fmt: skip
    return json.dumps({"scheduleEntries": entries}, ensure_ascii=False).encode()


def tasks_file(count: int = 1000) -> bytes:
    def task(i: int) -> dict[str, object]:
        return {
            "TaskID": 90_000 + i, "ClientPersonalId": f"19400101-{i % 90:04d}",
            "ResourcePersonalId": f"19800101-{i % 9:04d}",
            "PlannedStart": f"2027-02-{1 + i % 14:02d}T08:00:00+01:00",
            "PlannedEnd": f"2027-02-{1 + i % 14:02d}T08:30:00+01:00",
            "PlannedMinutes": 30, "VisitType": "NORMAL", "VisitTypeFlatRateMinutes": 30,
            "TaskSteps": [{"Id": 1, "Name": "Dusch", "PlannedTime": 20, "DoneTime": 22 if i % 3 else 0, "Order": 1}],
        }  # fmt: skip

    days = [{"Date": "2027-02-01", "GroupData": [{"GroupId": 17, "Data": [task(i) for i in range(count)]}]}]
    return json.dumps(days).encode()


def written(header: tuple[str, ...], rows: list[list[str]], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([list(header), *rows])
    return out.getvalue()

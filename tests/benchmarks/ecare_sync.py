"""Pulls a fortnight of 300 visits a day from the care system's stand-in, twice: how long, and what twice changes.

    python -m tests.benchmarks.ecare_sync

The last line is JSON. The server is an embedded one of its own with everything that makes it safe switched on.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.repositories.shifts import ShiftRow
from data.vault import KeyRing
from data.vocabulary import Role
from services.access import Actor
from services.ecare.profile import CareProfile
from services.ecare.syncing import Syncing
from services.ecare.use_case import CareWish, Ecare, Exchange
from tests.integration.conftest import MASTER_KEY, Tenant, make_tenant
from tests.standins.ecare.server import KEY, ZONE, CareSystem, a_care_system, a_task

FIRST, DAYS, A_DAY = date(2027, 2, 1), 14, 300
CLIENTS, CARERS = 115, 41
MOST_S = 10.0
INSIDE = frozenset({"127.0.0.1"})


def main() -> int:
    """0 when both pulls are in time and the second changes nothing."""
    with tempfile.TemporaryDirectory(prefix="caire-ecare-") as folder, a_care_system() as system:
        home = Path(folder)
        home.chmod(0o711)
        server = EmbeddedPostgres(home)
        owner_url = server.start()
        try:
            migrating.upgrade(owner_url)
            database = Database(migrating.prepare_login(owner_url, "benchmark"), KeyRing.of(MASTER_KEY))
            told = measured(database, system)
            database.close()
        finally:
            server.stop()
    print(json.dumps(told))
    return 0 if max(told["first_s"], told["second_s"]) <= MOST_S and told["second_changes"] == 0 else 1


def measured(database: Database, system: CareSystem) -> dict[str, float]:
    """The figures of both pulls."""
    tenant = make_tenant(database, "Mätgården")
    admin = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    place_clients(database, tenant)
    fill(system)
    ecare = Ecare(database, INSIDE)
    profile = CareProfile(days_back=DAYS - 1, days_ahead=0)
    ecare.save(admin, CareWish(system.url, KEY, "Authorization", profile))
    first, first_s = pulled(database, ecare, admin)
    second, second_s = pulled(database, ecare, admin)
    changes = sum(second.counts.get(name, 0) for name in ("new", "changed", "shifts"))
    return {
        "visits": first.counts["new"], "first_s": round(first_s, 2), "second_s": round(second_s, 2),
        "second_unchanged": second.counts["unchanged"], "second_changes": changes,
    }  # fmt: skip


def pulled(database: Database, ecare: Ecare, admin: Actor) -> tuple[Exchange, float]:
    """One pull of the whole fortnight, timed from the wish to the last row."""
    last = FIRST + timedelta(days=DAYS - 1)
    begin = time.monotonic()
    sync_id: UUID = ecare.pull(admin, (FIRST, last))
    evening = datetime(last.year, last.month, last.day, 22, tzinfo=ZONE)
    Syncing(database, INSIDE, lambda: evening).carry_out(admin.organization_id, sync_id)
    took_s = time.monotonic() - begin
    return next(each for each in ecare.standing(admin).exchanges if each.id == sync_id), took_s


def fill(system: CareSystem) -> None:
    """Half of the fortnight is performed."""
    for day_number in range(DAYS):
        day = FIRST + timedelta(days=day_number)
        system.tasks[day] = [
            a_task(
                day_number * A_DAY + i, day, _person(i % CLIENTS), _person(1000 + i % CARERS),
                420 + 15 * (i // CARERS), 25, 27 if day_number < DAYS // 2 else None,
            )
            for i in range(A_DAY)
        ]  # fmt: skip


def place_clients(database: Database, tenant: Tenant) -> None:
    """Clients the care system knows, each with a place."""
    with database.writing(tenant.acting()) as work:
        places = [PlaceRow(new_id(), 59.3 + i / 1000, 18.05) for i in range(CLIENTS)]
        work.places.add(places)
        refs = [work.vault.index("clients", "pnr_bidx", _person(i)).hex()[:24] for i in range(CLIENTS)]
        rows = [
            ClientRow(new_id(), f"K{i:03}", external_ref=ref, place_id=place.id)
            for i, (ref, place) in enumerate(zip(refs, places, strict=True))
        ]
        work.people.add_clients([(row, ClientSecrets()) for row in rows])
        # One shift of ours tells where the lines of theirs begin.
        carer, begin = EmployeeRow(new_id(), "M00"), datetime(FIRST.year, FIRST.month, FIRST.day, 7, tzinfo=ZONE)
        work.people.add_employees([(carer, EmployeeSecrets())])
        office = places[0].id
        work.shifts.add([ShiftRow(new_id(), FIRST, carer.id, begin, begin + timedelta(hours=8), office, office)])


def _person(number: int) -> str:
    return f"1900{number:08}"


if __name__ == "__main__":
    sys.exit(main())

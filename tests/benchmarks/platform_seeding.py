"""Fills a database to platform size: organisations of very different sizes, visits of many months.

Rows are laid by the server itself, with triggers and foreign keys off, into months made by the product's own function.
Sizes follow a power law, so that a few organisations are as large as a real district (200 visits a day).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import psycopg

VISITS_PER_CLIENT_DAY = 4
ID = "md5({} || ':' || {})::uuid"


@dataclass(frozen=True, slots=True)
class Size:
    """How much there shall be, and until which day."""

    organizations: int
    visits: int
    months: int
    last_day: date

    @property
    def first_day(self) -> date:
        """The first day of the first month."""
        index = self.last_day.year * 12 + self.last_day.month - self.months
        return date(index // 12, index % 12 + 1, 1)

    @property
    def days(self) -> int:
        """Days with visits."""
        return (self.last_day - self.first_day).days + 1

    def per_day(self) -> list[float]:
        """Visits of each organisation on a day, the largest first."""
        shares = [1.0 / (rank + 12) ** 0.8 for rank in range(self.organizations)]
        scale = self.visits / self.days / sum(shares)
        return [share * scale for share in shares]


def organization(number: int) -> UUID:
    """The id of an organisation by its rank in size, from 0."""
    import hashlib

    return UUID(hashlib.md5(f"org:{number}".encode(), usedforsecurity=False).hexdigest())


def fill(owner_url: str, size: Size) -> int:
    """Lay everything; how many visits there are."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("SET synchronous_commit = off")
        owner.execute("SELECT sec.prepare_months(%s, %s)", [size.first_day, size.last_day])
        owner.execute("CREATE TEMP TABLE share (n integer, id uuid, per_day float, people integer)")
        with owner.cursor().copy("COPY share FROM STDIN") as copy:
            for number, per_day in enumerate(size.per_day()):
                copy.write_row((number, organization(number), per_day, max(1, round(per_day / VISITS_PER_CLIENT_DAY))))
        _people(owner)
        day = size.first_day
        while day <= size.last_day:
            last = min((day + timedelta(days=31)).replace(day=1) - timedelta(days=1), size.last_day)
            _visits(owner, day, last)
            day = last + timedelta(days=1)
        owner.execute("VACUUM (ANALYZE) caire.visits")
        owner.execute("ANALYZE")
        row = owner.execute("SELECT count(*) FROM caire.visits").fetchone()
    return int(row[0]) if row else 0


def _people(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    owner.execute(
        "INSERT INTO caire.organizations (id, name, status) SELECT id, 'Organisation ' || n, 'active' FROM share"
    )
    each = "FROM share s, generate_series(1, s.people) AS i"
    place, client, carer = (ID.format("s.id", f"'{kind}' || i") for kind in ("place", "client", "carer"))
    owner.execute(
        "INSERT INTO caire.places (organization_id, id, position_enc, lat_rounded, lon_rounded, key_version)"
        f" SELECT s.id, {place}, '\\x01', 59.3, 18.1, 1 {each}".encode()
    )
    owner.execute(
        "INSERT INTO caire.clients (organization_id, id, pseudonym, place_id)"
        f" SELECT s.id, {client}, 'K' || i, {place} {each}".encode()
    )
    owner.execute(
        "INSERT INTO caire.employees (organization_id, id, pseudonym, home_place_id, transport)"
        f" SELECT s.id, {carer}, 'M' || i, {place}, 'CAR' {each}".encode()
    )


def _visits(owner: psycopg.Connection[tuple[object, ...]], first: date, last: date) -> None:
    """A month's visits; an organisation with less than one a day has one on some days."""
    place, client, carer = (
        ID.format("s.id", f"'{kind}' || (1 + i %% s.people)") for kind in ("place", "client", "carer")
    )
    owner.execute(
        "INSERT INTO caire.visits (organization_id, id, visit_date, client_id, place_id, title, duration_s, windows,"
        " status, employee_id, planned_start, planned_end, external_ref)"
        f" SELECT s.id, {ID.format('s.id', 'd || i::text')}, d::date, {client}, {place}, 'Tillsyn',"
        "  600 + 300 * (i %% 8),"
        "  jsonb_build_array(jsonb_build_object('start', d, 'latest_start', d, 'end', d + interval '1 hour')),"
        f" CASE WHEN i %% 20 = 0 THEN 'UNASSIGNED' ELSE 'DONE' END, CASE WHEN i %% 20 > 0 THEN {carer} END,"
        " d + interval '8 hours', d + interval '9 hours', 'V' || i"
        " FROM share s, generate_series(%s::timestamptz, %s::timestamptz, '1 day') AS d,"
        " generate_series(1, floor(s.per_day + random())::integer) AS i",
        [first, last],
    )

"""Two years of key figures of a municipality, laid straight into the table: 340 clients, 60 carers, 5 districts.

Rows are made in the server, month by month, as its owner and without the checks of keys: only reading is measured.
Afterwards the table is vacuumed, which the server does by itself when nobody is in a hurry.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import psycopg

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.users import UserRow
from data.vocabulary import FigureBasis, FigureLevel, Role, UserStatus
from data.work import Context
from services.access import Actor
from services.constraints import BY_ID
from services.insights.counting import MOST_VISITS, STORED, WITH_IMPACTS
from services.insights.use_case import has_figure
from services.insights.views import Span

DISTRICTS, CARERS, CLIENTS = 5, 60, 340
_OWNED = {FigureLevel.DISTRICT: "district_id", FigureLevel.EMPLOYEE: "employee_id", FigureLevel.CLIENT: "client_id"}
_LAY = """
INSERT INTO caire.schedule_metrics (organization_id, basis, id, schedule_date, metric_type, level, {owner} value,
 numerator, denominator, counted, constraint_impacts)
SELECT %(org)s, basis, gen_random_uuid(), day, slug, %(level)s, {owned} 100 * top / bottom, top, bottom, 10,
 CASE WHEN slug = ANY(%(judged)s) AND %(level)s = 'ORGANIZATION' THEN %(impacts)s::jsonb END
FROM unnest(%(bases)s::text[]) AS basis, unnest(%(slugs)s::text[], %(sums)s::bool[]) AS figure (slug, is_sum),
 unnest(%(owners)s::uuid[]) AS whose, generate_series(%(first)s::date, %(last)s::date, '1 day') AS day,
 LATERAL (SELECT CASE WHEN is_sum THEN 1 ELSE 10 END AS bottom, 2 + 6 * random() AS top) AS parts
"""


@dataclass(frozen=True)
class Municipality:
    """Who asks, and about whom."""

    actor: Actor
    district: UUID
    client: UUID


def municipality(database: Database) -> Municipality:
    """An organisation with its people; it has no figures yet."""
    organization, admin = new_id(), new_id()
    districts = [new_id() for _ in range(DISTRICTS)]
    clients = [new_id() for _ in range(CLIENTS)]
    with database.writing(Context(organization, None, Role.SUPER_ADMIN.value)) as work:
        work.organizations.make_own("Stor")
        work.users.add(UserRow(admin, "A", f"{admin}@example.test", Role.ADMIN, UserStatus.ACTIVE), "no hash")
    with database.writing(Context(organization, admin, Role.ADMIN.value)) as work:
        work.people.name_districts({f"Distrikt {i}": each for i, each in enumerate(districts)})
        work.people.add_clients(
            [(ClientRow(each, f"K{i}", district_id=districts[i % DISTRICTS]), ClientSecrets())
             for i, each in enumerate(clients)]
        )  # fmt: skip
        work.people.add_employees(
            [(EmployeeRow(new_id(), f"M{i}", district_id=districts[i % DISTRICTS]), EmployeeSecrets())
             for i in range(CARERS)]
        )  # fmt: skip
    return Municipality(Actor(organization, admin, Role.ADMIN), districts[0], clients[0])


def lay_figures(database: Database, owner_url: str, of: Municipality, span: Span) -> int:
    """Every figure of every level and day, planned and performed; how many rows."""
    context = Context(of.actor.organization_id, of.actor.user_id, Role.ADMIN.value)
    with database.writing(context) as work:
        work.figures.replace(FigureBasis.PLANNED, span.first_day, span.last_day, ())  # makes the months
        owners: dict[FigureLevel, Sequence[UUID | None]] = {
            FigureLevel.ORGANIZATION: [None],
            FigureLevel.DISTRICT: list(work.people.districts().values()),
            FigureLevel.EMPLOYEE: [row.id for row in work.people.employees()],
            FigureLevel.CLIENT: [row.id for row in work.people.clients()],
        }
    laid = 0
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        for first, last in _months(span):
            laid += sum(_lay(owner, of, level, held, (first, last)) for level, held in owners.items())
        owner.execute("VACUUM (ANALYZE) caire.schedule_metrics")
    return laid


def _lay(
    owner: psycopg.Connection, of: Municipality, level: FigureLevel, owners: Sequence[UUID | None],
    days: tuple[date, date],
) -> int:  # fmt: skip
    known = [kpi for kpi in STORED if has_figure(kpi.slug, level)]
    column = _OWNED.get(level)
    statement = _LAY.format(owner=f"{column}," if column else "", owned="whose," if column else "")
    told = {
        "org": of.actor.organization_id, "level": level.value, "owners": list(owners),
        "first": days[0], "last": days[1], "slugs": [kpi.slug for kpi in known], "sums": [kpi.is_sum for kpi in known],
        "judged": list(WITH_IMPACTS), "bases": [basis.value for basis in FigureBasis], "impacts": _impacts(),
    }  # fmt: skip
    return owner.execute(statement, told).rowcount


def _impacts() -> str:
    """As many rules as a district breaks in a day, with the visits behind each."""
    visits = [str(new_id()) for _ in range(MOST_VISITS)]
    return json.dumps({rule: {"units": 3, "cost": 900, "visits": visits} for rule in list(BY_ID)[:12]})


def _months(span: Span) -> list[tuple[date, date]]:
    found, first = [], span.first_day
    while first <= span.last_day:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append((first, min(span.last_day, following - timedelta(days=1))))
        first = following
    return found

"""A system constraint is changed by nobody through any door: not seeded otherwise, not tuned, removed or overridden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.exc import DBAPIError

from data.connect import Database
from data.ids import new_id
from data.repositories.constraints import DefinitionRow, ValueRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.vocabulary import ConstraintCategory, ConstraintType, EntityType, Role
from data.work import Conflict, Context
from services.constraints import CATALOGUE
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.isolation import Connection, enter
from tests.integration.data.unruled import only_walls

ROWS = [DefinitionRow(each.id, each.level, each.category, each.weight, is_system=each.is_system) for each in CATALOGUE]
SYSTEM = [row for row in ROWS if row.is_system]
OWN = next(row for row in ROWS if row.type is ConstraintType.SOFT)
AS_MADE = "constraint_definitions_system_as_made"
VALUE = {"type": "weight", "value": 0}
WRITERS = ("caire_app", "caire_worker", "caire_owner", "a superuser")
CHANGES = {
    "UPDATE caire.constraint_definitions SET weight = 0 WHERE name = {name}",
    "UPDATE caire.constraint_definitions SET enabled = false WHERE name = {name}",
    "UPDATE caire.constraint_definitions SET is_system = false WHERE name = {name}",
    "UPDATE caire.constraint_definitions SET name = 'soft.old' WHERE name = {name}",
    "UPDATE caire.constraint_definitions SET priority = 'last' WHERE name = {name}",
    "DELETE FROM caire.constraint_definitions WHERE name = {name}",
    "INSERT INTO caire.constraint_definitions (organization_id, id, name, type, priority, weight, category, is_system)"
    " VALUES ({org}, gen_random_uuid(), {name}, 'SOFT', '', 0, 'TIME', false)",
    "INSERT INTO caire.constraint_values (organization_id, id, constraint_definition_id, entity_type, entity_id, value)"
    " SELECT organization_id, gen_random_uuid(), id, 'ORGANIZATION', organization_id, '{{\"type\": 1, \"value\": 1}}'"
    " FROM caire.constraint_definitions WHERE name = {name}",
    "UPDATE caire.constraint_values SET constraint_definition_id ="
    " (SELECT id FROM caire.constraint_definitions WHERE name = {name} AND organization_id = {org})",
}


@pytest.fixture
def owner(owner_url: str) -> Iterator[Connection]:
    with psycopg.connect(owner_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture(scope="module")
def seeded(database: Database, own: Tenant) -> Tenant:
    """The organisation with the whole catalogue, and one override that is allowed."""
    with database.writing(own.acting()) as work:
        work.constraints.seed(ROWS)
        work.constraints.override(ValueRow(OWN.name, EntityType.ORGANIZATION, own.organization_id, VALUE, 3))
    return own


def definitions(database: Database, tenant: Tenant) -> list[DefinitionRow]:
    with database.reading(tenant.acting()) as work:
        return [row for row in work.constraints.definitions() if row.is_system]


def in_a_transaction(database: Database, context: Context, do: Callable[..., object]) -> None:
    with database.writing(context) as work:
        do(work.constraints)


def test_the_database_knows_the_catalogues_system_constraints(owner: Connection) -> None:
    (check,) = owner.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [AS_MADE]
    ).fetchone() or ("",)
    held = re.findall(
        r"'([a-z_.]+)'::text\) AND \(type = '(\w+)'::text\) AND \(category = '(\w+)'::text\) AND \(weight = (\d+)\)",
        check,
    )
    assert {(name, kind, shelf, int(weight)) for name, kind, shelf, weight in held} == {
        (row.name, row.type.value, row.category.value, row.weight) for row in SYSTEM
    }


@pytest.mark.parametrize("row", SYSTEM, ids=lambda row: row.name)
def test_it_is_seeded_as_the_catalogue_has_it_or_not_at_all(database: Database, row: DefinitionRow) -> None:
    tenant = make_tenant(database, "Granliden")
    wrong = (
        replace(row, is_system=False),
        replace(row, weight=row.weight + 1),
        replace(row, type=ConstraintType.SOFT),
        replace(row, category=ConstraintCategory.LOCATION),
        replace(OWN, is_system=True),
    )
    for each in wrong:
        with pytest.raises(Conflict, match=AS_MADE):
            in_a_transaction(database, tenant.acting(), lambda rules, each=each: rules.seed([each]))
    in_a_transaction(database, tenant.acting(), lambda rules: rules.seed([row]))
    assert definitions(database, tenant) == [row]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SCHEDULER])
@pytest.mark.parametrize("row", SYSTEM, ids=lambda row: row.name)
def test_it_is_not_tuned_or_overridden_by_planners(
    database: Database, seeded: Tenant, row: DefinitionRow, role: Role
) -> None:
    employee, client = new_id(), new_id()
    with database.writing(seeded.acting()) as work:
        work.people.add_employees([(EmployeeRow(employee, f"{employee}"), EmployeeSecrets("Eva Ek"))])
        work.people.add_clients([(ClientRow(client, f"{client}"), ClientSecrets("Karl Kvist"))])
    entities = (
        (EntityType.ORGANIZATION, seeded.organization_id),
        (EntityType.EMPLOYEE, employee),
        (EntityType.CLIENT, client),
    )
    for entity_type, entity_id in entities:
        value = ValueRow(row.name, entity_type, entity_id, VALUE, 0)
        with pytest.raises(DBAPIError, match="cannot be overridden"):
            in_a_transaction(database, seeded.acting(role), lambda rules, value=value: rules.override(value))
    for weight, enabled in ((row.weight, True), (row.weight + 1, True), (row.weight, False)):
        with pytest.raises(DBAPIError, match="never changes"):
            in_a_transaction(
                database, seeded.acting(role),
                lambda rules, weight=weight, enabled=enabled: rules.tune(row.name, weight, enabled),
            )  # fmt: skip
    assert definitions(database, seeded) == sorted(SYSTEM, key=lambda each: each.name)


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("change", sorted(CHANGES))
def test_no_statement_of_any_writer_changes_it(owner: Connection, seeded: Tenant, role: str, change: str) -> None:
    for row in SYSTEM:
        statement = sql.SQL(change).format(name=row.name, org=seeded.organization_id)
        with owner.transaction(force_rollback=True):
            if role != "a superuser":
                enter(owner, role, Role.ADMIN, str(seeded.organization_id), seeded.admin_id)
            try:
                with owner.transaction():
                    touched = owner.execute(statement).rowcount
            except psycopg.errors.InsufficientPrivilege:
                continue
            # The tables' owner is not even shown the row: row security is forced on it too.
            assert (role, touched) == ("caire_owner", 0)


def test_a_superuser_who_turns_the_triggers_off_meets_the_check(owner: Connection, seeded: Tenant) -> None:
    only_walls(owner)
    for change in ("weight = 2", "is_system = false", "type = 'SOFT'", "name = 'hard.new'"):
        with pytest.raises(psycopg.errors.CheckViolation, match=AS_MADE), owner.transaction():
            owner.execute(
                f"UPDATE caire.constraint_definitions SET {change} WHERE name = %s".encode(), [SYSTEM[0].name]
            )

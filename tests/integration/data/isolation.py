"""The isolation matrix, generated from the catalogue: every relation × role × verb × context.

A cell is a breach when somebody reaches a row of another organisation, or any row without an organisation, or a
partition directly, or a table that belongs to no organisation. Only SQLSTATE 42501 and 25006 count as a refusal, and
22P02 where the context is garbage: any other error means that the row was reached before something else stopped it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from data.vocabulary import Role
from tests.integration.data.unruled import only_walls

Row = tuple[Any, ...]
Connection = psycopg.Connection[Row]

REFUSED = {"42501", "25006"}
GARBAGE = "not a uuid"

# (database role, role of the user); None: the role as it stands.
ROLES: tuple[tuple[str, str | None], ...] = (
    ("caire_login", "admin"),
    ("caire_app", "admin"),
    ("caire_app", "scheduler"),
    ("caire_app", "super_admin"),
    ("caire_app", "employee"),
    ("caire_app", None),
    ("caire_field", "employee"),
    ("caire_field", "client"),
    ("caire_worker", None),
    ("caire_keeper", None),
    ("caire_readonly", None),
    ("caire_queue", None),
)
# The whole campaign crosses every database role with every role of a user, whether they ever meet or not.
EVERY_ROLE: tuple[tuple[str, str | None], ...] = tuple(
    (role, user_role)
    for role in (
        "caire_login",
        "caire_app",
        "caire_field",
        "caire_worker",
        "caire_keeper",
        "caire_readonly",
        "caire_queue",
    )
    for user_role in (None, *Role)
)
VERBS = ("COUNT", "SELECT", "INSERT", "UPDATE", "DELETE", "MOVE", "TRUNCATE")


@dataclass(frozen=True)
class Relation:
    """A table, partition or view; `tenant` is the column that names the organisation, None where there is none."""

    name: str
    is_part: bool
    is_view: bool
    tenant: str | None
    rows_of: dict[UUID, int] = field(hash=False, default_factory=dict)
    theirs: dict[UUID, sql.Composed] = field(hash=False, default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One question asked of one relation."""

    relation: str
    role: str
    user_role: str | None
    context: str
    verb: str


@dataclass
class Outcome:
    """How many cells were asked and which of them were breaches; `bare` are relations with nothing to breach."""

    relations: int = 0
    cells: int = 0
    bare: list[str] = field(default_factory=list)
    breaches: list[tuple[Cell, str]] = field(default_factory=list)


def run(
    owner: Connection, own: UUID, other: UUID, subject: UUID, only: set[str] | None = None, is_whole: bool = False
) -> Outcome:
    """Ask every cell on the owner's connection, inside a transaction that the caller rolls back.

    Of a partitioned table one month is asked, or every one when `is_whole`; then each is given rows first.
    """
    # Foreign keys and triggers off: only walls and rights may stop a cell.
    only_walls(owner)
    if is_whole:
        fill_every_month(owner, own, other)
    found = [each for each in relations(owner, own, other, is_whole) if only is None or each.name in only]
    bare = [each.name for each in found if each.tenant and 0 in each.rows_of.values()]
    outcome = Outcome(relations=len(found), bare=bare)
    for role, user_role in EVERY_ROLE if is_whole else ROLES:
        for context, organization in _contexts(own, other):
            with owner.transaction(force_rollback=True):
                enter(owner, role, user_role, organization, subject)
                for relation in found:
                    for verb in VERBS:
                        inside = {str(own): own, str(other): other}.get(organization or "")
                        statement = _statement(relation, verb, other if inside == own else own)
                        if statement is None:
                            continue
                        outcome.cells += 1
                        fault = _ask(owner, relation, verb, statement, inside, organization == GARBAGE)
                        if fault and not (role == "caire_queue" and relation.name.startswith("queue.")):
                            cell = Cell(relation.name, role, user_role, context, verb)
                            outcome.breaches.append((cell, fault))
    return outcome


def relations(owner: Connection, own: UUID, other: UUID, is_whole: bool = False) -> list[Relation]:
    """Every relation outside the server's own schemas; of the months of each table the first with rows, or all."""
    rows = owner.execute(
        "SELECT format('%I.%I', n.nspname, c.relname), c.relkind = 'v',"
        " CASE WHEN c.oid = 'caire.organizations'::regclass THEN 'id' ELSE"
        "  (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id') END,"
        " (SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
        " ORDER BY c.relispartition, 1",
    ).fetchall()
    found: list[Relation] = []
    seen: set[str] = set()
    for name, is_view, tenant, parent in rows:
        if parent in seen and not is_whole:
            continue
        relation = Relation(name, parent is not None, is_view, tenant)
        if tenant:
            for organization in (own, other):
                _remember(owner, relation, organization)
        if parent and not is_whole and sum(relation.rows_of.values()) == 0:
            continue
        if parent:
            seen.add(parent)
        found.append(relation)
    return found


def fill_every_month(owner: Connection, own: UUID, other: UUID) -> None:
    """A row of both organisations in every month of every partitioned table, copied from one that is there."""
    rows = owner.execute(
        "SELECT p.partrelid::regclass::text, a.attname, array_agg(to_date(right(c.relname, 7), 'YYYY_MM')),"
        " (SELECT array_agg(o.attname ORDER BY o.attnum) FROM pg_attribute o WHERE o.attrelid = p.partrelid"
        "  AND o.attnum > 0 AND NOT o.attisdropped AND o.attgenerated = '' AND o.attidentity = ''"
        "  AND o.attnum <> a.attnum)"
        " FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]"
        " JOIN pg_inherits i ON i.inhparent = p.partrelid JOIN pg_class c ON c.oid = i.inhrelid"
        " GROUP BY p.partrelid, a.attnum, a.attname"
    ).fetchall()
    for table, key, months, others in rows:
        copied = sql.SQL(
            "INSERT INTO {table} ({key}, {others}) SELECT m, {others} FROM"
            " (SELECT * FROM {table} WHERE organization_id = {organization} LIMIT 1) AS row, unnest({months}) AS m"
            " ON CONFLICT DO NOTHING"
        )
        for organization in (own, other):
            owner.execute(
                copied.format(
                    table=sql.SQL(table),  # a name from the catalogue
                    key=sql.Identifier(key),
                    others=sql.SQL(", ").join(map(sql.Identifier, others)),
                    organization=organization,
                    months=months,
                )
            )


def _remember(owner: Connection, relation: Relation, organization: UUID) -> None:
    table = sql.SQL(relation.name)  # a name from the catalogue
    tenant = sql.Identifier(relation.tenant or "")
    count = sql.SQL("SELECT count(*) FROM {} WHERE {} = {}").format(table, tenant, organization)
    relation.rows_of[organization] = int((owner.execute(count).fetchone() or (0,))[0])
    columns = owner.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' AND attidentity = '' ORDER BY attnum",
        [relation.name],
    ).fetchall()
    texts = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(column)) for column, _ in columns)
    row = owner.execute(
        sql.SQL("SELECT {} FROM {} WHERE {} = {} LIMIT 1").format(texts, table, tenant, organization)
    ).fetchone()
    if row is None or relation.is_view:
        return
    relation.theirs[organization] = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        table,
        sql.SQL(", ").join(sql.Identifier(column) for column, _ in columns),
        sql.SQL(", ").join(
            sql.SQL("{}::" + kind).format(value)  # a type's name from the catalogue
            for value, (_, kind) in zip(row, columns, strict=True)
        ),
    )


def _contexts(own: UUID, other: UUID) -> Iterator[tuple[str, str | None]]:
    yield from (("none", None), ("empty", ""), ("own", str(own)), ("other", str(other)), ("garbage", GARBAGE))


def enter(owner: Connection, role: str, user_role: str | None, organization: str | None, subject: UUID) -> None:
    """Be this role in this organisation until the transaction ends."""
    settings = {"app.organization_id": organization, "app.role": user_role, "app.subject_id": str(subject)}
    for name, value in settings.items():
        if value is not None:
            owner.execute("SELECT set_config(%s, %s, true)", [name, value])
    owner.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))


def _ask(
    owner: Connection, relation: Relation, verb: str, statement: sql.Composed, inside: UUID | None, is_garbage: bool
) -> str | None:
    """What was wrong with the answer, None when the wall held."""
    try:
        with owner.transaction(force_rollback=True):
            cursor = owner.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
            touched = cursor.rowcount
    except psycopg.Error as refused:
        state = refused.sqlstate or ""
        is_fair = state in REFUSED or (state == "22P02" and is_garbage)
        return None if is_fair else f"stopped by {state} only"
    return _judge(relation, verb, inside, rows, touched)


def _judge(relation: Relation, verb: str, inside: UUID | None, rows: list[Row], touched: int) -> str | None:
    if relation.is_part:
        return "a partition was reached directly"
    if relation.tenant is None:
        return "reached" if verb != "COUNT" or rows[0][0] else None
    if verb in {"INSERT", "TRUNCATE"}:
        return "done"
    if verb == "SELECT":
        strangers = {row[0] for row in rows} - {inside}
        return f"read rows of {len(strangers)} other organisations" if strangers else None
    if verb == "MOVE":
        return f"moved {touched} rows away" if touched else None
    most = relation.rows_of.get(inside, 0) if inside else 0
    reached = rows[0][0] if verb == "COUNT" else touched
    return f"reached {reached} rows of {most}" if reached > most else None


def _statement(relation: Relation, verb: str, stranger: UUID) -> sql.Composed | None:
    table = sql.SQL(relation.name)  # a name from the catalogue
    tenant = sql.Identifier(relation.tenant or "")
    if verb == "COUNT":
        return sql.SQL("SELECT count(*) FROM {}").format(table)
    if verb == "TRUNCATE":
        return None if relation.is_view else sql.SQL("TRUNCATE {} CASCADE").format(table)
    if verb == "DELETE":
        return sql.SQL("DELETE FROM {}").format(table)
    if relation.tenant is None:
        return None
    if verb == "SELECT":
        return sql.SQL("SELECT DISTINCT {} FROM {}").format(tenant, table)
    if verb == "INSERT":
        return relation.theirs.get(stranger)
    if verb == "UPDATE":
        return sql.SQL("UPDATE {} SET {} = {}").format(table, tenant, tenant)
    return sql.SQL("UPDATE {} SET {} = {}").format(table, tenant, stranger)

"""The use case: take a whole organisation out as one file, look at such a file, take it in into an empty one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data.connect import Database
from data.ids import new_id
from data.repositories.planner_tables import Plain
from data.vocabulary import AuditAction, EntityType, ImportState
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services import noted
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.importing.against import LABELS
from services.organization_file.faults import FAULTS
from services.organization_file.reading import Content, is_organization_file, read
from services.organization_file.shape import FIELDS, PERSONAL
from services.organization_file.writing import packed, rows_of
from services.problem import Issue
from services.problem.report import Report
from services.tuning.use_case import seed_catalogue
from services.words import Text

__all__ = ["KIND", "Look", "OrganizationFiles", "is_organization_file"]

KIND = "organization"
"""Kind of the file in the table of imports."""
LEAST_REASON, MOST_REASON = 3, 400
_AT_ONCE = 2000
_WHOLE = ("visit_requirements",)
"""Tables whose rows point at each other: put in by one statement."""

_NO_REASON = BadInput(
    "ORG-100", Text(sv="Skriv varför personuppgifterna behövs.", en="Say why the personal data are needed."),
    Text(sv="Till exempel: flytt till egen server.", en="Such as: moving to our own server."),
)  # fmt: skip
_BROKEN = Text(
    sv="Filens rader bryter mot en regel i databasen ({rule}). Inget har lästs in.",
    en="The file's rows break a rule of the database ({rule}). Nothing was taken in.",
)
_AGAIN = Text(sv="Hämta filen på nytt och läs in den oförändrad.", en="Take the file out again and in unchanged.")


@dataclass(frozen=True)
class Look:
    """What the file holds, by table, and everything that stands against taking it in."""

    issues: tuple[Issue, ...]
    rows: Mapping[str, int] = field(default_factory=dict)
    with_personal: bool = False

    @property
    def may_apply(self) -> bool:
        """Whether it can be taken in."""
        return not self.issues and any(self.rows.values())


class OrganizationFiles:
    """Whole organisations; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_out(
        self, actor: Actor, *, with_personal: bool = False, reason: str = "", with_plans: bool = True
    ) -> bytes:
        """The file; names, addresses and exact positions only for those who may, with a reason that is kept."""
        actor.require(Capability.SEE_PLAN)
        if with_personal:
            actor.require(Capability.REVEAL)
            if not LEAST_REASON <= len(reason.strip()) <= MOST_REASON:
                raise _NO_REASON
            # Written first and for itself: no copy leaves without a trace, even when reading it fails.
            with self._database.writing(_context(actor)) as work:
                why = noted.ORGANIZATION.fill(reason=reason.strip()).en
                work.audit.note(AuditAction.EXPORT, "clients", [row.id for row in work.people.clients()], why)
                work.audit.note(AuditAction.EXPORT, "employees", [row.id for row in work.people.employees()], why)
        with self._database.reading(_context(actor)) as reading:
            rows = rows_of(reading, with_personal=with_personal, with_plans=with_plans)
            return packed(rows, _zone(reading), with_personal=with_personal)

    def look(self, actor: Actor, raw: bytes) -> Look:
        """Read it and see whether it can be taken in here; nothing changes."""
        actor.require(Capability.IMPORT)
        report = Report(FAULTS)
        content = read(raw, report)
        with self._database.reading(_context(actor)) as work:
            return _look(work, content, report)

    def apply(self, actor: Actor, filename: str, raw: bytes) -> Look:
        """Take it in, in one transaction; `BadInput` with every reason when it cannot be. For administrators."""
        actor.require(Capability.IMPORT)
        actor.require(Capability.MANAGE_USERS)
        report = Report(FAULTS)
        content = read(raw, report)
        try:
            with self._database.writing(_context(actor)) as work:
                look = _look(work, content, report)
                if not look.may_apply:
                    raise BadInput(
                        "ORG-101", Text(sv="Filen kan inte läsas in.", en="The file cannot be taken in."),
                        Text(sv="Se skälen i listan.", en="See the reasons listed."), look.issues,
                    )  # fmt: skip
                _take_in(work, actor, filename, raw, content)
        except Broken as broken:
            raise Conflict("ORG-102", _BROKEN.fill(rule=str(broken)[:80]), _AGAIN) from broken
        return look


def _look(work: ReadingWork, content: Content, report: Report) -> Look:
    if content.zone and content.zone != _zone(work):
        report.add("ORG-018", "", "zone", content.zone, zone=content.zone)
    held = [name for name in FIELDS if name != "constraint_definitions" and not work.planner_tables.is_empty(name)]
    if held:
        labels = [LABELS[name] for name in held[:4]]
        names = Text(sv=", ".join(each.sv for each in labels), en=", ".join(each.en for each in labels))
        report.add("ORG-017", "", names=names)
    return Look(report.issues(), {name: len(rows) for name, rows in content.rows.items()}, content.with_personal)


def _take_in(work: Work, actor: Actor, filename: str, raw: bytes, content: Content) -> None:
    import_id, digest = new_id(), hashlib.sha256(raw).digest()
    was_applied = work.imports.was_applied(KIND, digest)
    work.imports.receive(import_id, KIND, filename, digest, len(raw), actor.user_id)
    _prepare_months(work, content)
    work.images.begin(import_id)
    for table in FIELDS:
        _put_in(work, actor, table, content.rows[table])
    work.images.seal(import_id)
    count = sum(map(len, content.rows.values()))
    work.imports.settle(import_id, ImportState.VALIDATED if was_applied else ImportState.APPLIED, count, count, 0)


def _put_in(work: Work, actor: Actor, table: str, rows: list[Plain]) -> None:
    if not rows:
        return
    if table == "constraint_definitions":
        seed_catalogue(work)
        held = work.planner_tables.everything(table)
        told = {row["name"]: row for row in rows}
        changed = [{**row, **told[row["name"]]} for row in held if row["name"] in told]
        work.planner_tables.write_over(table, [row for row in changed if row not in held])
        return
    rules = {row["name"]: row["id"] for row in work.planner_tables.everything("constraint_definitions")}
    kept = [_kept(work, actor, table, row, rules) for row in rows]
    step = len(kept) if table in _WHOLE else _AT_ONCE
    for first in range(0, len(kept), step):
        work.planner_tables.put_in(table, kept[first : first + step])


def _kept(work: Work, actor: Actor, table: str, row: Plain, rules: Mapping[str, str]) -> Plain:
    """A row of the file as the table holds it, before it is sealed."""
    kept = {
        field.column: row.get(field.name)
        for field in FIELDS[table]
        if field.column is not None and (field.name in row or field.facts.is_nullable)
    }
    if table == "places":
        lat, lon = float(row["lat"]), float(row["lon"])
        kept |= {"position_enc": f"{lat!r},{lon!r}", "lat_rounded": round(lat, 2), "lon_rounded": round(lon, 2)}
    elif table == "constraint_values":
        is_own = row["entity_type"] == EntityType.ORGANIZATION
        kept["constraint_definition_id"] = rules[row["rule"]]
        kept["entity_id"] = str(work.organization_id) if is_own else row.get("entity_id")
    elif table == "constraint_profile_versions":
        kept["made_by"] = str(actor.user_id)
    return kept | {f"{name}_enc": row.get(name) for name in PERSONAL.get(table, ())}


def _prepare_months(work: Work, content: Content) -> None:
    """Partitions for every day of the file; a day no partition may be made for is refused by the database."""
    rows = content.rows
    days = [row["visit_date"] for row in rows["visits"]] + [row["date"] for row in rows["employee_shifts"]]
    found = {date.fromisoformat(day) for day in days}
    found |= {datetime.fromisoformat(row["run_date"]).date() for row in rows["schedule_solutions"]}
    if found:
        work.months.prepare(min(found), max(found))


def _zone(work: ReadingWork) -> str:
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return own.timezone


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

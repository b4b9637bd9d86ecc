"""What stands against undoing an import: rows changed, used or gone since, plans made since; each by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.repositories.images import Image
from data.repositories.imports import ImportSummary
from data.repositories.planner_tables import Plain, digest, key_of
from data.repositories.table_facts import references
from data.work import Work
from services.problem import Issue, Severity
from services.words import Language, Text

SHARED = ("districts", "places", "skills")
"""Rows that tell nothing by themselves: one that somebody uses by now is left standing."""
FOLLOWING = (
    "employee_bookings", "vehicle_bookings", "travel_cache", "constraint_profile_versions", "schedule_metrics",
    "care_tasks",
)  # fmt: skip
"""Tables that follow others by themselves."""

LABELS = {
    "clients": Text(sv="Klient", en="Client"),
    "employees": Text(sv="Medarbetare", en="Carer"),
    "employee_skills": Text(sv="Kompetens hos", en="Skill of"),
    "employee_absences": Text(sv="Frånvaro för", en="Absence of"),
    "employee_availability": Text(sv="Tillgänglighet för", en="Availability of"),
    "client_carers": Text(sv="Personkrets för", en="Carers of"),
    "visit_requirements": Text(sv="Behov", en="Need"),
    "requirement_skills": Text(sv="Behov", en="Need"),
    "visits": Text(sv="Besök", en="Visit"),
    "visit_skills": Text(sv="Besökets kompetenser", en="Skills of the visit"),
    "visit_carers": Text(sv="Besökets personkrets", en="Carers of the visit"),
    "visit_dependencies": Text(sv="Besökets ordning", en="Order of the visit"),
    "visit_reports": Text(sv="Rapport från besök", en="Report from a visit"),
    "wishes": Text(sv="Önskemål från", en="Wish of"),
    "employee_shifts": Text(sv="Pass", en="Shift"),
    "shift_skills": Text(sv="Passets kompetenser", en="Skills of the shift"),
    "shift_templates": Text(sv="Passtyp", en="Shift template"),
    "shift_patterns": Text(sv="Schemarad", en="Rota line"),
    "vehicles": Text(sv="Fordon", en="Vehicle"),
    "vehicle_absences": Text(sv="Fordon i service", en="Vehicle in maintenance"),
    "constraint_definitions": Text(sv="Regel", en="Rule"),
    "constraint_values": Text(sv="Undantag", en="Override"),
    "constraint_profiles": Text(sv="Profil", en="Profile"),
    "constraint_profile_versions": Text(sv="Profil", en="Profile"),
    "schedule_solutions": Text(sv="Plan", en="Plan"),
    "plan_edits": Text(sv="Ändring i plan", en="Edit of a plan"),
    "plan_notices": Text(sv="Besked om plan till", en="Notice of a plan to"),
    "solution_progress": Text(sv="Körning", en="Run"),
    "hosted_runs": Text(sv="Körning hos Timefold", en="Run at Timefold"),
    "users": Text(sv="Användare", en="User"),
    "invitations": Text(sv="Inbjudan", en="Invitation"),
    "districts": Text(sv="Område", en="District"),
    "district_settings": Text(sv="Områdets inställningar", en="Settings of a district"),
    "tariffs": Text(sv="Ersättning", en="Reimbursement"),
    "care_tasks": Text(sv="Uppgift i vårdsystemet", en="Task of the care system"),
    "care_dead_letters": Text(sv="Rad på väntelistan", en="Line on the waiting list"),
    "places": Text(sv="Plats", en="Place"),
    "skills": Text(sv="Kompetens", en="Skill"),
}

_CHANGED = Text(sv="Har ändrats efter inläsningen.", en="Was changed after the import.")
_GONE = Text(sv="Har tagits bort efter inläsningen.", en="Was removed after the import.")
_ANEW = Text(sv="Har lagts till på nytt efter inläsningen.", en="Was added anew after the import.")
_USED = Text(sv="Används nu av: {by}.", en="Is used now by: {by}.")
_PLANNED = Text(
    sv="En plan som gjorts efter inläsningen bygger på dess besök eller pass.",
    en="A plan made after the import is built on its visits or shifts.",
)
_ERASED = Text(
    sv="Uppgifter som inläsningen skrev har raderats eller gallrats sedan dess.",
    en="Data the import wrote have been erased or forgotten since.",
)
_BY_HAND = Text(sv="Ändra raden för hand i stället.", en="Change the row by hand instead.")
_STAYS = Text(sv="Inläsningen kan inte ångras.", en="The import cannot be undone.")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands against it; `where` names the row."""

    code: str
    where: Text | None
    cause: Text
    action: Text

    def as_issue(self, language: Language) -> Issue:
        """For a list of problems, with the row named in the reader's language."""
        where = "" if self.where is None else self.where(language)
        return Issue(Severity.ERROR, self.code, where, "", "", self.cause, self.action)


@dataclass
class Undo:
    """The rows an undo would write, by table, those it writes over as they `was` now, and what stands against it."""

    put_in: dict[str, list[Plain]] = field(default_factory=dict)
    write_over: dict[str, list[Plain]] = field(default_factory=dict)
    remove: dict[str, list[Plain]] = field(default_factory=dict)
    was: dict[str, list[Plain]] = field(default_factory=dict)
    against: list[Reason] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows it would write."""
        return sum(len(rows) for held in (self.put_in, self.write_over, self.remove) for rows in held.values())


@dataclass(frozen=True)
class Names:
    """Rows by the names planners know them by."""

    clients: Mapping[str, str]
    employees: Mapping[str, str]

    @classmethod
    def of(cls, work: Work) -> Names:
        """The organisation's pseudonyms by id."""
        clients = {str(row.id): row.pseudonym for row in work.people.clients()}
        return cls(clients, {str(row.id): row.pseudonym for row in work.people.employees()})

    def told(self, table: str, row: Mapping[str, Any]) -> Text:
        """`Besök K1, 2027-02-01`."""
        people = (self.clients.get(str(row.get("client_id"))), self.employees.get(str(row.get("employee_id"))))
        plain = (row.get(name) for name in ("pseudonym", "name", "service_type", "visit_date", "date", "first_day"))
        said = ", ".join(str(each) for each in (*people, *plain) if each)
        label = LABELS[table]
        return Text(sv=f"{label.sv} {said}".strip(), en=f"{label.en} {said}".strip())


def undo_of(work: Work, taken: ImportSummary, images: Sequence[Image]) -> Undo:
    """Lay what the import wrote beside what stands; the rows are locked from here on."""
    undo, names = Undo(), Names.of(work)
    by_table: dict[str, list[Image]] = {}
    for image in images:
        by_table.setdefault(image.table, []).append(image)
    if len(images) != taken.images:
        undo.against.append(Reason("UNDO-006", None, _ERASED, _STAYS))
    for name, held in by_table.items():
        _lay(work, name, held, undo, names)
    for name, rows in list(undo.remove.items()):
        _used(work, name, rows, by_table, undo, names)
    undo.against += _plans(work, taken, by_table)
    return undo


def _lay(work: Work, name: str, images: Sequence[Image], undo: Undo, names: Names) -> None:
    now = {key_of(name, row): row for row in work.planner_tables.rows(name, [image.key for image in images])}
    for image in images:
        stands = now.get(key_of(name, image.key))
        if fault := _difference(image, stands):
            about = stands or image.before or image.key
            undo.against.append(Reason(fault[0], names.told(name, about), fault[1], _BY_HAND))
        elif image.before is None:
            undo.remove.setdefault(name, []).append({**(stands or {}), **image.key})
        elif image.after is None:
            undo.put_in.setdefault(name, []).append(image.before)
        else:
            undo.write_over.setdefault(name, []).append(image.before)
            undo.was.setdefault(name, []).append(stands or {})


def _difference(image: Image, stands: Plain | None) -> tuple[str, Text] | None:
    if image.after is None:
        return None if stands is None else ("UNDO-004", _ANEW)
    if stands is None:
        return "UNDO-003", _GONE
    return None if digest(stands) == image.after else ("UNDO-001", _CHANGED)


def _used(
    work: Work, name: str, rows: list[Plain], by_table: Mapping[str, Sequence[Image]], undo: Undo, names: Names
) -> None:
    """Rows made since that lean on those that would go: a shared row stays for them, any other stops the undo."""
    for other, pairs in references(name):
        if other in FOLLOWING:
            continue
        own = {key_of(other, image.key) for image in by_table.get(other, ())}
        for row in work.planner_tables.pointing(other, pairs, name, rows):
            if key_of(other, row) in own:
                continue
            leaned_on = [each for each in rows if all(str(row[mine]) == str(each[its]) for mine, its in pairs.items())]
            if name in SHARED:
                undo.remove[name] = [each for each in undo.remove[name] if each not in leaned_on]
                continue
            cause = _USED.fill(by=names.told(other, row))
            undo.against += [Reason("UNDO-002", names.told(name, each), cause, _BY_HAND) for each in leaned_on]


def _plans(work: Work, taken: ImportSummary, by_table: Mapping[str, Sequence[Image]]) -> list[Reason]:
    """Plans made since of days whose visits or shifts would change."""
    days = [date.fromisoformat(image.key["visit_date"]) for image in by_table.get("visits", ())]
    days += [date.fromisoformat(image.key["date"]) for image in by_table.get("employee_shifts", ())]
    own = {image.key["id"] for image in by_table.get("schedule_solutions", ())}
    return [
        Reason("UNDO-005", Names({}, {}).told("schedule_solutions", {"name": plan.name, "first_day": plan.first_day}),
               _PLANNED, _STAYS)
        for plan in work.solutions.summaries()
        if plan.run_date >= taken.created_at and str(plan.id) not in own
        and any(plan.first_day <= day <= plan.last_day for day in days)
    ]  # fmt: skip

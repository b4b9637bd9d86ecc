"""Writes what a workbook changes, in the order in which rows name each other; a row changed meanwhile stops it all."""

from __future__ import annotations

from data.vocabulary import ConstraintChangeKind
from data.work import Work
from services.access import Actor
from services.tuning import overriding
from services.tuning.use_case import seed_catalogue
from services.workbook.intake import Intake


def store(work: Work, actor: Actor, intake: Intake) -> bool:
    """Write it; False when a row is no longer as it was read, and then the transaction must be given up."""
    _districts(work, intake)
    work.places.add(intake.places)
    is_kept = _people(work, intake)
    work.vehicles.add(intake.new_vehicles)
    is_kept &= all(work.vehicles.change(row) for row in intake.vehicles)
    work.shifts.add_templates(intake.new_templates)
    is_kept &= all(work.shifts.change_template(row) for row in intake.templates)
    work.requirements.add(intake.new_needs)
    is_kept &= all(work.requirements.change(row) for row in intake.needs)
    work.shifts.add(intake.new_shifts)
    is_kept &= all(work.shifts.change(was, row) for was, row in intake.shifts)
    _rules(work, actor, intake)
    return is_kept


def _districts(work: Work, intake: Intake) -> None:
    wanted = {row.district_id for row, _ in (*intake.new_employees, *intake.employees)}
    wanted |= {row.district_id for row, _ in (*intake.new_clients, *intake.clients)}
    work.people.name_districts({name: key for name, key in intake.districts.items() if key in wanted})


def _people(work: Work, intake: Intake) -> bool:
    work.people.add_employees(intake.new_employees)
    is_kept = all(work.people.change_employee(row) for row, _ in intake.employees)
    for row, secrets in intake.employees:
        if secrets is not None:
            is_kept &= work.people.seal_employee(row.id, secrets)
    work.people.add_clients(intake.new_clients)
    is_kept &= all(work.people.change_client(row) for row, _ in intake.clients)
    for client, told in intake.clients:
        if told is not None:
            is_kept &= work.people.seal_client(client.id, told)
    for client_id, relations in intake.relations.items():
        work.people.relate(client_id, relations)
    return is_kept


def _rules(work: Work, actor: Actor, intake: Intake) -> None:
    if not intake.weights and not intake.overrides:
        return
    known = {row.name for row in work.constraints.definitions()}
    if any(row.name not in known for row in intake.standing.definitions):
        seed_catalogue(work)
    for was, row in intake.weights:
        work.constraints.tune(row.name, row.weight, row.enabled)
        work.profiles.note_change(
            ConstraintChangeKind.WEIGHT, row.name, {"weight": was.weight, "enabled": was.enabled},
            {"weight": row.weight, "enabled": row.enabled}, actor.user_id,
        )  # fmt: skip
    overriding.write(work, actor, [override for _, override in intake.overrides], ())

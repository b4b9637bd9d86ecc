"""The use case: days of the organisation as a model input, and a plan as a model output, in Timefold's format.

Rows are called what their own files call them, so that a file taken in and out again is known again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

from data.connect import Database
from data.vocabulary import AuditAction
from data.work import Context
from services import noted
from services.access import Actor, Capability
from services.errors import BadInput
from services.importing.plans import Called
from services.integrations.timefold.writer import write_input, write_output
from services.planning.problems import load_problem
from services.planning.use_case import Planning
from services.problem import Problem
from services.words import Text

LEAST_REASON, MOST_REASON = 3, 400

_NOTHING = BadInput(
    "EXPORT-001",
    Text(sv="Det finns inga besök eller inga pass de dagarna.", en="There are no visits or no shifts on those days."),
    Text(sv="Välj andra dagar.", en="Choose other days."),
)
_NO_REASON = BadInput(
    "EXPORT-002", Text(sv="Skriv varför exakta positioner behövs.", en="Say why exact positions are needed."),
    Text(sv="Till exempel: jämförelse med en annan lösare.", en="Such as: comparing with another solver."),
)  # fmt: skip


class Exporting:
    """Files for other planners; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def model_input(
        self, actor: Actor, days: tuple[date, date], *, with_positions: bool = False, reason: str = ""
    ) -> bytes:
        """Visits and shifts of these days; where people live exactly only with the right and a reason, on record."""
        actor.require(Capability.SEE_PLAN)
        if with_positions:
            actor.require(Capability.REVEAL)
            if not LEAST_REASON <= len(reason.strip()) <= MOST_REASON:
                raise _NO_REASON
        with self._database.writing(_context(actor)) as work:
            problem = load_problem(work, *days)
            if not problem.visits or not problem.shifts:
                raise _NOTHING
            if with_positions:
                people = [client.id for client in problem.clients]
                work.audit.note(AuditAction.EXPORT, "clients", people, noted.MODEL_INPUT.fill(reason=reason.strip()).en)
            called = Called.of(work, days)
        told = called.with_clients(called.renamed(problem if with_positions else _coarse(problem)))
        return _written(write_input(told, name=f"{days[0]}–{days[1]}"))

    def model_output(self, actor: Actor, plan_id: UUID) -> bytes:
        """A plan's routes; positions are not part of it."""
        opened = Planning(self._database).open_plan(actor, plan_id)
        days = (opened.summary.first_day, opened.summary.last_day)
        with self._database.reading(_context(actor)) as work:
            called = Called.of(work, days)
        told = called.renamed(opened.problem)
        return _written(write_output(told, called.of_plan(opened.plan), opened.sheet.score))


def _coarse(problem: Problem) -> Problem:
    """Places to about a kilometre."""
    places = (replace(place, lat=round(place.lat, 2), lon=round(place.lon, 2)) for place in problem.places)
    return replace(problem, places=tuple(places))


def _written(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

"""The use case: lists of an organisation, a page at a time, as far as the key's scopes reach."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from data.connect import Database
from data.repositories.imports import ImportSummary
from data.repositories.lists import ClientLine, EmployeeLine, ShiftLine, VisitLine
from data.repositories.solutions import SolutionSummary
from data.vocabulary import ApiScope, PlanKind
from data.work import Context, ReadingWork, Work
from services import noted
from services.access import Capability
from services.api import cursor, refusals
from services.api.known import ours
from services.api_keys import KeyActor
from services.planning.opening import summary_of
from services.planning.views import PlanSummary

LONGEST_DAYS = 62


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, no more than `longest`; raises `BadInput`."""

    first_day: date
    last_day: date
    longest: int = LONGEST_DAYS

    def __post_init__(self) -> None:
        is_near = self.first_day.year >= 2000 and self.last_day.year < 2100
        if not is_near or not 0 <= (self.last_day - self.first_day).days < self.longest:
            raise refusals.bad_days(self.longest)


@dataclass(frozen=True, slots=True)
class VisitPage:
    """Visits by day."""

    items: tuple[VisitLine, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ShiftPage:
    """Shifts by day."""

    items: tuple[ShiftLine, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ClientPage:
    """Clients, by id."""

    items: tuple[ClientLine, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class EmployeePage:
    """Employees, by id."""

    items: tuple[EmployeeLine, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Finished plans, the newest first."""

    items: tuple[PlanSummary, ...]
    next_cursor: str | None


class Lists:
    """For machines; every method asks for the scope and the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def visits(self, actor: KeyActor, span: Span, district: UUID | None, after: str | None, limit: int) -> VisitPage:
        """Visits of these days."""
        place = cursor.read_dated(after)
        with self._reading(actor, ApiScope.VISITS_READ) as work:
            rows = work.lists.visits(span.first_day, span.last_day, district, place, limit)
        return VisitPage(tuple(rows), _dated(rows, limit))

    def shifts(self, actor: KeyActor, span: Span, district: UUID | None, after: str | None, limit: int) -> ShiftPage:
        """Shifts of these days."""
        place = cursor.read_dated(after)
        with self._reading(actor, ApiScope.SHIFTS_READ) as work:
            rows = work.lists.shifts(span.first_day, span.last_day, district, place, limit)
        return ShiftPage(tuple(rows), _dated(rows, limit))

    def clients(self, actor: KeyActor, district: UUID | None, after: str | None, limit: int) -> ClientPage:
        """Clients; with names, where the key may know them and the identity is not protected."""
        place = cursor.read_plain(after)
        if not _may_name(actor):
            with self._reading(actor, ApiScope.CLIENTS_READ) as work:
                rows = work.lists.clients(district, place, limit)
            return ClientPage(tuple(replace(row, external_ref=None) for row in rows), _plain(rows, limit))
        with self._naming(actor, ApiScope.CLIENTS_READ) as work:
            rows = work.lists.clients(district, place, limit)
            open_to_us = [row.id for row in rows if not row.protected_identity]
            named = work.people.reveal_clients(open_to_us, noted.NAMES_OUT.fill(who=actor.on_record).en)
        told = (
            replace(row, name=named[row.id].name, address=named[row.id].address)
            if row.id in named else replace(row, external_ref=None)
            for row in rows
        )  # fmt: skip
        return ClientPage(tuple(told), _plain(rows, limit))

    def employees(self, actor: KeyActor, district: UUID | None, after: str | None, limit: int) -> EmployeePage:
        """Employees; with names and ways to reach them, where the key may know."""
        place = cursor.read_plain(after)
        if not _may_name(actor):
            with self._reading(actor, ApiScope.EMPLOYEES_READ) as work:
                rows = work.lists.employees(district, place, limit)
            return EmployeePage(tuple(replace(row, external_ref=None) for row in rows), _plain(rows, limit))
        with self._naming(actor, ApiScope.EMPLOYEES_READ) as work:
            rows = work.lists.employees(district, place, limit)
            named = work.people.reveal_employees([row.id for row in rows], noted.NAMES_OUT.fill(who=actor.on_record).en)
        told = (replace(row, name=(n := named[row.id]).name, email=n.email, phone=n.phone) for row in rows)
        return EmployeePage(tuple(told), _plain(rows, limit))

    def plans(
        self, actor: KeyActor, day: date | None, kind: PlanKind | None, before: str | None, limit: int
    ) -> PlanPage:
        """Finished plans."""
        place = cursor.read_plain(before)
        if place is not None:
            ours(place)
        with self._reading(actor, ApiScope.PLANS_READ) as work:
            rows = work.lists.plans(day, kind, place, limit)
        return PlanPage(tuple(summary_of(row) for row in rows), _plain(rows, limit))

    def districts(self, actor: KeyActor) -> dict[str, UUID]:
        """Districts by name, which tell nobody's whereabouts: any key may ask."""
        with self._database.reading(_context(actor)) as work:
            return work.people.districts()

    def an_import(self, actor: KeyActor, import_id: UUID) -> ImportSummary:
        """What became of a file."""
        actor.require(Capability.IMPORT)
        with self._database.reading(_context(actor)) as work:
            found = work.imports.find(import_id)
        if found is None:
            raise refusals.NOT_HERE
        return found

    def _reading(self, actor: KeyActor, scope: ApiScope) -> AbstractContextManager[ReadingWork]:
        actor.require_scope(scope)
        actor.require(Capability.SEE_PLAN)
        return self._database.reading(_context(actor))

    def _naming(self, actor: KeyActor, scope: ApiScope) -> AbstractContextManager[Work]:
        """As when reading, in a transaction that can put on record what was opened."""
        actor.require_scope(scope)
        actor.require(Capability.SEE_PLAN)
        actor.require(Capability.REVEAL)
        return self._database.writing(_context(actor))


def _may_name(actor: KeyActor) -> bool:
    return actor.holds(ApiScope.NAMES_READ) and actor.may(Capability.REVEAL)


def _dated(rows: Sequence[VisitLine | ShiftLine], limit: int) -> str | None:
    return cursor.dated(rows[-1].day, rows[-1].id) if len(rows) == limit else None


def _plain(rows: Sequence[ClientLine | EmployeeLine | SolutionSummary], limit: int) -> str | None:
    return cursor.plain(rows[-1].id) if len(rows) == limit else None


def _context(actor: KeyActor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

"""The use case: what an hour and a visit bring in, by kind of care and district, from a day on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.tariffs import TariffRow
from data.work import Conflict as Broken
from data.work import Context
from services.access import Actor, Capability
from services.assumptions.use_case import count_anew
from services.organization import refusals

__all__ = ["TariffRow", "Tariffs", "new_tariff"]
DEAREST = Decimal(3000)


def new_tariff(**fields: Any) -> TariffRow:
    """A tariff that is not kept yet."""
    return TariffRow(new_id(), **fields)


class Tariffs:
    """Tariffs of an organisation, for administrators; figures are counted anew behind every change."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, actor: Actor) -> list[TariffRow]:
        """Every tariff, old ones too, the newest first."""
        actor.require(Capability.SETTINGS)
        with self._database.reading(_context(actor)) as work:
            return work.tariffs.all()

    def services(self, actor: Actor) -> list[str]:
        """Kinds of care the organisation knows, to choose from."""
        actor.require(Capability.SETTINGS)
        with self._database.reading(_context(actor)) as work:
            return sorted({row.service_type for row in work.requirements.all()}, key=str.casefold)

    def save(
        self, actor: Actor, new: Sequence[TariffRow] = (), changed: Sequence[TariffRow] = (),
        removed: Collection[UUID] = (),
    ) -> None:  # fmt: skip
        """What was edited, all or none."""
        actor.require(Capability.SETTINGS)
        for row in (*new, *changed):
            if not (0 <= row.hour_sek <= DEAREST and 0 <= row.visit_sek <= DEAREST):
                raise refusals.BAD_PRICE
        try:
            with self._database.writing(_context(actor)) as work:
                if removed and work.tariffs.remove(removed) < len(set(removed)):
                    raise refusals.CHANGED
                if not all(work.tariffs.change(row) for row in changed):
                    raise refusals.CHANGED
                work.tariffs.add(new)
                if new or changed or removed:
                    count_anew(work)
        except Broken as broken:
            raise refusals.TWICE from broken


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

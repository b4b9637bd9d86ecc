"""A pushed file, whichever known format it has: looked at or taken in by the use cases of the page, in one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from services.access import Actor
from services.importing.care.use_case import CareImporting, CareLook
from services.importing.intake import Tally
from services.importing.use_case import KIND, Importing
from services.problem import Issue

Days = tuple[date, date]
PLAN = "fsr-plan"


@dataclass(frozen=True, slots=True)
class Report:
    """What a file would do, or did; without its issues it holds ids and counts only."""

    kind: str
    is_sound: bool
    tallies: Mapping[str, Tally]
    days: Days | None = None
    rows: int = 0
    rejected: int = 0
    import_id: UUID | None = None
    plan_id: UUID | None = None
    issues: tuple[Issue, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """As it is kept behind an idempotency key."""
        return {
            "kind": self.kind, "is_sound": self.is_sound, "rows": self.rows, "rejected": self.rejected,
            "tallies": {name: asdict(tally) for name, tally in self.tallies.items()},
            "days": None if self.days is None else [day.isoformat() for day in self.days],
            "import_id": None if self.import_id is None else str(self.import_id),
            "plan_id": None if self.plan_id is None else str(self.plan_id),
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Report:
        """The other way."""
        first, last = (date.fromisoformat(day) for day in kept["days"]) if kept["days"] else (None, None)
        import_id, plan_id = (UUID(kept[name]) if kept[name] else None for name in ("import_id", "plan_id"))
        tallies = {name: Tally(**told) for name, told in kept["tallies"].items()}
        days = None if first is None or last is None else (first, last)
        return cls(kept["kind"], kept["is_sound"], tallies, days, kept["rows"], kept["rejected"], import_id, plan_id)


class TakingIn:
    """Chooses between a care system's layouts and Timefold's, by what stands in the file."""

    def __init__(self, importing: Importing, care: CareImporting) -> None:
        self._importing, self._care = importing, care

    def look(self, actor: Actor, filename: str, raw: bytes, days: Days | None) -> Report:
        """What the file would do."""
        if self._care.kind(actor, raw) is not None:
            return _of_care(self._care.look(actor, filename, raw, days))
        look = self._importing.look(actor, raw)
        rows = sum(tally.total for tally in look.tallies.values())
        return Report(PLAN if look.is_plan else KIND, look.is_sound, look.tallies, look.days, rows, issues=look.issues)

    def apply(self, actor: Actor, filename: str, raw: bytes, days: Days | None, *, only_good: bool) -> Report:
        """Take the file in, whole or not at all; raises `BadInput` with every problem."""
        if self._care.kind(actor, raw) is not None:
            taken = self._care.apply(actor, filename, raw, days, only_good=only_good)
            return _of_care(taken.look, taken.import_id, taken.plan_id)
        done = self._importing.apply(actor, filename, raw)
        rows = sum(tally.total for tally in done.tallies.values())
        return Report(PLAN if "plan" in done.tallies else KIND, True, done.tallies, done.days, rows,
                      import_id=done.import_id)  # fmt: skip


def _of_care(look: CareLook, import_id: UUID | None = None, plan_id: UUID | None = None) -> Report:
    kind = look.kind.value if look.kind else ""
    return Report(
        kind, look.is_sound, look.tallies, look.days, look.rows, look.rejected, import_id, plan_id, look.issues
    )

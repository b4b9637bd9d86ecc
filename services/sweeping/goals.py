"""The goals a trade-off can be looked at between: each a soft rule and the key figure a reader knows it by."""

from __future__ import annotations

from dataclasses import dataclass

from services.constraints import BY_ID
from services.constraints.kind import Constraint
from services.constraints.scoring import ScoreSheet
from services.words import Text


@dataclass(frozen=True, slots=True)
class Goal:
    """Less of `rule` is better; `per_shown` units make one of what is shown (seconds to hours)."""

    slug: str
    title: Text
    shown: Text
    rule: Constraint
    per_shown: int = 1

    def units(self, sheet: ScoreSheet) -> int:
        """How much of it there is in a plan, whatever it weighs."""
        return sheet.row(self.rule.id).units

    def value(self, sheet: ScoreSheet) -> float:
        """The same as it is shown."""
        return self.units(sheet) / self.per_shown


HOURS = Text(sv="timmar", en="hours")
HOUR_S = 3600


def _goal(slug: str, constraint_id: str, title: Text, shown: Text, per_shown: int = 1) -> Goal:
    return Goal(slug, title, shown, BY_ID[constraint_id], per_shown)


GOALS: dict[str, Goal] = {
    goal.slug: goal
    for goal in (
        _goal("travel", "soft.travel.minutes", Text(sv="Restid", en="Travel"), HOURS, HOUR_S),
        _goal(
            "continuity",
            "soft.continuity.new_face",
            Text(sv="Kontinuitet", en="Continuity"),
            Text(sv="ansikten utöver det första", en="faces beyond the first"),
        ),
        _goal("waiting", "soft.time.waiting", Text(sv="Väntetid", en="Waiting"), HOURS, HOUR_S),
        _goal(
            "fairness", "soft.fair.load", Text(sv="Jämn belastning", en="Even workload"),
            Text(sv="timmars ojämnhet", en="hours of unevenness"), HOUR_S,
        ),
        _goal(
            "wishes", "soft.time.preferred", Text(sv="Önskade tider", en="Preferred times"),
            Text(sv="timmar från önskad tid", en="hours from the preferred time"), HOUR_S,
        ),
        _goal(
            "shifts", "soft.shift.opened", Text(sv="Använda pass", en="Shifts in use"), Text(sv="pass", en="shifts")
        ),
        _goal(
            "stability", "soft.plan.changed", Text(sv="Stabilitet", en="Stability"),
            Text(sv="bytta medarbetare", en="carers changed"),
        ),
        _goal("cost", "soft.cost.staff", Text(sv="Personalkostnad", en="Cost of staff"), Text(sv="kronor", en="SEK")),
    )
}  # fmt: skip
"""By slug, in the order they are offered."""

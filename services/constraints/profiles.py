"""Ready-made sets of weights: what a planner starts from, duplicates and edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.constraints.kind import Weights
from services.words import Text


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of weights; what it does not name keeps the catalogue's default."""

    slug: str
    title: Text
    meaning: Text
    organization: Mapping[str, int] = field(default_factory=dict)

    @property
    def weights(self) -> Weights:
        """The set as the scorer and the solvers take it."""
        return Weights(organization=self.organization, carer={}, client={})


BALANCED = Profile(
    slug="balanced",
    title=Text(sv="Balanserad", en="Balanced"),
    meaning=Text(sv="Kontinuitet, restid och jämn belastning i avvägning.",
                 en="Continuity, travel and even load weighed together."),
)  # fmt: skip
CONTINUITY_FIRST = Profile(
    slug="continuity-first",
    title=Text(sv="Kontinuitet först", en="Continuity first"),
    meaning=Text(sv="Få ansikten per klient, även om resorna blir längre.",
                 en="Few faces per client, even if the ways get longer."),
    organization={"soft.continuity.new_face": 120, "soft.continuity.contact": 15, "soft.preference.carer": 20},
)  # fmt: skip
TRAVEL_FIRST = Profile(
    slug="travel-first",
    title=Text(sv="Korta resor först", en="Travel first"),
    meaning=Text(sv="Så lite tid på vägarna som möjligt.", en="As little time on the road as possible."),
    organization={"soft.travel.minutes": 6, "soft.time.waiting": 2, "soft.continuity.new_face": 10},
)
FAIRNESS = Profile(
    slug="fairness",
    title=Text(sv="Rättvis fördelning", en="Fairness"),
    meaning=Text(sv="Alla medarbetare arbetar lika stor andel av sin tid och delar på kvällar och helger.",
                 en="All carers work the same share of their time and share evenings and weekends."),
    organization={"soft.fair.load": 4, "soft.fair.unsocial": 8},
)  # fmt: skip
FEWER_SHIFTS = Profile(
    slug="fewer-shifts",
    title=Text(sv="Färre pass", en="Fewer shifts"),
    meaning=Text(sv="Pass som inte behövs lämnas tomma.", en="Shifts that are not needed are left empty."),
    organization={"soft.shift.opened": 60},
)
CAUTIOUS = Profile(
    slug="cautious",
    title=Text(sv="Försiktig", en="Cautious"),
    meaning=Text(sv="Det som är publicerat flyttas bara när det måste.",
                 en="What is published moves only when it must."),
    organization={"soft.plan.changed": 60},
)  # fmt: skip

PROFILES: dict[str, Profile] = {
    profile.slug: profile for profile in (BALANCED, CONTINUITY_FIRST, TRAVEL_FIRST, FAIRNESS, CAUTIOUS, FEWER_SHIFTS)
}
"""Presets by slug, in the order they are offered."""

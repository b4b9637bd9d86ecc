"""Which trends are in sight: the cards' and those of the open section, asked for in one question."""

from __future__ import annotations

from data.vocabulary import FigureLevel
from pages.components.insights.choice import FiguresState, Looking
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.insights import time_use
from services.insights.use_case import has_figure
from services.insights.views import Point
from services.kpi import EVERY
from services.words import Text

CARDS = (
    "client_time_share", "field_efficiency", "continuity_14d", "performed_of_planned", "unassigned_visits",
    "cost_per_visit_hour",
)  # fmt: skip
CARDS_OF_PEOPLE = (
    "client_time_share", "field_efficiency", "performed_of_planned", "on_time_share", "travel_hours",
    "assigned_visits", "continuity_14d", "unassigned_visits", "unused_hours",
)  # fmt: skip
"""What is shown in place of a figure that does not reach carers or clients."""
MOST_CARDS = 6
COSTS = ("staff_cost", "revenue", "margin")
FAIRNESS = ("fairness_gini", "weekend_evening_spread")
SECTIONS = {
    "trend": Text(sv="Över tid", en="Over time"),
    "continuity": Text(sv="Kontinuitet", en="Continuity"),
    "fairness": Text(sv="Rättvisa", en="Fairness"),
    "money": Text(sv="Kostnad", en="Cost"),
    "rules": Text(sv="Regler", en="Rules"),
}
_ASKED = {
    "trend": time_use.SLUGS,
    "continuity": ("continuity_14d",),
    "fairness": FAIRNESS,
    "money": COSTS,
    "rules": ("constraint_satisfaction",),
}
_MAIN = {
    "continuity": "continuity_14d", "fairness": "fairness_gini", "money": "margin", "rules": "constraint_satisfaction",
}  # fmt: skip
"""What those below are listed by; over time it is the chosen figure."""
Trends = dict[str, tuple[Point, ...]]


def cards_of(level: FigureLevel) -> list[str]:
    """The figures of the strip: six that reach the level."""
    return [slug for slug in dict.fromkeys((*CARDS, *CARDS_OF_PEOPLE)) if has_figure(slug, level)][:MOST_CARDS]


def figures_of(level: FigureLevel) -> list[str]:
    """Every figure a reader may choose at the level."""
    return [kpi.slug for kpi in EVERY if has_figure(kpi.slug, level)]


def sections_of(level: FigureLevel) -> list[str]:
    """The sections that have anything to show at the level."""
    return [name for name, slugs in _ASKED.items() if any(has_figure(slug, level) for slug in slugs)]


def main_figure(state: FiguresState) -> str:
    """The figure of the open section that is broken down."""
    return _MAIN.get(state.section, state.slug)


def trends_in_sight(ctx: PageContext, state: FiguresState, looking: Looking) -> Trends:
    """The trends of the cards and of the open section, asked once."""
    level = looking.scope.level
    section = state.section if state.section in _ASKED else "trend"
    chosen = (state.slug,) if section == "trend" else ()
    wanted = dict.fromkeys((*cards_of(level), *chosen, *_ASKED[section]))
    slugs = [slug for slug in wanted if has_figure(slug, level)]
    return remember(
        ctx, "figures.trends",
        lambda: ctx.services.insights.trends(ctx.actor, slugs, looking.span, looking.step, looking.scope),
        ",".join(slugs), looking.key,
    )  # fmt: skip

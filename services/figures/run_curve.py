"""How a solve goes: two small panels over the time of the search, what is missing and what the plan costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import plotly.graph_objects as go

from services.figures.axes import AMOUNTS, separators
from services.words import Language, Text

MISSING = Text(sv="Ej planerade", en="Unassigned")
HARD = Text(sv="Brutna regler", en="Broken rules")
SOFT = Text(sv="Vägs mot varandra", en="Weighed together")
MEDIUM = Text(sv="Poäng för ej planerade", en="Points for unassigned")
ELAPSED = Text(sv="Sökt tid, s", en="Searched, s")
HEIGHT_PX = 240
LEAST_TOP = 4  # below, ticks would stand between whole visits and read 1, 1, 0
LINES_LIGHT, LINES_DARK = ("#7C3AED", "#B84F00"), ("#A78BFA", "#E69F00")


class PointOfRun(Protocol):
    """The best plan known at a moment."""

    @property
    def elapsed_s(self) -> float: ...
    @property
    def hard(self) -> int: ...
    @property
    def medium(self) -> int: ...
    @property
    def soft(self) -> int: ...
    @property
    def unassigned(self) -> int: ...


def missing_curve(points: Sequence[PointOfRun], language: Language, limit_s: float, *, is_dark: bool) -> go.Figure:
    """Visits without a carer and rules that are broken: counts that should come to nothing."""
    lines = [(MISSING, [p.unassigned for p in points]), (HARD, [p.hard for p in points])]
    figure = _panel(points, lines, language, limit_s, LINES_DARK if is_dark else LINES_LIGHT)
    highest = max([LEAST_TOP, *(value for _, values in lines for value in values)])
    figure.update_yaxes(range=[0, 1.05 * highest], tickformat=",d", nticks=5)
    return figure


def cost_curve(points: Sequence[PointOfRun], language: Language, limit_s: float, *, is_dark: bool) -> go.Figure:
    """Points of the plan: travel, continuity, load and wishes, and what unassigned visits cost."""
    lines = [(SOFT, [p.soft for p in points]), (MEDIUM, [p.medium for p in points])]
    figure = _panel(points, lines, language, limit_s, LINES_DARK if is_dark else LINES_LIGHT)
    figure.update_yaxes(rangemode="tozero", tickformat=AMOUNTS, nticks=5)
    return figure


def _panel(
    points: Sequence[PointOfRun],
    lines: Sequence[tuple[Text, list[int]]],
    language: Language,
    limit_s: float,
    colours: tuple[str, str],
) -> go.Figure:
    """Lines step from one best plan to the next and differ in dash too, never in colour alone."""
    figure = go.Figure()
    seconds = [point.elapsed_s for point in points]
    for (name, values), dash, colour in zip(lines, ("solid", "dot"), colours, strict=True):
        figure.add_scatter(
            x=seconds, y=values, name=name(language), mode="lines",
            line={"shape": "hv", "width": 2, "dash": dash, "color": colour}, hovertemplate="%{y:,d}",
        )  # fmt: skip
    figure.update_layout(
        height=HEIGHT_PX,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        hovermode="x unified",
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        separators=separators(language),
        uirevision="run",
    )
    figure.update_xaxes(
        title=ELAPSED(language), range=[0, max([limit_s, *seconds])], showgrid=False, ticks="outside", fixedrange=True
    )
    figure.update_yaxes(fixedrange=True, automargin=True)
    return figure

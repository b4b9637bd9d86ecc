"""Points per rule before and after, as two bars each: what a draft of weights does to a plan."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from services.figures.axes import AMOUNTS, on_lines, separators
from services.words import Language, number

Bar = tuple[str, int, int]
"""Rule, points before, points after."""

BEFORE, AFTER = "#8C86A5", "#7C3AED"
AFTER_DARK = "#A78BFA"
ROW_PX, ROOM_PX = 40, 70


def weights_bars(bars: Sequence[Bar], names: tuple[str, str], language: Language, *, is_dark: bool) -> go.Figure:
    """The costliest rules on top; grey hatched bars are before, violet ones after."""
    ordered = sorted(bars, key=lambda bar: max(bar[1], bar[2]))
    rules = [on_lines(name) for name, *_ in ordered]
    figure = go.Figure()
    colours = (BEFORE, AFTER_DARK if is_dark else AFTER)
    before, after = [bar[1] for bar in ordered], [bar[2] for bar in ordered]
    for name, colour, costs, sign in zip(names, colours, (before, after), ("/", ""), strict=True):
        figure.add_bar(
            y=rules, x=costs, name=name, orientation="h", marker={"color": colour, "pattern": {"shape": sign}},
            customdata=[number(cost, language) for cost in costs], hovertemplate="%{y}: %{customdata}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(
        height=ROOM_PX + ROW_PX * len(rules), margin={"l": 0, "r": 0, "t": 24, "b": 0}, barmode="group", bargap=0.25,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={"showticklabels": True, "tickformat": AMOUNTS, "nticks": 5}, yaxis={"automargin": True},
        separators=separators(language),
    )  # fmt: skip
    return figure

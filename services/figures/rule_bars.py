"""Points per rule in several plans: a group of bars per rule, one pattern and colour per plan."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from services.figures.axes import AMOUNTS, on_lines, separators
from services.words import Language, number

Bars = tuple[str, tuple[int, ...]]
"""A rule, and its points in every plan."""

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7C3AED", "#8C86A5")
PATTERNS = ("", "/", ".", "x", "-", "|")
LINE, ROOM_PX = 17, 72
MOST_RULES = 10


def rule_bars(bars: Sequence[Bars], names: Sequence[str], language: Language) -> go.Figure:
    """The costliest rules on top; the plans from the top in their order."""
    ordered = sorted(bars, key=lambda bar: max(bar[1]))[-MOST_RULES:]
    rules = [on_lines(name) for name, _ in ordered]
    figure = go.Figure()
    for place in reversed(range(len(names))):
        costs = [points[place] for _, points in ordered]
        figure.add_bar(
            y=rules, x=costs, name=escape(names[place], quote=False), orientation="h", legendrank=place,
            marker={
                "color": COLOURS[place],
                "pattern": {"shape": PATTERNS[place], "fillmode": "overlay", "fgcolor": "#fff", "size": 6},
            },
            customdata=[number(cost, language) for cost in costs], hovertemplate="%{y}: %{customdata}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(
        height=ROOM_PX + (LINE * len(names) + 8) * max(1, len(rules)), margin={"l": 0, "r": 0, "t": 30, "b": 0},
        barmode="group", bargap=0.25, legend={"orientation": "h", "y": 1.01, "yanchor": "bottom", "x": 0},
        xaxis={"tickformat": AMOUNTS, "nticks": 5}, yaxis={"automargin": True}, separators=separators(language),
    )  # fmt: skip
    return figure

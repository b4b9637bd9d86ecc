"""The curve of a trade-off: every plan a point between two goals, those nobody beats joined by a line."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from services.figures.axes import separators
from services.words import Language, Text, number

Spot = tuple[int, float, float, bool]
"""Number of the point, value of the first and the second goal, whether no other plan beats it."""

BEST, BEST_DARK, BEATEN = "#7C3AED", "#A78BFA", "#8C86A5"
ON_CURVE, OFF_CURVE = Text(sv="Bäst i sitt slag", en="Best of their kind"), Text(sv="Slagna", en="Beaten")
HEIGHT_PX = 320


def trade_off_figure(spots: Sequence[Spot], axes: tuple[str, str], language: Language, *, is_dark: bool) -> go.Figure:
    """Lower and further left is better."""
    figure = go.Figure()
    colour = BEST_DARK if is_dark else BEST
    for is_best, name, look in ((True, ON_CURVE, colour), (False, OFF_CURVE, BEATEN)):
        own = sorted(spot for spot in spots if spot[3] is is_best)
        own.sort(key=lambda spot: spot[1])
        if own:
            figure.add_scatter(
                x=[spot[1] for spot in own], y=[spot[2] for spot in own], name=name(language),
                mode="lines+markers+text" if is_best else "markers+text", text=[str(spot[0]) for spot in own],
                textposition="top center", line={"color": look, "width": 2},
                marker={"color": look, "size": 11, "symbol": "circle" if is_best else "x"},
                hovertext=[f"{number(spot[1], language, 1)} / {number(spot[2], language, 1)}" for spot in own],
                hoverinfo="text",
            )  # fmt: skip
    figure.update_layout(
        height=HEIGHT_PX, margin={"l": 0, "r": 0, "t": 24, "b": 0}, xaxis={"title": axes[0]}, yaxis={"title": axes[1]},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        separators=separators(language),
    )  # fmt: skip
    return figure

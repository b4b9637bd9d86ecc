"""Plans between travel and continuity: each a lettered point, those nobody beats joined by a line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from services.figures.axes import separators
from services.words import Language, Text, number

Spot = tuple[str, str, float, float, bool]
"""Letter and name of a plan, value on either axis, whether no other plan beats it."""

BEST, BEST_DARK, BEATEN = "#7C3AED", "#A78BFA", "#8C86A5"
ON_FRONT = Text(sv="Ingen annan är bättre i båda", en="No other is better in both")
OFF_FRONT = Text(sv="En annan är minst lika bra i båda", en="Another is at least as good in both")
HEIGHT_PX = 340
SPARE = 0.12
"""Room around the points, as a share of their span."""


def plan_front(spots: Sequence[Spot], axes: tuple[str, str], language: Language, *, is_dark: bool) -> go.Figure:
    """Lower and further left is better; circles on the front, crosses behind it."""
    figure = go.Figure()
    for is_best, name, colour, sign in (
        (True, ON_FRONT, BEST_DARK if is_dark else BEST, "circle"), (False, OFF_FRONT, BEATEN, "x"),
    ):  # fmt: skip
        own = sorted((spot for spot in spots if spot[4] is is_best), key=lambda spot: spot[2])
        if own:
            figure.add_scatter(
                x=[spot[2] for spot in own], y=[spot[3] for spot in own], name=name(language),
                mode="lines+markers+text" if is_best else "markers+text", text=[spot[0] for spot in own],
                textposition="top center", textfont={"size": 14}, line={"color": colour, "width": 1.5, "dash": "dot"},
                marker={"color": colour, "size": 12, "symbol": sign},
                hovertext=[_told(spot, language) for spot in own],
                hoverinfo="text",
            )  # fmt: skip
    figure.update_layout(
        height=HEIGHT_PX, margin={"l": 0, "r": 0, "t": 40, "b": 0},
        xaxis={"title": axes[0], "range": _span([spot[2] for spot in spots]), "automargin": True},
        yaxis={"title": axes[1], "range": _span([spot[3] for spot in spots]), "automargin": True},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        separators=separators(language),
    )  # fmt: skip
    return figure


def _span(values: Sequence[float]) -> list[float]:
    least, most = min(values, default=0.0), max(values, default=1.0)
    spare = (most - least) * SPARE or max(abs(most) * SPARE, 0.5)
    return [least - spare, most + 2 * spare]


def _told(spot: Spot, language: Language) -> str:
    """The plan and both figures; a name is shown as it is written, for charts build links of what looks like them."""
    return f"{escape(spot[1], quote=False)}: {_said(spot[2], language)} / {_said(spot[3], language)}"


def _said(value: float, language: Language) -> str:
    return number(value, language, 1)

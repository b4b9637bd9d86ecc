"""Bars of money: what a sum is made of, step by step, and how far it moves when one price is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import plotly.graph_objects as go

from services.charts import looks
from services.words import Language, Text, number

GAIN, LOSS, SUM = looks.BLUE, looks.ORANGE, looks.PURPLE
LOWER, HIGHER = Text(sv="Lägre pris", en="Lower price"), Text(sv="Högre pris", en="Higher price")
LIKELY = Text(sv="troligt", en="likely")
PER_YEAR = Text(sv="kr per år", en="SEK a year")
LINE_PX, ROOM_PX = 44, 96
FOR_AMOUNTS = 0.25


def waterfall(parts: Sequence[tuple[str, float]], total: str, language: Language, *, is_dark: bool) -> go.Figure:
    """Each part from where the one before it ended; the sum from naught. Gains go right, losses left."""
    names = [*(name for name, _ in parts), total]
    values = [*(value for _, value in parts), sum(value for _, value in parts)]
    on_bars = ["#FFFFFF"] * len(parts) + ["#14121F" if is_dark else "#FFFFFF"]
    figure = go.Figure(
        go.Waterfall(
            orientation="h", y=names, x=values, measure=["relative"] * len(parts) + ["total"],
            text=[_signed(value, language) for value in values], textposition="auto", cliponaxis=False,
            insidetextfont={"color": on_bars},
            increasing={"marker": {"color": GAIN}}, decreasing={"marker": {"color": LOSS}},
            totals={"marker": {"color": looks.PURPLE_DARK if is_dark else SUM}},
            connector={"line": {"color": looks.GREY, "width": 1, "dash": "dot"}},
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_layout(**_lying(language, len(names)))
    figure.update_xaxes(range=_roomy(values[:-1]))
    return figure


def tornado(
    swings: Sequence[tuple[str, float, float]], likely: float, language: Language, *, is_dark: bool
) -> go.Figure:  # fmt: skip
    """A bar to each side of the likely sum; the assumption that drives most on top."""
    names = [name for name, _, _ in swings]
    figure = go.Figure()
    for place, title in enumerate((LOWER, HIGHER)):
        ends = [(lower, higher)[place] for _, lower, higher in swings]
        figure.add_bar(
            y=names, x=[end - likely for end in ends], base=likely, orientation="h", name=title(language),
            marker=looks.bar(place), customdata=[number(round(end), language) for end in ends], width=0.6,
            hovertemplate="%{y}: %{customdata}<extra>" + title(language) + "</extra>",
        )  # fmt: skip
    colour = looks.PURPLE_DARK if is_dark else SUM
    figure.add_vline(x=likely, line={"color": colour, "width": 2}, annotation_text=LIKELY(language),
                     annotation_position="top", annotation_yshift=4)  # fmt: skip
    legend = {"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0}
    figure.update_layout(**_lying(language, len(names)) | {"barmode": "overlay", "showlegend": True, "legend": legend})
    return figure


def _lying(language: Language, lines: int) -> dict[str, object]:
    held = looks.layout(
        language, height=ROOM_PX + LINE_PX * lines, showlegend=False,
        xaxis={"title": PER_YEAR(language), "tickformat": looks.AMOUNTS, "zeroline": True, "nticks": 5},
        yaxis={"autorange": "reversed", "automargin": True}, margin={"l": 0, "r": 24, "t": 24, "b": 0},
    )  # fmt: skip
    held.pop("legend")
    return held


def _roomy(parts: Sequence[float]) -> list[float]:
    """From the lowest to the highest that is reached, with room for an amount beside a bar."""
    reached = list(accumulate(parts, initial=0.0))
    low, high = min(reached), max(reached)
    room = FOR_AMOUNTS * ((high - low) or 1.0)
    return [low - room if low < 0 else 0.0, high + room]


def _signed(value: float, language: Language) -> str:
    return f"{'+' if round(value) > 0 else ''}{number(round(value), language)}"

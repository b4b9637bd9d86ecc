"""How much longer ways take than predicted, hour by hour: a point with its interval for every mode, 1 as a line."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from services.charts import looks
from services.problem import Mode
from services.travel.calibration import Measured
from services.words import Language, Text, number

SYMBOLS = {Mode.CAR: "circle", Mode.BIKE: "diamond", Mode.WALK: "square", Mode.PUBLIC: "triangle-up"}
AS_PREDICTED = Text(sv="Som beräknat", en="As predicted")
SAYS = Text(
    sv="{name} kl. {hour}: ×{factor} ({low}–{high}), {count} {count:sträcka|sträckor}",
    en="{name} at {hour}: ×{factor} ({low}–{high}), {count} {count:way|ways}",
)
FACTOR = Text(sv="Verkligt ÷ beräknat", en="Measured ÷ predicted")


def travel_factor(
    by_hour: Mapping[tuple[Mode, int], Measured], names: Mapping[Mode, str], language: Language
) -> go.Figure:  # fmt: skip
    """Hours with too few ways are left out."""
    figure = go.Figure()
    for place, mode in enumerate(Mode):
        known = sorted((hour, each) for (of, hour), each in by_hour.items() if of is mode and each.factor is not None)
        if not known:
            continue
        values = [each.factor or 0.0 for _, each in known]
        figure.add_scatter(
            x=[hour for hour, _ in known], y=values, name=names[mode], mode="lines+markers",
            marker={"symbol": SYMBOLS[mode], "size": 8, "color": looks.SERIES[place]},
            line={"color": looks.SERIES[place], "width": 1, "dash": "dot"},
            error_y={"type": "data", "array": [(each.high or 0.0) - (each.factor or 0.0) for _, each in known]},
            hovertext=[_said(names[mode], hour, each, language) for hour, each in known], hoverinfo="text",
        )  # fmt: skip
    figure.add_hline(y=1, line={"color": looks.GREY, "width": 1.5}, annotation_text=AS_PREDICTED(language))
    axis = {"title": FACTOR(language), "automargin": True}
    hours = {"title": None, "dtick": 1, "tickformat": "02d"}
    figure.update_layout(**looks.layout(language, yaxis=axis, xaxis=hours))
    return figure


def _said(name: str, hour: int, each: Measured, language: Language) -> str:
    factor, low, high = (number(value or 0.0, language, 2) for value in (each.factor, each.low, each.high))
    return SAYS(language, name=name, hour=f"{hour:02}", factor=factor, low=low, high=high, count=each.count)

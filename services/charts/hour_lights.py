"""Visits by hour in traffic-light colours with a sign each, and all else about the hour on hover."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from services.charts import looks
from services.kpi.writing import NOTHING
from services.today.by_hour import HourRow, Light
from services.words import Language, Text, number, share

FIRST_HOUR, LAST_HOUR = 6, 23
VISITS = Text(sv="Besök", en="Visits")
LIGHTS = {
    Light.GREEN: ("#009E73", "", "●", Text(sv="● över 70 %", en="● above 70%")),
    Light.YELLOW: ("#E69F00", "/", "▲", Text(sv="▲ 65–70 %", en="▲ 65–70%")),
    Light.RED: ("#D55E00", "x", "■", Text(sv="■ under 65 %", en="■ below 65%")),
}
TOLD = Text(
    sv="kl. {hour:02}: {visits} besök, {carers} medarbetare, {km} km, effektivitet {share}",
    en="{hour:02}:00: {visits} visits, {carers} carers, {km} km, efficiency {share}",
)


def hour_lights(rows: Sequence[HourRow], language: Language) -> go.Figure:
    """Bars 06–23; earlier and later hours only when they hold visits."""
    busy = [row.hour for row in rows if row.visits]
    shown = [row for row in rows if min([FIRST_HOUR, *busy]) <= row.hour <= max([LAST_HOUR, *busy])]
    hours = [f"{row.hour:02}" for row in shown]
    figure = go.Figure()
    for light, (colour, pattern, sign, name) in LIGHTS.items():
        own = [row for row in shown if row.light is light]
        if own:
            figure.add_bar(
                x=[f"{row.hour:02}" for row in own], y=[row.visits for row in own], name=name(language), text=sign,
                textposition="outside", cliponaxis=False,
                marker={"color": colour, "pattern": {"shape": pattern, "fgcolor": "#fff", "fillmode": "overlay"}},
                customdata=[told(row, language) for row in own], hovertemplate="%{customdata}<extra></extra>",
            )  # fmt: skip
    figure.update_layout(
        **looks.layout(
            language, height=270, bargap=0.25, barmode="overlay",
            yaxis={"title": VISITS(language), "rangemode": "tozero"},
            xaxis={"type": "category", "categoryorder": "array", "categoryarray": hours, "tickvals": hours},
            margin={"l": 0, "r": 0, "t": 20, "b": 0}, showlegend=True,
        )
    )  # fmt: skip
    return figure


def told(row: HourRow, language: Language) -> str:
    """An hour in words."""
    efficiency = NOTHING if row.efficiency is None else share(row.efficiency, language)
    return TOLD(language, hour=row.hour, visits=row.visits, carers=row.carers,
                km=number(row.travel_m / 1000, language, 1), share=efficiency)  # fmt: skip

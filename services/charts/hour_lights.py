"""Visits by hour in traffic-light colours with a sign each, those nobody has on top, and who is out, as a stroke."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from services.charts import looks
from services.kpi.writing import NOTHING
from services.today.by_hour import HourRow, Light
from services.words import Language, Text, number, share

FIRST_HOUR, LAST_HOUR = 6, 23
VISITS = Text(sv="Besök", en="Visits")
CARERS = Text(sv="Medarbetare ute", en="Carers out")
UNPLANNED = Text(sv="▽ utan medarbetare", en="▽ without a carer")
LIGHTS = {
    Light.GREEN: ("#009E73", "", "●", Text(sv="● över 70 %", en="● above 70%")),
    Light.YELLOW: ("#E69F00", "/", "▲", Text(sv="▲ 65–70 %", en="▲ 65–70%")),
    Light.RED: ("#D55E00", "x", "■", Text(sv="■ under 65 %", en="■ below 65%")),
}
TOLD = Text(
    sv="kl. {hour:02}: {visits} besök, {carers} medarbetare, {km} km, effektivitet {share}",
    en="{hour:02}:00: {visits} {visits:visit|visits}, {carers} {carers:carer|carers}, {km} km, efficiency {share}",
)


def hour_lights(rows: Sequence[HourRow], language: Language) -> go.Figure:
    """Bars 06–23; earlier and later hours only when they hold visits."""
    busy = [row.hour for row in rows if row.visits or row.unplanned]
    shown = [row for row in rows if min([FIRST_HOUR, *busy]) <= row.hour <= max([LAST_HOUR, *busy])]
    hours = [f"{row.hour:02}" for row in shown]
    figure = go.Figure()
    for light, (colour, pattern, sign, name) in LIGHTS.items():
        own = [row for row in shown if row.light is light]
        if own:
            figure.add_bar(
                x=[f"{row.hour:02}" for row in own], y=[row.visits for row in own], name=name(language), text=sign,
                textposition="inside", insidetextanchor="middle", insidetextfont={"color": "#fff", "size": 13},
                textangle=0, cliponaxis=False,
                marker={"color": colour, "pattern": {"shape": pattern, "fgcolor": "#fff", "fillmode": "overlay"}},
                customdata=[told(row, language) for row in own], hovertemplate="%{customdata}<extra></extra>",
            )  # fmt: skip
    _add_waiting(figure, [row for row in shown if row.unplanned], language)
    _add_carers(figure, [row for row in shown if row.carers], language)
    figure.update_layout(
        **looks.layout(
            language, height=290, bargap=0.25, barmode="stack",
            yaxis={"title": VISITS(language), "rangemode": "tozero"},
            xaxis={"type": "category", "categoryorder": "array", "categoryarray": hours, "tickvals": hours},
            margin={"l": 0, "r": 0, "t": 8, "b": 0}, showlegend=True,
        )
    )  # fmt: skip
    return figure


def _add_waiting(figure: go.Figure, rows: Sequence[HourRow], language: Language) -> None:
    if rows:
        figure.add_bar(
            x=[f"{row.hour:02}" for row in rows], y=[row.unplanned for row in rows], name=UNPLANNED(language), text="▽",
            textposition="inside", textangle=0, insidetextanchor="middle", insidetextfont={"color": looks.GREY},
            marker={"color": "rgba(140, 134, 165, 0.25)", "line": {"color": looks.GREY, "width": 1.5}},
            hovertemplate="%{x}: %{y}<extra>" + UNPLANNED(language) + "</extra>",
        )  # fmt: skip


def _add_carers(figure: go.Figure, rows: Sequence[HourRow], language: Language) -> None:
    """A stroke across the bar, which also a bar lower than it does not hide."""
    if rows:
        figure.add_scatter(
            x=[f"{row.hour:02}" for row in rows], y=[row.carers for row in rows], name=CARERS(language), mode="markers",
            hoverinfo="skip",
            marker={"symbol": "line-ew", "size": 20, "line": {"color": looks.PURPLE_DARK, "width": 3}},
        )  # fmt: skip


def told(row: HourRow, language: Language) -> str:
    """An hour in words."""
    efficiency = NOTHING if row.efficiency is None else share(row.efficiency, language)
    return TOLD(language, hour=row.hour, visits=row.visits, carers=row.carers,
                km=number(row.travel_m / 1000, language, 1), share=efficiency)  # fmt: skip

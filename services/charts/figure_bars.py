"""Bars of key figures: time shares on top of each other, clients by carers met, money, and what the rules cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from services.charts import looks
from services.insights.spread import Step
from services.insights.tables import PERFORMED, PLANNED
from services.insights.time_use import TimeUse
from services.words import Language, Text, number, share

CLIENTS, TRAVEL = Text(sv="Hos klienter", en="With clients"), Text(sv="Resor", en="Travel")
WAITING, REST = Text(sv="Väntan", en="Waiting"), Text(sv="Raster och övrigt", en="Breaks and other")
CARERS_MET = Text(sv="olika medarbetare under 14 dagar", en="different carers in 14 days")
NUMBER_OF_CLIENTS = Text(sv="klienter", en="clients")


def time_bars(uses: Sequence[TimeUse], step: str, language: Language) -> go.Figure:
    """Each step is the whole of the paid time."""
    x = looks.step_names([use.first_day for use in uses], step, language)
    parts = (
        (CLIENTS, [use.clients for use in uses]), (TRAVEL, [use.travel for use in uses]),
        (WAITING, [use.waiting for use in uses]), (REST, [use.rest for use in uses]),
    )  # fmt: skip
    figure = go.Figure()
    for place, (name, values) in enumerate(parts):
        figure.add_bar(
            x=x, y=[100 * value for value in values], name=name(language), marker=looks.bar(place),
            customdata=[share(value, language) for value in values],
            hovertemplate="%{x}: %{customdata}<extra>" + name(language) + "</extra>",
        )  # fmt: skip
    axis = {"title": "%", "range": [0, 100]}
    figure.update_layout(
        **looks.layout(language, barmode="stack", yaxis=axis, xaxis={"type": "category", "tickangle": 0})
    )
    return figure


def spread_bars(steps: Sequence[Step], language: Language) -> go.Figure:
    """Planned beside performed; a side without clients is left out."""
    figure = go.Figure()
    for place, (name, counts) in enumerate(
        ((PLANNED, [step.planned for step in steps]), (PERFORMED, [step.performed for step in steps]))
    ):
        if any(counts):
            figure.add_bar(
                x=[step.label for step in steps], y=counts, name=name(language), marker=looks.bar(place), text=counts,
                textposition="outside", cliponaxis=False,
                hovertemplate="%{x}: %{y}<extra>" + name(language) + "</extra>",
            )  # fmt: skip
    figure.update_layout(
        **looks.layout(
            language, barmode="group", xaxis={"title": CARERS_MET(language), "type": "category"},
            margin={"l": 0, "r": 8, "t": 20, "b": 0},
            yaxis={"title": NUMBER_OF_CLIENTS(language), "rangemode": "tozero"}, showlegend=True,
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        )
    )  # fmt: skip
    return figure


def series_bars(
    days: Sequence[date], series: Mapping[str, Sequence[float | None]], step: str, unit: str, language: Language, *,
    is_stacked: bool,
) -> go.Figure:  # fmt: skip
    """Named series over time, on top of each other or side by side."""
    x = looks.step_names(days, step, language)
    figure = go.Figure()
    for place, (name, values) in enumerate(series.items()):
        figure.add_bar(
            x=x, y=list(values), name=name, marker=looks.bar(place),
            customdata=["–" if value is None else number(value, language) for value in values],
            hovertemplate="%{x}: %{customdata}<extra>" + name + "</extra>",
        )  # fmt: skip
    figure.update_layout(
        **looks.layout(
            language, barmode="stack" if is_stacked else "group", yaxis={"title": unit, "tickformat": ",.2~s"},
            xaxis={"type": "category", "tickangle": 0},
        )
    )  # fmt: skip
    return figure

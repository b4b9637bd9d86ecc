"""Bars of key figures, planned beside performed: time shares, clients by carers met, money, and what the rules cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data.vocabulary import FigureBasis
from services.charts import looks
from services.insights.spread import Step
from services.insights.tables import PERFORMED, PLANNED
from services.insights.time_use import TimeUse
from services.words import Language, Text, number, share

CLIENTS, TRAVEL = Text(sv="Hos klienter", en="With clients"), Text(sv="Resor", en="Travel")
WAITING, REST = Text(sv="Väntan", en="Waiting"), Text(sv="Raster och övrigt", en="Breaks and other")
CARERS_MET = Text(sv="olika medarbetare under 14 dagar", en="different carers in 14 days")
NUMBER_OF_CLIENTS = Text(sv="klienter", en="clients")
SIDES = {FigureBasis.PLANNED: PLANNED, FigureBasis.PERFORMED: PERFORMED}
PARTS: tuple[tuple[Text, Callable[[TimeUse], float]], ...] = (
    (CLIENTS, lambda use: use.clients), (TRAVEL, lambda use: use.travel), (WAITING, lambda use: use.waiting),
    (REST, lambda use: use.rest),
)  # fmt: skip
"""What paid time is made of, from the bottom up."""

Series = Mapping[str, Sequence[float | None]]
"""Values by name, one per step."""


def time_bars(sides: Mapping[FigureBasis, Sequence[TimeUse]], step: str, language: Language) -> go.Figure:
    """Each step is the whole of the paid time."""
    days = sorted({use.first_day for uses in sides.values() for use in uses})
    drawn: dict[FigureBasis, Series] = {}
    for basis, uses in sides.items():
        held = {use.first_day: use for use in uses}
        if held:
            drawn[basis] = {
                name(language): [100 * of(held[day]) if day in held else None for day in days] for name, of in PARTS
            }
    x = looks.step_names(days, step, language)
    figure = side_bars(x, drawn, "%", language, lambda value: share(value / 100, language), is_stacked=True)
    return figure.update_yaxes(range=[0, 100], tickformat=None)


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
    days: Sequence[date], sides: Mapping[FigureBasis, Series], step: str, unit: str, language: Language, *,
    is_stacked: bool,
) -> go.Figure:  # fmt: skip
    """Named series over time, on top of each other or side by side."""
    x = looks.step_names(days, step, language)
    return side_bars(x, sides, unit, language, lambda value: number(value, language), is_stacked=is_stacked)


def side_bars(
    x: Sequence[str], sides: Mapping[FigureBasis, Series], unit: str, language: Language,
    say: Callable[[float], str], *, is_stacked: bool,
) -> go.Figure:  # fmt: skip
    """What was planned to the left of what was performed, on one scale; a side without values is left out."""
    shown = {basis: held for basis, held in sides.items() if any(v is not None for vs in held.values() for v in vs)}
    figure = make_subplots(
        rows=1, cols=max(1, len(shown)), shared_yaxes=True, horizontal_spacing=0.05,
        subplot_titles=[SIDES[basis](language) for basis in shown],
    )  # fmt: skip
    for column, (basis, series) in enumerate(shown.items(), 1):
        for place, (name, values) in enumerate(series.items()):
            figure.add_bar(
                x=list(x), y=list(values), name=name, marker=looks.bar(place), legendgroup=name,
                showlegend=column == 1, customdata=["–" if value is None else say(value) for value in values],
                hovertemplate="%{x}: %{customdata}<extra>" + f"{name}, {SIDES[basis](language).lower()}</extra>",
                row=1, col=column,
            )  # fmt: skip
    figure.update_layout(
        **looks.layout(
            language, barmode="relative" if is_stacked else "group", margin={"l": 0, "r": 8, "t": 24, "b": 0}
        )
    )
    figure.update_annotations(font_size=12)
    figure.update_xaxes(type="category", tickangle=0, nticks=6)
    figure.update_yaxes(tickformat=looks.AMOUNTS)
    return figure.update_yaxes(title=unit, col=1)

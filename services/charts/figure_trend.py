"""A key figure over time: planned dashed, performed solid, the target, what others have, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from services.charts import looks
from services.insights.tables import PERFORMED, PLANNED, TARGET, scaled, unit_of
from services.insights.views import Point
from services.kpi import Kpi
from services.kpi.writing import written
from services.words import Language, Text

ODD = Text(sv="Avviker", en="Stands out")
OTHERS = Text(sv="Jämförelse", en="Benchmark")
EXPECTED = Text(sv="väntat {low}–{high}", en="expected {low}–{high}")


def figure_trend(
    kpi: Kpi, points: Sequence[Point], step: str, language: Language, *, is_dark: bool
) -> go.Figure:  # fmt: skip
    """One line each, never told apart by colour alone."""
    figure = go.Figure()
    x = looks.step_names([point.first_day for point in points], step, language)
    _band(figure, kpi, x, language, is_dark=is_dark)
    blue, purple = (looks.BLUE_DARK, looks.PURPLE_DARK) if is_dark else (looks.BLUE, looks.PURPLE)
    for name, values, style in (
        (PLANNED, [point.planned.value for point in points],
         {"line": {"color": blue, "dash": "dash", "width": 2}, "marker": {"symbol": "diamond-open", "size": 6}}),
        (PERFORMED, [point.performed.value for point in points],
         {"line": {"color": purple, "width": 2.5}, "marker": {"symbol": "circle", "size": 6}}),
    ):  # fmt: skip
        if any(value is not None for value in values):
            figure.add_scatter(
                x=x, y=[scaled(kpi, value) for value in values], name=name(language), mode="lines+markers",
                customdata=[written(kpi, value, language) for value in values],
                hovertemplate="%{x}: %{customdata}<extra>" + name(language) + "</extra>", **style,
            )  # fmt: skip
    _odd(figure, kpi, points, x, language)
    _target(figure, kpi, x, language)
    axis = {"title": unit_of(kpi, language) or None, "rangemode": "normal", "automargin": True}
    figure.update_layout(**looks.layout(language, yaxis=axis, xaxis={"type": "category", "nticks": 12, "tickangle": 0}))
    return figure


def _band(figure: go.Figure, kpi: Kpi, x: list[str], language: Language, *, is_dark: bool) -> None:
    if kpi.benchmark is None or not x:
        return
    low, high = (scaled(kpi, value) for value in (kpi.benchmark.low, kpi.benchmark.high))
    said = f"{written(kpi, kpi.benchmark.low, language)}–{written(kpi, kpi.benchmark.high, language)}"
    if low == high:
        said = written(kpi, kpi.benchmark.low, language)
    line = {"color": looks.GREEN, "width": 1 if low == high else 0, "dash": "dot"}
    told = f"{said}: {kpi.benchmark.told(language)}<extra></extra>"
    figure.add_scatter(x=x, y=[low] * len(x), mode="lines", line=line, showlegend=False, hoverinfo="skip")
    figure.add_scatter(
        x=x, y=[high] * len(x), mode="lines", line=line, fill="tonexty", name=OTHERS(language), hovertemplate=told,
        fillcolor=looks.BAND_DARK if is_dark else looks.BAND,
    )  # fmt: skip


def _target(figure: go.Figure, kpi: Kpi, x: list[str], language: Language) -> None:
    if kpi.target is None or not x:
        return
    figure.add_scatter(
        x=x, y=[scaled(kpi, kpi.target)] * len(x), mode="lines",
        name=f"{TARGET(language)} {written(kpi, kpi.target, language)}",
        line={"color": looks.GREEN, "width": 2, "dash": "dashdot"}, hoverinfo="skip",
    )  # fmt: skip


def _odd(figure: go.Figure, kpi: Kpi, points: Sequence[Point], x: list[str], language: Language) -> None:
    """A ring and a word at what stands out, and on hover what was to be expected."""
    at = [place for place, point in enumerate(points) if point.anomaly is not None]
    if not at:
        return
    values = [
        points[i].performed.value if points[i].performed.value is not None else points[i].planned.value for i in at
    ]
    told = []
    for place in at:
        anomaly = points[place].anomaly
        assert anomaly is not None  # picked above
        low, high = written(kpi, anomaly.low, language), written(kpi, anomaly.high, language)
        told.append(EXPECTED(language, low=low, high=high))
    figure.add_scatter(
        x=[x[place] for place in at], y=[scaled(kpi, value) for value in values], mode="markers", name=ODD(language),
        marker={"symbol": "circle-open", "size": 15, "color": looks.ORANGE, "line": {"width": 2.5}},
        customdata=told, hovertemplate="%{x}: %{customdata}<extra>" + ODD(language) + "</extra>",
    )  # fmt: skip

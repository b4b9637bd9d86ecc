"""Visits by hour of a day as bars, those nobody has yet on top."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from services.words import Language, Text

FIRST_HOUR, LAST_HOUR = 6, 23
PLANNED = Text(sv="Planerade", en="Planned")
UNPLANNED = Text(sv="Ej planerade", en="Unplanned")
VISITS = Text(sv="Besök", en="Visits")
PURPLE, ORANGE = "#7C3AED", "#D55E00"


def hours_figure(by_hour: Sequence[int], unplanned_by_hour: Sequence[int], language: Language) -> go.Figure:
    """Bars 06–23; both sequences have 24 counts. Earlier and later hours are drawn only when they hold visits."""
    busy = [hour for hour in range(24) if by_hour[hour]]
    hours = range(min([FIRST_HOUR, *busy]), max([LAST_HOUR, *busy]) + 1)
    labels = [f"{hour:02}" for hour in hours]
    planned = [by_hour[hour] - unplanned_by_hour[hour] for hour in hours]
    unplanned = [unplanned_by_hour[hour] for hour in hours]
    figure = go.Figure()
    figure.add_bar(x=labels, y=planned, name=PLANNED(language), marker_color=PURPLE)
    if any(unplanned):
        figure.add_bar(
            x=labels, y=unplanned, name=UNPLANNED(language), marker_color=ORANGE, marker_pattern_shape="/"
        )  # fmt: skip
    figure.update_layout(
        barmode="stack", height=260, margin={"l": 0, "r": 0, "t": 24, "b": 0}, bargap=0.25,
        legend={"orientation": "h", "y": 1.12, "x": 0}, showlegend=any(unplanned), hovermode="x unified",
        yaxis={"title": VISITS(language), "rangemode": "tozero"}, xaxis={"type": "category"},
    )  # fmt: skip
    return figure

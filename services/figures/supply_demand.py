"""Supply against demand as a figure: carers on duty as steps, those wanted as an area, what is missing hatched.

The axis counts quarters, not clock times: an hour that comes twice or never is drawn as long as it lasts.
"""

from __future__ import annotations

import plotly.graph_objects as go

from services.figures.axes import separators
from services.supply.picture import Line
from services.supply.quarters import Quarters
from services.words import SHORT_DAYS, Language, Text, clock, number

ON_DUTY = Text(sv="I tjänst", en="On duty")
WANTED = Text(sv="Behövs i medeltal", en="Needed on average")
MUST = Text(sv="Behövs säkert", en="Needed for certain")
MISSING = Text(sv="Saknas", en="Missing")
CARERS = Text(sv="Medarbetare", en="Carers")
BLUE, BLUE_DARK, GREY, ORANGE = "#0072B2", "#56B4E9", "rgba(124, 58, 237, 0.28)", "#D55E00"
PURPLE, PURPLE_DARK = "#7C3AED", "#A78BFA"
HEIGHT_PX = 320
_TICK_HOURS = (2, 6, 12, 24)
_MOST_TICKS = 14


def supply_figure(quarters: Quarters, line: Line, shown: range, language: Language, *, is_dark: bool) -> go.Figure:
    """The quarters `shown`, of one need."""
    numbers = list(shown)
    x, end = [*numbers, shown.stop], shown.stop
    when = [_when(quarters, number, language) for number in x]
    figure = go.Figure()
    purple = PURPLE_DARK if is_dark else PURPLE
    missing = line.missing[shown.start : end]
    if missing.any():
        # From what is there up to what is wanted, in whole carers, so that the bar is the gap.
        figure.add_bar(
            x=[number + 0.5 for number in numbers], y=missing, base=line.on_duty[shown.start : end], width=1,
            name=MISSING(language), marker={"color": ORANGE, "pattern": {"shape": "/"}, "line": {"width": 0}},
            customdata=when[:-1], hovertemplate="%{customdata}: %{y}<extra>" + MISSING(language) + "</extra>",
        )  # fmt: skip
    for text, load, style in (
        (WANTED, line.wanted, {"line": {"color": purple, "width": 1.5}, "fill": "tozeroy", "fillcolor": GREY}),
        (MUST, line.must, {"line": {"color": purple, "width": 1.5, "dash": "dot"}}),
        (ON_DUTY, line.on_duty, {"line": {"color": BLUE_DARK if is_dark else BLUE, "width": 3}}),
    ):
        values = load[shown.start : end].tolist()
        said = [number(value, language, 1) for value in [*values, values[-1]]]
        figure.add_scatter(
            x=x, y=[*values, values[-1]], name=text(language), mode="lines", line_shape="hv",
            customdata=list(zip(when, said, strict=True)),
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra>" + text(language) + "</extra>", **style,
        )  # fmt: skip
    ticks = _ticks(quarters, shown)
    figure.update_layout(
        height=HEIGHT_PX, margin={"l": 0, "r": 0, "t": 24, "b": 0}, bargap=0, hovermode="closest", barmode="overlay",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={
            "range": [shown.start, end], "tickmode": "array", "tickvals": ticks, "showgrid": True, "zeroline": False,
            "ticktext": [_tick(quarters, number, len(quarters.days) > 1, language) for number in ticks],
        },
        yaxis={"title": CARERS(language), "rangemode": "tozero"}, separators=separators(language),
    )  # fmt: skip
    return figure


def _ticks(quarters: Quarters, shown: range) -> list[int]:
    """Round hours on the wall, as many as can be read."""
    hours = [number for number in shown if quarters.moment(number).minute == 0]
    for step in _TICK_HOURS:
        ticks = [number for number in hours if quarters.moment(number).hour % step == 0]
        if len(ticks) <= _MOST_TICKS:
            return ticks
    return ticks[:: -(-len(ticks) // _MOST_TICKS)]


def _tick(quarters: Quarters, number: int, has_days: bool, language: Language) -> str:
    moment = quarters.moment(number)
    is_day = has_days and moment.hour == 0
    return f"{SHORT_DAYS[moment.weekday()](language)} {moment.day}" if is_day else f"{moment.hour:02}"


def _when(quarters: Quarters, number: int, language: Language) -> str:
    moment = quarters.moment(number)
    return f"{SHORT_DAYS[moment.weekday()](language)} {moment.day} {clock(moment)}"

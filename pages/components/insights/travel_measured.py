"""Travel as predicted against travel as it was: factors by mode, hour and distance, and a button to count by them."""

from __future__ import annotations

import streamlit as st

from pages.components.connecting.model_form import MODES
from pages.components.connecting.saying import done
from pages.components.insights.cards import chart_card
from pages.components.insights.choice import Looking
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.access import Capability
from services.charts.travel_factor import travel_factor
from services.insights.tables import Raw, Table
from services.problem import Mode
from services.travel.calibration import BANDS_M, LEAST, Measured
from services.travel.use_case import Calibration
from services.words import Text, number

TITLE = Text(sv="Restider: beräknat mot verkligt", en="Travel times: predicted against measured")
FACTORS = Text(sv="Hur mycket längre vägarna tog, timme för timme", en="How much longer ways took, hour by hour")
NOTE = Text(
    sv="Mätt på vägar där medarbetaren var för sen för att ha väntat, mot vad dagens inställningar säger.",
    en="Measured on ways where the carer was too late to have waited, against what today's settings say.",
)
WHAT, COUNT = Text(sv="Vad", en="What"), Text(sv="Sträckor", en="Ways")
PREDICTED, ACTUAL = Text(sv="Beräknat, min", en="Predicted, min"), Text(sv="Verkligt, min", en="Measured, min")
FACTOR, INTERVAL = Text(sv="Faktor", en="Factor"), Text(sv="95 % säkert", en="95% sure")
ALL, AT, FROM, UP_TO = (
    Text(sv="{mode}", en="{mode}"), Text(sv="{mode} kl. {hour}", en="{mode} at {hour}"),
    Text(sv="{mode} från {from_km} km", en="{mode} from {from_km} km"),
    Text(sv="{mode} under {to_km} km", en="{mode} under {to_km} km"),
)  # fmt: skip
SUGGESTS = Text(
    sv="{mode}: vägarna tar ×{factor} av det beräknade (95 % säkert mellan {low} och {high}, {count} "
    "{count:sträcka|sträckor}).",
    en="{mode}: ways take ×{factor} of what is predicted (95% sure between {low} and {high}, {count} "
    "{count:way|ways}).",
)
AGREES = Text(
    sv="{mode}: ingen säker skillnad mot beräknat ({count} {count:sträcka|sträckor}).",
    en="{mode}: no certain difference from what is predicted ({count} {count:way|ways}).",
)
FEW = Text(
    sv="{mode}: för få sträckor att mäta på ({count} av minst {least}).",
    en="{mode}: too few ways to measure ({count} of at least {least}).",
)
USE = Text(sv="Använd de uppmätta faktorerna", en="Use the measured factors")
USE_HELP = Text(
    sv="Blir en ny version av restiderna, gäller från nästa körning. Planer som finns ändras inte.",
    en="Becomes a new version of the travel times, from the next run on. Plans that stand are not changed.",
)
USED = Text(
    sv="De uppmätta faktorerna gäller från nästa körning.", en="The measured factors hold from the next run on."
)


def travel_measured(ctx: PageContext, looking: Looking) -> None:
    """The card; counted when somebody asks for it."""
    with st.container(border=True, key="figures_travel", gap="small"):
        if not st.toggle(ctx.say(TITLE), key="figures.travel", help=ctx.say(NOTE)):
            return
        found = remember(
            ctx, "figures.travel_measured",
            lambda: ctx.services.travel_times.measured(ctx.actor, looking.span.first_day, looking.span.last_day),
            looking.key, ttl_s=60,
        )  # fmt: skip
        names = {mode: ctx.say(title) for mode, title in MODES.items()}
        figure = travel_factor(found.by_hour, names, ctx.language) if found.by_hour else None
        chart_card(ctx, "travel_measured", ctx.say(FACTORS), figure, _table(ctx, found))
        for mode, each in found.by_mode.items():
            st.markdown(_said(ctx, mode, each))
        if found.factors and ctx.actor.may(Capability.CONNECT):
            _use(ctx, found)


def _use(ctx: PageContext, found: Calibration) -> None:
    if st.button(ctx.say(USE), icon=":material/tune:", key="figures.use_measured", help=ctx.say(USE_HELP)) and done(
        ctx, lambda: ctx.services.travel_times.use_measured(ctx.actor, found)
    ):
        st.success(ctx.say(USED), icon=":material/check_circle:")


def _said(ctx: PageContext, mode: Mode, each: Measured) -> str:
    name = ctx.say(MODES[mode])
    if each.factor is None or each.low is None or each.high is None:
        return ctx.say(FEW, mode=name, count=each.count, least=LEAST)
    if not each.is_sure:
        return ctx.say(AGREES, mode=name, count=number(each.count, ctx.language))
    factor, low, high = (number(value, ctx.language, 2) for value in (each.factor, each.low, each.high))
    count = number(each.count, ctx.language)
    return ctx.say(SUGGESTS, mode=name, factor=factor, low=low, high=high, count=count)


def _table(ctx: PageContext, found: Calibration) -> Table:
    rows = [(ctx.say(ALL, mode=ctx.say(MODES[mode])), each) for mode, each in found.by_mode.items()]
    rows += [
        (ctx.say(AT, mode=ctx.say(MODES[mode]), hour=f"{hour:02}"), each)
        for (mode, hour), each in sorted(found.by_hour.items())
    ]
    rows += [(_band(ctx, mode, band), each) for (mode, band), each in sorted(found.by_band.items())]
    columns = tuple(ctx.say(title) for title in (WHAT, COUNT, PREDICTED, ACTUAL, FACTOR, INTERVAL))
    raw = tuple((name, *_raw(ctx, each)) for name, each in rows)
    return Table(columns, tuple(tuple(_written(ctx, cell) for cell in row) for row in raw), raw)


def _raw(ctx: PageContext, each: Measured) -> tuple[Raw, ...]:
    low, high = (None if bound is None else number(bound, ctx.language, 2) for bound in (each.low, each.high))
    sure = None if low is None or high is None else f"{low}–{high}"
    factor = None if each.factor is None else round(each.factor, 3)
    return each.count, round(each.predicted_min, 1), round(each.actual_min, 1), factor, sure


def _written(ctx: PageContext, cell: Raw) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return number(cell, ctx.language, 2)
    return cell if isinstance(cell, str) else str(cell)


def _band(ctx: PageContext, mode: Mode, band: int) -> str:
    name = ctx.say(MODES[mode])
    if band == 0:
        return ctx.say(UP_TO, mode=name, to_km=BANDS_M[0] // 1000)
    return ctx.say(FROM, mode=name, from_km=BANDS_M[band - 1] // 1000)

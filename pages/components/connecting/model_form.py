"""The built-in model's parameters in a form: speeds by distance, stops and detours of every mode, winter."""

from __future__ import annotations

import streamlit as st

from pages.shell.context import PageContext
from services.problem import Mode
from services.travel.parameters import ModeParameters, Parameters, Winter, usual
from services.words import MONTHS, Text

MODEL = Text(sv="Den inbyggda modellens värden", en="Values of the built-in model")
HOW = Text(
    sv="Tid = stopp + sträcka × omväg ÷ fart. Stoppets tid läggs också till vägtjänstens svar, vintern saktar båda.",
    en="Time = stop + distance × detour ÷ speed. The stop is added to a router's answer too, and winter slows both.",
)
MODES = {
    Mode.CAR: Text(sv="Bil", en="Car"),
    Mode.BIKE: Text(sv="Cykel", en="Bicycle"),
    Mode.WALK: Text(sv="Till fots", en="On foot"),
    Mode.PUBLIC: Text(sv="Kollektivt", en="Public transport"),
}
STOP, DETOUR = Text(sv="Stopp, s", en="Stop, s"), Text(sv="Omväg, ×", en="Detour, ×")
STOP_HELP = Text(sv="Trappor, lås, parkering, per stopp.", en="Stairs, lock, parking, for every stop.")
DETOUR_HELP = Text(
    sv="Hur mycket längre vägen är än fågelvägen.", en="How much longer the road is than the straight line."
)
NEAR, MID, FAR = (
    Text(sv="Fart nära, km/h", en="Speed near, km/h"), Text(sv="Fart mellan, km/h", en="Speed middling, km/h"),
    Text(sv="Fart långt, km/h", en="Speed far, km/h"),
)  # fmt: skip
MID_FROM, FAR_FROM = Text(sv="Mellan från, m", en="Middling from, m"), Text(sv="Långt från, m", en="Far from, m")
FACTOR = Text(sv="Uppmätt faktor, ×", en="Measured factor, ×")
FACTOR_HELP = Text(
    sv="Hur mycket längre tid vägarna har tagit än modellen sagt.",
    en="How much longer ways have taken than the model says.",
)
WINTER, WINTER_FROM, WINTER_TO = (
    Text(sv="Vinter, ×", en="Winter, ×"), Text(sv="Från månad", en="From month"),
    Text(sv="Till och med", en="To month"),
)  # fmt: skip


def model_form(ctx: PageContext, held: Parameters, version: int) -> Parameters:
    """What stands in the form; it begins anew with every saved version."""
    with st.expander(ctx.say(MODEL)):
        st.caption(ctx.say(HOW))
        tabs = st.tabs([ctx.say(title) for title in MODES.values()])
        modes = {}
        for tab, mode in zip(tabs, MODES, strict=True):
            with tab:
                modes[mode] = _mode(ctx, held.modes.get(mode) or usual(mode), f"travel.{mode.name}.{version}")
        return Parameters(modes, _winter(ctx, held.winter, version))


def _mode(ctx: PageContext, own: ModeParameters, key: str) -> ModeParameters:
    first, second, third = st.columns(3), st.columns(3), st.columns(3)
    ask = _Asking(ctx, key)
    return ModeParameters(
        stop_s=ask.number(first[0], "stop_s", STOP, own.stop_s, 1.0, STOP_HELP),
        detour=ask.number(first[1], "detour", DETOUR, own.detour, 0.01, DETOUR_HELP),
        factor=ask.number(first[2], "factor", FACTOR, own.factor, 0.01, FACTOR_HELP),
        near_kmh=ask.number(second[0], "near", NEAR, own.near_kmh, 0.1),
        mid_kmh=ask.number(second[1], "mid", MID, own.mid_kmh, 0.1),
        far_kmh=ask.number(second[2], "far", FAR, own.far_kmh, 0.1),
        mid_from_m=ask.number(third[1], "mid_from", MID_FROM, own.mid_from_m, 100.0),
        far_from_m=ask.number(third[2], "far_from", FAR_FROM, own.far_from_m, 100.0),
    )


class _Asking:
    """Number fields of one mode."""

    def __init__(self, ctx: PageContext, key: str) -> None:
        self._ctx, self._key = ctx, key

    def number(
        self, where: st.delta_generator.DeltaGenerator, name: str, title: Text, value: float, step: float,
        why: Text | None = None,
    ) -> float:  # fmt: skip
        """What stands in one."""
        return float(where.number_input(
            self._ctx.say(title), value=float(value), step=step, format="%g", key=f"{self._key}.{name}",
            help=None if why is None else self._ctx.say(why),
        ))  # fmt: skip


def _winter(ctx: PageContext, own: Winter, version: int) -> Winter:
    columns = st.columns(3)
    factor = columns[0].number_input(
        ctx.say(WINTER), value=own.factor, step=0.05, format="%g", key=f"travel.winter.{version}"
    )
    names = MONTHS[ctx.language]
    first, last = (
        columns[at].selectbox(
            ctx.say(title), range(1, 13), index=month - 1, format_func=lambda number: names[number - 1],
            key=f"travel.winter.{at}.{version}",
        )
        for at, title, month in ((1, WINTER_FROM, own.first_month), (2, WINTER_TO, own.last_month))
    )  # fmt: skip
    return Winter(float(factor), first, last)

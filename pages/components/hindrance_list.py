"""Everything that would spoil a solve of some days: the worst first, what it costs, the way to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.components.mending import mending
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.hindrances import Hindrance, Mend
from services.problem import Severity
from services.words import Text, hours, long_date, minutes, number

CHECKING = Text(sv="Kontrollerar dagarna …", en="Checking the days …")
ALL_CLEAR = Text(
    sv="Alla besök kan utföras av någon. Redo att planeras.", en="Every visit can be served by somebody. Ready to plan."
)
STOPPED = Text(
    sv="{count} fel måste åtgärdas innan dagarna kan planeras.",
    en="{count} errors must be mended before these days can be planned.",
)
STOPPED_ONE = Text(
    sv="Ett fel måste åtgärdas innan dagarna kan planeras.",
    en="One error must be mended before these days can be planned.",
)
LOST = Text(
    sv="{visits} besök ({time}) blir oplanerade om inget ändras; resten planeras.",
    en="{visits} visits ({time}) stay unplanned if nothing is changed; the rest is planned.",
)
LOST_ONE = Text(
    sv="Ett besök ({time}) blir oplanerat om inget ändras; resten planeras.",
    en="One visit ({time}) stays unplanned if nothing is changed; the rest is planned.",
)
ONLY_RISKS = Text(
    sv="Alla besök kan planeras, men {count} {count:sak|saker} bör ses över.",
    en="Every visit can be planned, but {count} {count:thing|things} should be looked at.",
)
LIST = Text(sv="Att åtgärda ({count})", en="To mend ({count})")
COSTS = Text(sv="{visits} besök, {time} oplanerat", en="{visits} {visits:visit|visits}, {time} unplanned")
RISKS = Text(sv="{time} i fara", en="{time} at risk")
ERROR = Text(sv="stoppar planeringen", en="stops planning")
MORE = Text(sv="Visa {count} till", en="Show {count} more")
STEP = 15


@dataclass
class HindranceState:
    """How many are shown."""

    shown: int = STEP


def hindrances_of(ctx: PageContext, first: date, last: date) -> list[Hindrance]:
    """What would spoil these days, asked anew when anything they hang on has changed."""
    asked = ctx.services.hindrances
    stamp = asked.stamp(ctx.actor, first, last)
    with st.spinner(ctx.say(CHECKING)):
        return keep(
            ctx, "hindrances", lambda: asked.of(ctx.actor, first, last), first.isoformat(), last.isoformat(), stamp,
            ttl_s=600,
        )  # fmt: skip


def hindrance_list(ctx: PageContext, first: date, last: date, key: str, *, is_folded: bool = False) -> bool:
    """Draw the list of these days; whether something in it stops the solve."""
    found = hindrances_of(ctx, first, last)
    errors = [each for each in found if each.severity is Severity.ERROR]
    _summary(ctx, found, errors)
    if not found:
        return False
    if is_folded:
        # Errors are shown at once; what only costs visits stays out of the way unless asked for.
        with st.expander(ctx.say(LIST, count=number(len(found), ctx.language)), expanded=bool(errors)):
            _lines(ctx, found, first, last, key)
    else:
        _lines(ctx, found, first, last, key)
    return bool(errors)


def _summary(ctx: PageContext, found: Sequence[Hindrance], errors: Sequence[Hindrance]) -> None:
    lost = sum(each.visits for each in found)
    time = hours(sum(each.lost_s for each in found), ctx.language)
    if errors:
        count = number(len(errors), ctx.language)
        st.error(ctx.say(STOPPED_ONE) if len(errors) == 1 else ctx.say(STOPPED, count=count), icon=":material/block:")
    elif lost:
        told = LOST_ONE if lost == 1 else LOST
        st.warning(ctx.say(told, visits=number(lost, ctx.language), time=time), icon=":material/info:")
    elif found:
        st.info(ctx.say(ONLY_RISKS, count=number(len(found), ctx.language)), icon=":material/info:")
    else:
        st.success(ctx.say(ALL_CLEAR), icon=":material/check_circle:")


def _lines(ctx: PageContext, found: Sequence[Hindrance], first: date, last: date, key: str) -> None:
    state = ctx.state(HindranceState)
    for place, each in enumerate(found[: state.shown]):
        with st.container(border=True, key=f"{key}-line-{place}"):
            left, right = st.columns([7, 3], vertical_alignment="center")
            with left:
                _line(ctx, each)
            with right:
                mending(ctx, each, first, last, f"{key}.mend.{place}.{each.code}")
    rest = len(found) - state.shown
    if rest > 0 and st.button(ctx.say(MORE, count=number(min(rest, STEP), ctx.language)), key=f"{key}.more"):
        state.shown += STEP
        st.rerun()


def _line(ctx: PageContext, each: Hindrance) -> None:
    cost = " · ".join(_costs(ctx, each))
    sign = ":material/block:" if each.severity is Severity.ERROR else ":material/warning:"
    where = f"**{plain(each.where)}**" if each.where else ""
    st.markdown(f"{sign} {' — '.join(filter(None, (where, cost)))}")
    # Titles of visits are written by people: shown as they are.
    st.text(f"{ctx.say(each.cause)} {ctx.say(each.action)}")


def _costs(ctx: PageContext, each: Hindrance) -> list[str]:
    told = [ctx.say(ERROR)] if each.severity is Severity.ERROR else []
    if each.visits:
        visits = number(each.visits, ctx.language)
        told.append(ctx.say(COSTS, visits=visits, time=_time(ctx, each.lost_s)))
    if each.risk_s:
        told.append(ctx.say(RISKS, time=_time(ctx, each.risk_s)))
    if each.day is not None and each.mend is not Mend.NEED:
        told.append(long_date(each.day, ctx.language))
    return told


def _time(ctx: PageContext, seconds: int) -> str:
    return minutes(seconds, ctx.language) if seconds < 2 * 3600 else hours(seconds, ctx.language)

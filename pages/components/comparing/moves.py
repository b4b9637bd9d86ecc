"""Visits that move between two plans: from whom and when, to whom and when; filtered by carer, client, day and kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.components.comparing.choice import CompareState, Shown
from pages.components.comparing.other import other_plan
from pages.shell.context import PageContext
from services.comparing.difference import Change, Spot
from services.comparing.effects import Moved, moved
from services.words import WEEKDAYS, Counted, Language, Text, clock, number

WORDS = {
    Change.PLANNED: Text(sv="Blir planerat", en="Becomes planned"),
    Change.UNPLANNED: Text(sv="Blir utan medarbetare", en="Loses its carer"),
    Change.CARER: Text(sv="Annan medarbetare", en="Another carer"),
    Change.TIME: Text(sv="Annan tid", en="Another time"),
    Change.RESTS: Text(sv="Andra raster", en="Other breaks"),
}
DAY, CLIENT, VISIT = Text(sv="Dag", en="Day"), Text(sv="Klient", en="Client"), Text(sv="Besök", en="Visit")
WHAT, FROM, TO = Text(sv="Vad", en="What"), Text(sv="Från", en="From"), Text(sv="Till", en="To")
LATER = Text(sv="Minuter senare", en="Minutes later")
NOBODY = Text(sv="ingen", en="nobody")
COUNT = Counted(
    Text(sv="1 besök flyttas", en="1 visit moves"), Text(sv="{count} besök flyttas", en="{count} visits move")
)
ALL = Text(sv="Alla", en="All")
NOTHING = Text(sv="Inget besök skiljer sig.", en="No visit differs.")
CARER = Text(sv="Medarbetare", en="Carer")
MOST_SHOWN = 2000


def moves(ctx: PageContext, state: CompareState, shown: Shown) -> None:
    """The filters and the table."""
    other = other_plan(ctx, state, shown, "moves")
    lines = moved(shown.against, shown.comparison.plans[other])
    if not lines:
        st.success(ctx.say(NOTHING), icon=":material/check_circle:")
        return
    found = _filtered(ctx, lines, ZoneInfo(shown.against.problem.zone))
    st.markdown(f"**{ctx.say(COUNT.of(len(found)), count=number(len(found), ctx.language))}**")
    _table(ctx, found[:MOST_SHOWN], ZoneInfo(shown.against.problem.zone))


def _filtered(ctx: PageContext, lines: Sequence[Moved], zone: ZoneInfo) -> list[Moved]:
    carers = sorted({name for line in lines for name in (line.was_carer, line.becomes_carer) if name})
    with st.container(horizontal=True, gap="small"):
        kinds = st.multiselect(
            ctx.say(WHAT),
            list(WORDS)[:-1],
            format_func=lambda kind: ctx.say(WORDS[kind]),
            key="compare.moves.what",
            placeholder=ctx.say(ALL),
            select_all=False,
        )
        carer = st.multiselect(
            ctx.say(CARER), carers, key="compare.moves.carer", placeholder=ctx.say(ALL), select_all=False
        )
        clients, days = sorted({line.client for line in lines}), sorted({_day(line, zone) for line in lines})
        client = st.multiselect(
            ctx.say(CLIENT), clients, key="compare.moves.client", placeholder=ctx.say(ALL), select_all=False
        )
        day = st.multiselect(ctx.say(DAY), days, key="compare.moves.day", placeholder=ctx.say(ALL), select_all=False)
    return [
        line
        for line in lines
        if (not kinds or line.change in kinds)
        and (not carer or {line.was_carer, line.becomes_carer} & set(carer))
        and (not client or line.client in client)
        and (not day or _day(line, zone) in day)
    ]


def _table(ctx: PageContext, lines: Sequence[Moved], zone: ZoneInfo) -> None:
    import pandas as pd

    table = pd.DataFrame(
        {
            ctx.say(DAY): [_said_day(line, zone, ctx.language) for line in lines],
            ctx.say(CLIENT): [line.client for line in lines],
            ctx.say(VISIT): [line.title for line in lines],
            ctx.say(FROM): [_spot(ctx, line.was_carer, line.was, zone) for line in lines],
            ctx.say(TO): [_spot(ctx, line.becomes_carer, line.becomes, zone) for line in lines],
            ctx.say(LATER): [_later(line) for line in lines],
            ctx.say(WHAT): [ctx.say(WORDS[line.change]) for line in lines],
        }
    )
    st.dataframe(table, hide_index=True, height=min(640, 38 * (len(lines) + 1) + 2), row_height=38)


def _spot(ctx: PageContext, carer: str | None, spot: Spot | None, zone: ZoneInfo) -> str:
    if spot is None or carer is None:
        return ctx.say(NOBODY)
    return f"{carer} {clock(datetime.fromtimestamp(spot.start_s, zone))}"


def _later(line: Moved) -> int | None:
    return None if line.was is None or line.becomes is None else round((line.becomes.start_s - line.was.start_s) / 60)


def _moment(line: Moved, zone: ZoneInfo) -> datetime:
    spot = line.was or line.becomes
    assert spot is not None  # a visit nobody makes in either plan does not move
    return datetime.fromtimestamp(spot.start_s, zone)


def _day(line: Moved, zone: ZoneInfo) -> str:
    return _moment(line, zone).date().isoformat()


def _said_day(line: Moved, zone: ZoneInfo, language: Language) -> str:
    moment = _moment(line, zone)
    return f"{WEEKDAYS[language][moment.weekday()][:3]} {moment.date().isoformat()}"

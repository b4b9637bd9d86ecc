"""Supply against demand: who is on duty and who is needed, quarter by quarter, with the gaps named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.figures.supply_demand import MISSING, MUST, ON_DUTY, WANTED, supply_figure
from services.supply import ANYBODY, Gap, Need, Picture, gaps
from services.supply.gaps import skill_words
from services.words import SHORT_DAYS, Text, clock, hours, long_date, number, week

if TYPE_CHECKING:
    import pandas as pd

LEAD = Text(
    sv="Hur många som är i tjänst varje kvart, utan raster och frånvaro, mot hur många besöken behöver. Ett besök "
    "räknas i varje kvart med den chans som dess tidsfönster ger; dubbelbemanning räknas dubbelt.",
    en="How many are on duty each quarter of an hour, without breaks and absences, against how many the visits need. "
    "A visit counts in each quarter with the chance its time window gives; double staffing counts twice.",
)
SPAN, WHEN = Text(sv="Visa", en="Show"), Text(sv="Dag", en="Day")
DAY, WEEK = Text(sv="Dag", en="Day"), Text(sv="Vecka", en="Week")
SKILL, ALL = Text(sv="Kompetens", en="Skill"), Text(sv="Alla besök", en="All visits")
DISTRICT, EVERYWHERE = Text(sv="Område", en="District"), Text(sv="Hela organisationen", en="Whole organisation")
WAY = Text(sv="Väg per besök, min", en="Way per visit, min")
QUIET = Text(sv="Inga pass och inga besök dessa dagar.", en="No shifts and no visits on these days.")
GAPS = Text(sv="Luckor", en="Gaps")
COVERED = Text(sv="Ingen kvart saknar en hel medarbetare.", en="No quarter of an hour lacks a whole carer.")
GAP = Text(sv="**{when}** {what} ({size})", en="**{when}** {what} ({size})")
MORE = Text(sv="Visa {count} {count:lucka|luckor} till", en="Show {count} more {count:gap|gaps}")
TABLE = Text(sv="Samma siffror som tabell", en="The same figures as a table")
CLOCK = Text(sv="Kl.", en="Time")
OF_ALL = Text(sv="Luckor i alla kompetenser", en="Gaps in every skill")
USUAL_WAY_MIN, MOST_WAY_MIN = 5, 30
FEW = 8


def supply_demand(ctx: PageContext) -> None:
    """Choose, see the figure, read the gaps, take the table."""
    st.caption(ctx.say(LEAD))
    supply = ctx.services.supply
    districts = keep(ctx, "supply.districts", lambda: supply.districts(ctx.actor))
    day, is_week, district, way_min = _chosen(ctx, districts)
    first, last = _days(day, is_week)
    picture = keep(
        ctx, "supply.picture", lambda: supply.picture(ctx.actor, first, last, district, 60 * way_min),
        first.isoformat(), last.isoformat(), str(district), way_min, ttl_s=30,
    )  # fmt: skip
    everybody = picture.lines[ANYBODY]
    if not everybody.on_duty.any() and not everybody.wanted.any():
        st.info(ctx.say(QUIET), icon=":material/calendar_add_on:")
        return
    need = _skill(ctx, picture)
    line, shown = picture.lines[need], range(len(picture.quarters))
    is_dark = st.context.theme.type == "dark"
    figure = supply_figure(picture.quarters, line, shown, ctx.language, is_dark=is_dark)
    st.plotly_chart(figure, key="shifts.supply.figure", config={"displayModeBar": False})
    _gaps(ctx, gaps(picture, None if need == ANYBODY else [need]), need)
    with st.expander(ctx.say(TABLE), icon=":material/table:"):
        st.dataframe(_table(ctx, picture, need), hide_index=True, height=420)


def _chosen(ctx: PageContext, districts: dict[str, UUID]) -> tuple[date, bool, UUID | None, int]:
    """The day, whether its whole week is shown, the district, and minutes on the way to each visit."""
    first, second, third, fourth = st.columns([2, 2, 3, 2], vertical_alignment="bottom")
    spans = {ctx.say(DAY): False, ctx.say(WEEK): True}
    span = first.segmented_control(
        ctx.say(SPAN), list(spans), default=ctx.say(DAY), key="shifts.supply.span", required=True
    )
    is_week = spans.get(span or "", False)
    today = ctx.now().date()
    usual = keep(ctx, "supply.day", lambda: ctx.services.supply.usual_day(ctx.actor, today), today.isoformat())
    day = second.date_input(ctx.say(WHEN), usual, key="shifts.supply.day", format="YYYY-MM-DD")
    name = None
    if districts:
        name = third.selectbox(ctx.say(DISTRICT), [ctx.say(EVERYWHERE), *districts], key="shifts.supply.district")
    way = fourth.number_input(ctx.say(WAY), 0, MOST_WAY_MIN, USUAL_WAY_MIN, key="shifts.supply.way")
    return day, is_week, districts.get(name or ""), int(way)


def _days(day: date, is_week: bool) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return (monday, monday + timedelta(days=6)) if is_week else (day, day)


def _skill(ctx: PageContext, picture: Picture) -> Need:
    """One need; those with a gap say so before they are picked."""
    names: dict[str, Need] = {}
    for need, line in picture.lines.items():
        said = ctx.say(ALL) if need == ANYBODY else ctx.say(skill_words(need))
        missing_s = 900 * int(line.missing.sum())
        names[f"{said} · {ctx.say(MISSING).lower()} {hours(missing_s, ctx.language)}" if missing_s else said] = need
    first, last = picture.quarters.first, picture.quarters.last
    days = long_date(first, ctx.language) + (f" – {long_date(last, ctx.language)}" if last > first else "")
    st.markdown(f"**{days}** · {week(first, ctx.language)}")
    return names[st.selectbox(ctx.say(SKILL), list(names), key="shifts.supply.skill") or next(iter(names))]


def _gaps(ctx: PageContext, found: list[Gap], need: Need) -> None:
    title = OF_ALL if need == ANYBODY else GAPS
    st.markdown(f"**{ctx.say(title)}** ({number(len(found), ctx.language)})")
    if not found:
        st.caption(f":material/check: {ctx.say(COVERED)}")
        return
    st.markdown("\n".join(f"- {_said(ctx, gap)}" for gap in found[:FEW]))
    if rest := found[FEW:]:
        with st.expander(ctx.say(MORE, count=number(len(rest), ctx.language))):
            st.markdown("\n".join(f"- {_said(ctx, gap)}" for gap in rest))


def _said(ctx: PageContext, gap: Gap) -> str:
    when, _, what = ctx.say(gap.words).partition(": ")
    return ctx.say(GAP, when=when, what=what, size=hours(gap.carer_s, ctx.language, 2))


def _table(ctx: PageContext, picture: Picture, need: Need) -> pd.DataFrame:
    """Quarter by quarter, the ones in which nobody is there or wanted left out."""
    import pandas as pd  # a second that the sign-in page does not wait for

    line, quarters = picture.lines[need], picture.quarters
    busy = [i for i in range(len(quarters)) if line.on_duty[i] or line.wanted[i]]
    moments = [quarters.moment(i) for i in busy]
    return pd.DataFrame(
        {
            ctx.say(WHEN): [f"{SHORT_DAYS[m.weekday()](ctx.language)} {m.date().isoformat()}" for m in moments],
            ctx.say(CLOCK): [f"{clock(m)}–{clock(quarters.moment(i + 1))}" for i, m in zip(busy, moments, strict=True)],
            ctx.say(ON_DUTY): [number(line.on_duty[i], ctx.language, 1) for i in busy],
            ctx.say(WANTED): [number(line.wanted[i], ctx.language, 1) for i in busy],
            ctx.say(MUST): [number(line.must[i], ctx.language, 1) for i in busy],
            ctx.say(MISSING): [int(line.missing[i]) for i in busy],
        }
    )

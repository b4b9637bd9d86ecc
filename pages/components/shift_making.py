"""Shifts made from patterns: how many are new, what stands against which, and what the working-time rules say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pages.components.period import period
from pages.shell.context import PageContext
from services.problem import Severity
from services.rota import Finding
from services.words import Text, clock, long_date, number

if TYPE_CHECKING:
    from services.rota.rows import ShiftRow

NEW, SAME = Text(sv="Nya pass", en="New shifts"), Text(sv="Finns redan", en="Are there already")
STOPPED = Text(sv="Går inte att göra", en="Cannot be made")
DO_IT = Text(sv="Gör passen", en="Make the shifts")
UP_TO_DATE = Text(sv="Alla pass som mönstren ger finns redan.", en="Every shift the patterns give is there already.")
NO_PATTERNS = Text(
    sv="Inga mönster ger pass dessa dagar. Lägg till mönster först.",
    en="No patterns give shifts on these days. Add patterns first.",
)
AGAINST = Text(sv="Vad som står i vägen", en="What stands in the way")
RULES = Text(sv="Vila och arbetstid", en="Rest and working time")
WELL = Text(sv="Vila, veckoarbetstid och helger följer reglerna.", en="Rest, weekly hours and weekends keep the rules.")
COMING = Text(sv="Pass som kommer till", en="Shifts that would come")
KIND, HOURS = Text(sv="Passtyp", en="Kind"), Text(sv="Tid", en="Hours")
VEHICLE = Text(sv="Fordon", en="Vehicle")
WHO, DAY = Text(sv="Medarbetare", en="Carer"), Text(sv="Dag", en="Day")
WHY, ACTION = Text(sv="Vad", en="What"), Text(sv="Åtgärd", en="How to mend it")


def shift_making(ctx: PageContext) -> None:
    """Choose days, see what would come, make it."""
    days = period(ctx, "shifts.make.days")
    if days is None:
        return
    ahead = ctx.services.rota.look_ahead(ctx.actor, *days)
    stopped = [each for each in ahead.conflicts if each.severity is Severity.ERROR]
    counts = ((NEW, len(ahead.new)), (SAME, ahead.unchanged), (STOPPED, len(stopped)))
    for column, (title, count) in zip(st.columns(3), counts, strict=True):
        column.metric(ctx.say(title), number(count, ctx.language), border=True)
    if ahead.new:
        if st.button(ctx.say(DO_IT), type="primary", icon=":material/calendar_add_on:", key="shifts.make"):
            ctx.services.rota.make(ctx.actor, *days)
            st.rerun()
    elif ahead.unchanged:
        st.success(ctx.say(UP_TO_DATE), icon=":material/check_circle:")
    else:
        st.info(ctx.say(NO_PATTERNS), icon=":material/info:")
    findings(ctx, AGAINST, ahead.conflicts)
    _preview(ctx, ahead.new)
    warned = ctx.services.rota.warnings(ctx.actor, *days, beside=ahead.new)
    findings(ctx, RULES, warned)
    if not warned:
        st.caption(f":material/check: {ctx.say(WELL)}")


def _preview(ctx: PageContext, new: Sequence[ShiftRow]) -> None:
    """The shifts that would come, by day."""
    if not new:
        return
    people = {row.id: row.pseudonym for row in ctx.services.register.employees(ctx.actor)}
    kinds = {row.id: row.name for row in ctx.services.rota.templates(ctx.actor)}
    cars = {row.id: row.name for row in ctx.services.fleet.vehicles(ctx.actor)}
    ordered = sorted(new, key=lambda row: (row.planned_start, people[row.employee_id]))
    with st.expander(f"{ctx.say(COMING)} ({number(len(new), ctx.language)})", icon=":material/preview:"):
        st.dataframe(
            {
                ctx.say(DAY): [long_date(row.day, ctx.language) for row in ordered],
                ctx.say(WHO): [people[row.employee_id] for row in ordered],
                ctx.say(KIND): [kinds[row.shift_template_id] if row.shift_template_id else "" for row in ordered],
                ctx.say(HOURS): [_span(ctx, row) for row in ordered],
                ctx.say(VEHICLE): [cars[row.vehicle_id] if row.vehicle_id else "" for row in ordered],
            },
            hide_index=True, height=min(420, 36 * (len(ordered) + 1)), row_height=36,
        )  # fmt: skip


def _span(ctx: PageContext, row: ShiftRow) -> str:
    return "–".join(clock(moment.astimezone(ctx.zone)) for moment in (row.planned_start, row.planned_end))


def findings(ctx: PageContext, title: Text, found: Sequence[Finding]) -> None:
    """A table of findings, worst first; nothing when there is none."""
    if not found:
        return
    names = {row.id: row.pseudonym for row in ctx.services.register.employees(ctx.actor)}
    ordered = sorted(found, key=lambda each: (each.severity is not Severity.ERROR, each.day))
    st.markdown(f"**{ctx.say(title)}** ({number(len(found), ctx.language)})")
    st.dataframe(
        {
            ctx.say(WHO): [names.get(each.employee_id, "") for each in ordered],
            ctx.say(DAY): [long_date(each.day, ctx.language) for each in ordered],
            ctx.say(WHY): [ctx.say(each.cause) for each in ordered],
            ctx.say(ACTION): [ctx.say(each.action) for each in ordered],
        },
        hide_index=True,
    )

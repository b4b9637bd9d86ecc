"""Skills and delegations whose last day lies in a period, and the visits that hang on them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from pages.components.period import period
from pages.shell.context import PageContext
from services.staffing import Endangered
from services.words import Text, clock, long_date, number

if TYPE_CHECKING:
    from services.staffing.rows import VisitRow

LEAD = Text(
    sv="Vad som går ut i perioden, och vilka besök efter den sista dagen som står utan någon som får göra dem.",
    en="What runs out in the period, and which visits after its last day are left without somebody who may make them.",
)
NOTHING = Text(sv="Inget går ut dessa dagar.", en="Nothing runs out on these days.")
WHO, SKILL = Text(sv="Medarbetare", en="Carer"), Text(sv="Kompetens", en="Skill")
LAST_DAY = Text(sv="Sista dag", en="Last day")
THEIRS = Text(sv="Planerade med medarbetaren", en="Planned with them")
NOBODYS = Text(sv="Utan annan behörig", en="Nobody else qualified")
NEEDING, OTHERS = Text(sv="Besök som kräver den", en="Visits that need it"), Text(sv="Andra som har den", en="Others")
ENDANGERED = Text(sv="Besök i fara", en="Visits in danger")
SAFE = Text(sv="Inga besök i perioden är i fara.", en="No visits of the period are in danger.")
OF = Text(sv="{who} · {skill} · till och med {day} ({count})", en="{who} · {skill} · until {day} ({count})")
DAY, TIME, CLIENT = Text(sv="Dag", en="Day"), Text(sv="Tid", en="Time"), Text(sv="Klient", en="Client")
WHAT, WHY = Text(sv="Besök", en="Visit"), Text(sv="Varför", en="Why")


def delegations(ctx: PageContext) -> None:
    """Choose a period; what runs out, worst first, each with its visits."""
    st.caption(ctx.say(LEAD))
    days = period(ctx, "employees.delegations.days", 30, begins_today=True)
    if days is None:
        return
    found = ctx.services.staffing.endangered(ctx.actor, *days)
    if not found:
        st.success(ctx.say(NOTHING), icon=":material/check_circle:")
        return
    st.dataframe(
        {
            ctx.say(WHO): [each.pseudonym for each in found],
            ctx.say(SKILL): [each.skill for each in found],
            ctx.say(LAST_DAY): [long_date(each.last_day, ctx.language) for each in found],
            ctx.say(THEIRS): [len(each.theirs) for each in found],
            ctx.say(NOBODYS): [len(each.nobodys) for each in found],
            ctx.say(NEEDING): [each.needing for each in found],
            ctx.say(OTHERS): [each.others for each in found],
        },
        hide_index=True,
    )
    risky = [each for each in found if each.theirs or each.nobodys]
    st.markdown(f"**{ctx.say(ENDANGERED)}** ({number(len(risky), ctx.language)})")
    if not risky:
        st.caption(f":material/check: {ctx.say(SAFE)}")
        return
    clients = ctx.services.staffing.client_names(ctx.actor)
    for each in risky:
        count = number(len(each.theirs) + len(each.nobodys), ctx.language)
        day = long_date(each.last_day, ctx.language)
        with st.expander(ctx.say(OF, who=each.pseudonym, skill=each.skill, day=day, count=count)):
            _visits(ctx, each, clients)


def _visits(ctx: PageContext, each: Endangered, clients: dict[UUID, str]) -> None:
    told = sorted(
        [*((visit, THEIRS) for visit in each.theirs), *((visit, NOBODYS) for visit in each.nobodys)],
        key=lambda pair: pair[0].planned_start or pair[0].windows[0].start,
    )  # fmt: skip
    moments = [(visit.planned_start or visit.windows[0].start).astimezone(ctx.zone) for visit, _ in told]
    st.dataframe(
        {
            ctx.say(DAY): [long_date(moment.date(), ctx.language) for moment in moments],
            ctx.say(TIME): [_time(ctx, visit) for visit, _ in told],
            ctx.say(CLIENT): [clients.get(visit.client_id, "") for visit, _ in told],
            ctx.say(WHAT): [visit.title for visit, _ in told],
            ctx.say(WHY): [ctx.say(why) for _, why in told],
        },
        hide_index=True,
    )


def _time(ctx: PageContext, visit: VisitRow) -> str:
    """When it is planned, else from when to when it may start."""
    if visit.planned_start is not None:
        return clock(visit.planned_start.astimezone(ctx.zone))
    first, last = visit.windows[0].start, visit.windows[-1].latest_start
    return "–".join(clock(moment.astimezone(ctx.zone)) for moment in (first, last))

"""Today: what the organisation has, how the day looks hour by hour, and the next step."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.components.today.cards import cards
from pages.components.today.news import since_yesterday
from pages.components.today.running import advice, hours_running, reported
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import remember
from services.access import Capability
from services.health import Stage
from services.planning.views import PlanSummary
from services.today.use_case import DayView
from services.words import Text, hours, long_date, number, week

TITLE = Text(sv="I dag", en="Today")
LEAD = Text(
    sv="Hur dagen ser ut och vad som behöver dig. Varje kort leder till sin sida.",
    en="How the day looks and what needs you. Each card leads to its page.",
)
UNPLANNED = Text(sv="Ej planerade", en="Unplanned")
BY_HOUR = Text(sv="Dagen timme för timme", en="The day hour by hour")
QUIET = Text(sv="Inga besök är inlagda i dag.", en="No visits are set for today.")
ELSEWHERE = Text(sv="Besök finns {first} till {last}.", en="There are visits {first} to {last}.")
EMPTY = Text(sv="Här finns inga besök ännu", en="There are no visits here yet")
EMPTY_HOW = Text(
    sv="Kom igång med exempeldata eller en egen fil, eller importera besök och pass och kör sedan planeringen.",
    en="Get started with demo data or a file of your own, or import visits and shifts and then solve.",
)
PREPARING = Text(
    sv="Demodata förbereds, det tar några sekunder.", en="Demo data are being prepared; it takes a few seconds."
)
NEWEST = Text(sv="Senaste planen", en="The newest plan")
NO_PLAN = Text(sv="Ingen plan ännu. Kör planeringen så visas den här.", en="No plan yet. Solve and it shows here.")
SOLVE = Text(sv="Kör planering", en="Solve")
IMPORT = Text(sv="Importera", en="Import")
START = Text(sv="Kom igång", en="Get started")
PLAN_DAYS = Text(sv="{first} till {last}", en="{first} to {last}")
TRAVEL = Text(sv="Restid", en="Travel")
FACES = Text(sv="Personal per klient", en="Carers per client")
OPEN = Text(sv="Öppna planen", en="Open the plan")
FORTNIGHT = Text(sv="Vill du prova i full skala?", en="Want to try it at full size?")
FORTNIGHT_HOW = Text(
    sv="Lägg in två veckor i ett helt område: 115 klienter, 41 medarbetare och en plan gjord för hand.",
    en="Load two weeks of a whole district: 115 clients, 41 carers and a plan made by hand.",
)
FILL = Text(sv="Lägg in två veckor", en="Load two weeks")
FILLING = Text(sv="Lägger in två veckor …", en="Loading two weeks …")
FILLED = Text(
    sv="Klart: {visits} besök {first} till {last}. Öppna den manuella planen eller kör planeringen.",
    en="Done: {visits} visits {first} to {last}. Open the plan made by hand, or solve.",
)


def render(ctx: PageContext) -> None:
    """Cards, hours, the newest plan, what to look at and what happened; an empty house says what to do first."""
    day = ctx.now().date()
    said = long_date(day, ctx.language)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.header(said[0].upper() + said[1:], anchor=False, width="content")
        st.caption(week(day, ctx.language), width="content")
    st.caption(ctx.say(LEAD))
    if ctx.services.health.stage is Stage.PREPARING_DEMO and ctx.actor.is_demo:
        st.info(ctx.say(PREPARING), icon=":material/hourglass_top:")
    view = remember(
        ctx, "today.day", lambda: ctx.services.today.day(ctx.actor, day, ctx.zone), day.isoformat(), ttl_s=30
    )
    if view.counts.clients or view.days is not None:
        cards(ctx, view)
    if view.days is None:
        _empty(ctx)
    else:
        _running(ctx, view, day)
    if ctx.actor.is_demo and ctx.actor.may(Capability.IMPORT) and not ctx.services.demo.has_fortnight(ctx.actor):
        _fortnight(ctx)


def _empty(ctx: PageContext) -> None:
    with st.container(border=True, key="today_empty"):
        st.markdown(f"**{ctx.say(EMPTY)}**  \n{ctx.say(EMPTY_HOW)}")
        if ctx.actor.may(Capability.IMPORT):
            with st.container(horizontal=True, gap="small"):
                way_to(ctx, "start", START, ":material/rocket_launch:", "today.start", is_primary=True)
                way_to(ctx, "import", IMPORT, ":material/upload_file:", "today.import")


def _running(ctx: PageContext, view: DayView, day: date) -> None:
    wide, narrow = st.columns([2, 1], gap="small")
    with wide:
        with st.container(border=True, key="today_hours"):
            _hours(ctx, view)
            reported(ctx, view.delivered)
        with st.container(border=True, key="today_advice"):
            advice(ctx, view.advice)
    with narrow:
        with st.container(border=True, key="today_plan"):
            _newest(ctx, remember(ctx, "plan.list", lambda: ctx.services.planning.plans(ctx.actor), ttl_s=5))
        with st.container(border=True, key="today_since"):
            since_yesterday(ctx, view, day)


def _hours(ctx: PageContext, view: DayView) -> None:
    if any(row.visits or row.unplanned for row in view.hours):
        hours_running(ctx, view.hours)
        return
    st.markdown(f"**{ctx.say(BY_HOUR)}**  \n{ctx.say(QUIET)}")
    if view.days is not None:
        first, last = (long_date(day, ctx.language) for day in view.days)
        st.caption(ctx.say(ELSEWHERE, first=first, last=last))


def _newest(ctx: PageContext, plans: list[PlanSummary]) -> None:
    st.markdown(f"**{ctx.say(NEWEST)}**")
    if not plans:
        st.markdown(ctx.say(NO_PLAN))
        way_to(ctx, "solve", SOLVE, ":material/route:", "today.solve", is_primary=True)
        return
    plan = plans[0]
    days = {"first": long_date(plan.first_day, ctx.language), "last": long_date(plan.last_day, ctx.language)}
    st.caption(days["first"] if plan.first_day == plan.last_day else ctx.say(PLAN_DAYS, **days))
    if plan.results is not None:
        facts = (
            (UNPLANNED, number(plan.results.unassigned, ctx.language)),
            (TRAVEL, hours(plan.results.travel_s, ctx.language)),
            (FACES, number(plan.results.carers_per_client, ctx.language, 1)),
        )
        for title, value in facts:
            with st.container(horizontal=True, gap="small"):
                st.markdown(f":gray[{ctx.say(title)}]", width="stretch")
                st.markdown(f"**{value}**", width="content", text_alignment="right")
    way_to(ctx, "plan", OPEN, ":material/view_timeline:", "today.open_plan", plan=str(plan.id))


def _fortnight(ctx: PageContext) -> None:
    with st.container(border=True, key="today_fortnight", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{ctx.say(FORTNIGHT)}**  \n:gray[{ctx.say(FORTNIGHT_HOW)}]", width="stretch")
        if st.button(ctx.say(FILL), icon=":material/date_range:", key="today.fill"):
            with st.spinner(ctx.say(FILLING)):
                filled = ctx.services.demo.fill_fortnight(ctx.actor)
            first, last = long_date(filled.first_day, ctx.language), long_date(filled.last_day, ctx.language)
            st.success(ctx.say(FILLED, visits=number(filled.visits, ctx.language), first=first, last=last))


PAGE = PageSpec(
    title=TITLE, url_path="today", icon=":material/today:", section=Section.OVERVIEW, needs=Capability.SEE_PLAN,
    render=render,
)  # fmt: skip

"""Plan: one day as board, map and key figures; whatever is picked is explained beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.vocabulary import PlanKind
from pages.components.board import board
from pages.components.board_bar import BoardView, board_bar, sifted
from pages.components.day_map import day_map
from pages.components.day_of import day_of, day_of_button
from pages.components.editing.acts import Acts, EditState
from pages.components.editing.ask import answered, ask
from pages.components.editing.hearing import answer, heard
from pages.components.editing.parent import before_edits
from pages.components.editing.toolbar import toolbar, watch
from pages.components.editing.trade import replace_carer
from pages.components.editing.visit_card import refusal, visit_acts
from pages.components.figure_strip import SLUGS, figure_strip
from pages.components.holding import holding
from pages.components.inspector import costs_card, empty_card, facts_card
from pages.components.plan_kinds import KINDS
from pages.components.plan_out import plan_out
from pages.components.score_parts import score_parts
from pages.components.travelled_by import travelled_by
from pages.components.visit_report import visit_report
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import keep, remember
from pages.shell.state import choose
from services.access import Capability
from services.board import board_payload
from services.board.facts import carer_facts, client_facts, visit_facts
from services.board.selection import CARER, NOBODY, Selection, selection_of
from services.board.shown import week_of
from services.constraints.profiles import PROFILES
from services.editing.lifting import Lifted
from services.editing.views import Draft
from services.kpi.by_day import ByDay, by_day
from services.planning.views import OpenPlan, PlanSummary, TheirView
from services.problem.days import day_of_visit, days
from services.words import Text, long_date, weeks

TITLE = Text(sv="Plan", en="Plan")
LEAD = Text(
    sv="Varje rad är en medarbetares dag och varje stapel ett besök. Välj ett besök, så ser du varför det ligger där.",
    en="Each row is a carer's day and each bar a visit. Pick a visit to see why it is there.",
)
Colour = Literal["gray", "blue", "violet", "green"]
COLOURS: dict[PlanKind, Colour] = {
    PlanKind.MANUAL: "gray",
    PlanKind.IMPORTED: "blue",
    PlanKind.OPTIMISED: "violet",
    PlanKind.PROPOSAL: "blue",
    PlanKind.DRAFT: "gray",
    PlanKind.PUBLISHED: "green",
    PlanKind.PERFORMED: "green",
}
CHOOSE_PLAN = Text(sv="Plan", en="Plan")
CHOOSE_DAY = Text(sv="Dag", en="Day")
BEFORE = Text(sv="Föregående dag", en="Previous day")
AFTER = Text(sv="Nästa dag", en="Next day")
NO_PLAN = Text(sv="Det finns ingen plan ännu", en="There is no plan yet")
NO_PLAN_HOW = Text(
    sv="Importera besök och pass från en fil och kör sedan planeringen. Planen visas här så snart den är klar.",
    en="Import visits and shifts from a file, then solve. The plan is shown here as soon as it is ready.",
)
TO_IMPORT = Text(sv="Importera", en="Import")
TO_SOLVE = Text(sv="Kör planering", en="Solve")
SOMEBODY_ELSE = Text(sv="Någon annan tar hela passet …", en="Somebody else takes the whole shift …")
_NONE: Lifted = ((), ())
LASTS_S = 3600  # a plan does not change within a version


@dataclass
class PlanState:
    """What is looked at; `turns` and `picks` give widgets a new name when their own memory is out of date."""

    plan_id: str | None = None
    asked_for: str | None = None
    day: date | None = None
    selection: str | None = None
    asked_about: str | None = None
    turns: int = 0
    picks: int = 0
    noted: set[str] = field(default_factory=set)

    def look_at(self, day: date) -> None:
        """Look at another day; a selected carer stays selected, a visit is left behind."""
        if self.day not in (None, day) and not (self.selection or "").startswith(CARER):
            self.pick(None)
        self.day = day

    def turn_to(self, day: date) -> None:
        """The same from outside the date field, which then has to show it."""
        self.look_at(day)
        self.turns += 1

    def open_plan(self, plan_id: str) -> None:
        """Look at another plan, the same day: one chosen, branched from this, or published."""
        self.plan_id = plan_id
        choose("plan.plan", plan_id)

    def go_to(self, opened: OpenPlan, visit_id: str) -> None:
        """Look at a visit on its day."""
        c, calendar = opened.columns, days(opened.columns)
        number = day_of_visit(c, opened.timetable, calendar)[c.visit_index[visit_id]]
        self.turn_to(calendar.dates[int(number)])
        self.pick(visit_id)

    def pick(self, word: str | None) -> None:
        """Select on the board."""
        self.selection, self.asked_about = word, None

    def pick_on_map(self, word: str) -> None:
        """Select on the map."""
        self.pick(word)
        self.picks += 1


def render(ctx: PageContext) -> None:
    """Everything reruns together, and alone: a click redraws the board, not the page."""
    ctx.fragment(_draw)


def _draw(ctx: PageContext) -> None:
    plans = ctx.services.planning.plans(ctx.actor)
    if not plans:
        _no_plan(ctx)
        return
    state = ctx.state(PlanState)
    _look_at_asked(plans, state)
    header = st.container(horizontal=True, vertical_alignment="center", gap="small", key="plan_header")
    summary, day = _header(ctx, header, plans, state)
    st.caption(ctx.say(LEAD))
    opened = _open(ctx, summary)
    if str(summary.id) not in state.noted:
        # What is drawn may be kept from somebody else's visit; that this planner saw it goes on record all the same.
        ctx.services.editing.note_opened(ctx.actor, summary.id)
        state.noted.add(str(summary.id))
    acts = Acts(ctx, summary.id, summary.version, lambda plan_id: state.open_plan(str(plan_id)))
    is_draft = summary.kind is PlanKind.DRAFT
    draft = ctx.services.editing.state(ctx.actor, summary.id) if is_draft else None
    picked = selection_of(opened.columns, opened.timetable, state.selection)
    above, figures = st.container(), st.container()
    wide, narrow = st.columns([3.25, 1], gap="small")
    # Board and card answer what the planner has just done: they are drawn before what stands above and beside them.
    with wide:
        _board(ctx, state, opened, day, acts, draft)
    with narrow, st.container(key="plan_side", gap="small"):
        map_place = st.container()
        with st.container(border=True, key="plan_inspector", gap="small"):
            _inspect(ctx, state, opened, day, picked, acts)
    with header:
        toolbar(ctx, acts, opened, draft)
        if ctx.actor.may(Capability.RUN_SOLVER):
            day_of_button(ctx)
    with above:
        if ctx.actor.may(Capability.RUN_SOLVER):
            day_of(ctx, opened, day, picked, state.open_plan)
        travelled_by(ctx, opened.problem.roads, only_doubts=True)
    with figures:
        figure_strip(ctx, _figures(ctx, summary), _manual(ctx, plans, summary, day), day)
    with map_place:
        day_map(ctx, "plan.map", opened.columns, opened.timetable, day, picked, state.picks, state.pick_on_map)
    if is_draft:
        watch(ctx, acts)


def _board(ctx: PageContext, state: PlanState, opened: OpenPlan, day: date, acts: Acts, draft: Draft | None) -> None:
    """The board under its bar: the day, or the days of its week that the plan has; changed by who may."""
    c, t = opened.columns, opened.timetable
    calendar = days(c)
    view = ctx.state(BoardView)
    with board_bar(ctx, "plan.bar", c, t, calendar.index(day)) as tell_found:
        score_parts(ctx, opened.sheet, _theirs(ctx, opened.summary), opened.problem.roads)
        holding(ctx, opened, lambda visit_id: state.go_to(opened, visit_id))
        plan_out(ctx, opened, day)
    first, count = day, 1
    if view.day_count > 1:
        first = max(week_of(day), calendar.first)
        count = min((calendar.dates[-1] - first).days + 1, 7 - first.weekday())
    before, lifted = before_edits(ctx, opened, draft), ctx.state(EditState).lifted
    offers, refused = (
        ctx.services.editing.lifted(ctx.actor, opened.summary.id, lifted, ctx.language) if lifted else _NONE
    )
    payload = board_payload(
        c, t, first, state.selection, ctx.language, day_count=count, now=ctx.now(), by=view.by, picked=lifted,
        before=before, offers={lifted: offers} if lifted else None, refused={lifted: refused} if lifted else None,
    )  # fmt: skip
    payload = sifted(view, payload, c, t, before)
    tell_found(payload)
    may_edit = ctx.actor.may(Capability.EDIT_PLAN) and opened.summary.kind is not PlanKind.PERFORMED
    hear = partial(heard, acts, opened) if may_edit else None
    board(payload, ctx.language, "plan.board", state.pick, hear, answer(ctx, opened, draft))


def _no_plan(ctx: PageContext) -> None:
    """The next steps, where there is nothing to see yet."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    with st.container(border=True, key="plan_none", width=560, gap="medium"):
        st.markdown(f"**{ctx.say(NO_PLAN)}**  \n{ctx.say(NO_PLAN_HOW)}")
        with st.container(horizontal=True, gap="small"):
            way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "plan.to_import")
            way_to(ctx, "solve", TO_SOLVE, ":material/route:", "plan.to_solve")


def _look_at_asked(plans: list[PlanSummary], state: PlanState) -> None:
    """The plan named in the address, `?plan=…`, once: afterwards the planner chooses."""
    asked = st.query_params.get("plan")
    if asked and asked != state.asked_for and asked in {str(plan.id) for plan in plans}:
        state.asked_for = state.plan_id = asked
        state.day = state.selection = None
        choose("plan.plan", asked)


def _header(
    ctx: PageContext, header: DeltaGenerator, plans: list[PlanSummary], state: PlanState
) -> tuple[PlanSummary, date]:
    """The choice of plan and day, and in front of them what was chosen, filled in last."""
    with header:
        words = st.container(horizontal=True, vertical_alignment="center", gap="small", width="content")
        st.space("stretch")
        summary = _choose_plan(ctx, plans, state)
        _stay_within(ctx, state, summary)
        with st.container(horizontal=True, gap="xsmall", width="content"):
            before = st.container(width="content")
            picked = st.date_input(
                ctx.say(CHOOSE_DAY), value=state.day, min_value=summary.first_day, max_value=summary.last_day,
                format="YYYY-MM-DD", key=f"plan.day.{state.turns}", label_visibility="collapsed", width=126,
            )  # fmt: skip
            day = picked if isinstance(picked, date) else summary.first_day
            state.look_at(day)
            after = st.container(width="content")
    before.button(
        ctx.say(BEFORE), icon=":material/chevron_left:", key="plan.before", help=ctx.say(BEFORE),
        on_click=state.turn_to, args=(day - timedelta(days=1),), disabled=day <= summary.first_day,
    )  # fmt: skip
    after.button(
        ctx.say(AFTER), icon=":material/chevron_right:", key="plan.after", help=ctx.say(AFTER),
        on_click=state.turn_to, args=(day + timedelta(days=1),), disabled=day >= summary.last_day,
    )  # fmt: skip
    kind, colour = KINDS[summary.kind], COLOURS[summary.kind]
    said = long_date(day, ctx.language)
    words.subheader(said[0].upper() + said[1:], anchor=False, width="content")
    words.badge(ctx.say(kind), color=colour)
    return summary, day


def _choose_plan(ctx: PageContext, plans: list[PlanSummary], state: PlanState) -> PlanSummary:
    """The plan looked at; at first the newest one that was neither made by hand nor only proposed."""
    by_id = {str(plan.id): plan for plan in plans}
    aside = {PlanKind.MANUAL, PlanKind.PROPOSAL}
    first = next((plan for plan in plans if plan.kind not in aside), plans[0])
    wanted = state.plan_id if state.plan_id in by_id else str(first.id)
    ids = list(by_id)
    state.plan_id = st.selectbox(
        ctx.say(CHOOSE_PLAN), ids, index=ids.index(wanted), key="plan.plan", width=160,
        format_func=lambda plan_id: plan_name(ctx, by_id[plan_id]), label_visibility="collapsed",
    )  # fmt: skip
    return by_id[state.plan_id]


def _stay_within(ctx: PageContext, state: PlanState, summary: PlanSummary) -> None:
    """The day looked at, else today when the plan has it, else its first; never outside the plan."""
    today = ctx.now().date()
    day = state.day or (today if summary.first_day <= today <= summary.last_day else summary.first_day)
    within = min(max(day, summary.first_day), summary.last_day)
    if within != state.day:
        state.turn_to(within)


def plan_name(ctx: PageContext, plan: PlanSummary) -> str:
    """`Optimerad · v. 5–6 · Balanserad`."""
    parts = [plan.name or ctx.say(KINDS[plan.kind]), weeks(plan.first_day, plan.last_day, ctx.language)]
    if plan.profile:
        known = PROFILES.get(plan.profile)
        parts.append(ctx.say(known.title) if known else plan.profile)
    return " · ".join(parts)


def _open(ctx: PageContext, plan: PlanSummary) -> OpenPlan:
    def on_the_desk() -> OpenPlan:
        return ctx.services.editing.open_plan(ctx.actor, plan)

    return keep(ctx, "plan.open", on_the_desk, str(plan.id), plan.version, ttl_s=LASTS_S)


def _theirs(ctx: PageContext, summary: PlanSummary) -> TheirView | None:
    """Their account of a plan that came from elsewhere; it changes no more."""
    if summary.kind is not PlanKind.IMPORTED:
        return None
    return remember(ctx, f"plan.theirs.{summary.id}", lambda: ctx.services.planning.theirs(ctx.actor, summary.id))


def _figures(ctx: PageContext, plan: PlanSummary) -> ByDay:
    def count() -> ByDay:
        opened = _open(ctx, plan)
        return by_day(opened.columns, opened.timetable, SLUGS)

    return remember(ctx, "plan.figures", count, str(plan.id), plan.version, ttl_s=LASTS_S)


def _manual(ctx: PageContext, plans: list[PlanSummary], summary: PlanSummary, day: date) -> ByDay | None:
    """The figures of the plan made by hand for the same day, when there is one to compare with."""
    hand = (plan for plan in plans if plan.kind is PlanKind.MANUAL and plan.id != summary.id)
    found = next((plan for plan in hand if plan.first_day <= day <= plan.last_day), None)
    return _figures(ctx, found) if found else None


def _inspect(ctx: PageContext, state: PlanState, opened: OpenPlan, day: date, picked: Selection, acts: Acts) -> None:
    c, t = opened.columns, opened.timetable
    calendar = days(c)
    number = calendar.index(day)
    refusal(ctx, acts, state.selection)
    if picked.visit != NOBODY:
        shown = (int(calendar.midnight_s[number]), int(calendar.midnight_s[number + 1]))
        facts = visit_facts(c, t, opened.sheet, picked.visit, shown, ctx.language)
        facts_card(ctx, facts, with_costs=False)
        visit_report(ctx, c.problem.visits[picked.visit].id, day)
        visit_acts(ctx, acts, opened, picked.visit)
        ask(ctx, acts, opened, picked.visit)
        if picked.carer != NOBODY:
            costs_card(ctx, facts)
    elif picked.carer != NOBODY:
        shifts = (c.shift_day == number).nonzero()[0].tolist()
        facts_card(ctx, carer_facts(c, t, picked.carer, shifts, ctx.language), with_costs=False)
        _whole_shifts(ctx, state, opened, [s for s in shifts if c.shift_carer[s] == picked.carer], acts)
    elif picked.client != NOBODY:
        shifts = (c.shift_day == number).nonzero()[0].tolist()
        facts_card(ctx, client_facts(c, t, picked.client, shifts, ctx.language), with_costs=False)
    else:
        empty_card(ctx)


def _whole_shifts(ctx: PageContext, state: PlanState, opened: OpenPlan, shifts: list[int], acts: Acts) -> None:
    """Somebody else for each shift of the day the picked carer works, when it is asked for."""
    used = [shift for shift in shifts if opened.timetable.is_used[shift]]
    if not used or not ctx.actor.may(Capability.EDIT_PLAN):
        return
    if state.asked_about != state.selection:
        st.button(ctx.say(SOMEBODY_ELSE), key="plan.somebody_else", type="tertiary", icon=":material/sync_alt:",
                  on_click=setattr, args=(state, "asked_about", state.selection))  # fmt: skip
        return
    for shift in used:
        shift_id = opened.problem.shifts[shift].id
        compute = partial(ctx.services.asking.replacements, ctx.actor, acts.plan_id, shift_id)
        found = answered(ctx, opened, "ask.replacements", compute, shift_id)
        replace_carer(ctx, acts, opened, shift_id, found)


PAGE = PageSpec(
    title=TITLE, url_path="plan", icon=":material/calendar_view_day:", section=Section.PLANNING,
    needs=Capability.SEE_PLAN, render=render,
)  # fmt: skip

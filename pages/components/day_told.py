"""What an event does to a plan and what is proposed, as lists a planner reads from the top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from pages.components.plain import plain
from pages.shell.context import PageContext
from services.constraints import BY_ID
from services.constraints.kind import Score
from services.dayof.replacing import Cover, Replacement
from services.dayof.views import Affected, Consequences, Proposal, ShiftLeft
from services.problem import Problem
from services.words import Counted, Text, clock, hours, minutes, number, share

NOBODY_AFFECTED = Text(
    sv="Ingen blir utan besök. Ett förslag kan ändå spara tid.",
    en="Nobody is left without a visit. A proposal may still save time.",
)
WITHOUT = Text(sv="Behöver någon annan", en="Needs somebody else")
NO_OPTION = Text(
    sv="Ingen har plats utan att något annat flyttas. Ta fram ett förslag.",
    en="Nobody has room unless something else moves. Make a proposal.",
)
OPTION = Text(
    sv="**{who}** kl. {at}: {points} poäng, {travel}, {known}, {work} arbete",
    en="**{who}** at {at}: {points} {points:point|points}, {travel}, {known}, {work} work",
)
TRAVEL = Text(sv="{more} resa", en="{more} travel")
KNOWN = Text(sv="känd", en="known")
NEW = Text(sv="ny för klienten", en="new to the client")
BREAKS = Text(sv="Bryter: {rules}", en="Breaks: {rules}")
WHOLE_SHIFT = Text(
    sv="Ta över resten av passet ({from_}–{until})", en="Take over the rest of the shift ({from_}–{until})"
)
COVER = Text(
    sv="**{who}**: {takes} besök, {left} kvar, {points} poäng, {work} arbete",
    en="**{who}**: {takes} {takes:visit|visits}, {left} left over, {points} {points:point|points}, {work} work",
)
NO_COVER = Text(sv="Ingen är ledig hela tiden.", en="Nobody is off all that time.")
DONE = Counted(
    Text(sv="Förslag: 1 ändring", en="Proposal: 1 change"),
    Text(sv="Förslag: {count} ändringar", en="Proposal: {count} changes"),
)
SAME = Text(
    sv="{share} av besöken behåller sin medarbetare. Planen ändras inte förrän du bestämmer det.",
    en="{share} of the visits keep their carer. The plan does not change until you decide so.",
)
NO_CHANGE = Text(sv="Inget behöver ändras.", en="Nothing has to change.")
VISITS = Text(sv="Besök", en="Visits")
CARERS = Text(sv="Medarbetare", en="Carers")
CLIENTS = Text(sv="Klienter", en="Clients")
MORE = Text(sv="… och {count} till.", en="… and {count} more.")
MOST, MOST_OPTIONS = 40, 4


def consequences_told(ctx: PageContext, found: Consequences) -> None:
    """Who could take a whole shift, then who could make each visit."""
    for shift in found.shifts:
        _shift(ctx, found.problem, shift)
    if not found.affected:
        st.caption(ctx.say(NOBODY_AFFECTED))
        return
    st.markdown(f"**{ctx.say(WITHOUT)}**")
    for each in found.affected:
        _affected(ctx, found.problem, each)


def _shift(ctx: PageContext, problem: Problem, shift: ShiftLeft) -> None:
    from_, until = (clock(datetime.fromtimestamp(each, ctx.zone)) for each in (shift.from_s, shift.until_s))
    st.markdown(f"**{ctx.say(WHOLE_SHIFT, from_=from_, until=until)}**")
    labels = {carer.id: plain(carer.label) for carer in problem.carers}
    lines = [_cover(ctx, labels, cover) for cover in shift.covers[:MOST_OPTIONS]]
    _list(ctx, lines or [ctx.say(NO_COVER)])


def _cover(ctx: PageContext, labels: dict[str, str], cover: Cover) -> str:
    said = ctx.say(
        COVER, who=labels[cover.carer_id], takes=len(cover.takes), left=len(cover.left),
        points=_points(ctx, cover.cost), work=hours(cover.work_s, ctx.language),
    )  # fmt: skip
    return said + _broken(ctx, cover.breaks)


def _affected(ctx: PageContext, problem: Problem, each: Affected) -> None:
    labels = {carer.id: plain(carer.label) for carer in problem.carers}
    visit = next(v for v in problem.visits if v.id == each.visit_id)
    client = next(client.label for client in problem.clients if client.id == each.client_id)
    with st.container(gap="xxsmall"):
        st.markdown(plain(" ".join(filter(None, (client, visit.title)))))
        _list(ctx, [_option(ctx, labels, option) for option in each.options[:MOST_OPTIONS]] or [ctx.say(NO_OPTION)])


def _option(ctx: PageContext, labels: dict[str, str], option: Replacement) -> str:
    extra = minutes(abs(option.extra_travel_s), ctx.language)
    said = ctx.say(
        OPTION, who=labels[option.carer_id], at=clock(datetime.fromtimestamp(option.start_s, ctx.zone)),
        points=_points(ctx, option.cost), known=KNOWN if option.has_met else NEW,
        travel=TRAVEL.fill(more=f"{'−' if option.extra_travel_s < 0 else '+'}{extra}"),
        work=hours(option.work_s, ctx.language),
    )  # fmt: skip
    return said + _broken(ctx, option.breaks)


def _points(ctx: PageContext, cost: Score) -> str:
    """The soft points, which is what choices among carers differ by."""
    return f"{'+' if cost.soft > 0 else ''}{number(cost.soft, ctx.language)}"


def _broken(ctx: PageContext, rules: tuple[str, ...]) -> str:
    if not rules:
        return ""
    names = ", ".join(ctx.say(BY_ID[rule].title) for rule in rules)
    return f" :red-badge[:material/warning: {ctx.say(BREAKS, rules=names)}]"


def proposal_told(ctx: PageContext, proposal: Proposal) -> None:
    """What the proposal changes, by visit, carer and client."""
    found, tell = proposal.differences, proposal.teller
    if not found.visits:
        st.success(ctx.say(NO_CHANGE), icon=":material/check_circle:")
        return
    st.markdown(f"**{ctx.say(DONE.of(len(found.visits)), count=number(len(found.visits), ctx.language))}**")
    kept = found.same_carer / max(1, found.served_in_both)
    st.caption(ctx.say(SAME, share=share(math.floor(1000 * kept) / 1000, ctx.language)))  # never all, where one is not
    by_visit, by_carer, by_client = st.tabs([ctx.say(VISITS), ctx.say(CARERS), ctx.say(CLIENTS)])
    with by_visit:
        _list(ctx, [plain(tell.visit(each)(ctx.language)) for each in found.visits])
    with by_carer:
        _list(ctx, [plain(tell.carer(each)(ctx.language)) for each in found.carers])
    with by_client:
        _list(ctx, [plain(tell.client(each)(ctx.language)) for each in found.clients])


def _list(ctx: PageContext, lines: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines[:MOST]))
    if len(lines) > MOST:
        st.caption(ctx.say(MORE, count=number(len(lines) - MOST, ctx.language)))

"""The assumptions beside the sum: turned to see what happens, saved by those who may, met with what others saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.components.plain import plain
from pages.components.trial.choice import TrialState
from pages.shell.context import PageContext
from services.access import Capability
from services.assumptions import AMOUNTS, CHOICES, WORTH, Amount, Choice, Held, Meeting, faults, meet
from services.kpi.assumptions import USUAL, Assumptions
from services.words import Text

TITLE = Text(sv="Antaganden", en="Assumptions")
HOW = Text(
    sv="Ändra och se vad som händer. Inget sparas förrän du säger det.",
    en="Turn them and see what happens. Nothing is saved until you say so.",
)
SOURCE = Text(
    sv="Förvalt {value}: {source} ({year}). Mellan {low} och {high}.",
    en="Usual {value}: {source} ({year}). From {low} to {high}.",
)
CHANGED = Text(sv="Ändrat, inte sparat: sparat är {value}", en="Changed, not saved: saved is {value}")
OWN = Text(sv="Egen uppgift; förvalt är {value}", en="Your own figure; usual is {value}")
USUAL_ONE = Text(sv="Förvalt: {source} ({year})", en="Usual: {source} ({year})")
SAVE, BACK = Text(sv="Spara för organisationen", en="Save for the organisation"), Text(sv="Ångra", en="Undo")
DEFAULTS = Text(sv="Förvalda värden", en="Usual values")
SAVED = Text(
    sv="Sparat. Organisationens nyckeltal räknas om med de nya antagandena inom någon minut.",
    en="Saved. The organisation's key figures are counted anew with the new assumptions within a minute or so.",
)
SAVED_BY = Text(sv="Version {version}, sparad {day} av {who}.", en="Version {version}, saved {day} by {who}.")
NOT_YOURS = Text(
    sv="Bara en administratör kan spara, och inte sedan försöket gått ut.",
    en="Only an administrator can save, and not after the trial has ended.",
)
MEANWHILE = Text(
    sv="Någon annan har sparat nya antaganden under tiden. Inget av ditt är borta.",
    en="Somebody else has saved new assumptions meanwhile. Nothing of yours is lost.",
)
MET = Text(
    sv="Någon annan har sparat nya antaganden under tiden. Deras och dina ändringar står nu tillsammans, inte sparade.",
    en="Somebody else has saved new assumptions meanwhile. Their changes and yours now stand together, not yet saved.",
)
MINE, THEIRS = Text(sv="Ditt: {value}", en="Yours: {value}"), Text(sv="Deras: {value}", en="Theirs: {value}")
GO_ON = Text(sv="Gå vidare", en="Go on")


def assuming(ctx: PageContext, state: TrialState, held: Held) -> Assumptions:
    """The panel; what is tried now, which is what holds until something is turned."""
    if state.version is None or (state.tried == state.read and state.version != held.version):
        state.begin(held.version, held.assumptions)
    with st.container(border=True, key="return_assumptions", gap="small"):
        st.markdown(f"**{ctx.say(TITLE)}**", help=ctx.say(HOW))
        if state.version != held.version:
            _meet(ctx, state, held)
        numbers: dict[str, Any] = {amount.name: _amount(ctx, state, amount) for amount in WORTH}
        state.tried = replace(state.tried, **numbers)
        chosen: dict[str, Any] = {choice.name: _choice(ctx, state, choice) for choice in CHOICES}
        state.tried = replace(state.tried, **chosen)
        _acts(ctx, state, held)
    return state.tried


def _amount(ctx: PageContext, state: TrialState, amount: Amount) -> float:
    usual = amount.written(getattr(USUAL, amount.name), ctx.language)
    low, high = (amount.written(value, ctx.language) for value in (amount.low, amount.high))
    told = ctx.say(SOURCE, value=usual, source=amount.source, year=amount.year, low=low, high=high)
    value = st.number_input(
        f"{ctx.say(amount.title)} ({ctx.say(amount.unit)})", amount.low * 1.0, amount.high * 1.0,
        float(getattr(state.tried, amount.name)), float(amount.step), format=f"%.{amount.decimals}f", help=told,
        key=f"return.assume.{amount.name}.{state.rounds}",
    )  # fmt: skip
    saved = getattr(state.read, amount.name)
    if value != saved:
        st.caption(f":orange[{ctx.say(CHANGED, value=amount.written(saved, ctx.language))}]")
    elif value != getattr(USUAL, amount.name):
        st.caption(ctx.say(OWN, value=usual))
    else:
        st.caption(ctx.say(USUAL_ONE, source=amount.source, year=amount.year))
    return float(value)


def _choice(ctx: PageContext, state: TrialState, choice: Choice) -> object:
    options = list(choice.options)
    return st.selectbox(
        ctx.say(choice.title), options, options.index(getattr(state.tried, choice.name)),
        format_func=lambda each: ctx.say(choice.options[each]), key=f"return.assume.{choice.name}.{state.rounds}",
    )  # fmt: skip


def _acts(ctx: PageContext, state: TrialState, held: Held) -> None:
    may_save = ctx.actor.may(Capability.SET_ASSUMPTIONS)
    is_changed = state.tried != state.read
    with st.container(horizontal=True, gap="small"):
        if may_save and st.button(
            ctx.say(SAVE), key="return.save", type="primary", icon=":material/save:",
            disabled=not is_changed or bool(faults(state.tried)),
        ):  # fmt: skip
            _save(ctx, state)
        if st.button(ctx.say(BACK), key="return.back", icon=":material/undo:", disabled=not is_changed):
            state.begin(held.version, held.assumptions)
            st.rerun()
        if st.button(ctx.say(DEFAULTS), key="return.usual", disabled=state.tried == USUAL):
            state.tried = USUAL
            state.rounds += 1
            st.rerun()
    if not may_save:
        st.caption(ctx.say(NOT_YOURS))
    if state.is_met:
        state.is_met = False
        st.info(ctx.say(MET), icon=":material/group:")
    if state.is_saved:
        state.is_saved = False
        st.success(ctx.say(SAVED), icon=":material/check_circle:")
    for version in held.history[:1]:
        day = f"{version.made_at.astimezone(ctx.zone):%Y-%m-%d %H:%M}"
        st.caption(ctx.say(SAVED_BY, version=version.number, day=day, who=plain(version.made_by)))


def _save(ctx: PageContext, state: TrialState) -> None:
    """A refusal, also that somebody was quicker, is said in words by the guard; the next run shows both."""
    assert state.version is not None  # the panel has begun, see `assuming`
    version = ctx.services.assumptions.save(ctx.actor, state.version, state.tried)
    state.begin(version, state.tried)
    state.is_saved = True
    st.rerun()


def _meet(ctx: PageContext, state: TrialState, held: Held) -> None:
    """What both changed is chosen one by one; what only one of us changed is kept."""
    found = meet(state.read, state.tried, held.assumptions)
    st.warning(ctx.say(MEANWHILE), icon=":material/group:")
    keep_mine = [name for name in found.clashes if _is_mine(ctx, found, name, held.version)]
    if found.clashes and not st.button(ctx.say(GO_ON), key="return.settle", type="primary"):
        return
    settled = found.settled(keep_mine)
    state.begin(held.version, held.assumptions)
    state.tried, state.is_met = settled, True
    st.rerun()


def _is_mine(ctx: PageContext, found: Meeting, name: str, version: int) -> bool:
    title, mine, theirs = (_told(ctx, found, name, each) for each in (None, found.mine, found.theirs))
    options = [ctx.say(MINE, value=mine), ctx.say(THEIRS, value=theirs)]
    return st.radio(title, options, key=f"return.clash.{name}.{version}") == options[0]


def _told(ctx: PageContext, found: Meeting, name: str, whose: Assumptions | None) -> str:
    """A value of somebody's in words, or what it is called."""
    for amount in AMOUNTS:
        if amount.name == name:
            return ctx.say(amount.title) if whose is None else amount.written(getattr(whose, name), ctx.language)
    choice = next(each for each in CHOICES if each.name == name)
    return ctx.say(choice.title if whose is None else choice.options[getattr(whose, name)])

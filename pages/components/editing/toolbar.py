"""Above the board: undo and redo, who did what, publish; and a look now and then whether others changed the plan."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import PlanKind
from pages.components.editing.acts import Acts, EditState
from pages.components.folded import folded
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.access import Capability
from services.editing.views import Draft, Edit
from services.planning.views import OpenPlan
from services.words import Text, clock, long_date

POLL_S = 4.0
WIDTH_PX = 440
UNDO, REDO = Text(sv="Ångra", en="Undo"), Text(sv="Gör om", en="Redo")
UNDO_WHAT, REDO_WHAT = Text(sv="Ångra: {what}", en="Undo: {what}"), Text(sv="Gör om: {what}", en="Redo: {what}")
HISTORY = Text(sv="Historik", en="History")
ALL_EDITS = Text(sv="Visa alla {count}", en="Show all {count}")
NEWEST = 8
NO_HISTORY = Text(sv="Inget är ändrat än.", en="Nothing has been changed yet.")
UNDO_THIS = Text(sv="Ångra den här ändringen", en="Undo this edit")
PUBLISH = Text(sv="Publicera", en="Publish")
PUBLISH_LEAD = Text(
    sv="Planen blir den som gäller. Berörda medarbetare ser sin dag och vad som ändrats. Det som är publicerat ändras "
    "inte; nya ändringar görs i ett utkast.",
    en="The plan becomes the one that holds. Carers it touches see their day and what changed. What is published does "
    "not change; new edits are made in a draft.",
)
BROKEN = Text(
    sv="Planen bryter regler som inte får brytas ({points}). Se Poäng.",
    en="The plan breaks rules that must not be broken ({points}). See Score.",
)
WHY = Text(sv="Varför publiceras den?", en="Why is it published?")


def toolbar(ctx: PageContext, acts: Acts, opened: OpenPlan, draft: Draft | None) -> None:
    """Buttons for who may edit; what the last act did is said once."""
    state = ctx.state(EditState)
    if state.note is not None:
        st.toast(plain(ctx.say(state.note)), icon=":material/check_circle:")
        state.note = None
    if not ctx.actor.may(Capability.EDIT_PLAN):
        return
    if draft is not None:
        _turns(ctx, acts, draft)
        folded(ctx.say(HISTORY), lambda: _history(ctx, acts), "plan.history_box", icon=":material/history:",
               help=ctx.say(HISTORY))  # fmt: skip
    if opened.summary.kind not in {PlanKind.PUBLISHED, PlanKind.PERFORMED} and ctx.actor.may(Capability.PUBLISH_PLAN):
        with (
            st.popover(ctx.say(PUBLISH), icon=":material/campaign:", key=f"plan.publishing.{state.turns}"),
            st.container(width=WIDTH_PX, gap="small"),
        ):
            _publish(ctx, acts, opened, state)


def watch(ctx: PageContext, acts: Acts) -> None:
    """Draw the page anew when another planner has changed the draft; it asks for one number."""

    def look(again: PageContext) -> None:
        if again.services.editing.version(again.actor, acts.plan_id) != acts.version:
            st.rerun(scope="app")

    ctx.fragment(look, run_every_s=POLL_S)


def _turns(ctx: PageContext, acts: Acts, draft: Draft) -> None:
    for key, icon, words, what, act, told in (
        ("undo", "undo", UNDO, UNDO_WHAT, acts.undo, draft.undoable),
        ("redo", "redo", REDO, REDO_WHAT, acts.redo, draft.redoable),
    ):
        st.button(ctx.say(words), icon=f":material/{icon}:", key=f"plan.{key}", disabled=told is None, on_click=act,
                  help=ctx.say(words) if told is None else ctx.say(what, what=told))  # fmt: skip


def _history(ctx: PageContext, acts: Acts) -> None:
    st.markdown(f"**{ctx.say(HISTORY)}**")
    asked = str(acts.plan_id), acts.version, str(ctx.actor.user_id)  # whose an edit is depends on who looks
    edits = keep(ctx, "plan.history", lambda: ctx.services.editing.history(ctx.actor, acts.plan_id), *asked)
    if not edits:
        st.caption(ctx.say(NO_HISTORY))
    state, shown = ctx.state(EditState), edits
    if not state.shows_all:
        shown = edits[:NEWEST]
    with st.container(width=WIDTH_PX, height=360 if len(shown) > 5 else "content", gap="xsmall"):
        for edit in shown:
            _one(ctx, acts, edit)
        if len(shown) < len(edits):
            st.button(ctx.say(ALL_EDITS, count=len(edits)), key="plan.history.all", type="tertiary",
                      on_click=state.show_all)  # fmt: skip


def _one(ctx: PageContext, acts: Acts, edit: Edit) -> None:
    made = edit.made_at.astimezone(ctx.zone)
    words = plain(ctx.say(edit.words))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap="xxsmall"):
            st.markdown(f":gray[~~{words}~~]" if edit.is_undone else words)
            why = f" · {plain(edit.reason)}" if edit.reason else ""
            st.caption(f"{plain(edit.who)} · {long_date(made.date(), ctx.language)} {clock(made)}{why}")
        if not edit.is_undone:
            st.button(ctx.say(UNDO_THIS), icon=":material/undo:", key=f"plan.undo.{edit.seq}", type="tertiary",
                      help=ctx.say(UNDO_THIS), on_click=acts.undo, args=(edit.seq,))  # fmt: skip


def _publish(ctx: PageContext, acts: Acts, opened: OpenPlan, state: EditState) -> None:
    st.caption(ctx.say(PUBLISH_LEAD))
    if opened.sheet.score.hard:
        st.warning(ctx.say(BROKEN, points=opened.sheet.score.hard), icon=":material/warning:")
    key = f"plan.reason.{state.turns}"
    with st.form("plan.publish", border=False):
        st.text_input(ctx.say(WHY), max_chars=500, key=key)
        st.form_submit_button(ctx.say(PUBLISH), type="primary", icon=":material/campaign:",
                              on_click=acts.publish, args=(key,))  # fmt: skip

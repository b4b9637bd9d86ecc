"""Ask of a picked visit: why here, why not there, who else, what a wider window would do; and do what is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from pages.components.editing.acts import Acts, EditState
from pages.components.editing.trade import swap
from pages.components.inspector import alternatives_card
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.access import Capability
from services.board.reasons import Alternatives, alternatives_in
from services.constraints.kind import Score
from services.editing.answers import Wider
from services.editing.views import Move, Offer
from services.editing.words import change_words, points_words
from services.planning.views import OpenPlan
from services.words import Text, clock, number

T = TypeVar("T")
ASK = Text(sv="Fråga och pröva", en="Ask and try")
CARER = Text(sv="Medarbetare", en="Carer")
CHOOSE = Text(sv="Välj en medarbetare", en="Choose a carer")
MINUTES = Text(sv="Minuter tidigare och senare", en="Minutes earlier and later")
THINKING = Text(sv="Räknar …", en="Counting …")
SCORES = Text(
    sv="Med {minutes} minuter vidare fönster för klientens besök: {wider}. Som bäst med fönstren som de är: {usual}.",
    en="With windows {minutes} minutes wider for the client's visits: {wider}. At best with the windows as they are: "
    "{usual}.",
)
NO_GAIN = Text(
    sv="{minutes} minuter vidare fönster för klientens besök ger ingen bättre plan.",
    en="Windows {minutes} minutes wider for the client's visits give no better plan.",
)
MOVES = Text(sv="{what}: {carer} {start}", en="{what}: {carer} {start}")
AS_GOOD = Text(sv="som nu", en="as now")
LEVELS = (
    ("hard", Text(sv="{points} brott mot krav", en="{points} of what must not be broken")),
    ("medium", Text(sv="{points} poäng utan medarbetare", en="{points} {points:point|points} for what nobody makes")),
    ("soft", Text(sv="{points} poäng", en="{points} {points:point|points}")),
)
LASTS_S = 3600  # a plan does not change within a version
MOST_OFFERS = 5


class Question(StrEnum):
    """What can be asked of a visit."""

    HERE = "here"
    NOT = "not"
    ELSE = "else"
    WIDER = "wider"
    SWAP = "swap"


WORDS = {
    Question.HERE: Text(sv="Varför här?", en="Why here?"),
    Question.NOT: Text(sv="Varför inte …?", en="Why not …?"),
    Question.ELSE: Text(sv="Vem annars?", en="Who else?"),
    Question.WIDER: Text(sv="Vidare fönster?", en="A wider window?"),
    Question.SWAP: Text(sv="Byta med …?", en="Swap with …?"),
}
NOBODY = Text(sv="Varför ingen, och vad hjälper?", en="Why nobody, and what helps?")


def ask(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    """Questions of a row of the plan's visits; why nobody makes it is answered unasked."""
    is_planned = bool(opened.timetable.shift_of[visit] >= 0)
    visit_id, turns = opened.problem.visits[visit].id, ctx.state(EditState).turns
    questions = [each for each in Question if is_planned or each not in {Question.HERE, Question.SWAP}]
    if not ctx.actor.may(Capability.EDIT_PLAN):
        questions = [each for each in questions if each is not Question.SWAP]
    words = WORDS if is_planned else {**WORDS, Question.ELSE: NOBODY}
    with st.container(gap="xsmall", key="plan_ask"):
        st.caption(ctx.say(ASK))
        asked = st.pills(
            ctx.say(ASK), questions, default=None if is_planned else Question.ELSE, key=f"plan.ask.{visit_id}.{turns}",
            format_func=lambda each: ctx.say(words[each]), label_visibility="collapsed",
        )  # fmt: skip
        if asked is not None:
            _ANSWERS[Question(asked)](ctx, acts, opened, visit)


def answered(ctx: PageContext, opened: OpenPlan, question: str, compute: Callable[[], T], *args: str | int) -> T:
    """An answer about the plan as it stands, worked out once; whoever waits is told so."""
    with st.spinner(ctx.say(THINKING)):
        summary = opened.summary
        return remember(ctx, question, compute, str(summary.id), summary.version, *args, ttl_s=LASTS_S)


def _here(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    plan_id, visit_id = acts.plan_id, opened.problem.visits[visit].id
    said = answered(
        ctx, opened, "ask.here", lambda: ctx.services.asking.why_here(ctx.actor, plan_id, visit_id), visit_id
    )
    _said(ctx, said)
    _moves(ctx, acts, opened, visit_id, _offers(ctx, opened, visit_id)[:MOST_OFFERS])


def _not(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    plan_id, visit_id = acts.plan_id, opened.problem.visits[visit].id
    labels = {carer.id: carer.label for carer in sorted(opened.problem.carers, key=lambda each: each.label)}
    carer_id = st.selectbox(
        ctx.say(CARER), list(labels), None, format_func=labels.__getitem__, placeholder=ctx.say(CHOOSE),
        key=f"plan.ask.carer.{visit_id}", label_visibility="collapsed",
    )  # fmt: skip
    if carer_id is None:
        return
    said = answered(
        ctx, opened, "ask.not", lambda: ctx.services.asking.why_not(ctx.actor, plan_id, visit_id, carer_id), visit_id,
        carer_id,
    )  # fmt: skip
    _said(ctx, said)
    _moves(ctx, acts, opened, visit_id, [o for o in _offers(ctx, opened, visit_id) if o.carer_id == carer_id])


def _else(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    visit_id = opened.problem.visits[visit].id
    found: Alternatives = answered(
        ctx, opened, "plan.alternatives", lambda: alternatives_in(opened, visit, ctx.language), visit_id
    )
    shift = int(opened.timetable.shift_of[visit])
    is_planned = shift >= 0
    own = opened.problem.shifts[shift].carer_id if is_planned else None
    offered = [each for each in _offers(ctx, opened, visit_id) if each.carer_id != own][:MOST_OFFERS]
    alternatives_card(ctx, found, lambda: _moves(ctx, acts, opened, visit_id, offered), has_room=bool(offered),
                      is_planned=is_planned)  # fmt: skip


def _wider(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    asked_of = opened.problem.visits[visit]
    minutes = int(st.number_input(ctx.say(MINUTES), 5, 240, 30, 5, key=f"plan.ask.minutes.{asked_of.id}"))
    found: Wider = answered(
        ctx, opened, "ask.wider",
        lambda: ctx.services.asking.if_wider(ctx.actor, acts.plan_id, asked_of.client_id, minutes),
        asked_of.client_id, minutes,
    )  # fmt: skip
    if _key(found.wider) >= _key(found.as_they_are):
        st.markdown(f":small[{ctx.say(NO_GAIN, minutes=minutes)}]")
        return
    told = {"wider": found.wider - found.now, "usual": found.as_they_are - found.now}
    st.markdown(f":small[{ctx.say(SCORES, minutes=minutes, **{k: _points(ctx, v) for k, v in told.items()})}]")
    titles = {each.id: each.title for each in opened.problem.visits}
    for each in found.moved:
        if each.shift_id is not None and each.start_s is not None:
            carer, start = _who(opened, each.shift_id), datetime.fromtimestamp(each.start_s, ctx.zone)
            at = f"{start.day}/{start.month} {clock(start)}"
            st.markdown(f":small[{plain(ctx.say(MOVES, what=titles[each.visit_id] or '–', carer=carer, start=at))}]")


def _swap(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    visit_id = opened.problem.visits[visit].id
    found = answered(
        ctx, opened, "ask.swaps", lambda: ctx.services.asking.swaps(ctx.actor, acts.plan_id, visit_id), visit_id
    )
    swap(ctx, acts, opened, visit_id, found)


def _offers(ctx: PageContext, opened: OpenPlan, visit_id: str) -> list[Offer]:
    def found() -> list[Offer]:
        return ctx.services.editing.offers(ctx.actor, opened.summary.id, visit_id)

    return answered(ctx, opened, "ask.offers", found, visit_id)


def _moves(ctx: PageContext, acts: Acts, opened: OpenPlan, visit_id: str, offered: list[Offer]) -> None:
    """Each place with its exact price, on the button that moves the visit there; in words for who may only look."""
    for offer in offered:
        start = clock(datetime.fromtimestamp(offer.start_s, ctx.zone))
        said = f"{plain(_who(opened, offer.shift_id))} {start} · {points_words(offer.change, ctx.language)}"
        if not ctx.actor.may(Capability.EDIT_PLAN):
            st.markdown(f":small[{said}]")
            continue
        st.button(said, icon=":material/swap_horiz:", key=f"plan.ask.move.{offer.shift_id}", on_click=acts.do,
                  args=(Move(visit_id, offer.shift_id, offer.start_s),), help=ctx.say(change_words(offer.change)),
                  width="stretch")  # fmt: skip


def _said(ctx: PageContext, said: tuple[Text, ...]) -> None:
    for each in said:
        st.markdown(f":small[{plain(ctx.say(each))}]")


def _who(opened: OpenPlan, shift_id: str) -> str:
    c = opened.columns
    return c.problem.carers[int(c.shift_carer[c.shift_index[shift_id]])].label


def _key(score: Score) -> tuple[int, int, int]:
    return score.hard, score.medium, score.soft


def _points(ctx: PageContext, change: Score) -> str:
    """What changes, level by level."""
    moved = [(words, getattr(change, level)) for level, words in LEVELS if getattr(change, level)]
    signed = [
        ctx.say(words, points=("+" if points > 0 else "\u2212") + number(abs(points), ctx.language))
        for words, points in moved
    ]
    return ", ".join(signed) or ctx.say(AS_GOOD)


_ANSWERS: dict[Question, Callable[[PageContext, Acts, OpenPlan, int], None]] = {
    Question.HERE: _here,
    Question.NOT: _not,
    Question.ELSE: _else,
    Question.WIDER: _wider,
    Question.SWAP: _swap,
}

"""Exchange rates: a weight set by saying what one unit is worth in another, and what all weights mean so."""

from __future__ import annotations

import streamlit as st

from pages.components.tuning.draft import TuneState
from pages.shell.context import PageContext
from services.constraints import BY_ID
from services.constraints.exchange import SOFT, one_unit, rates
from services.words import Text

LEAD = Text(
    sv="En vikt säger inget för sig själv. Säg i stället vad en sak är värd i en annan, så räknas vikten ut.",
    en="A weight says nothing by itself. Say what one thing is worth in another, and the weight is worked out.",
)
WHAT = Text(sv="Vad är det värt att slippa", en="What is it worth to avoid")
IN = Text(sv="Räknat i", en="Counted in")
HOW_MUCH = Text(
    sv="{one} ({rule}) väger lika mycket som så många gånger {unit} ({reference})",
    en="{one} ({rule}) weighs as much as so many times {unit} ({reference})",
)
SET = Text(sv="Sätt vikten", en="Set the weight")
MEANS = Text(sv="Så läses vikterna nu", en="How the weights read now")
NOTHING = Text(
    sv="Den regeln väger 0 nu, så inget kan räknas i den. Välj en annan, eller ge den en vikt.",
    en="That rule weighs 0 now, so nothing can be counted in it. Choose another, or give it a weight.",
)
USUAL, REFERENCE = "soft.continuity.new_face", "soft.travel.minutes"


def exchange(ctx: PageContext, state: TuneState) -> None:
    """One question that sets a weight, and every rate as a sentence."""
    st.caption(ctx.say(LEAD))
    ids = [rule.id for rule in SOFT]
    left, right = st.columns(2)
    rule_id = left.selectbox(
        ctx.say(WHAT),
        ids,
        ids.index(USUAL),
        format_func=lambda key: ctx.say(BY_ID[key].title),
        key="constraints.rate.of",
    )
    others = [key for key in ids if key != rule_id]
    reference_id = right.selectbox(
        ctx.say(IN), others, others.index(REFERENCE) if REFERENCE in others else 0,
        format_func=lambda key: ctx.say(BY_ID[key].title), key="constraints.rate.in",
    )  # fmt: skip
    whole = ctx.services.tuning.whole(ctx.actor, state.draft)
    found = rates(BY_ID[reference_id], whole)
    if not found:
        st.info(ctx.say(NOTHING), icon=":material/info:")
        return
    now = next(rate for rate in found if rate.rule.id == rule_id)
    rule, reference = BY_ID[rule_id], BY_ID[reference_id]
    told = ctx.say(HOW_MUCH, one=one_unit(rule), rule=rule.title, unit=one_unit(reference), reference=reference.title)
    units = st.number_input(
        told,
        0.0,
        1000.0,
        float(now.units),
        1.0,
        format="%.1f",
        key=f"constraints.rate.{rule_id}.{reference_id}.{state.rounds}",
    )
    if st.button(ctx.say(SET), type="primary", key="constraints.rate.set", disabled=units == now.units):
        state.draft = ctx.services.tuning.exchanged(ctx.actor, state.draft, rule_id, reference_id, units)
        state.rounds += 1
        st.rerun()
    st.markdown(f"**{ctx.say(MEANS)}**")
    for rate in sorted(found, key=lambda rate: -rate.units):
        if rate.units > 0:
            st.markdown(f"- {ctx.say(rate.text)}")

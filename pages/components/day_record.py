"""Beside a proposal: what happened, put on record: who is away, what is not to be made, what came to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st

from pages.shell.context import PageContext
from services.access import Capability
from services.dayof.recording import Facts
from services.words import Text

TITLE = Text(sv="Skriv in det som hänt", en="Put what happened on record")
LEAD = Text(
    sv="Så att nästa plan vet det. Det gäller vare sig du tar hela förslaget, delar av det eller inget.",
    en="So that the next plan knows. It holds whether you take the whole proposal, parts of it or nothing.",
)
AWAY = Text(sv="Skriv in frånvaron", en="Write the absence too")
GONE = Text(sv="Ställ in besöket", en="Cancel the visit")
NEW = Text(sv="Lägg till besöket", en="Add the visit")
ALL = Text(sv="Skriv in allt", en="Write it all")
RECORDED = Text(sv="Det som hänt är inskrivet.", en="What happened is on record.")


def day_record(ctx: PageContext, proposal_id: UUID, last_day: date) -> None:
    """One clear step; nothing where what happened leaves nothing to write, as a visit that is late.

    Who fell ill, and it was not said how long, is away through `last_day`, as the proposal took it.
    """
    if not ctx.actor.may(Capability.EDIT_PLAN):
        return
    whole = ctx.services.day_of.facts(ctx.actor, proposal_id, last_day)
    if not whole:
        if whole.events:
            st.caption(f":material/check_circle: {ctx.say(RECORDED)}")
        return
    with st.container(border=True, key="day_record", gap="small"):
        st.markdown(f"**{ctx.say(TITLE)}**")
        st.caption(ctx.say(LEAD))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            is_asked = st.button(ctx.say(_words(whole)), icon=":material/edit_note:", key="day_record.write")
    if is_asked:
        ctx.services.day_of.record(ctx.actor, proposal_id, last_day)
        st.rerun()


def _words(found: Facts) -> Text:
    kinds = [words for rows, words in ((found.absences, AWAY), (found.cancelled, GONE), (found.added, NEW)) if rows]
    return kinds[0] if len(kinds) == 1 else ALL

"""Names and addresses, shown one person at a time, with the reason and on record; gone at the next click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import streamlit as st

from pages.shell.context import PageContext
from services.words import Text

TAB = Text(sv="Vem är det?", en="Who is it?")
LEAD = Text(
    sv="Uppgifterna visas för en person i taget och försvinner när du gör något annat. Vem som tittade, när och "
    "varför skrivs i organisationens logg.",
    en="They are shown for one person at a time and are gone when you do something else. Who looked, when and why "
    "is written in the organisation's log.",
)
WHO = Text(sv="Vem", en="Who")
WHY = Text(sv="Varför behövs uppgifterna?", en="Why are they needed?")
HINT = Text(sv="Till exempel: ringer om nyckeln", en="Such as: calling about the key")
SHOW = Text(sv="Visa", en="Show")
NOTHING = Text(sv="Inget är sparat om personen.", en="Nothing is kept about this person.")


def revealing(
    ctx: PageContext,
    key: str,
    people: Sequence[tuple[UUID, str]],
    labels: Sequence[Text],
    reveal: Callable[[UUID, str], Sequence[str | None]],
) -> None:
    """Choose somebody of `people` (id, pseudonym), say why, and see what `reveal` gives, by `labels`."""
    st.caption(ctx.say(LEAD))
    names = dict(people)
    with st.form(f"{key}.reveal", border=True, clear_on_submit=True):
        first, second = st.columns([1, 2])
        who = first.selectbox(ctx.say(WHO), list(names), format_func=names.__getitem__, key=f"{key}.who")
        why = second.text_input(ctx.say(WHY), placeholder=ctx.say(HINT), max_chars=500, key=f"{key}.why")
        is_asked = st.form_submit_button(ctx.say(SHOW), type="primary", icon=":material/visibility:")
    if not is_asked or who is None:
        return
    shown = [(label, value) for label, value in zip(labels, reveal(who, why), strict=True) if value]
    with st.container(border=True):
        st.subheader(names[who], anchor=False)
        for label, value in shown:
            # As plain text: what is written about a person is never read as Markdown.
            st.text(f"{ctx.say(label)}: {value}")
        if not shown:
            st.caption(ctx.say(NOTHING))

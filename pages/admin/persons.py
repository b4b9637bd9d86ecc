"""A person's rights: find somebody, take out everything that is held, erase what may be erased, and the receipts."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import PersonKind
from pages.components.settings.acting import how_to_read, told
from pages.components.settings.person_acts import erased, receipts, shown_with_reason, taken_out
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.keeping.persons import Somebody
from services.words import Text

TITLE = Text(sv="Personens rätt", en="A person's rights")
LEAD = Text(
    sv="Ta ut eller radera allt som sparats om en person, när någon ber om det.",
    en="Take out or erase everything held about a person, when somebody asks for it.",
)
HOW = Text(
    sv="Var och en får veta vad organisationen har sparat om dem (GDPR art. 15) och begära att det raderas (art. 17). "
    "Sök på pseudonym eller numret i ert vårdsystem. Namn visas bara med ett skäl, och det står i loggen. Före en "
    "radering ser du vad som tas bort, vad som blir kvar utan namn och varför.",
    en="Everybody may know what the organisation holds about them (GDPR art. 15) and ask for its erasure (art. 17). "
    "Search by pseudonym or the number in your care system. Names are shown with a reason only, which stands in the "
    "log. Before an erasure you see what goes, what stays without a name, and why.",
)
KIND = Text(sv="Vem gäller det", en="Who is it about")
KINDS = {
    PersonKind.CLIENT: Text(sv="Klient", en="Client"),
    PersonKind.EMPLOYEE: Text(sv="Medarbetare", en="Carer"),
    PersonKind.USER: Text(sv="Användare", en="User"),
}
FIND, HINT = (
    Text(sv="Pseudonym eller nummer", en="Pseudonym or number"),
    Text(sv="Välj eller skriv", en="Choose or type"),
)
NOBODY = Text(sv="Det finns ingen av det slaget.", en="There is nobody of that kind.")


def _label(somebody: Somebody) -> str:
    return f"{somebody.label} · {somebody.number}" if somebody.number else somebody.label


def render(ctx: PageContext) -> None:
    """Who, then what is done for them, then what was done before."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    with st.container():  # always there: what comes and goes above would show the rest twice for a while
        told(ctx)
    how_to_read(ctx, HOW)
    kind = st.segmented_control(
        ctx.say(KIND), list(PersonKind), format_func=lambda each: ctx.say(KINDS[each]), default=PersonKind.CLIENT,
        required=True, key="persons.kind",
    )  # fmt: skip
    people = {str(each.id): each for each in ctx.services.persons.all(ctx.actor) if each.kind is kind}
    chosen = st.selectbox(
        ctx.say(FIND), list(people), index=None, format_func=lambda key: _label(people[key]),
        placeholder=ctx.say(HINT if people else NOBODY), key=f"persons.who.{kind}",
    )  # fmt: skip
    if chosen is not None:
        somebody = people[chosen]
        shown_with_reason(ctx, somebody)
        taken_out(ctx, somebody)
        erased(ctx, somebody)
    receipts(ctx, lambda each: ctx.say(KINDS[each]))


PAGE = PageSpec(
    title=TITLE, url_path="persons", icon=":material/person_search:", section=Section.ADMIN,
    needs=Capability.PERSON_RIGHTS, render=render,
)  # fmt: skip

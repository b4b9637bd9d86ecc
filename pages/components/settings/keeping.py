"""How long what is kept, what the next night would archive or forget, and the organisation's own erasure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.vocabulary import RetentionSubject
from pages.components.amounts import amounts
from pages.components.settings.acting import ActState, act, how_to_read
from pages.shell.context import PageContext
from services.keeping.retention import DEFAULT_MONTHS, LEAST, MOST, Leaving
from services.words import Text, number

HOW = Text(
    sv="Varje natt ser Caire efter vad som är äldre än sin tid. Besök, pass och planer går då till ett förseglat arkiv "
    "och kan hämtas tillbaka; resten glöms för gott. Tabellen visar vad nästa natt skulle göra med de tider du har "
    "skrivit, innan du sparar.",
    en="Every night Caire looks for what is older than its time. Visits, shifts and plans then go to a sealed archive "
    "and can be brought back; the rest is forgotten for good. The table shows what the next night would do with the "
    "times you have written, before you save.",
)
SUBJECTS = {
    RetentionSubject.VISITS: Text(sv="Besök", en="Visits"),
    RetentionSubject.SHIFTS: Text(sv="Pass", en="Shifts"),
    RetentionSubject.PLANS: Text(sv="Planer och körningar", en="Plans and runs"),
    RetentionSubject.IMPORTS: Text(sv="Rapporter om inlästa filer", en="Reports of imported files"),
    RetentionSubject.SESSIONS: Text(sv="Inloggningar", en="Sign-ins"),
    RetentionSubject.INVITATIONS: Text(sv="Inbjudningar", en="Invitations"),
    RetentionSubject.EXCHANGES: Text(
        sv="Utbyten med andra system och deras väntelista", en="Exchanges with other systems and their waiting list"
    ),
    RetentionSubject.WISHES: Text(sv="Önskemål från medarbetare och klienter", en="Wishes of carers and clients"),
}
USUAL = Text(sv="Förvalt {months} {months:månad|månader}.", en="Usually {months} {months:month|months}.")
MONTHS = Text(sv="{subject}, månader", en="{subject}, months")
WHAT, UNTIL = Text(sv="Vad", en="What"), Text(sv="Äldre än", en="Older than")
COUNT, HOW_GONE = Text(sv="Rader nästa natt", en="Rows next night"), Text(sv="Vad som händer", en="What happens")
ARCHIVED, FORGOTTEN = Text(sv="Arkiveras", en="Archived"), Text(sv="Glöms", en="Forgotten")
SAVE = Text(sv="Spara tiderna", en="Save the times")
SAVED = Text(sv="Tiderna gäller från nästa natt.", en="The times hold from the next night on.")
ENDING = Text(sv="Radera hela organisationen", en="Erase the whole organisation")
ENDING_HOW = Text(
    sv="Allt raderas 30 dagar efter att du har begärt det, och nycklarna förstörs. Till dess kan du ta tillbaka det.",
    en="Everything is erased 30 days after you ask, and the keys are destroyed. Until then you can take it back.",
)
TYPE = Text(sv="Skriv organisationens namn: {name}", en="Write the organisation's name: {name}")
ASK = Text(sv="Begär radering", en="Ask for erasure")
ASKED = Text(sv="Radering är begärd.", en="Erasure is asked for.")
DUE = Text(sv="Organisationen raderas {day}.", en="The organisation is erased on {day}.")
BACK, TAKEN_BACK = (
    Text(sv="Ta tillbaka", en="Take it back"),
    Text(sv="Begäran är återtagen.", en="The request is taken back."),
)


def keeping(ctx: PageContext) -> None:
    """The times, what they would do, and the end of it all."""
    how_to_read(ctx, HOW)
    terms = ctx.services.retention.terms(ctx.actor)
    columns, typed = st.columns(2), {}
    for place, (subject, title) in enumerate(SUBJECTS.items()):
        typed[subject] = int(columns[place % 2].number_input(
            ctx.say(MONTHS, subject=title), LEAST, MOST, terms[subject],
            key=f"settings.keep.{subject}.{terms[subject]}",
            help=ctx.say(USUAL, months=DEFAULT_MONTHS[subject]),
        ))  # fmt: skip
    _preview(ctx, ctx.services.retention.preview(ctx.actor, typed))
    changed = {subject: months for subject, months in typed.items() if months != terms[subject]}
    if st.button(ctx.say(SAVE), type="primary", icon=":material/save:", key="settings.keep.save", disabled=not changed):
        act(ctx, lambda: ctx.services.retention.set_terms(ctx.actor, changed), SAVED)
    with st.expander(ctx.say(ENDING), icon=":material/delete_forever:"):
        _ending(ctx)


def _preview(ctx: PageContext, leaving: Sequence[Leaving]) -> None:
    st.dataframe(
        [
            {
                ctx.say(WHAT): ctx.say(SUBJECTS[each.subject]), ctx.say(UNTIL): each.before.isoformat(),
                ctx.say(COUNT): number(each.rows, ctx.language),
                ctx.say(HOW_GONE): ctx.say(ARCHIVED if each.is_archived else FORGOTTEN),
            }
            for each in leaving
        ],
        hide_index=True,
        column_config=amounts([ctx.say(COUNT)]),
    )  # fmt: skip


def _ending(ctx: PageContext) -> None:
    st.caption(ctx.say(ENDING_HOW))
    own = ctx.services.organization.described(ctx.actor)
    if own.deletion_requested_at is not None:
        day = ctx.services.retention.erasure_day(ctx.actor)
        st.warning(ctx.say(DUE, day=day or "–"), icon=":material/warning:")
        if st.button(ctx.say(BACK), key="settings.end.back"):
            act(ctx, lambda: ctx.services.retention.ask_for_deletion(ctx.actor, is_asked=False), TAKEN_BACK)
        return
    typed = st.text_input(ctx.say(TYPE, name=own.name), key=f"settings.end.name.{ctx.state(ActState).round}")
    if st.button(ctx.say(ASK), key="settings.end.ask", disabled=typed.strip() != own.name):
        act(ctx, lambda: ctx.services.retention.ask_for_deletion(ctx.actor), ASKED)

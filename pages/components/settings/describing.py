"""The organisation itself: its name, its clock, the language it speaks first, and how it stands with us."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import OrganizationStatus
from pages.components.settings.acting import ActState, act, how_to_read
from pages.shell.context import PageContext
from services.organization.describing import LONGEST_NAME, zones
from services.words import Language, Text

NAME, ZONE = Text(sv="Namn", en="Name"), Text(sv="Tidszon", en="Time zone")
ZONE_HELP = Text(
    sv="Besök och pass som redan finns behåller sin tidpunkt; det är klockan de visas med som ändras.",
    en="Visits and shifts there are keep their moment; what changes is the clock they are shown by.",
)
LANGUAGE = Text(sv="Språk för den som inte har valt", en="Language for those who have not chosen")
LANGUAGES = {
    None: Text(sv="Som installationen", en="As the installation"),
    Language.SV: Text(sv="Svenska", en="Swedish"),
    Language.EN: Text(sv="Engelska", en="English"),
}
SAVE, SAVED = Text(sv="Spara organisationen", en="Save the organisation"), Text(sv="Sparat.", en="Saved.")
HOW = Text(
    sv="Namnet står i sidofältet, i rapporter och på utskrifter. Tidszonen avgör vilken dag och timme besök, pass och "
    "nyckeltal hör till. Var och en väljer sitt eget språk i sidofältet; språket här gäller tills någon har valt.",
    en="The name stands in the sidebar, in reports and on paper. The time zone says which day and hour visits, shifts "
    "and key figures belong to. Everybody chooses a language in the sidebar; this one holds until somebody has.",
)
STATES = {
    OrganizationStatus.TRIAL: Text(sv="På prov till och med {day}", en="On trial until {day}"),
    OrganizationStatus.ACTIVE: Text(sv="Aktiv", en="Active"),
    OrganizationStatus.SUSPENDED: Text(sv="Avstängd", en="Suspended"),
}
STANDING = Text(
    sv="Läge: {state}. Organisationens id, om du talar med supporten: {id}",
    en="State: {state}. The organisation's id, should you talk to support: {id}",
)


def describing(ctx: PageContext) -> None:
    """The form, and how it stands."""
    own = ctx.services.organization.described(ctx.actor)
    how_to_read(ctx, HOW)
    state = STATES[own.status].fill(day=own.trial_expiration_date or "–")
    st.caption(ctx.say(STANDING, state=state, id=own.id))
    choices, names, now = list(LANGUAGES), list(zones()), ctx.state(ActState).round
    if own.timezone not in names:
        names.insert(0, own.timezone)
    held = None if own.language is None else Language(own.language.value)
    with st.form("settings.organization", border=False):
        name = st.text_input(ctx.say(NAME), own.name, LONGEST_NAME, key=f"settings.name.{now}")
        zone = st.selectbox(
            ctx.say(ZONE), names, names.index(own.timezone), help=ctx.say(ZONE_HELP), key=f"settings.zone.{now}"
        )
        language = st.radio(
            ctx.say(LANGUAGE), choices, choices.index(held), format_func=lambda each: ctx.say(LANGUAGES[each]),
            horizontal=True, key=f"settings.language.{now}",
        )  # fmt: skip
        is_saved = st.form_submit_button(ctx.say(SAVE), type="primary", icon=":material/save:")
    if is_saved:
        act(ctx, lambda: ctx.services.organization.describe(ctx.actor, name, zone, language), SAVED)

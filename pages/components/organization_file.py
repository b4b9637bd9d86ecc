"""A whole organisation out as one file, and such a file looked at and taken in into an empty organisation."""

from __future__ import annotations

import streamlit as st

from pages.components.issue_list import issue_list
from pages.shell.context import PageContext
from services.access import Capability
from services.importing.against import LABELS
from services.organization_file import Look
from services.words import Text, number

TITLE = Text(sv="Hela organisationen", en="The whole organisation")
LEAD = Text(
    sv="Allt en planerare äger i en fil: områden, kompetenser, klienter, medarbetare, behov, besök, pass, scheman, "
    "frånvaro, fordon, regler, profiler och planer. Den läses in i en tom organisation, här eller på en annan server.",
    en="Everything a planner owns in one file: districts, skills, clients, carers, needs, visits, shifts, rotas, "
    "absences, vehicles, rules, profiles and plans. It is taken into an empty organisation, here or on another "
    "server.",
)
WITH_PLANS = Text(sv="Ta med planer", en="Include plans")
WITH_NAMES = Text(sv="Ta med namn, adresser och exakta positioner", en="Include names, addresses and exact positions")
WHY_HELP = Text(
    sv="Uttaget skrivs i loggen med skälet. Skyddade identiteter lämnas alltid ut ur filen.",
    en="Taking it out is logged with the reason. Protected identities are always left out.",
)
WHY = Text(sv="Varför behövs personuppgifterna?", en="Why are the personal data needed?")
HINT = Text(sv="Till exempel: flytt till egen server", en="Such as: moving to our own server")
MAKE, MAKING = Text(sv="Skapa filen", en="Make the file"), Text(sv="Skapar filen …", en="Making the file …")
TAKE_AWAY = Text(sv="Hämta filen", en="Download the file")
FOUND = Text(sv="Filen innehåller en hel organisation.", en="The file holds a whole organisation.")
NO_NAMES = Text(sv="Utan namn, adresser och exakta positioner.", en="Without names, addresses and exact positions.")
KIND, COUNT = Text(sv="Slag", en="Kind"), Text(sv="Antal", en="Count")
CANNOT = Text(sv="Filen kan inte läsas in. Inget har ändrats.", en="The file cannot be taken in. Nothing has changed.")
ADMIN_ONLY = Text(
    sv="Bara en administratör läser in en hel organisation.", en="Only an administrator takes a whole organisation in."
)
APPLY = Text(
    sv="Läs in organisationen ({count} {count:rad|rader})", en="Take the organisation in ({count} {count:row|rows})"
)
LOOKING = Text(sv="Granskar filen …", en="Looking at the file …")
TAKING_IN = Text(sv="Läser in …", en="Taking it in …")


def organization_out(ctx: PageContext) -> None:
    """Choose what goes along, make, download."""
    with st.expander(ctx.say(TITLE), icon=":material/inventory_2:", key="organization_box"):
        st.markdown(ctx.say(LEAD))
        with_plans = st.checkbox(ctx.say(WITH_PLANS), value=True, key="organization.plans")
        with_names, reason = asked_with_reason(ctx, "organization", WITH_NAMES, WHY_HELP)
        if st.button(ctx.say(MAKE), icon=":material/inventory_2:", key="organization.make"):
            with st.spinner(ctx.say(MAKING)):
                raw = ctx.services.organization_files.take_out(
                    ctx.actor, with_personal=with_names, reason=reason, with_plans=with_plans
                )
            # Shown in this run only, so that a file with names lies no longer in the session than it must.
            st.download_button(
                ctx.say(TAKE_AWAY), raw, f"caire-organisation-{ctx.now():%Y-%m-%d}.zip", "application/zip",
                key="organization.file", type="primary", icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def asked_with_reason(ctx: PageContext, key: str, label: Text, why: Text) -> tuple[bool, str]:
    """Whether personal data are asked for by somebody who may, and the reason given."""
    if not ctx.actor.may(Capability.REVEAL):
        return False, ""
    if not st.checkbox(ctx.say(label), key=f"{key}.names", help=ctx.say(why)):
        return False, ""
    return True, st.text_input(ctx.say(WHY), placeholder=ctx.say(HINT), max_chars=400, key=f"{key}.why")


def organization_import(ctx: PageContext, filename: str, raw: bytes) -> bool:
    """Look at the file and offer to take it in; whether that was done."""
    files = ctx.services.organization_files
    with st.spinner(ctx.say(LOOKING)):
        look = files.look(ctx.actor, raw)
    _tell(ctx, look)
    if not look.may_apply:
        st.error(ctx.say(CANNOT), icon=":material/block:")
        issue_list(ctx, look.issues, "import.issues")
        return False
    if not ctx.actor.may(Capability.MANAGE_USERS):
        st.info(ctx.say(ADMIN_ONLY), icon=":material/admin_panel_settings:")
        return False
    count = number(sum(look.rows.values()), ctx.language)
    if not st.button(ctx.say(APPLY, count=count), type="primary", icon=":material/download_done:", key="import.apply"):
        return False
    with st.spinner(ctx.say(TAKING_IN)):
        files.apply(ctx.actor, filename, raw)
    return True


def _tell(ctx: PageContext, look: Look) -> None:
    shown = [name for name in LABELS if look.rows.get(name)]
    if not shown:
        return
    st.markdown(f"**{ctx.say(FOUND)}**" + ("" if look.with_personal else f"  \n{ctx.say(NO_NAMES)}"))
    st.dataframe(
        {ctx.say(KIND): [ctx.say(LABELS[name]) for name in shown], ctx.say(COUNT): [look.rows[name] for name in shown]},
        hide_index=True,
    )

"""A new organisation with its first administrator, set up by the platform's staff."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from pages.shell.context import PageContext
from services.errors import CareError
from services.platform.organizations import LEAST_DAYS, MOST_DAYS, NewOrganization
from services.trials.starting import TRIAL_DAYS
from services.words import Text

NEW = Text(sv="Ny organisation", en="New organisation")
NAME = Text(sv="Organisationens namn", en="Name of the organisation")
ADMIN = Text(sv="Administratörens namn", en="The administrator's name")
EMAIL, PASSWORD = Text(sv="E-postadress", en="E-mail address"), Text(sv="Första lösenordet", en="First password")
HELP = Text(
    sv="Minst 15 tecken. Lämna över det på en säker väg; administratören byter det sedan.",
    en="At least 15 characters. Hand it over in a safe way; the administrator changes it afterwards.",
)
ON_TRIAL, DAYS = Text(sv="På prov", en="On trial"), Text(sv="Antal dagar", en="Number of days")
MAKE = Text(sv="Lägg upp", en="Set it up")
REFUSED = Text(sv="{cause} {action}", en="{cause} {action}")


def making(ctx: PageContext, turn: int) -> UUID | None:
    """The id of the organisation that was just set up; what was typed is forgotten with the next turn."""
    with st.popover(ctx.say(NEW), icon=":material/add_business:"), st.form(f"organization.new.{turn}", border=False):
        name = st.text_input(ctx.say(NAME), key=f"organization.name.{turn}")
        admin = st.text_input(ctx.say(ADMIN), key=f"organization.admin.{turn}", autocomplete="off")
        email = st.text_input(ctx.say(EMAIL), key=f"organization.email.{turn}", autocomplete="off")
        password = st.text_input(
            ctx.say(PASSWORD), type="password", key=f"organization.password.{turn}", autocomplete="new-password",
            help=ctx.say(HELP),
        )  # fmt: skip
        is_trial = st.toggle(ctx.say(ON_TRIAL), value=True, key=f"organization.trial.{turn}")
        days = st.number_input(ctx.say(DAYS), LEAST_DAYS, MOST_DAYS, TRIAL_DAYS, key=f"organization.days.{turn}")
        if not st.form_submit_button(ctx.say(MAKE), type="primary"):
            return None
        wish = NewOrganization(name, admin, email, password, int(days) if is_trial else None)
        try:
            return ctx.services.organizations.create(ctx.actor, wish)
        except CareError as refused:
            st.warning(ctx.say(REFUSED, cause=refused.cause, action=refused.action), icon=":material/info:")
            return None

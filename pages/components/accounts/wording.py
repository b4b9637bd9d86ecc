"""Roles and states of accounts in words, and a choice of role with whom the account belongs to."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from data.vocabulary import Role, UserStatus
from pages.components.distinct import distinct
from pages.shell.context import PageContext
from services.accounts import RoleWish
from services.accounts.managing import GIVEN_ROLES
from services.words import Text

ROLES = {
    Role.ADMIN: Text(sv="Administratör", en="Administrator"),
    Role.SCHEDULER: Text(sv="Planerare", en="Planner"),
    Role.EMPLOYEE: Text(sv="Medarbetare", en="Carer"),
    Role.CLIENT: Text(sv="Klient", en="Client"),
    Role.SUPER_ADMIN: Text(sv="Plattform", en="Platform"),
}
STATES = {
    UserStatus.ACTIVE: Text(sv="Aktiv", en="Active"),
    UserStatus.TRIAL: Text(sv="Provar", en="On trial"),
    UserStatus.SUSPENDED: Text(sv="Avstängd", en="Suspended"),
    UserStatus.DEACTIVATED: Text(sv="Avslutad", en="Deactivated"),
}
ROLE = Text(sv="Roll", en="Role")
WHO = {
    Role.EMPLOYEE: Text(sv="Vilken medarbetare är det?", en="Which carer is it?"),
    Role.CLIENT: Text(sv="Vilken klient är det?", en="Which client is it?"),
}
CHOOSE = Text(sv="Välj", en="Choose")
NOBODY = Text(sv="Ingen är kvar utan konto.", en="Nobody is left without an account.")


def role_choice(ctx: PageContext, key: str, otherwise: Role) -> RoleWish:
    """A role and, where it is somebody's record, whose."""
    role = st.selectbox(
        ctx.say(ROLE), GIVEN_ROLES, index=GIVEN_ROLES.index(otherwise) if otherwise in GIVEN_ROLES else 1,
        format_func=lambda each: ctx.say(ROLES[each]), key=f"{key}.role",
    )  # fmt: skip
    if role not in WHO:
        return RoleWish(role)
    names = ctx.services.accounts.subjects(ctx.actor, role)
    if not names:
        st.caption(ctx.say(NOBODY))
    said = distinct((str(each), name) for each, name in names.items())
    subject = st.selectbox(
        ctx.say(WHO[role]),
        list(said),
        index=None,
        format_func=said.__getitem__,
        placeholder=ctx.say(CHOOSE),
        key=f"{key}.subject.{role.value}",
    )
    return RoleWish(role, UUID(subject) if subject else None)

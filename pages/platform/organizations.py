"""Organisations: who tries, who pays, how much each is used; and everything the platform's staff may do about one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from data.vocabulary import OrganizationStatus
from pages.components.organization_desk import desk
from pages.components.organization_making import making
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import remember
from services.access import Capability
from services.platform.organizations import Listed
from services.words import Counted, Text, number

TITLE = Text(sv="Organisationer", en="Organisations")
LEAD = Text(
    sv="Här syns aldrig vad en organisation planerar. För det krävs supportåtkomst, som organisationen ser.",
    en="What an organisation plans is never seen here. That takes support access, which the organisation sees.",
)
SEARCH = Text(sv="Sök namn", en="Search by name")
ALL = Text(sv="Alla", en="All")
STATUS = {
    OrganizationStatus.TRIAL: Text(sv="Prov", en="Trial"),
    OrganizationStatus.ACTIVE: Text(sv="Kund", en="Customer"),
    OrganizationStatus.SUSPENDED: Text(sv="Stängd", en="Closed"),
}
ENDED = Text(sv="Prov slut", en="Trial over")
NAME, STANDS, LEFT = (
    Text(sv="Namn", en="Name"),
    Text(sv="Står som", en="Stands as"),
    Text(sv="Dagar kvar", en="Days left"),
)
USERS, VISITS = Text(sv="Användare", en="Users"), Text(sv="Besök, 30 dagar", en="Visits, 30 days")
SOLVES, SEEN = Text(sv="Körningar", en="Solves"), Text(sv="Senast aktiv", en="Last active")
STORED, DAYS = Text(sv="Planer, MB", en="Plans, MB"), Text(sv="Aktiva dagar", en="Days active")
DATA, SOLVED, PUBLISHED = (
    Text(sv="Data", en="Data"),
    Text(sv="Planerat", en="Solved"),
    Text(sv="Publicerat", en="Published"),
)
WIDE = {NAME: 200, SEEN: 130}
NONE = Text(sv="Ingen organisation stämmer med sökningen.", en="No organisation matches the search.")
COUNT = Counted(
    Text(sv="1 organisation. Välj raden för att se mer.", en="1 organisation. Pick its row to see more."),
    Text(sv="{count} organisationer. Välj en rad för att se mer.", en="{count} organisations. Pick a row to see more."),
)
DONE = Text(
    sv="Det är gjort, och står i organisationens historik.", en="It is done, and stands in the organisation's history."
)


@dataclass
class OrganizationsState:
    """What was done last, told once; the list is drawn anew after each act."""

    is_done: bool = False
    round: int = 0
    picked: UUID | None = None


def render(ctx: PageContext) -> None:
    """The list with its search; beside it the one that is picked."""
    state = ctx.state(OrganizationsState)
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    with st.container(horizontal=True, vertical_alignment="bottom", key="organizations_filters"):
        words = st.text_input(ctx.say(SEARCH), key="organizations.search", width=280)
        status = st.segmented_control(
            ctx.say(STANDS), ["", *(each.value for each in OrganizationStatus)], default="", required=True,
            key="organizations.status",
            format_func=lambda word: ctx.say(STATUS[OrganizationStatus(word)] if word else ALL),
        )  # fmt: skip
        made = making(ctx, state.round)
    if made is not None:
        _settle(state, made)
    wanted = OrganizationStatus(status) if status else None
    listed = remember(
        ctx, "organizations.list", lambda: ctx.services.organizations.all(ctx.actor, words, wanted), words, status,
        state.round, ttl_s=10,
    )  # fmt: skip
    if state.is_done:
        st.success(ctx.say(DONE), icon=":material/check_circle:")
        state.is_done = False
    picked = _list(ctx, state, listed)
    if picked is not None and desk(ctx, picked, plain(picked.name), state.round):
        _settle(state, picked.id)


def _settle(state: OrganizationsState, organization_id: UUID) -> None:
    state.is_done, state.round, state.picked = True, state.round + 1, organization_id
    st.rerun()


def _list(ctx: PageContext, state: OrganizationsState, listed: list[Listed]) -> Listed | None:
    """The list, and the organisation picked in it: after an act the same one again."""
    if not listed:
        st.info(ctx.say(NONE), icon=":material/search_off:")
        return None
    st.caption(ctx.say(COUNT.of(len(listed)), count=number(len(listed), ctx.language)))
    chosen = st.dataframe(
        [_row(ctx, each) for each in listed], hide_index=True, on_select="rerun", selection_mode="single-row",
        key=f"organizations.list.{state.round}", height=min(38 + 35 * len(listed), 460), placeholder="–",
        column_config={
            **{ctx.say(name): st.column_config.TextColumn(width=px) for name, px in WIDE.items()},
            ctx.say(STORED): st.column_config.NumberColumn(format="localized"),
        },
    )  # fmt: skip
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(listed):
        state.picked = listed[rows[0]].id
    return next((each for each in listed if each.id == state.picked), None)


def _row(ctx: PageContext, each: Listed) -> dict[str, object]:
    use = each.use
    seen = use.last_seen_at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M") if use and use.last_seen_at else ""
    is_over = each.status is OrganizationStatus.TRIAL and not each.days_left
    return {
        ctx.say(NAME): each.name,
        ctx.say(STANDS): ctx.say(ENDED if is_over else STATUS[each.status]),
        ctx.say(LEFT): each.days_left,
        ctx.say(USERS): use and use.users,
        ctx.say(VISITS): use and use.visits,
        ctx.say(SOLVES): use and use.solves,
        ctx.say(SEEN): seen,
        ctx.say(DAYS): use and use.days_active,
        ctx.say(DATA): use and use.has_data,
        ctx.say(SOLVED): use and use.has_solved,
        ctx.say(PUBLISHED): use and use.has_published,
        ctx.say(STORED): use and round(use.bytes / 1e6, 1),
    }


PAGE = PageSpec(
    title=TITLE, url_path="organizations", icon=":material/domain:", section=Section.PLATFORM,
    needs=Capability.PLATFORM, render=render,
)  # fmt: skip

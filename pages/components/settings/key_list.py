"""Keys of other systems: made and shown once, what each may do in words, when it was used, closed at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import streamlit as st

from data.vocabulary import ApiScope
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.components.settings.acting import ActState, act, how_to_read
from pages.shell.context import PageContext
from services.api_keys import ApiKeyRow, KeyWish, NewKey
from services.api_keys.use_case import FASTEST, LONGEST_DAYS, LONGEST_NAME
from services.words import Text

HOW = Text(
    sv="En nyckel låter ett annat system läsa och skriva i din organisation, utan att en människa loggar in. Den kan "
    "aldrig mer än en planerare, och bara det du kryssar i. Hela nyckeln visas en gång; tappas den bort gör du en ny. "
    "Början av den (prefixet) står i listan och i loggen.",
    en="A key lets another system read and write in your organisation without a person signing in. It can never do "
    "more than a planner, and only what you tick. The whole key is shown once; if it is lost, make a new one. Its "
    "beginning (the prefix) stands in the list and in the log.",
)
SCOPES = {
    ApiScope.VISITS_READ: Text(sv="Läsa besök", en="Read visits"),
    ApiScope.CLIENTS_READ: Text(sv="Läsa klienter, under pseudonym", en="Read clients, by pseudonym"),
    ApiScope.EMPLOYEES_READ: Text(sv="Läsa medarbetare, under pseudonym", en="Read carers, by pseudonym"),
    ApiScope.SHIFTS_READ: Text(sv="Läsa pass", en="Read shifts"),
    ApiScope.PLANS_READ: Text(sv="Läsa planer", en="Read plans"),
    ApiScope.FIGURES_READ: Text(sv="Läsa nyckeltal", en="Read key figures"),
    ApiScope.NAMES_READ: Text(
        sv="Läsa namn och adresser – varje läsning står i loggen", en="Read names and addresses – each is on record"
    ),
    ApiScope.IMPORTS_WRITE: Text(sv="Läsa in filer", en="Take files in"),
    ApiScope.SOLVES_RUN: Text(sv="Starta och stoppa körningar", en="Start and stop runs"),
    ApiScope.WEBHOOKS_MANAGE: Text(sv="Ställa in webhookar", en="Set up webhooks"),
}
NEW = Text(sv="Ny nyckel", en="New key")
NAME, NAME_HINT = (
    Text(sv="Vad den är till", en="What it is for"),
    Text(sv="Till exempel: lönesystemet", en="Such as: payroll"),
)
MAY, DAYS = Text(sv="Vad den får göra", en="What it may do"), Text(sv="Gäller i dagar", en="Lasts, days")
RATE = Text(sv="Anrop per minut", en="Calls a minute")
MAKE = Text(sv="Gör nyckeln", en="Make the key")
ONCE = Text(
    sv="Kopiera nyckeln nu. Den visas inte igen, och ingen annan kan se den.",
    en="Copy the key now. It is not shown again, and nobody else can see it.",
)
NONE_YET = Text(sv="Det finns inga nycklar än.", en="There are no keys yet.")
STATE, OPEN = Text(sv="Läge", en="State"), Text(sv="Öppen", en="Open")
CLOSED, EXPIRED = Text(sv="Stängd", en="Closed"), Text(sv="Utgången", en="Expired")
PREFIX, UNTIL = Text(sv="Prefix", en="Prefix"), Text(sv="Gäller till", en="Lasts until")
USED, MADE_BY = Text(sv="Senast använd", en="Last used"), Text(sv="Gjord av", en="Made by")
NEVER = Text(sv="Aldrig", en="Never")
CLOSE, WHICH = Text(sv="Stäng en nyckel", en="Close a key"), Text(sv="Nyckel", en="Key")
CLOSE_SURE = Text(
    sv="Nästa anrop med nyckeln nekas. Det går inte att öppna den igen.",
    en="The next call with the key is refused. It cannot be opened again.",
)
CLOSE_YES, IS_CLOSED = (
    Text(sv="Ja, stäng nyckeln", en="Yes, close the key"),
    Text(sv="Nyckeln är stängd.", en="The key is closed."),
)


def key_list(ctx: PageContext) -> None:
    """A new key, those there are, and one closed."""
    how_to_read(ctx, HOW)
    with st.expander(ctx.say(NEW), icon=":material/key:"):
        made = _new(ctx)
    if made is not None:
        # In this run only: the key lies nowhere in the session.
        st.warning(ctx.say(ONCE), icon=":material/key:")
        st.code(made.whole, language=None)
    rows = ctx.services.api_keys.all(ctx.actor)
    if not rows:
        st.caption(ctx.say(NONE_YET))
        return
    _table(ctx, rows)
    _closing(ctx, [row for row in rows if _state(row, ctx.now()) is OPEN])


def _new(ctx: PageContext) -> NewKey | None:
    with st.form("keys.new", border=False, clear_on_submit=True):
        name = st.text_input(ctx.say(NAME), max_chars=LONGEST_NAME, placeholder=ctx.say(NAME_HINT), key="keys.name")
        scopes = st.pills(
            ctx.say(MAY), list(SCOPES), selection_mode="multi", format_func=lambda each: ctx.say(SCOPES[each]),
            key="keys.scopes",
        )  # fmt: skip
        left, right = st.columns(2)
        days = left.number_input(ctx.say(DAYS), 1, LONGEST_DAYS, 365, key="keys.days")
        rate = right.number_input(ctx.say(RATE), 1, FASTEST, 120, key="keys.rate")
        if not st.form_submit_button(ctx.say(MAKE), type="primary", icon=":material/key:", key="keys.make"):
            return None
    made: list[NewKey] = []
    wish = KeyWish(name, [ApiScope(each) for each in scopes], int(days), int(rate))
    done(ctx, lambda: made.append(ctx.services.api_keys.make(ctx.actor, wish)))
    return made[0] if made else None


def _table(ctx: PageContext, rows: Sequence[ApiKeyRow]) -> None:
    names = ctx.services.audit_log.people(ctx.actor)
    st.dataframe(
        [
            {
                ctx.say(NAME): row.name, ctx.say(PREFIX): row.prefix,
                ctx.say(STATE): ctx.say(_state(row, ctx.now())),
                ctx.say(MAY): ", ".join(ctx.say(SCOPES[scope]) for scope in row.scopes),
                ctx.say(UNTIL): row.expires_at.astimezone(ctx.zone).date().isoformat(),
                ctx.say(USED): _day(ctx, row.last_used_at), ctx.say(MADE_BY): names.get(row.created_by, "–"),
            }
            for row in rows
        ],
        hide_index=True,
    )  # fmt: skip


def _closing(ctx: PageContext, rows: Sequence[ApiKeyRow]) -> None:
    if not rows:
        return
    labels: dict[UUID, str] = {row.id: f"{row.name} · {row.prefix}" for row in rows}
    with st.popover(ctx.say(CLOSE), icon=":material/key_off:"):
        chosen = st.selectbox(
            ctx.say(WHICH), list(labels), format_func=labels.__getitem__, key=f"keys.close.{ctx.state(ActState).round}"
        )
        st.markdown(f"{plain(labels[chosen])}. {ctx.say(CLOSE_SURE)}")
        if st.button(ctx.say(CLOSE_YES), key="keys.close.yes"):
            act(ctx, lambda: ctx.services.api_keys.revoke(ctx.actor, chosen), IS_CLOSED)


def _state(row: ApiKeyRow, now: datetime) -> Text:
    if row.revoked_at is not None:
        return CLOSED
    return EXPIRED if row.expires_at <= now else OPEN


def _day(ctx: PageContext, moment: datetime | None) -> str:
    return ctx.say(NEVER) if moment is None else moment.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M")

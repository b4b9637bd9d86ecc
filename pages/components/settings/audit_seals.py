"""Whether the audit can be trusted: how far it is sealed, when that was last verified, and verified now."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.components.settings.acting import act
from pages.shell.context import PageContext
from services.words import Text, number

SEALED = Text(
    sv="Förseglad till {until} ({seals} sigill). {waiting} {waiting:nyare rad|nyare rader} väntar på nästa försegling.",
    en="Sealed until {until} ({seals} {seals:seal|seals}). {waiting} newer {waiting:entry waits|entries wait} for the "
    "next seal.",
)
NOT_SEALED = Text(
    sv="Loggen är inte förseglad än. Det görs varje minut när en arbetsprocess är igång.",
    en="The log is not sealed yet. That is done every minute while a worker is running.",
)
SOUND = Text(
    sv="Kontrollerad {at}: inget är ändrat, till och med {until}.",
    en="Verified {at}: nothing was altered, until {until}.",
)
UNSOUND = Text(
    sv="Kontrollen {at} visar att loggen är ändrad utifrån eller att sigill saknas. Ring supporten och behåll "
    "säkerhetskopiorna.",
    en="The verification of {at} shows that the log was altered from outside or that seals are missing. Call support "
    "and keep the backups.",
)
NEVER = Text(sv="Sigillen är inte kontrollerade än.", en="The seals have not been verified yet.")
VERIFY = Text(sv="Kontrollera nu", en="Verify now")
VERIFIED = Text(sv="Kontrollen är gjord.", en="The verification is done.")


def audit_seals(ctx: PageContext) -> None:
    """Sealed until when, verified until when, and the button."""
    found = ctx.services.audit_log.seals(ctx.actor)
    if found.sealed_until is None:
        st.caption(ctx.say(NOT_SEALED))
    else:
        told = {"seals": number(found.seals, ctx.language), "waiting": number(found.waiting, ctx.language)}
        st.markdown(f":material/lock: {ctx.say(SEALED, until=_moment(ctx, found.sealed_until), **told)}")
    if found.verified_at is None:
        st.caption(ctx.say(NEVER))
    elif found.is_sound:
        until = _moment(ctx, found.verified_until)
        st.markdown(f":material/verified: {ctx.say(SOUND, at=_moment(ctx, found.verified_at), until=until)}")
    else:
        st.error(ctx.say(UNSOUND, at=_moment(ctx, found.verified_at)), icon=":material/gpp_bad:")
    if st.button(ctx.say(VERIFY), icon=":material/verified:", key="audit.verify", disabled=found.sealed_until is None):
        act(ctx, lambda: ctx.services.audit_log.verify(ctx.actor), VERIFIED)


def _moment(ctx: PageContext, moment: datetime | None) -> str:
    return "–" if moment is None else moment.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M")

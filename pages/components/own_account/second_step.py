"""The second step: taken over into an app by camera or by hand, confirmed, renewed, turned off; codes shown once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from pages.shell.origin import address
from services.second_step import Enrolment, OwnState
from services.words import Text

TITLE = Text(sv="Tvåstegsinloggning", en="Second step")
OFF = Text(
    sv="Utöver lösenordet skriver du en kod ur en app på telefonen. Den som har kommit över ditt lösenord kommer "
    "ändå inte in.",
    en="Beside the password you type a code from an app on your phone. Whoever has got hold of your password is "
    "still kept out.",
)
ON = Text(
    sv="På. {count} {count:återställningskod|återställningskoder} återstår.",
    en="On. {count} {count:recovery code is|recovery codes are} left.",
)
ASKED = Text(sv="Organisationen kräver den av administratörer.", en="The organisation asks administrators for it.")
BEGIN = Text(sv="Sätt upp", en="Set up")
SCAN = Text(
    sv="Skanna bilden med en autentiseringsapp, eller skriv nyckeln i den. Skriv sedan koden som appen visar.",
    en="Scan the picture with an authenticator app, or type the key into it. Then type the code the app shows.",
)
QR = Text(sv="QR-kod för autentiseringsappen", en="QR code for the authenticator app")
CODE = Text(sv="Kod ur appen", en="Code from the app")
CODE_OR_PAPER = Text(sv="Kod ur appen, eller en återställningskod", en="Code from the app, or a recovery code")
CONFIRM, CANCEL = Text(sv="Slå på", en="Turn on"), Text(sv="Avbryt", en="Cancel")
RENEW, TURN_OFF = Text(sv="Nya återställningskoder", en="New recovery codes"), Text(sv="Stäng av", en="Turn off")
CODES = Text(
    sv="Spara återställningskoderna nu, de visas bara en gång. Var och en öppnar en gång, när telefonen är borta.",
    en="Keep the recovery codes now, they are shown only once. Each opens once, when the phone is gone.",
)
KEPT = Text(sv="Jag har sparat dem", en="I have kept them")
DOWNLOAD = Text(sv="Ladda ner", en="Download")
FILE = "caire-recovery-codes.txt"


@dataclass
class SecondStepState:
    """A secret that waits for its first code, and codes until they are kept; forgotten with the tab."""

    enrolment: Enrolment | None = field(default=None, repr=False)
    codes: tuple[str, ...] = field(default=(), repr=False)
    round: int = 0


def second_step_section(ctx: PageContext) -> None:
    """The section of the page."""
    state, held = ctx.state(SecondStepState), ctx.services.second_steps.state(ctx.actor)
    with st.container(border=True, key="account_second_step", gap="small", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        if state.codes:
            _codes(ctx, state)
        elif held.is_on:
            _on(ctx, state, held)
        elif state.enrolment is not None:
            _enrol(ctx, state, state.enrolment)
        else:
            _off(ctx, state)


def _off(ctx: PageContext, state: SecondStepState) -> None:
    st.markdown(ctx.say(OFF))
    if st.button(ctx.say(BEGIN), key="account.begin", icon=":material/phonelink_lock:", type="primary"):
        begun: list[Enrolment] = []
        if done(ctx, lambda: begun.append(ctx.services.second_steps.begin(ctx.actor))):
            state.enrolment = begun[0]
            st.rerun()


def _enrol(ctx: PageContext, state: SecondStepState, enrolment: Enrolment) -> None:
    st.markdown(ctx.say(SCAN))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.image(enrolment.picture, alt=ctx.say(QR), width=220)
        st.code(" ".join(enrolment.secret[n : n + 4] for n in range(0, len(enrolment.secret), 4)), language=None)
    with st.form("account.confirm", border=False):
        code = st.text_input(
            ctx.say(CODE), key=f"account.code.{state.round}", autocomplete="one-time-code", max_chars=10
        )
        is_sent = st.form_submit_button(ctx.say(CONFIRM), type="primary")
    if st.button(ctx.say(CANCEL), key="account.cancel", type="tertiary"):
        state.enrolment = None
        st.rerun()
    if is_sent:
        _draw(ctx, state, lambda: ctx.services.second_steps.confirm(ctx.actor, code, _here(ctx)))


def _on(ctx: PageContext, state: SecondStepState, held: OwnState) -> None:
    st.markdown(f":material/verified_user: {ctx.say(ON, count=held.codes_left)}")
    if held.is_asked_for:
        st.caption(ctx.say(ASKED))
    with st.form("account.step", border=False):
        code = st.text_input(
            ctx.say(CODE_OR_PAPER), key=f"account.code.{state.round}", autocomplete="one-time-code", max_chars=40
        )
        with st.container(horizontal=True):
            is_renewed = st.form_submit_button(ctx.say(RENEW), icon=":material/autorenew:")
            is_off = st.form_submit_button(
                ctx.say(TURN_OFF), icon=":material/no_encryption:", disabled=held.is_asked_for
            )
    steps = ctx.services.second_steps
    if is_renewed:
        _draw(ctx, state, lambda: steps.renew_codes(ctx.actor, code, address()))
    if is_off and done(ctx, lambda: steps.turn_off(ctx.actor, code, address(), _here(ctx))):
        state.enrolment, state.round = None, state.round + 1
        st.rerun()


def _draw(ctx: PageContext, state: SecondStepState, act: Callable[[], tuple[str, ...]]) -> None:
    """Do it and show the codes it gives."""
    drawn: list[tuple[str, ...]] = []
    if done(ctx, lambda: drawn.append(act())):
        state.enrolment, state.codes, state.round = None, drawn[0], state.round + 1
        st.rerun()


def _codes(ctx: PageContext, state: SecondStepState) -> None:
    st.warning(ctx.say(CODES), icon=":material/key:")
    written = "\n".join(state.codes)
    st.code(written, language=None)
    with st.container(horizontal=True):
        st.download_button(
            ctx.say(DOWNLOAD), written + "\n", file_name=FILE, mime="text/plain", key="account.codes",
            icon=":material/download:",
        )  # fmt: skip
        st.button(ctx.say(KEPT), key="account.kept", type="primary", on_click=setattr, args=(state, "codes", ()))


def _here(ctx: PageContext) -> UUID | None:
    """The session of this tab, which goes on while others end."""
    signed_in = ctx.ask_again(False)
    return signed_in.session_id if signed_in else None

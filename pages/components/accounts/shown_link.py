"""A link shown once, for an administrator to hand over; without it nobody comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from pages.shell.origin import base_url
from services.accounts import Link
from services.accounts.links import LinkKind
from services.words import Text

ONCE = {
    LinkKind.INVITATION: Text(
        sv="Ge länken till den du bjuder in. Den visas bara nu, gäller i 7 dagar och kan användas en gång.",
        en="Hand the link to whom you invite. It is shown only now, is good for 7 days and works once.",
    ),
    LinkKind.PASSWORD: Text(
        sv="Ge länken till personen. Den visas bara nu, gäller i en timme och kan användas en gång.",
        en="Hand the link to the person. It is shown only now, is good for an hour and works once.",
    ),
}
MAILED = Text(sv="En länk skickas med e-post.", en="A link is sent by e-mail.")
DONE = Text(sv="Klart", en="Done")


@dataclass
class ShownLink:
    """A link until it is handed over, and what was said last."""

    link: Link | None = field(default=None, repr=False)
    told: str = ""
    round: int = 0


def shown_link(ctx: PageContext) -> None:
    """The link, or that one is on its way, above everything else."""
    state = ctx.state(ShownLink)
    if state.told:
        st.success(state.told, icon=":material/check_circle:")
        state.told = ""
    if state.link is not None:
        with st.container(border=True, key="users_link", gap="small", width=760):
            st.markdown(ctx.say(ONCE[state.link.kind]))
            st.code(base_url(ctx.services.settings) + state.link.path, language=None, wrap_lines=True)
            st.button(
                ctx.say(DONE), key="users.link_done", type="primary", on_click=setattr, args=(state, "link", None)
            )


def tell(ctx: PageContext, said: Text) -> None:
    """Say it at the top of the page drawn anew."""
    state = ctx.state(ShownLink)
    state.told, state.round = ctx.say(said), state.round + 1
    st.rerun()


def hand_over(ctx: PageContext, make: Callable[[], Link | None]) -> None:
    """Have a link made, and show it, or say that it is mailed; a refusal is told where it was asked."""
    state, made = ctx.state(ShownLink), list[Link | None]()
    if done(ctx, lambda: made.append(make())):
        state.link, state.round = made[0], state.round + 1
        state.told = "" if made[0] else ctx.say(MAILED)
        st.rerun()

"""Keys and webhooks: how other systems get in, whom we call, and how a program asks."""

from __future__ import annotations

import streamlit as st

from pages.components.settings.acting import told
from pages.components.settings.hook_list import hook_list
from pages.components.settings.key_list import key_list
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Nycklar och webhookar", en="Keys and webhooks")
LEAD = Text(
    sv="Hur andra system kommer in med en egen nyckel, och vilka vi hör av oss till.",
    en="How other systems get in with a key of their own, and whom we call.",
)
KEYS, HOOKS = Text(sv="API-nycklar", en="API keys"), Text(sv="Webhookar", en="Webhooks")
EXAMPLE = Text(sv="För den som programmerar", en="For those who program")
EXAMPLE_HOW = Text(
    sv="Allt API:et kan står i [OpenAPI-dokumentet]({address}), som de flesta verktyg kan läsa. Så här hämtas en dags "
    "besök; byt ut nyckeln och dagen:",
    en="Everything the API can do stands in the [OpenAPI document]({address}), which most tools can read. This is how "
    "the visits of a day are fetched; put in your key and day:",
)
CURL = 'curl -H "Authorization: Bearer {key}" \\\n  "{base}/api/v1/visits?from={day}&to={day}"'
PARTS = {"keys": KEYS, "hooks": HOOKS, "example": EXAMPLE}


def _example(ctx: PageContext) -> None:
    base = ctx.services.settings.base_url or f"http://127.0.0.1:{ctx.services.settings.port}"
    st.markdown(ctx.say(EXAMPLE_HOW, address=f"{base}/api/v1/openapi.json"))
    st.code(CURL.format(key="PREFIX.SECRET", base=base, day=ctx.now().date().isoformat()), language="bash")


def render(ctx: PageContext) -> None:
    """One part at a time."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    shown = st.segmented_control(
        ctx.say(TITLE), list(PARTS), format_func=lambda name: ctx.say(PARTS[name]), default="keys", required=True,
        label_visibility="collapsed", key="keys.shown",
    )  # fmt: skip
    with st.container(border=True, key=f"keys_{shown}", gap="medium", width=960):
        with st.container():  # always there: what comes and goes above a form would show the form twice for a while
            told(ctx)
        {"keys": key_list, "hooks": hook_list, "example": _example}[shown](ctx)


PAGE = PageSpec(
    title=TITLE, url_path="keys", icon=":material/key:", section=Section.DATA, needs=Capability.MANAGE_KEYS,
    render=render,
)  # fmt: skip

"""The audit log: who did, changed and saw what, searched page by page, and whether it can be trusted."""

from __future__ import annotations

import streamlit as st

from pages.components.settings.acting import how_to_read, told
from pages.components.settings.audit_seals import audit_seals
from pages.components.settings.audit_search import audit_search
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Logg", en="Audit log")
LEAD = Text(
    sv="Vem som gjorde, ändrade och såg vad, och om loggen själv går att lita på.",
    en="Who did, changed and saw what, and whether the log itself can be trusted.",
)
HOW = Text(
    sv="Varje ändring skrivs i samma ögonblick som den görs, och kan sedan inte ändras av någon i appen. Namn, "
    "adresser och hemligheter skrivs aldrig ut, bara att de ändrades (*dold*). När någon visar uppgifter om en "
    "person står vem, när och varför. Raderna förseglas i en kedja vars nyckel inte finns i databasen; kontrollen "
    "räknar om kedjan och säger om något är ändrat, borttaget eller tillagt. Caire självt är den som räknar om och "
    "arkiverar om natten.",
    en="Each change is written the moment it is made, and cannot be altered by anybody in the app afterwards. Names, "
    "addresses and secrets are never written out, only that they changed (*hidden*). Where somebody is shown data "
    "about a person it says who, when and why. Entries are sealed in a chain whose key is not in the database; "
    "verifying counts the chain anew and says whether anything was altered, removed or added. Caire itself is who "
    "counts and archives at night.",
)


def render(ctx: PageContext) -> None:
    """Whether it holds, then the search."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    with st.container():  # always there: what comes and goes above would show the rest twice for a while
        told(ctx)
    how_to_read(ctx, HOW)
    with st.container(border=True, key="audit_seals"):
        audit_seals(ctx)
    audit_search(ctx)


PAGE = PageSpec(
    title=TITLE, url_path="audit", icon=":material/history:", section=Section.ADMIN, needs=Capability.READ_AUDIT,
    render=render,
)  # fmt: skip

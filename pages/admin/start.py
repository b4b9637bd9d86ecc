"""Get started: demo data or a file of one's own, then the first plan with one click."""

from __future__ import annotations

import streamlit as st

from pages.components import run_panel
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.trials.first_data import SECONDS, Beginning
from services.words import Text

TITLE = Text(sv="Kom igång", en="Get started")
LEAD = Text(
    sv="Från tomt till första planen: data först, sedan räknar Caire ut ett förslag.",
    en="From nothing to the first plan: data first, then Caire works out a proposal.",
)
TICK_S = 1.0
CHOOSE = Text(sv="Vad vill du börja med?", en="What do you want to begin with?")
DEMO = Text(sv="Exempeldata", en="Demo data")
DEMO_HOW = Text(
    sv="Ett påhittat område: 115 klienter, 41 medarbetare, två veckors besök och en plan gjord för hand.",
    en="An invented district: 115 clients, 41 carers, two weeks of visits and a plan made by hand.",
)
LAY = Text(sv="Lägg in exempeldata", en="Load demo data")
OWN = Text(sv="En egen fil", en="A file of your own")
OWN_HOW = Text(
    sv="""1. Ta ut besöken ur vårdsystemet: återkommande besök (CSV), besökslista (CSV) eller planerade besök (JSON).
   En arbetsbok (XLSX) går också bra.
2. Läs in filen på sidan Importera. Den granskas först, och inget ändras förrän du säger till.
3. Saknas adressernas läge? Lägg till en fil med positioner i samma steg.""",
    en="""1. Take the visits out of your care system: recurring visits (CSV), visit list (CSV) or planned visits (JSON).
   A workbook (XLSX) will do as well.
2. Take the file in on the page Import. It is looked at first, and nothing changes until you say so.
3. No positions for the addresses? Add a file with positions in the same step.""",
)
IMPORT = Text(sv="Till Importera", en="To Import")
LAYING = Text(sv="Exempeldata läggs in …", en="Demo data are being loaded …")
STEPS = (
    Text(sv="Väntar på en arbetsprocess", en="Waiting for a worker"),
    Text(
        sv="Klienter, medarbetare och fordon är på plats, besöken planeras",
        en="Clients, carers and vehicles are there, visits are being planned",
    ),
)
NO_WORKER = Text(
    sv="Ingen arbetsprocess svarar just nu. Exempeldata läggs in så snart en är igång.",
    en="No worker answers just now. The demo data are loaded as soon as one is up.",
)
READY = Text(sv="Allt är på plats", en="Everything is in place")
READY_HOW = Text(
    sv="Låt Caire räkna ut en plan för samma dagar. Det tar ungefär {seconds} sekunder, och du ser den växa fram.",
    en="Let Caire work out a plan for the same days. It takes about {seconds} seconds, and you watch it grow.",
)
SOLVE = Text(sv="Räkna ut en plan", en="Work out a plan")
BY_HAND = Text(sv="Se planen gjord för hand", en="See the plan made by hand")
COMPARE = Text(sv="Jämför med planen gjord för hand", en="Compare with the plan made by hand")


def render(ctx: PageContext) -> None:
    """Where one is on the way to the first plan, and the next step."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    standing = ctx.services.first_data.standing(ctx.actor)
    if standing.is_laying:
        _laying(ctx)
    elif standing.days is None:
        _choose(ctx)
    elif standing.run_id is None:
        _solve(ctx, standing)
    else:
        if run_panel.show(ctx, standing.run_id):
            st.switch_page(st.Page(_elsewhere, url_path="solve", title="solve"))
        if standing.plan_id is not None and standing.by_hand_id is not None:
            way_to(
                ctx, "compare", COMPARE, ":material/compare_arrows:", "start.compare",
                plans=f"{standing.by_hand_id},{standing.plan_id}",
            )  # fmt: skip


def _choose(ctx: PageContext) -> None:
    st.markdown(ctx.say(CHOOSE))
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, key="start_demo", height="stretch"):
        st.subheader(ctx.say(DEMO), anchor=False)
        st.markdown(ctx.say(DEMO_HOW))
        if st.button(ctx.say(LAY), type="primary", icon=":material/auto_awesome:", key="start.lay"):
            ctx.services.first_data.ask(ctx.actor)
            st.rerun()
    with right.container(border=True, key="start_own", height="stretch"):
        st.subheader(ctx.say(OWN), anchor=False)
        st.markdown(ctx.say(OWN_HOW))
        way_to(ctx, "import", IMPORT, ":material/upload_file:", "start.import")


def _laying(ctx: PageContext) -> None:
    def look(fresh: PageContext) -> None:
        now = fresh.services.first_data.standing(fresh.actor)
        if not now.is_laying:
            st.rerun(scope="app")
        with st.container(border=True, key="start_laying"):
            st.subheader(fresh.say(LAYING), anchor=False)
            st.progress(now.share, text=fresh.say(STEPS[1 if now.clients else 0]))
            if not now.has_worker:
                st.info(fresh.say(NO_WORKER), icon=":material/hourglass_top:")

    ctx.fragment(look, run_every_s=TICK_S)


def _solve(ctx: PageContext, standing: Beginning) -> None:
    with st.container(border=True, key="start_solve"):
        st.subheader(ctx.say(READY), anchor=False)
        st.markdown(ctx.say(READY_HOW, seconds=SECONDS))
        with st.container(horizontal=True):
            if st.button(ctx.say(SOLVE), type="primary", icon=":material/route:", key="start.solve"):
                ctx.services.first_data.solve(ctx.actor)
                st.rerun()
            if standing.by_hand_id is not None:
                by_hand = str(standing.by_hand_id)
                way_to(ctx, "plan", BY_HAND, ":material/view_timeline:", "start.by_hand", plan=by_hand)


def _elsewhere() -> None:
    """Stands for the page, which the frame draws."""


PAGE = PageSpec(
    title=TITLE, url_path="start", icon=":material/rocket_launch:", section=Section.DATA, needs=Capability.IMPORT,
    render=render,
)  # fmt: skip

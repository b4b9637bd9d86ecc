"""The plan out: on paper, as a workbook, calendar or model output; names only with a reason, made when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from pages.shell.context import PageContext
from services.access import Capability
from services.planning.views import OpenPlan
from services.printouts.order import NAMELESS, File, Form, Order
from services.words import Text

WIDTH_PX = 420
BUTTON = Text(sv="Ta ut", en="Take out")
AS = Text(sv="Ta ut planen som", en="Take the plan out as")
FORMS = {
    Form.DAY_SHEETS_PDF: Text(sv="Dagslistor, ett A4 per medarbetare (PDF)", en="Day sheets, one A4 per carer (PDF)"),
    Form.DAY_SHEETS: Text(sv="Dagslistor att skriva ut (HTML)", en="Day sheets to print (HTML)"),
    Form.LETTERS_PDF: Text(
        sv="Veckobrev till klienter: vem kommer (PDF)", en="Week letters to clients: who comes (PDF)"
    ),
    Form.LETTERS: Text(sv="Veckobrev att skriva ut (HTML)", en="Week letters to print (HTML)"),
    Form.BOOK: Text(sv="Arbetsbok (Excel)", en="Workbook (Excel)"),
    Form.CALENDARS: Text(sv="Kalender per medarbetare (iCalendar)", en="Calendar per carer (iCalendar)"),
    Form.MODEL_OUTPUT: Text(sv="Timefolds format (FSR, JSON)", en="Timefold's format (FSR, JSON)"),
}
DAYS = Text(sv="Dagar", en="Days")
CARERS, CLIENTS = Text(sv="Medarbetare", en="Carers"), Text(sv="Klienter", en="Clients")
ALL = Text(sv="Alla", en="All")
WITH_NAMES = Text(sv="Ta med namn och adresser", en="Include names and addresses")
WHY_HELP = Text(
    sv="Annars står pseudonymerna. Uttaget skrivs i loggen med din anledning. Skyddade identiteter får aldrig namn.",
    en="Otherwise pseudonyms. Taking them out is logged with your reason. Protected identities never get a name.",
)
WHY = Text(sv="Varför behövs namnen?", en="Why are the names needed?")
HINT = Text(sv="Till exempel: utskrift till morgonens utlämning", en="Such as: printed for this morning's hand-out")
WHOLE = Text(sv="Hela planen tas ut, med id i stället för namn.", en="The whole plan, with ids instead of names.")
MAKE, MAKING = Text(sv="Skapa", en="Make"), Text(sv="Skapar …", en="Making …")
SAVE = Text(sv="Hämta {name}", en="Download {name}")
OF_CLIENTS = frozenset({Form.LETTERS, Form.LETTERS_PDF})
WEEK_DAYS = 7


def plan_out(ctx: PageContext, opened: OpenPlan, day: date) -> None:
    """A button that opens the choice; `day` is the one looked at."""
    with st.popover(ctx.say(BUTTON), icon=":material/download:"), st.container(width=WIDTH_PX, gap="small"):
        form = st.selectbox(
            ctx.say(AS), list(FORMS), format_func=lambda each: ctx.say(FORMS[each]), key="plan_out.form"
        )
        order = _order(ctx, opened, form, day)
        if st.button(ctx.say(MAKE), icon=":material/draft:", key="plan_out.make", disabled=order is None) and order:
            with st.spinner(ctx.say(MAKING)):
                made = ctx.services.printouts.take_out(ctx.actor, opened.summary.id, order, ctx.language)
            _save(ctx, made)


def _order(ctx: PageContext, opened: OpenPlan, form: Form, day: date) -> Order | None:
    """What is asked for; None while only one end of the days is picked."""
    first, last = opened.summary.first_day, opened.summary.last_day
    if form in NAMELESS:
        st.caption(ctx.say(WHOLE))
        return Order(form, first, last)
    days = _days(ctx, form, day, (first, last))
    if form in OF_CLIENTS:
        clients = _some(ctx, CLIENTS, [(each.id, each.label) for each in opened.problem.clients])
        carers: tuple[str, ...] = ()
    else:
        carers, clients = _some(ctx, CARERS, [(each.id, each.label) for each in opened.problem.carers]), ()
    with_names = ctx.actor.may(Capability.REVEAL) and st.checkbox(
        ctx.say(WITH_NAMES), key="plan_out.names", help=ctx.say(WHY_HELP)
    )
    reason = ""
    if with_names:
        reason = st.text_input(ctx.say(WHY), placeholder=ctx.say(HINT), max_chars=500, key="plan_out.why")
    return None if days is None else Order(form, *days, carers, clients, with_names, reason)


def _days(ctx: PageContext, form: Form, day: date, span: tuple[date, date]) -> tuple[date, date] | None:
    """The day looked at; of letters the week from its Monday, as far as the plan goes."""
    first, last = span
    begin = day
    end = day
    if form in OF_CLIENTS:
        begin = max(first, day - timedelta(days=day.weekday()))
        end = min(last, day - timedelta(days=day.weekday()) + timedelta(days=WEEK_DAYS - 1))
    elif form in {Form.BOOK, Form.CALENDARS}:
        begin, end = span
    chosen = st.date_input(
        ctx.say(DAYS), (begin, end), min_value=first, max_value=last, format="YYYY-MM-DD",
        key=f"plan_out.days.{form}.{day}",
    )  # fmt: skip
    return (chosen[0], chosen[1]) if isinstance(chosen, tuple) and len(chosen) == 2 else None


def _some(ctx: PageContext, title: Text, people: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    names = dict(sorted(people, key=lambda each: each[1]))
    picked = st.multiselect(
        ctx.say(title), list(names), format_func=names.__getitem__, key=f"plan_out.who.{title.en}",
        placeholder=ctx.say(ALL), select_all=False,
    )  # fmt: skip
    return tuple(picked)


def _save(ctx: PageContext, made: File) -> None:
    # Shown in this run only, so that a file with names lies no longer in the session than it must.
    st.download_button(
        ctx.say(SAVE, name=made.name), made.raw, made.name, made.mime, key="plan_out.file", type="primary",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip

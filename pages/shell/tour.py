"""The tour of a planner's work: a card above each page it speaks of, for whoever has neither finished nor skipped it.

Context      A newcomer sees a dozen pages and no order in them; a planner of long standing wants none of it.
Decision     The open page decides which step is told, so one may follow the tour or walk about freely. The card stands
             above the page and never over it; the frame draws it, and pages know nothing of it.
Consequence  All that is remembered is that it is over; the database knows, whatever browser it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.page import PageSpec
from pages.shell.tour_words import STEPS
from services.words import Text

TITLE = Text(sv="Rundtur {place} av {count}", en="Tour, {place} of {count}")
NEXT = Text(sv="Nästa: {title}", en="Next: {title}")
SKIP, DONE = Text(sv="Hoppa över rundturen", en="Skip the tour"), Text(sv="Klart", en="Done")
OVER = Text(
    sv="Rundturen är avslutad. Du kan ta den igen under Mitt konto.",
    en="The tour is over. You can take it again under My account.",
)


@dataclass
class TourState:
    """Whether the tour goes on, as far as this tab has asked; `has_ended` is told once."""

    is_on: bool | None = None
    has_ended: bool = False


def show(ctx: PageContext, pages: Sequence[PageSpec], url_path: str) -> None:
    """The card of the page at `url_path`, if the tour goes on and leads there."""
    state = ctx.state(TourState)
    if state.is_on is None:
        state.is_on = ctx.services.tours.is_due(ctx.actor)
    if state.has_ended:
        state.has_ended = False
        st.toast(ctx.say(OVER), icon=":material/tour:")
    by_address = {page.url_path: page for page in pages if ctx.actor.may(page.needs)}
    way = [by_address[address] for address in STEPS if address in by_address]
    if state.is_on and url_path in (page.url_path for page in way):
        _card(ctx, state, way, url_path)


def begin_again(ctx: PageContext) -> None:
    """Lead the planner once more, from the first page on."""
    ctx.services.tours.begin_again(ctx.actor)
    ctx.state(TourState).is_on = True
    _go_to(next(iter(STEPS)))


def _card(ctx: PageContext, state: TourState, way: Sequence[PageSpec], url_path: str) -> None:
    place = next(place for place, page in enumerate(way) if page.url_path == url_path)
    following = way[place + 1] if place + 1 < len(way) else None
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="tour"):
        where = ctx.say(TITLE, place=place + 1, count=len(way))
        words = f"{way[place].icon} **{ctx.say(way[place].title)}** :gray[· {where}]  \n{ctx.say(STEPS[url_path])}"
        st.markdown(words, width="stretch")
        if following is None:
            if st.button(ctx.say(DONE), key="tour.done", icon=":material/check:"):
                _end(ctx, state)
            return
        if st.button(ctx.say(NEXT, title=following.title), key="tour.next", icon=":material/arrow_forward:"):
            _go_to(following.url_path)
        if st.button(ctx.say(SKIP), key="tour.skip", type="tertiary"):
            _end(ctx, state)


def _end(ctx: PageContext, state: TourState) -> None:
    ctx.services.tours.end(ctx.actor)
    state.is_on, state.has_ended = False, True
    st.rerun()


def _go_to(url_path: str) -> None:
    st.switch_page(st.Page(_named_by_its_address, url_path=url_path, title=url_path))


def _named_by_its_address() -> None:
    """Stands for the page, which the frame draws."""

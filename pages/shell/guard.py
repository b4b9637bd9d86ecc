"""The only check of what a page needs, and the place where errors become calm words.

Context: a hidden page is still reachable by its address, and a fragment reruns without the page around it.
Decision: every page and every fragment is drawn through `draw`, which asks the actor for the page's capability first;
the frame itself draws inside `calm` too.
Consequence: pages contain no checks and no handlers. A `CareError` is shown with code, cause and action; anything else
goes to the log under a number the reader can quote. Streamlit's own stop and rerun are BaseExceptions and pass through.
Not chosen: a check pasted at the top of every page.
"""

from __future__ import annotations

import functools
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pages.shell.language import current_language
from services.errors import CareError
from services.words import Language, Text

if TYPE_CHECKING:
    from pages.shell.context import PageContext

_LOG = logging.getLogger("caire.pages")

_FAULT = Text(
    sv="Något gick fel hos oss. Ladda om sidan; händer det igen, uppge felnummer **{number}**.",
    en="Something went wrong on our side. Reload the page; if it happens again, quote fault **{number}**.",
)
_CODE = Text(sv="Kod {code}", en="Code {code}")


@contextmanager
def calm(language: Language, where: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into words; `where` is for the log."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the one broad handler of the pages: nobody shall meet a stack trace
        _tell(error, language, where)


def uncaught(otherwise: Language) -> Callable[[Exception], bool]:
    """Streamlit's own last handler, for what acts raise: they run before the page, where no `calm` is around them."""

    def told(error: Exception) -> bool:
        _tell(error, current_language(otherwise), "an act before the page")
        return True

    return told


def _tell(error: Exception, language: Language, where: str) -> None:
    if isinstance(error, CareError):
        show_error(error, language)
        return
    number = secrets.token_hex(4)
    _LOG.error("fault %s in %s", number, where, exc_info=error)
    st.error(_FAULT.fill(number=number)(language), icon=":material/build:")


def draw(ctx: PageContext, render: Callable[[PageContext], None], *, is_tick: bool = False) -> None:
    """Draw with `render` if the actor still has what the page needs; what support looks at is on record first."""
    where = getattr(render, "__module__", "a page")
    with calm(ctx.language, where):
        ctx.actor.require(ctx.needs)
        if ctx.actor.looking is not None:
            ctx.services.support.note_look(ctx.actor, where, is_tick=is_tick)
        render(ctx)


def fragment(ctx: PageContext, render: Callable[[PageContext], None], run_every_s: float | None) -> None:
    """Draw with `render` now and alone later; each time the session is resolved anew.

    A ticking fragment is not activity and keeps nobody signed in. When the session has ended the whole page reruns,
    which shows the sign-in form.
    """
    is_activity = run_every_s is None

    @functools.wraps(render)
    def again() -> None:
        with calm(ctx.language, "a fragment"):
            signed_in = ctx.ask_again(is_activity)
            if signed_in is None:
                st.rerun(scope="app")
            draw(replace(ctx, actor=signed_in.actor, zone=signed_in.zone), render, is_tick=not is_activity)

    st.fragment(again, run_every=run_every_s)()


def show_error(error: CareError, language: Language) -> None:
    """What happened, what to do about it, and the code to search for."""
    with st.container(border=True):
        st.markdown(f"**{error.cause(language)}**")
        st.markdown(error.action(language))
        st.caption(_CODE.fill(code=error.code)(language))

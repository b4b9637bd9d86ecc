"""The line above every page: how long a trial goes on, that it has ended, that somebody of the platform looks in.

It looks again every half minute, so that a page left open learns of an end without a click.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from pages.shell import guard
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.access import Capability
from services.signing_in import SignedIn
from services.trials.standing import Opening, Standing
from services.words import Text, clock, long_date

TICK_S = 30.0
KEPT_S = 15
SOON_DAYS = 7
HOME = "organizations"
LEFT = Text(
    sv="Provperiod: {days} {days:dag|dagar} kvar, till och med {day}.",
    en="Trial: {days} {days:day|days} left, up to and including {day}.",
)
LAST = Text(sv="Provperiodens sista dag är i dag.", en="Today is the last day of the trial.")
HOW_ON = Text(
    sv="Be er kontakt hos Caire att förlänga eller teckna avtal.",
    en="Ask your contact at Caire to extend it or to sign up.",
)
ENDED = Text(
    sv="Provperioden är slut. Allt går att läsa och exportera, men inget kan ändras.",
    en="The trial has ended. Everything can be read and exported, but nothing can be changed.",
)
ERASED_TRIAL = Text(
    sv="Uppgifterna raderas den {day} om provperioden inte förlängs.",
    en="The data are erased on {day} unless the trial is extended.",
)
ERASED = Text(
    sv="Organisationens uppgifter raderas den {day}. Ta ut det ni vill behålla innan dess.",
    en="The organisation's data are erased on {day}. Take out what you want to keep before then.",
)
LOOKED_AT = Text(
    sv="**{who}** hos Caire kan se organisationens planer, utan namn, till kl. {time}. Skäl: {reason}",
    en="**{who}** of Caire may see the organisation's plans, without names, until {time}. Reason: {reason}",
)
LOOKING = Text(
    sv="Supportåtkomst: du ser **{name}** till kl. {time}. Varje sida du öppnar antecknas, och inget kan ändras.",
    en="Support access: you see **{name}** until {time}. Every page you open is on record, and nothing can be changed.",
)
END_IT, LEAVE = Text(sv="Avsluta nu", en="End it now"), Text(sv="Lämna organisationen", en="Leave the organisation")


@dataclass
class BannerState:
    """How often something was ended here, so that what is remembered of before is not asked for again."""

    round: int = 0


def show(ctx: PageContext, signed_in: SignedIn) -> None:
    """Draw it, and look again now and then where there is something that may end."""
    standing = _standing(ctx)
    if ctx.actor.looking is None and standing == Standing():
        return
    _ticking(ctx, signed_in)


def _ticking(ctx: PageContext, signed_in: SignedIn) -> None:
    drawn_for = ctx.actor
    runs: list[bool] = []

    @st.fragment(run_every=TICK_S)
    def again() -> None:
        with guard.calm(ctx.language, "the banner"):
            # With the page itself the session has been asked already.
            fresh = ctx.ask_again(False) if runs else signed_in
            runs.append(True)
            if fresh is None or _place(fresh) != (drawn_for.organization_id, drawn_for.read_only):
                st.rerun(scope="app")
            _draw(replace(ctx, actor=fresh.actor), fresh)

    again()


def _place(signed_in: SignedIn) -> tuple[object, bool]:
    return signed_in.actor.organization_id, signed_in.actor.read_only


def _standing(ctx: PageContext) -> Standing:
    actor, turn = ctx.actor, ctx.state(BannerState).round
    return remember(ctx, "frame.standing", lambda: ctx.services.standings.of(actor), turn, ttl_s=KEPT_S)


def _draw(ctx: PageContext, signed_in: SignedIn) -> None:
    if ctx.actor.looking is not None:
        time = clock(ctx.actor.looking.until.astimezone(ctx.zone))
        told = ctx.say(LOOKING, name=plain(signed_in.organization_name), time=time)
        _line(ctx, "looking", told, LEAVE, lambda: _leave(ctx))
        return
    standing = _standing(ctx)
    if ctx.actor.read_only:
        erased = (standing.erased_from and ctx.say(ERASED_TRIAL, day=standing.erased_from.isoformat())) or ""
        st.info(f"{ctx.say(ENDED)} {erased} {ctx.say(HOW_ON)}", icon=":material/lock:")
    elif standing.days_left is not None and standing.last_day is not None:
        _left(ctx, standing)
    elif standing.erased_from is not None:
        st.warning(ctx.say(ERASED, day=standing.erased_from.isoformat()), icon=":material/delete_forever:")
    for opening in standing.openings:
        _opening(ctx, opening)


def _leave(ctx: PageContext) -> None:
    """Back to the platform's own desk: the page that is open now is not for its staff."""
    ctx.services.support.leave(ctx.actor)
    st.switch_page(st.Page(_named_by_its_address, url_path=HOME, title=HOME))


def _named_by_its_address() -> None:
    """Stands for the page, which the frame draws."""


def _left(ctx: PageContext, standing: Standing) -> None:
    days, last = standing.days_left or 0, standing.last_day
    told = ctx.say(LEFT, days=days, day=long_date(last, ctx.language)) if last and days > 1 else ctx.say(LAST)
    if days > SOON_DAYS:
        st.caption(f":material/hourglass_top: {told}")
    else:
        st.warning(f"{told} {ctx.say(HOW_ON)}", icon=":material/hourglass_bottom:")


def _opening(ctx: PageContext, opening: Opening) -> None:
    time = clock(opening.until.astimezone(ctx.zone))
    told = ctx.say(LOOKED_AT, who=plain(opening.who), time=time, reason=plain(opening.reason))
    may_end = ctx.actor.may(Capability.PERSON_RIGHTS)
    act: Callable[[], None] | None = (lambda: ctx.services.support.end(ctx.actor, opening.id)) if may_end else None
    _line(ctx, str(opening.id), told, END_IT, act)


def _line(ctx: PageContext, key: str, told: str, word: Text, act: Callable[[], None] | None) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"banner_{key}"):
        st.markdown(f":material/visibility: {told}", width="stretch")
        if act is not None and st.button(ctx.say(word), key=f"banner.end.{key}", icon=":material/logout:"):
            act()
            ctx.state(BannerState).round += 1
            st.rerun(scope="app")


def plain(name: str) -> str:
    """A name from the database, with every sign that Markdown would act on shown as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-!|~:$" else sign for sign in name)

"""One organisation on the platform's desk: where it stands, what was done, and the next act with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.vocabulary import OrganizationActKind, OrganizationStatus
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.errors import CareError
from services.platform.organizations import LEAST_DAYS, MOST_DAYS, Listed, Organizations
from services.words import Text, long_date

EXTEND = Text(sv="Förläng provperioden", en="Extend the trial")
CONVERT = Text(sv="Gör till kund", en="Make it a customer")
END = Text(sv="Avsluta provperioden", en="End the trial")
SUSPEND, REACTIVATE = Text(sv="Stäng", en="Close"), Text(sv="Öppna igen", en="Open again")
ANNOUNCE = Text(sv="Avisera radering om 30 dagar", en="Announce erasure in 30 days")
WITHDRAW = Text(sv="Ta tillbaka raderingen", en="Take the erasure back")
ERASE = Text(sv="Radera nu", en="Erase now")
LOOK = Text(sv="Begär supportåtkomst", en="Ask for support access")
WHAT_COMES = {
    END: Text(sv="Allt blir läsbart men inget kan ändras.", en="Everything stays readable and nothing can be changed."),
    SUSPEND: Text(sv="Alla loggas ut och ingen kommer in.", en="Everybody is signed out and nobody comes in."),
    ANNOUNCE: Text(
        sv="Organisationen ser det på varje sida och kan ta ut sina uppgifter.",
        en="The organisation sees it on every page and can take its data out.",
    ),
    ERASE: Text(sv="Alla rader och nycklar förstörs. Det går inte att ångra.",
                en="All rows and keys are destroyed. It cannot be undone."),
    LOOK: Text(
        sv="Du ser planer och nyckeltal utan namn. Organisationen ser vem, varför och hur länge, och kan avsluta.",
        en="You see plans and figures without names. The organisation sees who, why and how long, and can end it.",
    ),
}  # fmt: skip
NEEDS_A_YES = (END, SUSPEND, ANNOUNCE, ERASE)
SURE = Text(sv="Ja, jag är säker", en="Yes, I am sure")
ACT, DO = Text(sv="Åtgärd", en="Act"), Text(sv="Gör det", en="Do it")
REASON = Text(sv="Skäl (organisationen kan läsa det)", en="Reason (the organisation can read it)")
DAYS, MINUTES = Text(sv="Dagar", en="Days"), Text(sv="Minuter", en="Minutes")
HISTORY = Text(sv="Historik", en="History")
NO_HISTORY = Text(sv="Inget har gjorts ännu.", en="Nothing has been done yet.")
ERASED_FROM = Text(sv="Raderas från {day}.", en="Erased from {day}.")
REFUSED = Text(sv="{cause} {action} ({code})", en="{cause} {action} ({code})")
ENTRY = Text(sv="{day} · {act}{until}{reason}", en="{day} · {act}{until}{reason}")
UNTIL = Text(sv=", till och med {day}", en=", up to and including {day}")
MINUTES_OFFERED = (30, 60, 120, 240, 480)
ACTS = {
    OrganizationActKind.STARTED: Text(sv="Startade själv en provperiod", en="Started a trial by themselves"),
    OrganizationActKind.CREATED: Text(sv="Lades upp av oss", en="Set up by us"),
    OrganizationActKind.DEMO_ASKED: Text(sv="Bad om exempeldata", en="Asked for demo data"),
    OrganizationActKind.EXTENDED: Text(sv="Provperioden förlängdes", en="The trial was extended"),
    OrganizationActKind.CONVERTED: Text(sv="Blev kund", en="Became a customer"),
    OrganizationActKind.ENDED: Text(sv="Provperioden avslutades", en="The trial was ended"),
    OrganizationActKind.SUSPENDED: Text(sv="Stängdes", en="Was closed"),
    OrganizationActKind.REACTIVATED: Text(sv="Öppnades igen", en="Was opened again"),
    OrganizationActKind.ERASURE_ANNOUNCED: Text(sv="Radering aviserades", en="Erasure was announced"),
    OrganizationActKind.ERASURE_WITHDRAWN: Text(sv="Raderingen togs tillbaka", en="The erasure was taken back"),
}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the form says: the act, why, and for how long."""

    act: Text
    reason: str
    amount: int


def desk(ctx: PageContext, each: Listed, name: str, turn: int) -> bool:
    """Draw it; whether something was just done."""
    with st.container(border=True, key="organization_desk"):
        st.subheader(name, anchor=False)
        if each.erased_from is not None and (each.is_announced or not each.days_left):
            st.caption(ctx.say(ERASED_FROM, day=each.erased_from.isoformat()))
        acting, told = st.columns([3, 2], gap="large")
        with told:
            _history(ctx, each)
        with acting:
            wish = _form(ctx, each, turn)
            return wish is not None and _do(ctx, each, wish)


def offered(each: Listed, today: date) -> list[Text]:
    """What may be done with it as it stands."""
    is_trial, is_over = each.status is OrganizationStatus.TRIAL, not each.days_left
    acts = [LOOK]
    if each.is_demo:
        return acts
    if is_trial:
        acts = [EXTEND, CONVERT, *([] if is_over else [END]), LOOK]
    acts.append(REACTIVATE if each.status is OrganizationStatus.SUSPENDED else SUSPEND)
    acts.append(WITHDRAW if each.is_announced else ANNOUNCE)
    is_due = each.erased_from is not None and each.erased_from < today
    return [*acts, ERASE] if is_due else acts


def _form(ctx: PageContext, each: Listed, turn: int) -> _Wish | None:
    key = f"desk.{each.id}.{turn}"
    act = st.selectbox(ctx.say(ACT), offered(each, ctx.now().date()), format_func=ctx.say, key=f"{key}.act")
    if (comes := WHAT_COMES.get(act)) is not None:
        st.caption(ctx.say(comes))
    with st.form(f"{key}.form", border=False):
        amount = 0
        if act == EXTEND:
            amount = int(st.number_input(ctx.say(DAYS), LEAST_DAYS, MOST_DAYS, 14, key=f"{key}.days"))
        elif act == LOOK:
            amount = st.selectbox(ctx.say(MINUTES), MINUTES_OFFERED, index=1, key=f"{key}.minutes")
        reason = "" if act == ERASE else st.text_input(ctx.say(REASON), key=f"{key}.reason", max_chars=500)
        is_sure = act not in NEEDS_A_YES or st.checkbox(ctx.say(SURE), key=f"{key}.sure")
        is_sent = st.form_submit_button(ctx.say(DO), type="primary", key=f"{key}.do")
    return _Wish(act, reason, amount) if is_sent and is_sure else None


def _do(ctx: PageContext, each: Listed, wish: _Wish) -> bool:
    try:
        _acts(ctx, ctx.services.organizations, each, wish)[wish.act]()
    except CareError as refused:
        told = ctx.say(REFUSED, cause=refused.cause, action=refused.action, code=refused.code)
        st.warning(told, icon=":material/info:")
        return False
    return True


def _acts(ctx: PageContext, desk: Organizations, each: Listed, wish: _Wish) -> dict[Text, Callable[[], object]]:
    actor, reason = ctx.actor, wish.reason
    return {
        EXTEND: lambda: desk.extend(actor, each.id, wish.amount, reason),
        CONVERT: lambda: desk.convert(actor, each.id, reason),
        END: lambda: desk.end(actor, each.id, reason),
        SUSPEND: lambda: desk.suspend(actor, each.id, reason),
        REACTIVATE: lambda: desk.reactivate(actor, each.id, reason),
        ANNOUNCE: lambda: desk.announce_erasure(actor, each.id, reason),
        WITHDRAW: lambda: desk.announce_erasure(actor, each.id, reason, is_asked=False),
        ERASE: lambda: desk.erase(actor, each.id),
        LOOK: lambda: ctx.services.support.open(actor, each.id, reason, wish.amount),
    }


def _history(ctx: PageContext, each: Listed) -> None:
    st.markdown(f"**{ctx.say(HISTORY)}**")
    acts = ctx.services.organizations.acts(ctx.actor, each.id)
    if not acts:
        st.caption(ctx.say(NO_HISTORY))
    for row in acts[:20]:
        until = ctx.say(UNTIL, day=long_date(row.until, ctx.language)) if row.until else ""
        reason = f": {plain(row.reason)}" if row.reason else ""
        day = row.created_at.astimezone(ctx.zone).date().isoformat()
        st.caption(ctx.say(ENTRY, day=day, act=ACTS[row.act], until=until, reason=reason))

"""What one client is granted: every need as a line, and an editor that shows the next days while it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

import streamlit as st

from pages.shell.context import PageContext
from services.demand.rows import RequirementRow, new_need
from services.recurrence import Frequency, Kind, next_days
from services.recurrence.windows import DayWindow, read_windows
from services.recurrence.wording import in_words
from services.words import Text, long_date, minutes

if TYPE_CHECKING:
    from services.register.rows import ClientRow

WHO = Text(sv="Klient", en="Client")
NOTHING = Text(
    sv="Inget är beviljat än. Lägg till det första behovet nedan.",
    en="Nothing is granted yet. Add the first need below.",
)
WHAT = Text(sv="Behov", en="Need")
NEW = Text(sv="Nytt behov", en="New need")
SERVICE = Text(sv="Insats", en="Service")
LENGTH = Text(sv="Minuter", en="Minutes")
CARERS = Text(sv="Medarbetare samtidigt", en="Carers at a time")
PRIORITY = Text(sv="Prioritet (1 högst)", en="Priority (1 highest)")
HOW_OFTEN = Text(sv="Hur ofta", en="How often")
DAYS = Text(sv="Veckodagar", en="Weekdays")
WEEKS = Text(sv="Var n:e vecka", en="Every n weeks")
TIMES = Text(sv="Gånger i veckan", en="Times a week")
FROM_TO, TO = Text(sv="Tidigast", en="At the earliest"), Text(sv="Klart senast", en="Done by")
BEGINS, ENDS = Text(sv="Gäller från", en="Holds from"), Text(sv="Gäller till och med", en="Holds until")
HOLIDAYS = Text(sv="Inte på röda dagar", en="Not on public holidays")
DORMANT = Text(sv="Vilande", en="Dormant")
NEXT = Text(sv="Nästa dagar", en="Next days")
NO_DAYS = Text(sv="Regeln ger inga kommande dagar.", en="The rule gives no coming days.")
SAVE = Text(sv="Spara behovet", en="Save the need")
SAVED = Text(
    sv="Behovet är sparat. Lägg ut besöken när du vill.", en="The need is saved. Lay out the visits when you like."
)
END_IT = Text(sv="Avsluta i dag", en="End today")
KINDS = {
    Kind.DAILY: Text(sv="Varje dag", en="Every day"),
    Kind.WEEKLY: Text(sv="Varje vecka", en="Every week"),
    Kind.EVERY_N_WEEKS: Text(sv="Var n:e vecka", en="Every n weeks"),
    Kind.N_PER_WEEK: Text(sv="Flyttbart, n gånger i veckan", en="Movable, n times a week"),
}
WEEKDAYS = (
    Text(sv="mån", en="Mon"), Text(sv="tis", en="Tue"), Text(sv="ons", en="Wed"), Text(sv="tor", en="Thu"),
    Text(sv="fre", en="Fri"), Text(sv="lör", en="Sat"), Text(sv="sön", en="Sun"),
)  # fmt: skip


@dataclass
class NeedState:
    """What was just saved, and which round of the editor is shown."""

    rounds: int = 0
    has_saved: bool = False


def need_editor(ctx: PageContext, clients: Sequence[ClientRow]) -> None:
    """Choose a client, see what is granted, change a need or add one."""
    if not clients:
        return
    state = ctx.state(NeedState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    names = {row.pseudonym: row for row in clients}
    client = names[st.selectbox(ctx.say(WHO), list(names), key="clients.who") or clients[0].pseudonym]
    needs = [need for need in ctx.services.demand.needs(ctx.actor) if need.client_id == client.id]
    if not needs:
        st.info(ctx.say(NOTHING), icon=":material/assignment_add:")
    lines = [_line(ctx, need) for need in needs]
    labels = [*(f"{i + 1}. {line}" for i, line in enumerate(lines)), ctx.say(NEW)]
    picked = st.radio(ctx.say(WHAT), labels, index=len(labels) - 1, key=f"clients.need.{client.id}.{state.rounds}")
    place = labels.index(picked) if picked in labels else len(needs)
    with st.container(border=True, key="need_box", gap="small"):
        _edit(ctx, state, needs[place] if place < len(needs) else new_need(client.id), place < len(needs))


def _line(ctx: PageContext, need: RequirementRow) -> str:
    often = in_words(Frequency.from_json(need.frequency), ctx.language) if need.frequency else "–"
    hours = ", ".join(dict.fromkeys(f"{w.start:%H:%M}–{w.end:%H:%M}" for w in read_windows(need.time_windows)))
    double = f" · {need.carers_needed} ×" if need.carers_needed > 1 else ""
    return f"{need.service_type} · {minutes(need.duration_s, ctx.language)}{double} · {often} · {hours}"


def _edit(ctx: PageContext, state: NeedState, need: RequirementRow, is_known: bool) -> None:
    key = f"need.{need.id if is_known else 'new'}.{need.client_id}.{state.rounds}"
    named = _what(ctx, need, key)
    rule, begins, ends = _when(ctx, need, key)
    hours = _hours(ctx, need, key)
    wanted = replace(named, frequency=rule.to_json(), time_windows=hours.to_json(), valid_from=begins, valid_to=ends)
    _preview(ctx, rule, begins, ends)
    with st.container(horizontal=True):
        if st.button(ctx.say(SAVE), type="primary", icon=":material/save:", key=f"{key}.save"):
            _save(ctx, state, wanted, is_known)
        if is_known and st.button(ctx.say(END_IT), icon=":material/event_busy:", key=f"{key}.end"):
            _save(ctx, state, replace(need, valid_to=max(ctx.now().date(), need.valid_from or date.min)), is_known)


def _what(ctx: PageContext, need: RequirementRow, key: str) -> RequirementRow:
    first, second, third, fourth = st.columns([3, 1, 1, 1])
    service = first.text_input(ctx.say(SERVICE), need.service_type, key=f"{key}.service", max_chars=255)
    length = second.number_input(ctx.say(LENGTH), 1, 24 * 60, need.duration_s // 60, 5, key=f"{key}.length")
    carers = third.number_input(ctx.say(CARERS), 1, 4, need.carers_needed, key=f"{key}.carers")
    priority = fourth.number_input(ctx.say(PRIORITY), 1, 10, need.priority, key=f"{key}.priority")
    dormant = st.toggle(ctx.say(DORMANT), need.is_dormant, key=f"{key}.dormant")
    return replace(
        need, service_type=service.strip(), duration_s=60 * int(length), carers_needed=int(carers),
        priority=int(priority), is_dormant=dormant,
    )  # fmt: skip


def _when(ctx: PageContext, need: RequirementRow, key: str) -> tuple[Frequency, date, date | None]:
    now = Frequency.from_json(need.frequency) if need.frequency else Frequency(Kind.DAILY)
    kinds = list(KINDS)
    left, right = st.columns([2, 3])
    kind = left.selectbox(
        ctx.say(HOW_OFTEN), kinds, kinds.index(now.kind) if now.kind in kinds else 0,
        format_func=lambda each: ctx.say(KINDS[each]), key=f"{key}.kind",
    )  # fmt: skip
    names = [ctx.say(day) for day in WEEKDAYS]
    picked = right.pills(
        ctx.say(DAYS), names, selection_mode="multi", default=[names[day - 1] for day in now.weekdays],
        key=f"{key}.days",
    )  # fmt: skip
    weekdays = tuple(sorted(names.index(name) + 1 for name in picked)) or now.weekdays
    second, third, fourth, first = st.columns(4, vertical_alignment="bottom")
    weeks = times = 1
    if kind is Kind.EVERY_N_WEEKS:
        weeks = int(first.number_input(ctx.say(WEEKS), 2, 52, max(2, now.every_weeks), key=f"{key}.weeks"))
    if kind is Kind.N_PER_WEEK:
        most = len(weekdays)
        times = int(first.number_input(ctx.say(TIMES), 1, most, min(now.times, most), key=f"{key}.times"))
    begins = second.date_input(
        ctx.say(BEGINS), need.valid_from or ctx.now().date(), key=f"{key}.from", format="YYYY-MM-DD"
    )
    ends = third.date_input(ctx.say(ENDS), need.valid_to, key=f"{key}.to", format="YYYY-MM-DD")
    red = fourth.toggle(ctx.say(HOLIDAYS), now.skips_holidays, key=f"{key}.red")
    rule = Frequency(kind, weekdays, weeks, times, except_dates=now.except_dates, skips_holidays=red)
    return rule, begins, ends


def _hours(ctx: PageContext, need: RequirementRow, key: str) -> DayWindow:
    known = read_windows(need.time_windows)
    now = known[0] if known else DayWindow(time(8), time(10))
    first, second = st.columns(2)
    start = first.time_input(ctx.say(FROM_TO), now.start, key=f"{key}.start", step=900)
    end = second.time_input(ctx.say(TO), now.end, key=f"{key}.stop", step=900)
    return DayWindow(start, end, None, now.preference)


def _preview(ctx: PageContext, rule: Frequency, begins: date, ends: date | None) -> None:
    days = next_days(rule, begins, ends, max(begins, ctx.now().date()), 8)
    said = " · ".join(long_date(day, ctx.language) for day in days) or ctx.say(NO_DAYS)
    st.caption(f"**{in_words(rule, ctx.language)}** — {ctx.say(NEXT)}: {said}")


def _save(ctx: PageContext, state: NeedState, need: RequirementRow, is_known: bool) -> None:
    demand = ctx.services.demand
    if is_known:
        demand.change(ctx.actor, [need])
    else:
        demand.add(ctx.actor, [need])
    state.has_saved = True
    state.rounds += 1
    st.rerun()

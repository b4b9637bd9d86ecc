"""One need in full: what, how often with the next days while it is typed, when, by whom, and after what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from pages.components.window_editor import WEEKDAYS, window_editor
from pages.shell.context import PageContext
from services.demand.rows import RequirementRow
from services.errors import CareError
from services.recurrence import Frequency, Kind, next_days
from services.recurrence.red_days import red_day
from services.recurrence.windows import DayWindow, read_windows
from services.recurrence.wording import in_words
from services.words import Text, long_date
from services.workbook.notation import read_skills, write_skills

SERVICE = Text(sv="Insats", en="Service")
LENGTH = Text(sv="Minuter", en="Minutes")
CARERS = Text(sv="Medarbetare samtidigt", en="Carers at a time")
PRIORITY = Text(sv="Prioritet (1 högst)", en="Priority (1 highest)")
SKILLS = Text(sv="Kompetenser", en="Skills")
SKILLS_HINT = Text(
    sv="Åtskilda med semikolon, nivån sist: insulin 2; lyft",
    en="Separated by semicolons, the level last: insulin 2; lift",
)
BAD_SKILLS = Text(
    sv="Kompetenserna går inte att läsa. Skriv till exempel: insulin 2; lyft",
    en="The skills cannot be read. Write for instance: insulin 2; lift",
)
HOW_OFTEN = Text(sv="Hur ofta", en="How often")
DAYS = Text(sv="Veckodagar", en="Weekdays")
WEEKS = Text(sv="Var n:e vecka", en="Every n weeks")
TIMES = Text(sv="Gånger i veckan", en="Times a week")
DATES = Text(sv="Datum", en="Dates")
EXCEPT = Text(sv="Utom datum", en="Except dates")
DATES_HINT = Text(sv="Till exempel 2027-02-01, 2027-02-15", en="Such as 2027-02-01, 2027-02-15")
BEGINS, ENDS = Text(sv="Gäller från", en="Holds from"), Text(sv="Gäller till och med", en="Holds until")
HOLIDAYS = Text(sv="Inte på röda dagar", en="Not on public holidays")
DORMANT = Text(sv="Vilande", en="Dormant")
AFTER, NONE = Text(sv="Efter behovet", en="After the need"), Text(sv="Inget", en="None")
DELAY = Text(sv="Minst så många minuter efter", en="At least so many minutes after")
LOCKED = Text(sv="Låst till slinga", en="Locked to its route")
ROUTE = Text(sv="Slinga", en="Route")
NEXT = Text(sv="Nästa dagar", en="Next days")
NO_DAYS = Text(sv="Regeln ger inga kommande dagar.", en="The rule gives no coming days.")
SAVE = Text(sv="Spara behovet", en="Save the need")
END_IT = Text(sv="Avsluta i dag", en="End today")
KINDS = {
    Kind.DAILY: Text(sv="Varje dag", en="Every day"),
    Kind.WEEKLY: Text(sv="Varje vecka", en="Every week"),
    Kind.EVERY_N_WEEKS: Text(sv="Var n:e vecka", en="Every n weeks"),
    Kind.N_PER_WEEK: Text(sv="Flyttbart, n gånger i veckan", en="Movable, n times a week"),
    Kind.DATES: Text(sv="Bestämda datum", en="Given dates"),
}


def need_editor(ctx: PageContext, need: RequirementRow, own: Sequence[RequirementRow], rounds: int) -> bool:
    """Edit `need`, one of the client's `own` or a new one; whether it was just saved."""
    is_known = any(need.id == each.id for each in own)
    key = f"need.{need.id if is_known else 'new'}.{need.client_id}.{rounds}"
    wanted = _what(ctx, need, key)
    rule, wanted = _when(ctx, wanted, key)
    windows = window_editor(ctx, read_windows(need.time_windows), f"{key}.windows")
    wanted = _ties(ctx, replace(wanted, time_windows=_stored(windows)), own, key)
    skills = _skills(ctx, need, key)
    if rule is None or skills is None:
        return False
    wanted = replace(wanted, frequency=rule.to_json(), skills=skills)
    _preview(ctx, rule, wanted)
    with st.container(horizontal=True):
        if st.button(ctx.say(SAVE), type="primary", icon=":material/save:", key=f"{key}.save"):
            _save(ctx, wanted, is_known)
            return True
        if is_known and st.button(ctx.say(END_IT), icon=":material/event_busy:", key=f"{key}.end"):
            _save(ctx, replace(need, valid_to=max(ctx.now().date(), need.valid_from or date.min)), is_known)
            return True
    return False


def _what(ctx: PageContext, need: RequirementRow, key: str) -> RequirementRow:
    first, second, third, fourth = st.columns([3, 1, 1, 1])
    service = first.text_input(ctx.say(SERVICE), need.service_type, key=f"{key}.service", max_chars=255)
    length = second.number_input(ctx.say(LENGTH), 1, 24 * 60, need.duration_s // 60, 5, key=f"{key}.length")
    carers = third.number_input(ctx.say(CARERS), 1, 4, need.carers_needed, key=f"{key}.carers")
    priority = fourth.number_input(ctx.say(PRIORITY), 1, 10, need.priority, key=f"{key}.priority")
    return replace(
        need, service_type=service.strip(), duration_s=60 * int(length), carers_needed=int(carers),
        priority=int(priority),
    )  # fmt: skip


def _when(ctx: PageContext, need: RequirementRow, key: str) -> tuple[Frequency | None, RequirementRow]:
    """How often and from when; no rule while what was typed makes none."""
    now = Frequency.from_json(need.frequency) if need.frequency else Frequency(Kind.DAILY)
    left, right = st.columns([2, 3])
    kind = left.selectbox(
        ctx.say(HOW_OFTEN), list(KINDS), list(KINDS).index(now.kind), key=f"{key}.kind",
        format_func=lambda each: ctx.say(KINDS[each]),
    )  # fmt: skip
    told = {"kind": kind.value, **_days(ctx, right, now, kind, key)}
    first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
    begins = first.date_input(
        ctx.say(BEGINS), need.valid_from or ctx.now().date(), key=f"{key}.from", format="YYYY-MM-DD"
    )
    ends = second.date_input(ctx.say(ENDS), need.valid_to, key=f"{key}.to", format="YYYY-MM-DD")
    except_dates = third.text_input(
        ctx.say(EXCEPT), ", ".join(map(str, now.except_dates)), key=f"{key}.except", placeholder=ctx.say(DATES_HINT)
    )
    red = fourth.toggle(ctx.say(HOLIDAYS), now.skips_holidays, key=f"{key}.red")
    dormant = fourth.toggle(ctx.say(DORMANT), need.is_dormant, key=f"{key}.dormant")
    wanted = replace(need, valid_from=begins, valid_to=ends, is_dormant=dormant)
    try:
        return Frequency.from_json({**told, "except_dates": _listed(except_dates), "skips_holidays": red}), wanted
    except CareError as refused:
        st.warning(f"{ctx.say(refused.cause)} {ctx.say(refused.action)}", icon=":material/error:")
        return None, wanted


def _days(
    ctx: PageContext, column: st.delta_generator.DeltaGenerator, now: Frequency, kind: Kind, key: str
) -> dict[str, object]:
    """What the kind of rule asks for beside its name."""
    if kind is Kind.DATES:
        dates = column.text_input(
            ctx.say(DATES), ", ".join(map(str, now.dates)), key=f"{key}.dates", placeholder=ctx.say(DATES_HINT)
        )
        return {"dates": _listed(dates)}
    names = [ctx.say(day) for day in WEEKDAYS]
    picked = column.pills(
        ctx.say(DAYS), names, selection_mode="multi", default=[names[day - 1] for day in now.weekdays],
        key=f"{key}.days",
    )  # fmt: skip
    weekdays = sorted(names.index(name) + 1 for name in picked) or list(now.weekdays)
    told: dict[str, object] = {"weekdays": weekdays}
    if kind is Kind.EVERY_N_WEEKS:
        told["every_weeks"] = int(
            column.number_input(ctx.say(WEEKS), 2, 52, max(2, now.every_weeks), key=f"{key}.weeks")
        )
    if kind is Kind.N_PER_WEEK:
        most = len(weekdays)
        told["times"] = int(column.number_input(ctx.say(TIMES), 1, most, min(now.times, most), key=f"{key}.times"))
        told["every_weeks"] = now.every_weeks
    return told


def _ties(ctx: PageContext, need: RequirementRow, own: Sequence[RequirementRow], key: str) -> RequirementRow:
    """After which other need, how long after, and the route it is locked to."""
    others = {each.id: f"{each.service_type} ({_clock(each)})" for each in own if each.id != need.id}
    options = [None, *others]
    first, second, third, fourth = st.columns([2, 2, 1, 1], vertical_alignment="bottom")
    after = first.selectbox(
        ctx.say(AFTER), options, options.index(need.after_requirement_id) if need.after_requirement_id in others else 0,
        format_func=lambda each: others[each] if each else ctx.say(NONE), key=f"{key}.after",
    )  # fmt: skip
    delay = second.number_input(
        ctx.say(DELAY), 0, 28 * 24 * 60, need.min_delay_min or 0, 15, key=f"{key}.delay", disabled=after is None
    )
    route = third.text_input(ctx.say(ROUTE), need.slinga or "", key=f"{key}.route", max_chars=100)
    locked = fourth.toggle(ctx.say(LOCKED), need.is_pattern_locked, key=f"{key}.locked")
    return replace(
        need, after_requirement_id=after, min_delay_min=int(delay) if after else None, slinga=route.strip() or None,
        is_pattern_locked=locked,
    )  # fmt: skip


def _skills(ctx: PageContext, need: RequirementRow, key: str) -> tuple[tuple[str, int], ...] | None:
    written = st.text_input(ctx.say(SKILLS), write_skills(need.skills), key=f"{key}.skills", help=ctx.say(SKILLS_HINT))
    try:
        return read_skills(written)
    except ValueError:
        st.warning(ctx.say(BAD_SKILLS), icon=":material/error:")
        return None


def _preview(ctx: PageContext, rule: Frequency, need: RequirementRow) -> None:
    begins = need.valid_from or ctx.now().date()
    days = next_days(rule, begins, need.valid_to, max(begins, ctx.now().date()), 8)
    said = " · ".join(_day(ctx, day) for day in days) or ctx.say(NO_DAYS)
    st.caption(f"**{in_words(rule, ctx.language)}** — {ctx.say(NEXT)}: {said}")


def _day(ctx: PageContext, day: date) -> str:
    holiday = red_day(day)
    return long_date(day, ctx.language) + (f" ({ctx.say(holiday)})" if holiday else "")


def _clock(need: RequirementRow) -> str:
    return ", ".join(dict.fromkeys(f"{w.start:%H:%M}–{w.end:%H:%M}" for w in read_windows(need.time_windows))) or "–"


def _stored(windows: Sequence[DayWindow]) -> list[dict[str, object]]:
    return [entry for window in windows for entry in window.to_json()]


def _listed(words: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", words.strip()) if word]


def _save(ctx: PageContext, need: RequirementRow, is_known: bool) -> None:
    if is_known:
        ctx.services.demand.change(ctx.actor, [need])
    else:
        ctx.services.demand.add(ctx.actor, [need])

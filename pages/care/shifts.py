"""Shifts and vehicles: kinds of shift, patterns, absences, shifts made for a period, vehicles and bookings."""

from __future__ import annotations

import streamlit as st

from pages.components.absences import absences
from pages.components.arriving import as_day, asked
from pages.components.fleet_grid import fleet_grid
from pages.components.kinds_of_shift import kinds_of_shift
from pages.components.pattern_grid import pattern_grid
from pages.components.period import choose_period
from pages.components.shift_making import shift_making
from pages.components.shift_table import shift_table
from pages.components.supply_demand import supply_demand
from pages.components.wishes_to_answer import wishes_to_answer
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.state import choose, typed
from services.access import Capability
from services.words import Text

TITLE = Text(sv="Pass och fordon", en="Shifts and vehicles")
LEAD = Text(
    sv="Passtyper och mönster blir pass för en period. Vila, arbetstid och fordon kontrolleras medan du planerar.",
    en="Kinds of shift and patterns become shifts for a period. Rest, hours and vehicles are checked as you plan.",
)
MAKE, SHIFTS = Text(sv="Gör pass", en="Make shifts"), Text(sv="Pass", en="Shifts")
PATTERNS, TEMPLATES = Text(sv="Mönster", en="Patterns"), Text(sv="Passtyper", en="Kinds of shift")
SUPPLY = Text(sv="Bemanning och behov", en="Supply and demand")
WISHES = Text(sv="Önskemål", en="Wishes")
AWAY, FLEET = Text(sv="Frånvaro", en="Absence"), Text(sv="Fordon", en="Vehicles")
PARTS = (
    (SHIFTS, shift_table), (SUPPLY, supply_demand), (MAKE, shift_making), (PATTERNS, pattern_grid),
    (TEMPLATES, kinds_of_shift), (AWAY, absences), (WISHES, wishes_to_answer), (FLEET, fleet_grid),
)  # fmt: skip
ASKED = {"shifts": SHIFTS, "make": MAKE, "vehicles": FLEET, "absence": AWAY, "wishes": WISHES}
"""What an address calls a part."""


def render(ctx: PageContext) -> None:
    """One part at a time; only the open one asks the database."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    names = {ctx.say(title): draw for title, draw in PARTS}
    _arrive(ctx)
    chosen = st.segmented_control(
        ctx.say(TITLE), list(names), default=None if typed("shifts.tab") in names else next(iter(names)),
        key="shifts.tab", label_visibility="collapsed",
        required=True,
    )  # fmt: skip
    names[chosen or next(iter(names))](ctx)


def _arrive(ctx: PageContext) -> None:
    """The part and the days an address asks for."""
    told = asked("part", "about", "day", "first", "last")
    title = ASKED.get(told.get("part", ""))
    if title is None:
        return
    choose("shifts.tab", ctx.say(title))
    first, last, day = (as_day(told.get(name)) for name in ("first", "last", "day"))
    if first and last:
        choose_period(ctx, "shifts.make.days", first, last)
        choose_period(ctx, "shifts.days", day or first, day or last)


PAGE = PageSpec(
    title=TITLE, url_path="shifts", icon=":material/calendar_clock:", section=Section.CARE, needs=Capability.EDIT_PLAN,
    render=render,
)  # fmt: skip

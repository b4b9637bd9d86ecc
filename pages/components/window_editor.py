"""Time windows in a small grid: days, hours and how welcome they are, one row per window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.shell.context import PageContext
from services.errors import BadInput
from services.recurrence.frequency import WEEK
from services.recurrence.windows import DayWindow
from services.words import Text

if TYPE_CHECKING:
    pass

TITLE = Text(sv="Tidsfönster – lägg till en rad för varje", en="Time windows – add a row for each")
DAYS = Text(sv="Dagar (tomt: alla)", en="Days (none: every day)")
DATE = Text(sv="Bara detta datum", en="This date only")
START, END = Text(sv="Tidigast", en="At the earliest"), Text(sv="Klart senast", en="Done by")
WISH = Text(sv="Önskan −10…10", en="Wish −10…10")
WISH_HINT = Text(
    sv="0 går bra, över 0 helst, under 0 hellre inte.", en="0 is fine, above 0 is preferred, below 0 rather not."
)
NIGHT_HINT = Text(sv="Före starten: nästa dag.", en="Before the start: the next day.")
WEEKDAYS = (
    Text(sv="mån", en="Mon"), Text(sv="tis", en="Tue"), Text(sv="ons", en="Wed"), Text(sv="tor", en="Thu"),
    Text(sv="fre", en="Fri"), Text(sv="lör", en="Sat"), Text(sv="sön", en="Sun"),
)  # fmt: skip
HALF = BadInput(
    "NEED-014",
    Text(sv="Ett tidsfönster saknar start eller slut.", en="A time window has no start or no end."),
    Text(sv="Fyll i båda tiderna eller ta bort raden.", en="Fill in both times or remove the row."),
)
USUAL = DayWindow(time(8), time(10))


def window_editor(ctx: PageContext, windows: Sequence[DayWindow], key: str) -> tuple[DayWindow, ...]:
    """Draw the grid; the windows as they stand in it now."""
    import pandas as pd  # a second that the sign-in page does not wait for

    names = [ctx.say(day) for day in WEEKDAYS]
    shown = pd.DataFrame(_rows(windows or (USUAL,), names), columns=["days", "date", "start", "end", "wish"])
    kinds = st.column_config
    st.caption(ctx.say(TITLE))
    edited = st.data_editor(
        shown, key=key, hide_index=True, num_rows="dynamic", width="stretch", placeholder="",
        column_config={
            "days": kinds.MultiselectColumn(ctx.say(DAYS), options=names),
            "start": kinds.TimeColumn(ctx.say(START), format="HH:mm", required=True),
            "end": kinds.TimeColumn(ctx.say(END), format="HH:mm", required=True, help=ctx.say(NIGHT_HINT)),
            "wish": kinds.NumberColumn(ctx.say(WISH), min_value=-10, max_value=10, step=1, help=ctx.say(WISH_HINT)),
            "date": kinds.DateColumn(ctx.say(DATE), format="YYYY-MM-DD"),
        },
        column_order=["days", "start", "end", "wish", "date"],
    )  # fmt: skip
    rows: list[Any] = edited.to_dict("records")
    return tuple(window for row in rows for window in _read(row, names))


def _rows(windows: Sequence[DayWindow], names: Sequence[str]) -> list[dict[str, Any]]:
    """Windows of the same hours and wish in one row; every day is said by no day."""
    weekly: dict[tuple[time, time, int], list[int]] = {}
    rows: list[dict[str, Any]] = []
    for each in windows:
        if isinstance(each.day, date):
            rows.append({"days": [], "date": each.day, "start": each.start, "end": each.end, "wish": each.preference})
        else:
            weekly.setdefault((each.start, each.end, each.preference), []).extend(
                WEEK if each.day is None else [each.day]
            )
    for (start, end, wish), days in weekly.items():
        told = [] if set(days) == set(WEEK) else [names[day - 1] for day in sorted(days)]
        rows.append({"days": told, "date": None, "start": start, "end": end, "wish": wish})
    return rows


def _read(row: dict[str, Any], names: Sequence[str]) -> list[DayWindow]:
    start, end, day = _time(row["start"]), _time(row["end"]), _date(row["date"])
    picked = list(row["days"]) if isinstance(row["days"], (list, tuple)) or hasattr(row["days"], "tolist") else []
    if start is None and end is None and day is None and not picked:
        return []
    if start is None or end is None:
        raise HALF
    wish = 0 if row["wish"] is None or row["wish"] != row["wish"] else int(row["wish"])
    days: list[int | date] = [day] if day else [names.index(name) + 1 for name in picked] or list(WEEK)
    return [DayWindow(start, end, each, wish) for each in days]


def _time(cell: object) -> time | None:
    if isinstance(cell, time):
        return cell
    return time.fromisoformat(cell[:5]) if isinstance(cell, str) and cell else None


def _date(cell: object) -> date | None:
    if cell is None or cell != cell or str(cell) == "NaT":
        return None
    if hasattr(cell, "date"):
        return cell.date()  # type: ignore[no-any-return]
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell)[:10])

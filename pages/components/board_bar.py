"""The bar above the board: a day or a week, rows by carer or client, filters, and how much of it all is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from pages.components.folded import folded
from pages.shell.context import PageContext
from pages.shell.state import typed
from services.board.choices import Choices, choices
from services.board.filtering import Filter, Status, Trouble, filtered, matching
from services.board.rows import RowsBy
from services.board.shown import WEEK_DAYS
from services.problem.columns import Columns
from services.problem.days import day_of_visit, days
from services.problem.timetable import Timetable
from services.words import Text, number

SPANS = {1: Text(sv="Dag", en="Day"), WEEK_DAYS: Text(sv="Vecka", en="Week")}
SPAN = Text(sv="Visa en dag eller en vecka", en="Show a day or a week")
ROWS_BY = Text(sv="Rader per", en="Rows by")
ROWS = {RowsBy.CARER: Text(sv="Medarbetare", en="Carers"), RowsBy.CLIENT: Text(sv="Klienter", en="Clients")}
FILTER = Text(sv="Filter", en="Filter")
CLEAR = Text(sv="Rensa", en="Clear")
FOUND = Text(sv="{found} av {all} besök", en="{found} of {all} {all:visit|visits}")
ANY = Text(sv="Alla", en="Any")
KINDS = {
    "districts": Text(sv="Område", en="District"),
    "carers": Text(sv="Medarbetare", en="Carer"),
    "clients": Text(sv="Klient", en="Client"),
    "services": Text(sv="Insats", en="Service"),
    "statuses": Text(sv="Läge", en="Status"),
    "skills": Text(sv="Kompetens", en="Skill"),
    "problems": Text(sv="Problem", en="Problem"),
}
STATUSES = {
    Status.PLANNED: Text(sv="Planerat", en="Planned"),
    Status.UNPLANNED: Text(sv="Oplanerat", en="Unplanned"),
    Status.PINNED: Text(sv="Låst", en="Locked"),
    Status.MOVABLE: Text(sv="Flyttbart", en="Movable"),
    Status.CHANGED: Text(sv="Ändrat", en="Changed"),
    Status.DOUBLE: Text(sv="Dubbel", en="Double"),
    Status.CRITICAL: Text(sv="Kritiskt", en="Critical"),
}
TROUBLES = {
    Trouble.OUTSIDE: Text(sv="Utanför fönster", en="Outside window"),
    Trouble.SHORT: Text(sv="Hinner inte fram", en="Cannot get there in time"),
    Trouble.NOBODY: Text(sv="Ingen medarbetare", en="No carer"),
}


@dataclass
class BoardView:
    """How the board of this tab is looked at."""

    day_count: int = 1
    by: RowsBy = RowsBy.CARER
    wanted: Filter = field(default_factory=Filter)
    turns: int = 0

    def clear(self) -> None:
        """Look for nothing; `turns` gives the fields new names, because they remember what was chosen."""
        self.wanted = Filter()
        self.turns += 1


@contextmanager
def board_bar(
    ctx: PageContext, key: str, c: Columns, t: Timetable, first_day: int
) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Draw the bar, and at its end what is drawn inside.

    What it gives tells the bar, once the board's payload is there, how many visits were found.
    """
    view = ctx.state(BoardView)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key.replace('.', '_')}_row"):
        span = st.segmented_control(
            ctx.say(SPAN), list(SPANS), format_func=lambda count: ctx.say(SPANS[count]), default=view.day_count,
            key=f"{key}.span", label_visibility="collapsed", width="content", required=True,
        )  # fmt: skip
        by = st.segmented_control(
            ctx.say(ROWS_BY), list(RowsBy), format_func=lambda by: ctx.say(ROWS[by]), default=view.by,
            key=f"{key}.by", label_visibility="collapsed", width="content", required=True,
        )  # fmt: skip
        view.day_count, view.by = span or 1, RowsBy(by or RowsBy.CARER)
        view.wanted = _typed(key, view)
        count = view.wanted.count
        folded(
            ctx.say(FILTER) + (f" · {count}" if count else ""),
            lambda: _fields(ctx, key, view, _choices(c, t, first_day, view.day_count)),
            f"{key}.filters", icon=":material/filter_list:",
        )  # fmt: skip
        if not view.wanted.is_empty:
            st.button(ctx.say(CLEAR), key=f"{key}.clear", type="tertiary", icon=":material/close:", on_click=view.clear)
        said = st.empty()

        def tell(payload: dict[str, Any]) -> None:
            if "found" in payload:
                found, every = payload["found"][0], sum(payload["found"])
                words = ctx.say(FOUND, found=number(found, ctx.language), all=number(every, ctx.language))
                said.caption(words, width="content")

        st.space("stretch")
        yield tell


def sifted(
    view: BoardView, payload: dict[str, Any], c: Columns, t: Timetable, before: Timetable | None = None
) -> dict[str, Any]:
    """What is left of the payload under the tab's filter; `before` is the plan that changes are told against."""
    if view.wanted.is_empty:
        return payload
    hits = np.flatnonzero(matching(c, t, view.wanted, before)).tolist()
    return filtered(payload, frozenset(c.problem.visits[row].id for row in hits))


def _choices(c: Columns, t: Timetable, first_day: int, day_count: int) -> Choices:
    on_day = day_of_visit(c, t, days(c))
    inside = (on_day >= first_day) & (on_day < first_day + day_count)
    return choices(c, inside, (c.shift_day >= first_day) & (c.shift_day < first_day + day_count))


def _typed(key: str, view: BoardView) -> Filter:
    """The filter as the fields stand now: the bar counts it before they are drawn again."""
    wanted = view.wanted
    for name in KINDS:
        values = typed(_field_key(key, name, view))
        if isinstance(values, list):
            wanted = replace(wanted, **{name: frozenset(map(str, values))})
    return wanted


def _label(labels: dict[str, str], value: str) -> str:
    return labels.get(value, value)


def _field_key(key: str, name: str, view: BoardView) -> str:
    return f"{key}.{name}.{view.turns}"


def _fields(ctx: PageContext, key: str, view: BoardView, may: Choices) -> None:
    options: dict[str, Sequence[tuple[str, str]]] = {
        "districts": [(each, each) for each in may.districts],
        "carers": may.carers,
        "clients": may.clients,
        "services": [(each, each) for each in may.services],
        "statuses": [(each.value, ctx.say(words)) for each, words in STATUSES.items()],
        "skills": [(each, each) for each in may.skills],
        "problems": [(each.value, ctx.say(words)) for each, words in TROUBLES.items()],
    }
    for name, pairs in options.items():
        labels = dict(pairs)
        if labels:
            chosen = [each for each in labels if each in getattr(view.wanted, name)]
            st.multiselect(
                ctx.say(KINDS[name]), list(labels), default=chosen,
                format_func=partial(_label, labels), key=_field_key(key, name, view),
                placeholder=ctx.say(ANY), select_all=False,
            )  # fmt: skip

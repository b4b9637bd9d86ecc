"""Why nobody can serve a visit, in words: the rule, the time that is missing, or the chain that leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import FAR_S, Columns
from services.problem.issue import Issue, Severity
from services.words import Text

CHAIN = 8
"""Links of a chain that are spelt out."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a visit impossible: `time`, `together`, `mate`, `waits`, `late`; the other visit and time meant."""

    kind: str
    other: int = -1
    ready_s: int = 0


def unservable_issues(c: Columns, allowed: NDArray[np.bool_], causes: dict[int, Cause]) -> tuple[Issue, ...]:
    """One warning for each visit nobody can serve, in the order of the problem."""
    return tuple(
        Issue(
            Severity.WARNING,
            "REACH-001",
            f"visit {c.problem.visits[v].id}",
            "timeWindows",
            f"{c.visit_duration_s[v] // 60} min",
            Text(sv="Ingen kan göra besöket: ", en="Nobody can make this visit: ") + why(c, allowed, causes, v),
            Text(
                sv="Ändra tid, längd, kompetens eller pass, annars lämnas besöket oplanerat.",
                en="Change its time, length, skills or the shifts; otherwise it stays unplanned.",
            ),
        )
        for v in sorted(causes)
    )


def why(c: Columns, allowed: NDArray[np.bool_], causes: dict[int, Cause], v: int, depth: int = 0) -> Text:
    """The chain of reasons that ends at visit v."""
    cause = causes[v]
    ids = c.problem.visits
    if cause.kind == "time":
        return _no_shift(c, allowed, v)
    if cause.kind == "together":
        return Text(
            sv="den ska göras av flera samtidigt, och det finns ingen gemensam tid med nog många medarbetare.",
            en="it takes several carers at once, and there is no common time with enough of them.",
        )
    other = ids[cause.other].id
    if cause.kind == "mate":
        told = Text(
            sv="den görs tillsammans med {other}, som ingen kan göra – ",
            en="it is made together with {other}, which nobody can make – ",
        )
    elif cause.kind == "waits":
        told = Text(
            sv="den väntar på {other}, som ingen kan göra – ", en="it waits for {other}, which nobody can make – "
        )
    else:
        return _too_late(c, v, cause) + _before_that(c, cause.other, depth)
    rest = why(c, allowed, causes, cause.other, depth + 1) if depth < CHAIN else Text(sv="…", en="…")
    return told.fill(other=other) + rest


def _too_late(c: Columns, v: int, cause: Cause) -> Text:
    last = c.window_close_s[c.window_off[v] : c.window_off[v + 1]].max()
    return Text(
        sv="den väntar på {other} och kan tidigast börja {ready}, men ska börja senast {last}",
        en="it waits for {other} and cannot begin before {ready}, but must begin by {last}",
    ).fill(other=c.problem.visits[cause.other].id, ready=_clock(c, cause.ready_s), last=_clock(c, int(last)))


def _before_that(c: Columns, v: int, depth: int) -> Text:
    """What the visit waited for waits for in its turn."""
    arcs = np.flatnonzero(c.arc_after == v)
    if not len(arcs) or depth >= CHAIN:
        return Text(sv=".", en=".")
    arc = arcs[np.argmax(c.arc_delay_s[arcs])]
    before = int(c.arc_before[arc])
    link = Text(sv="; {this} väntar {gap} på {before}", en="; {this} waits {gap} for {before}").fill(
        this=c.problem.visits[v].id, before=c.problem.visits[before].id, gap=_length(int(c.arc_delay_s[arc]))
    )
    return link + _before_that(c, before, depth + 1)


def _no_shift(c: Columns, allowed: NDArray[np.bool_], v: int) -> Text:
    if c.window_off[v] == c.window_off[v + 1]:
        return Text(sv="den har inget tidsfönster som rymmer den.", en="it has no time window that holds it.")
    if not allowed[v].any():
        return _no_carer(c, v)
    place = c.visit_place[v]
    rows = np.flatnonzero(allowed[v])
    mode = c.shift_mode[rows]
    arrive = c.shift_start_s[rows] + c.travel_s[mode, c.shift_start_place[rows], place]
    home = c.travel_s[mode, place, c.shift_end_place[rows]].astype(np.int64)
    leave = c.shift_end_s[rows] - home - c.visit_duration_s[v]
    best = (FAR_S, 0, 0)
    for w in range(c.window_off[v], c.window_off[v + 1]):
        early = np.maximum(0, c.window_open_s[w] - leave)
        late = np.maximum(0, arrive - c.window_close_s[w])
        short = np.maximum(early, late) + np.maximum(0, arrive - leave)
        best = min(best, (int(short.min()), int(rows[short.argmin()]), w))
    short_s, row, w = best
    if short_s == 0:
        return Text(
            sv="raster och resor ryms inte i något pass vid den tiden.",
            en="breaks and travel do not fit into any shift at that time.",
        )
    return Text(
        sv="start {first}–{last}, {length} och {home} hem; det närmaste passet är {begin}–{end}, det fattas {short}.",
        en="start {first}–{last}, {length} and {home} home; the closest shift is {begin}–{end}, {short} too little.",
    ).fill(
        first=_clock(c, int(c.window_open_s[w])),
        last=_clock(c, int(c.window_close_s[w])),
        length=_length(int(c.visit_duration_s[v])),
        home=_length(int(c.travel_s[c.shift_mode[row], place, c.shift_end_place[row]])),
        begin=_clock(c, int(c.shift_start_s[row])),
        end=_clock(c, int(c.shift_end_s[row])),
        short=_length(short_s),
    )


def _no_carer(c: Columns, v: int) -> Text:
    skilled = (c.missing[c.visit_need[v]][c.shift_skillset] == 0).any()
    if not skilled:
        needed = ", ".join(name if least == 1 else f"{name} {least}" for name, least in c.problem.visits[v].skills)
        return Text(sv="ingen har kompetensen {needed}.", en="nobody has the skills {needed}.").fill(needed=needed)
    if not (c.in_pool[v] & ~c.is_prohibited[v]).any():
        return Text(sv="alla i poolen är bortvalda.", en="everybody in the pool is refused.")
    return Text(
        sv="de som får komma saknar kompetensen eller har inga pass.",
        en="those who may come lack the skills or have no shifts.",
    )


def _clock(c: Columns, moment_s: int) -> str:
    local = datetime.fromtimestamp(moment_s + c.origin_s, ZoneInfo(c.problem.zone))
    return local.strftime("%d/%m %H:%M").lstrip("0")


def _length(seconds: int) -> str:
    hours, minutes = divmod(-(-seconds // 60), 60)
    return f"{hours} h {minutes} min" if hours and minutes else f"{hours} h" if hours else f"{minutes} min"

"""Moments and lengths of time of a problem in words, in its own zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.problem.columns import Columns
from services.words import NARROW_SPACE, Language, Text, clock, long_date


def local(c: Columns, at_s: int) -> datetime:
    """A relative second as local time."""
    return datetime.fromtimestamp(c.origin_s + at_s, ZoneInfo(c.problem.zone))


def hour(c: Columns, at_s: int) -> str:
    """`14:15`."""
    return clock(local(c, at_s))


def moment(c: Columns, at_s: int) -> Text:
    """`måndag 1 februari 14:15`."""
    when = local(c, at_s)
    return Text(
        sv=f"{long_date(when.date(), Language.SV)} {clock(when)}",
        en=f"{long_date(when.date(), Language.EN)} {clock(when)}",
    )


def between(c: Columns, first_s: int, last_s: int) -> Text:
    """`måndag 1 februari 14:15` or, with a choice, `… 14:15–14:30`; the later date only where it differs."""
    if hour(c, first_s) == hour(c, last_s) and last_s - first_s < 60:
        return moment(c, first_s)
    if local(c, first_s).date() == local(c, last_s).date():
        until: Text | str = hour(c, last_s)
        return Text(sv="{first}–{last}", en="{first}–{last}").fill(first=moment(c, first_s), last=until)
    return Text(sv="{first} – {last}", en="{first} – {last}").fill(first=moment(c, first_s), last=moment(c, last_s))


def length(seconds: int) -> str:
    """`35 min`, `23 h 15 min`, `50 s`: alike in both languages."""
    if abs(seconds) < 60:
        return f"{seconds}{NARROW_SPACE}s"
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [f"{hours}{NARROW_SPACE}h"] if hours else []
    return " ".join(parts + ([f"{minutes}{NARROW_SPACE}min"] if minutes or not hours else []))


def joined(parts: Sequence[Text], between: str = " ") -> Text:
    """Several texts one after the other."""
    return Text(sv=between.join(p.sv for p in parts), en=between.join(p.en for p in parts))

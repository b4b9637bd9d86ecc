"""Lines of a rota as a planner fills them in: weekdays ticked, every so many weeks; and breaks of a kind of shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from data.repositories.shifts import TemplateRow
from services.errors import BadInput
from services.recurrence import Frequency, Kind
from services.rota.pattern import USUAL_BREAK_MIN
from services.words import Text

_DAY_MIN = 24 * 60
_OUTSIDE = Text(
    sv="Rasten {start}–{end} ligger utanför passet {name}.", en="The break {start}–{end} is outside {name}."
)
_TOO_LONG = Text(
    sv="Rasten {start}–{end} i {name} rymmer inte {minutes} minuter.",
    en="The break {start}–{end} of {name} has no room for {minutes} minutes.",
)
MEND_BREAK = Text(
    sv="Ändra rastens tider eller längd, eller passets tider.",
    en="Change the times or length of the break, or the shift's hours.",
)
_NO_LENGTH = BadInput(
    "ROTA-024",
    Text(sv="En passtyp saknar tider, eller börjar och slutar samtidigt.",
         en="A kind of shift has no hours, or begins and ends at the same time."),
    Text(sv="Skriv när den börjar och slutar.", en="Write when it begins and ends."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pause:
    """A break of a kind of shift: `minutes` between two clock times; as long as its window, it splits the shift."""

    start: time
    end: time
    minutes: int = USUAL_BREAK_MIN
    is_paid: bool = False
    is_required: bool = True


def pauses_of(row: TemplateRow) -> list[Pause]:
    """Every break of the kind, as stored."""
    return [
        Pause(
            time.fromisoformat(told["start"]), time.fromisoformat(told["end"]),
            int(told.get("duration_min", USUAL_BREAK_MIN)), bool(told.get("paid", False)), bool(told["required"]),
        )
        for told in row.break_windows or ()
    ]  # fmt: skip


def with_pauses(row: TemplateRow, pauses: Sequence[Pause]) -> TemplateRow:
    """The kind with these breaks, in the order they are taken."""
    ordered = sorted(pauses, key=lambda pause: _since(row.start_time, pause.start))
    told = [
        {"start": pause.start.strftime("%H:%M"), "end": pause.end.strftime("%H:%M"), "required": pause.is_required,
         "duration_min": pause.minutes, "paid": pause.is_paid}
        for pause in ordered
    ]  # fmt: skip
    return replace(row, break_windows=told or None)


def check_kind(row: TemplateRow) -> None:
    """Raise `BadInput` for a kind without length, or with a break outside its hours or longer than its window."""
    if row.start_time == row.end_time:
        raise _NO_LENGTH
    for pause in pauses_of(row):
        cause = fault_of(row, pause)
        if cause is not None:
            raise BadInput("ROTA-023", cause, MEND_BREAK)


def fault_of(row: TemplateRow, pause: Pause) -> Text | None:
    """Why the break cannot be one of this kind; None when it can."""
    length, window = _since(row.start_time, row.end_time), _since(pause.start, pause.end)
    said = {"start": pause.start.strftime("%H:%M"), "end": pause.end.strftime("%H:%M"), "name": row.name}
    if _since(row.start_time, pause.start) + window > length:
        return _OUTSIDE.fill(**said)
    return None if 0 < pause.minutes <= window else _TOO_LONG.fill(**said, minutes=pause.minutes)


def weekly(rule: Frequency) -> tuple[tuple[int, ...], int] | None:
    """ISO weekdays and every how many weeks; None for a rule that cannot be said so."""
    if rule.kind not in {Kind.DAILY, Kind.WEEKLY, Kind.EVERY_N_WEEKS}:
        return None
    return rule.weekdays, rule.every_weeks if rule.kind is Kind.EVERY_N_WEEKS else 1


def weekly_rule(weekdays: Sequence[int], weeks: int, was: Frequency | None = None) -> Frequency:
    """The rule of ticked weekdays; days left out of the old rule stay left out. Refused without a weekday."""
    kind = Kind.WEEKLY if weeks == 1 else Kind.EVERY_N_WEEKS
    rule = Frequency(kind, tuple(weekdays), weeks)
    return rule if was is None else replace(rule, except_dates=was.except_dates, skips_holidays=was.skips_holidays)


def _since(first: time, then: time) -> int:
    """Minutes from one clock time to the next time the wall shows the other."""
    return ((then.hour - first.hour) * 60 + then.minute - first.minute) % _DAY_MIN

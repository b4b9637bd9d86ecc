"""Collects the problems of one input: every fault has its words once, every finding its place and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from services.problem.issue import Issue, Severity
from services.words import Language, Text, minutes, number

SAME_KIND = 200
"""Findings of one kind that are listed one by one; the rest are counted."""

LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One way an input can be wrong; `{…}` in the words is filled at each finding."""

    severity: Severity
    cause: Text
    action: Text


MORE = Text(
    sv="Samma fel finns på {count} {count:ställe|ställen} till, som inte räknas upp här.",
    en="The same fault occurs in {count} more {count:place|places}, not listed here.",
)
MORE_ACTION = Text(
    sv="Åtgärda de uppräknade och läs in igen.",
    en="Mend the listed ones and read again.",
)


class Report:
    """What was found, in the order it was found; never stops at the first fault."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        self._faults = faults
        self._found: list[Issue] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, where: str, field: str = "", value: object = "", **words: object) -> None:
        """Notes fault `code` of the table at `where`; `value` is shortened and made printable."""
        self._counts[code] += 1
        if self._counts[code] > SAME_KIND:
            return
        fault = self._faults[code]
        cause = fault.cause.fill(**words) if words else fault.cause
        self._found.append(Issue(fault.severity, code, where, field, shown(value), cause, fault.action))

    @property
    def has_errors(self) -> bool:
        """Whether anything found forbids going on."""
        return any(issue.severity is Severity.ERROR for issue in self._found)

    def issues(self) -> tuple[Issue, ...]:
        """Everything found, and for each kind found too often how many more there are."""
        rest = [(code, count - SAME_KIND) for code, count in self._counts.items() if count > SAME_KIND]
        more = [
            Issue(self._faults[code].severity, code, "", "", "", MORE.fill(count=count), MORE_ACTION)
            for code, count in rest
        ]
        return (*self._found, *more)


def in_minutes(seconds: int) -> Text:
    """`35 min`, for the words of a fault."""
    return Text(sv=minutes(seconds, Language.SV), en=minutes(seconds, Language.EN))


def in_hours(seconds: int) -> Text:
    """`9,5`, for the words of a fault."""
    return Text(sv=number(seconds / 3600, Language.SV, 1), en=number(seconds / 3600, Language.EN, 1))


def shown(value: object) -> str:
    """A value as a reader of the report meets it: short, printable, containers only by kind."""
    if isinstance(value, str):
        text = "".join(sign if sign.isprintable() else "\ufffd" for sign in value[: LONGEST_VALUE + 1])
        return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(shown(part) for part in value[:3]) if all(_is_number(part) for part in value) else "…"
        return f"[{inside}]"
    return f"{value:.10g}" if isinstance(value, float) else _short_int(value)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _short_int(value: object) -> str:
    if isinstance(value, int) and abs(value) >= 10**18:
        return "±10^18…"
    return shown(str(value))

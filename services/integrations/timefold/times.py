"""Moments and durations as the format writes them: ISO 8601 with an offset, and `PT1H15M`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = "Europe/Stockholm"

_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,6}(?:[.,][0-9]{1,9})?)D)?"
    r"(?:T(?:([0-9]{1,7}(?:[.,][0-9]{1,9})?)H)?(?:([0-9]{1,9}(?:[.,][0-9]{1,9})?)M)?(?:([0-9]{1,11}(?:[.,][0-9]{1,9})?)S)?)?"
)
_PART_S = (7 * 86_400, 86_400, 3600, 60, 1)


class Unreadable(ValueError):
    """A text that is no moment or no duration; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Clock:
    """Reads moments and durations, each distinct text once, and remembers the offsets it met."""

    def __init__(self) -> None:
        self._moments: dict[str, datetime] = {}
        self._epoch_s: dict[str, int] = {}
        self._durations: dict[str, int] = {}

    def moment_s(self, text: str) -> int:
        """Seconds since the epoch, fractions dropped; raises Unreadable."""
        known = self._epoch_s.get(text)
        if known is not None:
            return known
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise Unreadable("FSR-021") from None
        if moment.tzinfo is None:
            raise Unreadable("FSR-020")
        if not 2000 <= moment.year < 2200:
            raise Unreadable("FSR-022")
        self._moments[text] = moment
        self._epoch_s[text] = seconds = int(moment.timestamp())
        return seconds

    def duration_s(self, text: str) -> int:
        """Whole seconds, possibly negative; raises Unreadable."""
        known = self._durations.get(text)
        if known is not None:
            return known
        match = _DURATION.fullmatch(text)
        if match is None or not any(match.groups()[1:]) or text.endswith("T"):
            raise Unreadable("FSR-023")
        sign, *parts = match.groups()
        total = sum(float(part.replace(",", ".")) * unit for part, unit in zip(parts, _PART_S, strict=True) if part)
        self._durations[text] = seconds = round(-total if sign == "-" else total)
        return seconds

    def zone(self) -> str:
        """The zone the file lives in (see the package's docstring)."""
        moments = self._moments.values()
        stockholm = ZoneInfo(STOCKHOLM)
        if all(moment.utcoffset() == moment.astimezone(stockholm).utcoffset() for moment in moments):
            return STOCKHOLM
        offsets = {moment.utcoffset() for moment in moments}
        if offsets == {timedelta()}:
            return STOCKHOLM  # UTC names moments, not a place
        hours, odd = divmod(offsets.pop() or timedelta(), timedelta(hours=1))
        if offsets or odd or not -12 <= hours <= 14:
            return "UTC"
        return f"Etc/GMT{-hours:+d}"  # the sign of these names is the other way round


def written_moment(moment_s: int, zone: ZoneInfo) -> str:
    """`2027-02-01T07:00:00+01:00`."""
    return datetime.fromtimestamp(moment_s, UTC).astimezone(zone).isoformat()


def written_duration(seconds: int) -> str:
    """`PT1H15M`, `PT0S`; hours are not gathered into days."""
    minutes, rest_s = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest_s, "S")) if n)
    return f"{'-' if seconds < 0 else ''}PT{parts or '0S'}"

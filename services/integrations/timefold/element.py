"""One JSON object of a file, read field by field: every wrong type is noted where it stands, none is raised."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from services.integrations.timefold.times import Clock, Unreadable
from services.problem.report import Report
from services.words import Text

LONGEST_ID = 200
FAR_OFF = 1e6
"""Degrees no slip of the pen reaches; keeps absurd numbers out of the arithmetic."""

OBJECT = Text(sv="ett objekt {…}", en="an object {…}")
LIST = Text(sv="en lista […]", en="a list […]")
TEXT = Text(sv="text inom citattecken", en="text in quotes")
NUMBER = Text(sv="ett heltal", en="a whole number")
FLAG = Text(sv="true eller false", en="true or false")
POSITION = Text(sv="[latitud, longitud], två tal", en="[latitude, longitude], two numbers")


class Element:
    """An object and where it stands; `is_broken` once anything required or wrongly typed was met.

    A getter gives None (or an empty list) for an absent field; when the field is required or wrong it also notes
    the fault. `null` counts as absent.
    """

    __slots__ = ("_name", "_parent", "clock", "is_broken", "raw", "report")

    def __init__(
        self, raw: dict[str, object], name: str, report: Report, clock: Clock, parent: Element | None = None
    ) -> None:
        self.raw = raw
        self.report = report
        self.clock = clock
        self.is_broken = False
        self._name = name
        self._parent = parent

    @property
    def where(self) -> str:
        """`visit V1, window 2`."""
        above = self._parent.where if self._parent else ""
        return f"{above}, {self._name}" if above else self._name

    def fault(self, code: str, field: str = "", value: object = "", **words: object) -> None:
        """Notes an error of this element; what contains it is broken too."""
        self.report.add(code, self.where, field, value, **words)
        broken: Element | None = self
        while broken is not None:
            broken.is_broken = True
            broken = broken._parent

    def identity(self, kind: str) -> str | None:
        """The element's id; from now on it is known by it."""
        name = self.name("id", is_required=True)
        if name is not None:
            self._name = f"{kind} {name}"
        return name

    def name(self, field: str, *, is_required: bool = False) -> str | None:
        """An id, of this or of another element."""
        value = self._present(field, is_required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault("FSR-011", field, value, wanted=TEXT)
            return None
        if not is_name(value):
            self.fault("FSR-012", field, value)
            return None
        return value

    def words(self, field: str) -> str:
        """Free text, never shown in a report; empty when absent."""
        value = self.raw.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault("FSR-011", field, wanted=TEXT)
            return ""
        return value if value.isprintable() else "".join(sign if sign.isprintable() else " " for sign in value)

    def names(self, field: str) -> tuple[str, ...]:
        """A list of ids, doubles dropped."""
        found: dict[str, None] = {}
        for value in self._list(field):
            if not isinstance(value, str):
                self.fault("FSR-011", field, value, wanted=TEXT)
            elif not is_name(value):
                self.fault("FSR-012", field, value)
            else:
                found[value] = None
        return tuple(found)

    def moment(self, field: str, *, is_required: bool = False) -> int | None:
        """A time, seconds since the epoch."""
        value = self._present(field, is_required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault("FSR-011", field, value, wanted=TEXT)
            return None
        try:
            return self.clock.moment_s(value)
        except Unreadable as unreadable:
            self.fault(unreadable.code, field, value)
            return None

    def duration(self, field: str, *, is_required: bool = False) -> int | None:
        """A duration, seconds."""
        value = self._present(field, is_required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault("FSR-011", field, value, wanted=TEXT)
            return None
        try:
            return self.clock.duration_s(value)
        except Unreadable as unreadable:
            self.fault(unreadable.code, field, value)
            return None

    def position(self, field: str, *, is_required: bool = False) -> tuple[float, float] | None:
        """`[lat, lon]`; only that they are finite numbers is checked here."""
        value = self._present(field, is_required)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2 or not all(type(part) in (int, float) for part in value):
            self.fault("FSR-011", field, value, wanted=POSITION)
            return None
        if not all(-FAR_OFF < part < FAR_OFF for part in value):  # also false for NaN
            is_number = all(type(part) is int or isfinite(part) for part in value)
            self.fault("PROB-060" if is_number else "FSR-013", field, value)
            return None
        return float(value[0]), float(value[1])

    def whole(self, field: str, absent: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`; `absent` when there is none."""
        value = self.raw.get(field)
        if value is None:
            return absent
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.fault("FSR-011", field, value, wanted=NUMBER)
        elif isinstance(value, float) and not isfinite(value):
            self.fault("FSR-013", field, value)
        elif value != int(value):
            self.fault("FSR-011", field, value, wanted=NUMBER)
        elif not least <= value <= most:
            self.fault("FSR-014", field, value, least=least, most=most)
        else:
            return int(value)
        return absent

    def flag(self, field: str) -> bool:
        """True or false; false when absent."""
        value = self.raw.get(field)
        if value is not None and not isinstance(value, bool):
            self.fault("FSR-011", field, value, wanted=FLAG)
        return value is True

    def part(self, field: str) -> Element | None:
        """One object inside this one."""
        value = self.raw.get(field)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault("FSR-011", field, value, wanted=OBJECT)
            return None
        return Element(value, field, self.report, self.clock, self)

    def parts(self, field: str, kind: str, *, is_required: bool = False) -> Iterator[Element]:
        """The objects of a list; one that is no object is noted and left out."""
        for number, value in enumerate(self._list(field, is_required), start=1):
            if isinstance(value, dict):
                yield Element(value, f"{kind} {number}", self.report, self.clock, self)
            else:
                self.fault("FSR-011", f"{field}[{number}]", value, wanted=OBJECT)

    def _list(self, field: str, is_required: bool = False) -> list[object]:
        value = self._present(field, is_required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("FSR-011", field, value, wanted=LIST)
            return []
        return value

    def _present(self, field: str, is_required: bool) -> object:
        value = self.raw.get(field)
        if value is None and is_required:
            self.fault("FSR-010", field)
        return value


def is_name(text: str) -> bool:
    """Whether a text can be an id: something short that can be printed."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable() and not text.isspace()

"""What the parts of a reader share: the clock, the places, the clients, the report and the counts of unused fields."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from services.integrations.timefold.element import Element
from services.integrations.timefold.places import ClientBook, PlaceBook
from services.integrations.timefold.times import Clock
from services.problem.report import Report


@dataclass(slots=True)
class Reading:
    """One reading of one file."""

    report: Report
    clock: Clock
    clients: ClientBook
    places: PlaceBook = field(default_factory=PlaceBook)
    unused: dict[str, list[str]] = field(default_factory=dict)

    def note_unused(self, element: Element, fields: AbstractSet[str]) -> None:
        """Remembers that `element` says something planning does not use."""
        for name in fields & element.raw.keys():
            if element.raw[name] not in (None, [], {}):
                self.unused.setdefault(name, []).append(element.where)

    def report_unused(self) -> None:
        """One warning per unused field, at the first element that has it."""
        for name in sorted(self.unused):
            wheres = self.unused[name]
            self.report.add("FSR-050", wheres[0], name, count=len(wheres))

"""What can happen during the day, as values that can be kept: ids and moments only, in epoch seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeAlias

from services.problem import Shift


@dataclass(frozen=True, slots=True)
class Sick:
    """A carer works no more from `from_s` on; a visit begun before is still finished.

    She is back for shifts that begin at `until_s` or later; None: not before the plan ends.
    """

    kind: ClassVar[str] = "sick"
    carer_id: str
    from_s: int
    until_s: int | None = None

    def __post_init__(self) -> None:
        if self.until_s is not None and self.until_s < self.from_s:
            raise ValueError("Expected until_s >= from_s.")

    def misses(self, shift: Shift) -> bool:
        """Whether she cannot work the shift to its end."""
        is_back = self.until_s is not None and shift.start_s >= self.until_s
        return shift.carer_id == self.carer_id and shift.end_s > self.from_s and not is_back


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A visit that has not begun will not be made."""

    kind: ClassVar[str] = "cancelled"
    visit_id: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """One more visit to a client, of the highest priority, to start between two moments; `visit_id` is its new id."""

    kind: ClassVar[str] = "urgent"
    visit_id: str
    client_id: str
    place_id: str
    duration_s: int
    from_s: int
    until_s: int

    def __post_init__(self) -> None:
        if self.duration_s <= 0 or self.until_s < self.from_s:
            raise ValueError("Expected duration_s > 0 and until_s >= from_s.")


@dataclass(frozen=True, slots=True)
class Late:
    """A planned visit starts at `start_s` instead and lasts `duration_s`; whoever starts with it waits along."""

    kind: ClassVar[str] = "late"
    visit_id: str
    start_s: int
    duration_s: int

    def __post_init__(self) -> None:
        if self.duration_s <= 0:
            raise ValueError("Expected duration_s > 0.")


Event: TypeAlias = Sick | Cancelled | Urgent | Late
KINDS: dict[str, type[Sick] | type[Cancelled] | type[Urgent] | type[Late]] = {
    kind.kind: kind for kind in (Sick, Cancelled, Urgent, Late)
}


def event_to_json(event: Event) -> dict[str, Any]:
    """As kept with a proposal."""
    return {"kind": event.kind, **asdict(event)}


def event_from_json(document: Mapping[str, Any]) -> Event:
    """The event of a document."""
    held = dict(document)
    return KINDS[held.pop("kind")](**held)

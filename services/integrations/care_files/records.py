"""What a care system's file says, whichever layout it came in; `ref`s are the care system's own ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from services.problem import Issue, Severity
from services.recurrence import Frequency


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives or an office is; sensitive, never in a log or a problem."""

    street: str
    postcode: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def written(self) -> str:
        """One line, by which a side file of positions names it."""
        return ", ".join(part for part in (self.street, " ".join((self.postcode, self.city)).strip()) if part)


@dataclass(frozen=True, slots=True)
class FileClient:
    """A client; `contact` is the name of the permanent care contact."""

    ref: str
    address: Address | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """A start may lie from `earliest` to `latest`; the visit is over by `end`. Wall-clock times of one day."""

    earliest: time
    latest: time
    end: time


@dataclass(frozen=True, slots=True)
class FileNeed:
    """A visit that comes back. `start` is the wished start, `priority` 1 (highest) … 10, `note` free text."""

    ref: str
    client_ref: str
    service: str
    duration_min: int
    start: time
    hours: Hours
    rule: Frequency
    begins: date
    ends: date | None = None
    priority: int = 10
    group_ref: str = ""
    slinga: str = ""
    is_dormant: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileVisit:
    """A dated visit; with `last_day` after `day` it may be made on any day between. `hours` hold on each of them."""

    ref: str
    client_ref: str
    service: str
    duration_min: int
    day: date
    last_day: date
    hours: Hours
    start: time
    need_ref: str = ""
    group_ref: str = ""
    priority: int = 10
    slinga: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileShift:
    """A kind of shift, named as the route; the break is `break_min` long and lies inside its hours."""

    name: str
    kind: str
    start: time
    end: time
    break_min: int = 0
    break_from: time | None = None
    break_to: time | None = None


@dataclass(frozen=True, slots=True)
class FilePlanned:
    """A visit as it was planned, and perhaps performed, with its carer."""

    ref: str
    day: date
    client_ref: str
    carer_ref: str
    start: datetime
    end: datetime
    service: str
    group_ref: str = ""
    priority: int = 10
    performed_min: int | None = None


@dataclass
class CareFile:
    """Everything good in a file, every problem, and how many rows it had; `rejected` are the rows left out.

    `unread` are the ids of planned visits among those, "" where not even an id can be read.
    """

    clients: dict[str, FileClient] = field(default_factory=dict)
    needs: list[FileNeed] = field(default_factory=list)
    visits: list[FileVisit] = field(default_factory=list)
    shifts: dict[str, FileShift] = field(default_factory=dict)
    planned: list[FilePlanned] = field(default_factory=list)
    office: Address | None = None
    rows: int = 0
    rejected: set[int] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    issues: tuple[Issue, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing forbids taking the whole file in."""
        return not any(issue.severity is Severity.ERROR for issue in self.issues)

"""Why a shift cannot be made, or what is wrong with working times: what, whom, which day, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.problem import Severity
from services.words import Text

ABSENT, OVERLAP, INACTIVE, IN_REPAIR, DOUBLE_BOOKED, CHANGED = (
    "ROTA-001",
    "ROTA-002",
    "ROTA-003",
    "ROTA-004",
    "ROTA-005",
    "ROTA-006",
)
SHORT_REST, LONG_WEEK, MANY_WEEKENDS, OVER_CONTRACT = "ROTA-010", "ROTA-011", "ROTA-012", "ROTA-013"
UNAVAILABLE = "ROTA-014"

_WORDS: dict[str, tuple[Severity, Text, Text]] = {
    ABSENT: (
        Severity.ERROR,
        Text(sv="Medarbetaren är frånvarande.", en="The carer is absent."),
        Text(
            sv="Ge passet till någon annan eller ändra frånvaron.",
            en="Give the shift to somebody else or change the absence.",
        ),
    ),
    OVERLAP: (
        Severity.ERROR,
        Text(sv="Medarbetaren har redan ett pass vid samma tid.", en="The carer already has a shift at the same time."),
        Text(sv="Ta bort det ena eller ändra mönstret.", en="Remove one of them or change the pattern."),
    ),
    INACTIVE: (
        Severity.ERROR,
        Text(sv="Medarbetaren är inte aktiv.", en="The carer is not active."),
        Text(sv="Avsluta mönstret eller aktivera medarbetaren.", en="End the pattern or activate the carer."),
    ),
    IN_REPAIR: (
        Severity.ERROR,
        Text(sv="Fordonet är på service eller ur bruk.", en="The vehicle is in maintenance or out of use."),
        Text(sv="Välj ett ledigt fordon.", en="Choose a free vehicle."),
    ),
    DOUBLE_BOOKED: (
        Severity.ERROR,
        Text(sv="Fordonet är redan bokat vid den tiden.", en="The vehicle is already booked at that time."),
        Text(sv="Välj ett ledigt fordon.", en="Choose a free vehicle."),
    ),
    CHANGED: (
        Severity.WARNING,
        Text(sv="Passet är ändrat för hand och behålls.", en="The shift was changed by hand and is kept."),
        Text(sv="Ta bort det först om mönstret ska gälla.", en="Remove it first if the pattern is to hold."),
    ),
    UNAVAILABLE: (
        Severity.WARNING,
        Text(
            sv="Medarbetaren har sagt att hen inte kan arbeta då.", en="The carer has said not to be able to work then."
        ),
        Text(
            sv="Ge passet till någon annan, eller ändra tillgängligheten.",
            en="Give the shift to somebody else, or change the availability.",
        ),
    ),
    SHORT_REST: (
        Severity.WARNING,
        Text(
            sv="Dygnsvilan mellan {before} och {after} är {hours} h, kortare än {least} h.",
            en="The daily rest between {before} and {after} is {hours} h, shorter than {least} h.",
        ),
        Text(sv="Flytta det ena passet.", en="Move one of the shifts."),
    ),
    LONG_WEEK: (
        Severity.WARNING,
        Text(
            sv="Vecka {week} ({days}) har {hours} arbetade timmar, mer än {most}.",
            en="Week {week} ({days}) has {hours} working hours, more than {most}.",
        ),
        Text(sv="Ge bort ett pass.", en="Give a shift away."),
    ),
    MANY_WEEKENDS: (
        Severity.WARNING,
        Text(
            sv="Medarbetaren arbetar {count} helger i rad: {days}.",
            en="The carer works {count} weekends in a row: {days}.",
        ),
        Text(sv="Byt en helg med någon annan.", en="Swap a weekend with somebody else."),
    ),
    OVER_CONTRACT: (
        Severity.WARNING,
        Text(
            sv="Perioden har {hours} h, avtalet säger {most} h.",
            en="The period has {hours} h, the contract says {most} h.",
        ),
        Text(sv="Fördela om pass eller räkna med mertid.", en="Share shifts out anew or expect extra hours."),
    ),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One finding of the rota."""

    code: str
    employee_id: UUID
    day: date
    cause: Text
    vehicle_id: UUID | None = None

    @property
    def severity(self) -> Severity:
        """Whether it stops the shift."""
        return _WORDS[self.code][0]

    @property
    def action(self) -> Text:
        """How to mend it."""
        return _WORDS[self.code][2]


def conflict(code: str, employee_id: UUID, day: date, vehicle_id: UUID | None = None, **words: object) -> Conflict:
    """The finding in words."""
    return Conflict(code, employee_id, day, _WORDS[code][1].fill(**words), vehicle_id)

"""What the difference between two plans is worth: five parts, each a measured difference times an assumed price."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.kpi.assumptions import Assumptions
from services.trial.measuring import Measured
from services.words import Text

FORTNIGHT_DAYS, YEAR_DAYS = 14, 365


class Part(StrEnum):
    """Where money comes from or goes."""

    TRAVEL = "travel"
    WAITING = "waiting"
    OVERTIME = "overtime"
    DRIVING = "driving"
    CARE = "care"


TITLES = {
    Part.TRAVEL: Text(sv="Restid", en="Travel time"),
    Part.WAITING: Text(sv="Väntan", en="Waiting"),
    Part.OVERTIME: Text(sv="Övertidstillägg", en="Overtime supplement"),
    Part.DRIVING: Text(sv="Kilometer med bil", en="Kilometres by car"),
    Part.CARE: Text(sv="Mer eller mindre vård", en="More or less care"),
}
FORMULAS = {
    Part.TRAVEL: Text(sv="timmar färre på väg × timlön med påslag", en="fewer hours on the way × wage with overhead"),
    Part.WAITING: Text(sv="timmar mindre väntan × timlön med påslag", en="fewer hours waiting × wage with overhead"),
    Part.OVERTIME: Text(
        sv="övertidstimmar färre × tillägget × timlön med påslag",
        en="fewer hours of overtime × supplement × wage with overhead",
    ),
    Part.DRIVING: Text(sv="kilometer färre med bil × kilometerkostnad", en="fewer kilometres by car × cost of each"),
    Part.CARE: Text(
        sv="ersättning för fler besök − lön för deras tid", en="reimbursement of more visits − wages for their time"
    ),
}


@dataclass(frozen=True, slots=True)
class Worth:
    """SEK over `days` days by part; positive where the optimised plan is better."""

    parts: dict[Part, float]
    days: int

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return sum(self.parts.values())

    def per(self, days: int) -> Worth:
        """If all days were like these."""
        return Worth({part: sek * days / self.days for part, sek in self.parts.items()}, days)


def worth(by_hand: Measured, optimised: Measured, prices: Assumptions, days: int) -> Worth:
    """What is gained by the optimised plan over the days both cover.

    An hour has the assumed wage whoever works it, so that the sum can be followed on paper; what the payroll of the two
    plans would be, with each carer's own wage, is the figure `staff_cost` beside it.
    """
    more_care_h, more_visits = optimised.care_h - by_hand.care_h, optimised.visits - by_hand.visits
    return Worth(
        {
            Part.TRAVEL: (by_hand.travel_h - optimised.travel_h) * prices.hour_sek,
            Part.WAITING: (by_hand.waiting_h - optimised.waiting_h) * prices.hour_sek,
            Part.OVERTIME: (by_hand.overtime_extra_h - optimised.overtime_extra_h) * prices.hour_sek,
            Part.DRIVING: (by_hand.driven_km - optimised.driven_km) * prices.km_sek,
            Part.CARE: more_care_h * (prices.reimbursement_hour_sek - prices.hour_sek)
            + more_visits * prices.reimbursement_visit_sek,
        },
        days,
    )

"""What nobody can read out of a plan: prices, emissions and tolerances, as an organisation assumes them.

The defaults are ordinary Swedish figures; where each comes from, and from which year, stands in services.assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.problem.travel import Mode


class PaidTime(StrEnum):
    """Which time of a used shift is paid; supplements for evenings and weekends follow the paid time."""

    SHIFT = "A"
    VISITS = "B"
    VISITS_AND_TRAVEL = "C"
    UNTIL_LAST_VISIT = "D"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Prices in SEK, emissions in kilogrammes per kilometre, tolerances in minutes.

    Attributes
    ----------
    wage_sek
        a paid hour of a carer who has no rate of her own.
    overhead_percent
        what an employer pays on top of every wage.
    reimbursement_hour_sek, reimbursement_visit_sek
        what an hour with a client brings in, and what each visit does beside it.
    km_sek
        a kilometre by car.
    tolerance_min
        how far outside its window a visit may begin and still be on time.
    moved_min
        a start that moves by more than this is another time to the client.
    length_min
        how much longer or shorter than planned a visit may be and still count as kept.
    paid_time, pays_breaks
        the payment model; `pays_breaks` None: each break as its shift says.
    """

    wage_sek: float = 198.0
    overhead_percent: float = 31.42
    reimbursement_hour_sek: float = 377.0
    reimbursement_visit_sek: float = 0.0
    km_sek: float = 2.5
    co2_car_kg: float = 0.15
    co2_public_kg: float = 0.03
    co2_bike_kg: float = 0.0
    tolerance_min: float = 15.0
    moved_min: float = 30.0
    length_min: float = 5.0
    paid_time: PaidTime = PaidTime.SHIFT
    pays_breaks: bool | None = None

    @property
    def with_overhead(self) -> float:
        """What a krona of wage costs."""
        return 1 + self.overhead_percent / 100

    @property
    def hour_sek(self) -> float:
        """What an assumed hour costs, overhead and all."""
        return self.wage_sek * self.with_overhead

    @property
    def tolerance_s(self) -> int:
        """The tolerance in whole seconds."""
        return round(60 * self.tolerance_min)

    @property
    def moved_s(self) -> int:
        """What counts as moved, in whole seconds."""
        return round(60 * self.moved_min)

    @property
    def length_s(self) -> int:
        """How much a visit's length may differ, in whole seconds."""
        return round(60 * self.length_min)

    def co2_kg(self, mode: Mode) -> float:
        """What a kilometre gives off; whoever walks gives off nothing."""
        by_mode = {Mode.CAR: self.co2_car_kg, Mode.PUBLIC: self.co2_public_kg, Mode.BIKE: self.co2_bike_kg}
        return by_mode.get(mode, 0.0)


USUAL = Assumptions()
"""Until an organisation sets its own."""

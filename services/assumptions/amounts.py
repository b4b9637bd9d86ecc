"""Every assumption in words: what it is, between what it may lie, and where the product's own figure comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kpi.assumptions import Assumptions, PaidTime
from services.problem import Issue, Severity
from services.words import Language, Text, number

PER_HOUR, PER_VISIT = Text(sv="kr/h", en="SEK/h"), Text(sv="kr/besök", en="SEK/visit")
PER_KM, KG_PER_KM = Text(sv="kr/km", en="SEK/km"), Text(sv="kg/km", en="kg/km")
PER_CENT, MINUTES = Text(sv="%", en="%"), Text(sv="min", en="min")
_OURS = Text(sv="Caires uppskattning", en="Caire's estimate")
_CAUSE = Text(sv="{title} ska ligga mellan {low} och {high} {unit}.", en="{title} must be {low} to {high} {unit}.")
_MEND = Text(sv="Skriv ett tal inom gränserna.", en="Write a number within the limits.")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of `Assumptions`: its field, its words, its limits, and the source of the default with its year."""

    name: str
    title: Text
    unit: Text
    low: float
    high: float
    step: float
    decimals: int
    source: Text
    year: str

    def written(self, value: float, language: Language) -> str:
        """`198 kr/h`."""
        return f"{number(value, language, self.decimals)} {self.unit(language)}"


AMOUNTS: tuple[Amount, ...] = (
    Amount(
        "wage_sek", Text(sv="Timlön", en="Hourly wage"), PER_HOUR, 100, 1000, 1, 0,
        Text(sv="SCB, undersköterskor i hemtjänst: 32 600 kr/månad ÷ 165 h",
             en="Statistics Sweden, assistant nurses: SEK 32,600 a month ÷ 165 h"), "2024",
    ),
    Amount(
        "overhead_percent", Text(sv="Påslag på lön", en="Overhead on wages"), PER_CENT, 0, 150, 1, 2,
        Text(sv="Skatteverket, arbetsgivaravgift; lägg till avtalspension och semester",
             en="Swedish Tax Agency, employer's fee; add pension and holidays"), "2025",
    ),
    Amount(
        "reimbursement_hour_sek", Text(sv="Ersättning per timme", en="Reimbursement per hour"), PER_HOUR, 0, 3000, 1, 0,
        Text(sv="Kommunala taxor, utförd timme", en="Municipal tariffs, performed hour"), "2016–2021",
    ),
    Amount(
        "reimbursement_visit_sek", Text(sv="Ersättning per besök", en="Reimbursement per visit"), PER_VISIT, 0, 3000, 1,
        0, Text(sv="De flesta kommuner ersätter bara timmar", en="Most municipalities reimburse hours only"), "2021",
    ),
    Amount(
        "km_sek", Text(sv="Kilometer med bil", en="Kilometre by car"), PER_KM, 0, 50, 0.1, 2,
        Text(sv="Skatteverket, skattefri milersättning 25 kr/mil",
             en="Swedish Tax Agency, tax-free mileage SEK 25 per 10 km"), "2025",
    ),
    Amount(
        "co2_car_kg", Text(sv="Utsläpp, bil", en="Emissions, car"), KG_PER_KM, 0, 2, 0.01, 3,
        Text(sv="SCB, personbilar i trafik 0,13–0,14; uppåt avrundat för korta körningar",
             en="Statistics Sweden, cars in use 0.13–0.14; rounded up for short trips"), "2022",
    ),
    Amount(
        "co2_public_kg", Text(sv="Utsläpp, kollektivtrafik", en="Emissions, public transport"), KG_PER_KM, 0, 2, 0.01,
        3, _OURS, "2024",
    ),
    Amount("co2_bike_kg", Text(sv="Utsläpp, cykel", en="Emissions, bicycle"), KG_PER_KM, 0, 2, 0.01, 3, _OURS, "2024"),
    Amount(
        "tolerance_min", Text(sv="I tid inom ±", en="On time within ±"), MINUTES, 0, 120, 1, 0,
        Text(sv="Vanlig gräns i hemtjänstens avtal, Caires antagande",
             en="A usual limit in home care, Caire's assumption"), "2024",
    ),
    Amount(
        "moved_min", Text(sv="Flyttat besök: mer än", en="Moved visit: more than"), MINUTES, 0, 240, 5, 0, _OURS,
        "2024",
    ),
    Amount(
        "length_min", Text(sv="Planerad längd hållen inom ±", en="Planned length kept within ±"), MINUTES, 0, 120, 1, 0,
        _OURS, "2024",
    ),
)  # fmt: skip
TOLERANCES = ("tolerance_min", "moved_min", "length_min")
"""Those that say how far something may differ, beside those that are prices and emissions."""
WORTH: tuple[Amount, ...] = tuple(amount for amount in AMOUNTS if amount.name not in ("moved_min", "length_min"))
"""Those that what a plan is worth can hang on."""
BY_NAME: dict[str, Amount] = {amount.name: amount for amount in AMOUNTS}


@dataclass(frozen=True)
class Choice:
    """An assumption that is one of a few."""

    name: str
    title: Text
    options: Mapping[Any, Text]


CHOICES: tuple[Choice, ...] = (
    Choice("paid_time", Text(sv="Betald tid", en="Paid time"), {
        PaidTime.SHIFT: Text(sv="A · Hela passet", en="A · The whole shift"),
        PaidTime.VISITS: Text(sv="B · Bara besöken", en="B · Visits only"),
        PaidTime.VISITS_AND_TRAVEL: Text(sv="C · Besök och resor", en="C · Visits and travel"),
        PaidTime.UNTIL_LAST_VISIT: Text(sv="D · Till sista besöket", en="D · Until the last visit"),
    }),
    Choice("pays_breaks", Text(sv="Raster", en="Breaks"), {
        None: Text(sv="Som passet säger", en="As the shift says"),
        True: Text(sv="Betalda", en="Paid"),
        False: Text(sv="Obetalda", en="Unpaid"),
    }),
)  # fmt: skip


def faults(assumptions: Assumptions) -> tuple[Issue, ...]:
    """Every amount outside its limits."""
    found = []
    for amount in AMOUNTS:
        value = getattr(assumptions, amount.name)
        if not (math.isfinite(value) and amount.low <= value <= amount.high):
            limits = {"low": f"{amount.low:g}", "high": f"{amount.high:g}"}
            cause = _CAUSE.fill(title=amount.title, unit=amount.unit, **limits)
            found.append(Issue(Severity.ERROR, "ASSUME-001", amount.name, amount.name, f"{value:g}", cause, _MEND))
    return tuple(found)

"""What is done at a visit: how long it takes, when in the day it lies, how exactly, and how much it matters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """One kind of visit.

    `mean_min` and `sd_min` of its length; wished starts between `first_min` and `last_min` past midnight; with
    `is_any_time` it may start whenever somebody works that day.
    """

    title: str
    mean_min: int
    sd_min: int
    first_min: int
    last_min: int
    priority: int
    is_any_time: bool = False


MORNING = Service("Morgonhjälp", 32, 12, 7 * 60, 9 * 60 + 55, 3)
MEDICINE = Service("Läkemedel", 10, 3, 7 * 60 + 30, 9 * 60 + 30, 1)
LUNCH = Service("Lunch", 24, 7, 11 * 60 + 15, 13 * 60 + 30, 4)
CHECK = Service("Tillsyn", 12, 4, 13 * 60 + 30, 16 * 60, 5)
DINNER = Service("Middag", 18, 5, 16 * 60, 18 * 60, 4)
EVENING = Service("Kvällshjälp", 28, 9, 18 * 60 + 45, 21 * 60 + 30, 3)
SHOWER = Service("Dusch", 45, 10, 8 * 60 + 30, 11 * 60, 6)
CLEANING = Service("Städning", 75, 20, 8 * 60, 16 * 60, 9, is_any_time=True)
SHOPPING = Service("Inköp", 50, 12, 8 * 60, 16 * 60, 7, is_any_time=True)
LAUNDRY = Service("Tvätt", 40, 10, 8 * 60, 16 * 60, 8, is_any_time=True)
COMPANY = Service("Promenad och samvaro", 60, 15, 8 * 60, 16 * 60, 10, is_any_time=True)
ESCORT = Service("Ledsagning", 60, 10, 9 * 60, 14 * 60, 2)

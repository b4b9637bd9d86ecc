"""Delegated tasks: who among the clients needs them, and who among the staff may do them until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.demo.dice import Dice

MEDICINES, INSULIN, STOMA, WOUND, TUBE = "läkemedel", "insulin", "stomi", "sår", "sond"
SKILL_SHARES = {MEDICINES: 0.75, INSULIN: 0.40, STOMA: 0.20, WOUND: 0.20, TUBE: 0.10}
"""Share of the staff with each delegation."""

NEED_SHARES = {MEDICINES: 0.35, INSULIN: 0.08, STOMA: 0.03, WOUND: 0.06}
"""Share of the clients who need each."""

EXPIRING_SHARE = 0.03
VALID_DAYS = 365


@dataclass(frozen=True, slots=True)
class Delegation:
    """A task an employee may do from one day to another, both included."""

    skill: str
    valid_from: date
    valid_to: date

    def is_valid(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.valid_from <= day <= self.valid_to


def delegation(dice: Dice, skill: str, first_day: date, days: int) -> Delegation:
    """Valid for a year that ends in the coming twelve months, for a few of them in the plan itself."""
    left = dice.whole(0, days - 1) if dice.chance(EXPIRING_SHARE) else dice.whole(days, VALID_DAYS)
    valid_to = first_day + timedelta(days=left)
    return Delegation(skill, valid_to - timedelta(days=VALID_DAYS), valid_to)


def deal_delegations(
    dice: Dice, is_assistant_nurse: list[bool], first_day: date, days: int
) -> list[tuple[Delegation, ...]]:
    """The delegations of each employee; assistant nurses get theirs first."""
    order = sorted(range(len(is_assistant_nurse)), key=lambda i: (not is_assistant_nurse[i] and dice.chance(0.7), i))
    held: list[list[Delegation]] = [[] for _ in order]
    for skill, share in SKILL_SHARES.items():
        number = max(2, round(share * len(order)))
        start = 0 if skill == MEDICINES else dice.whole(0, len(order) // 3)
        for i in range(number):
            held[order[(start + i) % len(order)]].append(delegation(dice, skill, first_day, days))
    return [tuple(each) for each in held]

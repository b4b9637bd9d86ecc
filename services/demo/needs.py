"""From a client's week to needs: lengths, wished times that follow one another, windows, skills and delays."""

from __future__ import annotations

from dataclasses import replace

from services.demo.agreed_times import AgreedTimes
from services.demo.dice import Dice
from services.demo.need import WORKING_DAYS, Need, Rhythm
from services.demo.profiles import DURATION_FACTOR, Profile, Traits, week_of
from services.demo.services import (
    CHECK,
    COMPANY,
    DINNER,
    ESCORT,
    EVENING,
    LUNCH,
    MEDICINE,
    MORNING,
    SHOWER,
    Service,
)
from services.demo.skills import INSULIN, MEDICINES, STOMA, WOUND

MEDICAL_SLACK_MIN = 15
PERSONAL_SLACKS_MIN = (30, 35, 40, 45)
LATEST_HOME_MIN = 21 * 60 + 15
"""Evening visits are over by then, so that the last carer is home when the shift ends."""

MEAL_DELAYS_MIN = (210, 180, 150, 120, 90)
"""Least times between the end of a meal and the next one, the longest that fits is agreed."""

ONCE_A_DAY_MIN = 35
"""Who is helped in the morning only is not left sooner."""

SHOWER_REST_H = 40
DAY_START_MIN = 7 * 60
_FED_BY = {LUNCH: MORNING, DINNER: LUNCH, EVENING: DINNER}


def needs_of(
    traits: Traits, skills: frozenset[str], has_wish: bool, times: AgreedTimes, dice: Dice
) -> tuple[Need, ...]:
    """The needs of one client; wished times of a day never overlap."""
    factor = DURATION_FACTOR[traits.profile] * max(0.7, dice.normal(0.96, 0.13))
    needs: list[Need] = []
    free_min = DAY_START_MIN
    checks = 0
    for service, rhythm in week_of(traits, dice):
        duration = max(5, 5 * round(max(4.0, dice.normal(service.mean_min, service.sd_min)) * factor / 5))
        if service is MORNING and traits.profile is Profile.MEDIUM and not traits.has_evening:
            duration = max(duration, ONCE_A_DAY_MIN)
        checks += service is CHECK
        first, last = _hours(service, checks, traits.has_second_check)
        drawn = times.agree(dice, first, last, duration)
        at = drawn if service.is_any_time else _between(free_min, drawn, service, duration)
        need = Need(len(needs), service, duration, at, _slack(service, skills, dice), rhythm)
        if service.is_any_time:
            needs.append(replace(need, slack_min=None, is_optional=service is COMPANY and dice.chance(0.3)))
            continue
        free_min = at + duration + 10
        needs.append(_asking(need, needs, traits, skills, has_wish))
        if rhythm == Rhythm():
            times.book(at, duration, needs[-1].carers)
    return tuple(needs)


def escort(number: int, dice: Dice) -> Need:
    """Company to an appointment at a fixed time, once."""
    rhythm = Rhythm((dice.pick(WORKING_DAYS),), every_weeks=2, week=dice.whole(0, 1))
    at = 15 * round(dice.triangular(ESCORT.first_min, ESCORT.last_min) / 15)
    return Need(number, ESCORT, 5 * round(dice.normal(ESCORT.mean_min, ESCORT.sd_min) / 5), at, 10, rhythm)


def _hours(service: Service, checks: int, has_two_checks: bool) -> tuple[int, int]:
    """When the service is wished; of two checks one is soon after lunch, one before dinner."""
    first, last = service.first_min, service.last_min
    if service is CHECK and has_two_checks:
        return (first + 15, first + 60) if checks == 1 else (last - 50, last)
    return first, last


def _between(free_min: int, drawn_min: int, service: Service, duration_min: int) -> int:
    """Not before what comes before is over, and in the evening over in time."""
    latest = LATEST_HOME_MIN - duration_min if service is EVENING else 24 * 60
    return min(max(drawn_min, 5 * -(-free_min // 5)), 5 * (latest // 5))


def _slack(service: Service, skills: frozenset[str], dice: Dice) -> int:
    is_medical = service is MEDICINE or (INSULIN in skills and service in {MORNING, EVENING})
    return MEDICAL_SLACK_MIN if is_medical else dice.pick(PERSONAL_SLACKS_MIN)


def _asking(need: Need, before: list[Need], traits: Traits, skills: frozenset[str], has_wish: bool) -> Need:
    """The need with its skills, carers, delay and wish."""
    service = need.service
    is_heavy = traits.profile is Profile.VERY_HIGH and traits.is_double_staffed
    asked = replace(
        need,
        skills=_skills(service, skills),
        carers=2 if is_heavy and service in {MORNING, EVENING, SHOWER} else 1,
        has_wish=has_wish and (need.slack_min or 0) > MEDICAL_SLACK_MIN,
        rest_h=SHOWER_REST_H if service is SHOWER else 0,
    )
    earlier = next((each for each in before if each.service is _FED_BY.get(service)), None)
    if earlier is None:
        return asked
    gap_min = need.at_min - earlier.at_min - earlier.duration_min
    delay = next((each for each in MEAL_DELAYS_MIN if each + 10 <= gap_min), None)
    return asked if delay is None else replace(asked, after=earlier.number, delay_min=delay)


def _skills(service: Service, skills: frozenset[str]) -> tuple[str, ...]:
    asked = set()
    if MEDICINES in skills and service in {MEDICINE, MORNING, EVENING}:
        asked.add(MEDICINES)
    if INSULIN in skills and service in {MORNING, EVENING}:
        asked.add(INSULIN)
    if STOMA in skills and service is MORNING:
        asked.add(STOMA)
    if WOUND in skills and service is SHOWER:
        asked.add(WOUND)
    return tuple(sorted(asked))

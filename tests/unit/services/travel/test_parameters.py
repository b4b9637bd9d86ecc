"""The built-in model as an organisation sets it: long ways are faster, winter slows, nonsense is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.problem import Mode
from services.problem.travel import ORGANISATION_MODELS, seconds_and_metres
from services.travel.parameters import ModeParameters, Parameters, Winter, faults, from_json, to_json, usual
from services.words import Language

SUMMER, WINTER_DAY = date(2027, 7, 1), date(2027, 1, 15)
TOWN_CAR = ModeParameters(stop_s=120, detour=1.4, near_kmh=24, mid_kmh=31, far_kmh=39)


def test_an_organisation_that_set_nothing_travels_as_before() -> None:
    assert Parameters().models(SUMMER) == ORGANISATION_MODELS
    assert Parameters().models(WINTER_DAY) == ORGANISATION_MODELS
    assert to_json(Parameters({Mode.CAR: usual(Mode.CAR)})) == {}


def test_what_is_kept_is_read_back() -> None:
    own = Parameters({Mode.CAR: TOWN_CAR}, Winter(1.15))
    assert from_json(to_json(own)) == own


def test_long_ways_are_faster_than_short_ones() -> None:
    seconds, metres = seconds_and_metres(TOWN_CAR.model(), np.array([500.0, 3_000.0, 9_000.0]))
    assert seconds.tolist() == [225, 655, 1497]
    assert metres.tolist() == [700, 4200, 12600]


def test_winter_slows_the_way_and_not_the_stop() -> None:
    own = Parameters({Mode.CAR: TOWN_CAR}, Winter(1.2))
    (summer,), _ = seconds_and_metres(own.models(SUMMER)[Mode.CAR], np.array([500.0]))
    (winter,), _ = seconds_and_metres(own.models(WINTER_DAY)[Mode.CAR], np.array([500.0]))
    assert (summer, winter) == (225, 246)


@pytest.mark.parametrize(
    ("month", "is_winter"), [(10, False), (11, True), (12, True), (1, True), (3, True), (4, False)]
)
def test_winter_goes_over_the_new_year(month: int, is_winter: bool) -> None:
    assert Winter(1.2).holds(date(2027, month, 5)) is is_winter


@given(
    st.builds(
        ModeParameters, stop_s=st.floats(0, 1800), detour=st.floats(1, 4), near_kmh=st.floats(1, 130),
        mid_kmh=st.floats(1, 130), far_kmh=st.floats(1, 130), mid_from_m=st.floats(100, 4_000),
        far_from_m=st.floats(4_001, 100_000), factor=st.floats(0.3, 3),
    ),
    st.lists(st.floats(1, 200_000), min_size=2, max_size=30).map(sorted),
)  # fmt: skip
def test_no_way_takes_longer_than_one_that_is_farther(own: ModeParameters, metres: list[float]) -> None:
    assert faults(Parameters({Mode.CAR: own})) == ()
    seconds, _ = seconds_and_metres(own.model(), np.array(metres))
    assert (np.diff(seconds) >= 0).all()


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (replace(TOWN_CAR, stop_s=-1), "stop_s"),
        (replace(TOWN_CAR, detour=0.9), "detour"),
        (replace(TOWN_CAR, near_kmh=0), "near_kmh"),
        (replace(TOWN_CAR, far_kmh=float("nan")), "far_kmh"),
        (replace(TOWN_CAR, mid_from_m=6_000), "far_from_m"),
        (replace(TOWN_CAR, factor=9), "factor"),
    ],
)
def test_nonsense_is_named_in_both_languages(own: ModeParameters, field: str) -> None:
    (fault,) = faults(Parameters({Mode.BIKE: own}))
    assert (fault.where, fault.field, fault.code) == ("BIKE", field, "TRAVEL-001")
    assert fault.cause(Language.SV) != fault.cause(Language.EN)


def test_a_winter_that_speeds_up_is_no_winter() -> None:
    assert [fault.field for fault in faults(Parameters(winter=Winter(0.5, 0, 13)))] == [
        "factor", "first_month", "last_month",
    ]  # fmt: skip

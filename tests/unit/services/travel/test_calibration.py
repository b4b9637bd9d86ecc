"""What measured ways say: the factor, how sure it is, and parameters by which the model agrees with it."""

from __future__ import annotations

import numpy as np
import pytest

from services.problem import Mode
from services.problem.travel import ORGANISATION_MODELS, seconds_and_metres
from services.travel.calibration import LEAST, Trip, corrected, grouped, measured, plausible
from services.travel.parameters import Parameters


def trips(factor: float, count: int = 400, noise: float = 0.25, mode: Mode = Mode.CAR) -> list[Trip]:
    """Ways of 3–20 minutes that took `factor` times as long, every other one more and every other one less."""
    predicted = np.repeat(np.random.default_rng(7).integers(180, 1200, count // 2 + 1), 2)[:count]
    return [
        Trip(mode, 7 + i % 10, int(4 * each), int(each), round(float(each * factor * (1 + noise * (-1) ** i))))
        for i, each in enumerate(predicted)
    ]


@pytest.mark.parametrize("factor", [0.8, 1.08, 1.3])
def test_the_factor_is_found_within_its_interval(factor: float) -> None:
    found = measured(trips(factor))
    assert found.factor == pytest.approx(factor, rel=0.03)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= factor <= found.high
    assert found.is_sure


def test_where_nothing_differs_nothing_is_sure() -> None:
    assert not measured(trips(1.0)).is_sure


def test_the_interval_holds_the_truth_in_about_nineteen_of_twenty_cases() -> None:
    dice = np.random.default_rng(3)
    inside = 0
    for _ in range(400):
        predicted = dice.integers(180, 1200, 60)
        actual = predicted * 1.1 * dice.lognormal(-0.03125, 0.25, 60)
        found = measured(
            [Trip(Mode.CAR, 8, 0, int(p), round(float(a))) for p, a in zip(predicted, actual, strict=True)]
        )
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= 1.1 <= found.high
    assert 0.90 <= inside / 400 <= 0.99


def test_of_few_ways_nothing_is_said() -> None:
    found = measured(trips(2.0, LEAST - 1))
    assert (found.factor, found.is_sure, found.count) == (None, False, LEAST - 1)
    assert measured([]).factor is None


def test_every_hour_and_band_stands_for_itself() -> None:
    both = [*trips(1.2), *trips(1.0, mode=Mode.BIKE)]
    by_mode = grouped(both, lambda trip: trip.mode)
    assert by_mode[Mode.CAR].factor == pytest.approx(1.2, rel=0.03)
    assert by_mode[Mode.BIKE].factor == pytest.approx(1.0, rel=0.03)
    assert sum(each.count for each in grouped(both, lambda trip: (trip.mode, trip.hour)).values()) == 800
    assert {trip.band for trip in both} == {0, 1, 2}


def test_what_was_no_way_is_left_out() -> None:
    assert plausible(Trip(Mode.CAR, 8, 900, 300, 600))
    assert not plausible(Trip(Mode.CAR, 8, 900, 300, 0))
    assert not plausible(Trip(Mode.CAR, 8, 900, 300, 1501))
    assert not plausible(Trip(Mode.CAR, 8, 0, 0, 60))


def test_corrected_parameters_take_the_factor_longer_wherever_one_goes() -> None:
    distance_m = np.array([300.0, 2_000.0, 9_000.0])
    before, _ = seconds_and_metres(ORGANISATION_MODELS[Mode.CAR], distance_m)
    own = corrected(Parameters(), {Mode.CAR: 1.25}).modes[Mode.CAR]
    after, _ = seconds_and_metres(own.model(), distance_m)
    assert after.tolist() == pytest.approx((before * 1.25).tolist(), rel=0.01)


def test_measuring_again_after_a_correction_multiplies() -> None:
    once = corrected(Parameters(), {Mode.CAR: 1.25})
    twice = corrected(once, {Mode.CAR: 0.8})
    assert twice.modes[Mode.CAR].factor == pytest.approx(1.0)

"""The circuit breaker: calls go through until failures come in a row, then one at a time until one succeeds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.integrations.outbound.breaker import FALLS, LONGEST_REST_S, PROBE_S, REST_S, Breaker, BreakerState


def fallen(times: int = FALLS) -> Breaker:
    breaker = Breaker()
    for _ in range(times):
        breaker = breaker.after(0.0, is_failure=True)
    return breaker


def test_it_opens_only_after_failures_in_a_row() -> None:
    almost = fallen(FALLS - 1)
    assert almost.state(0.0) is BreakerState.CLOSED
    assert almost.after(0.0, is_failure=False).after(0.0, is_failure=True).state(0.0) is BreakerState.CLOSED
    assert fallen().state(0.0) is BreakerState.OPEN


def test_while_it_rests_nobody_calls_and_afterwards_only_one_tries() -> None:
    breaker = fallen()
    assert breaker.admitted(REST_S - 1) is None
    assert breaker.state(REST_S) is BreakerState.HALF_OPEN
    trying = breaker.admitted(REST_S)
    assert trying is not None
    assert trying.admitted(REST_S + 1) is None
    assert trying.after(REST_S + 1, is_failure=False) == Breaker()


def test_whoever_tried_and_died_blocks_nobody_for_ever() -> None:
    trying = fallen().admitted(REST_S)
    assert trying is not None
    assert trying.admitted(REST_S + PROBE_S) is not None


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 5000)), max_size=60))
def test_a_rest_always_ends_and_a_success_always_closes(story: list[tuple[bool, float]]) -> None:
    breaker, now = Breaker(), 0.0
    for is_failure, pause_s in story:
        now += pause_s
        admitted = breaker.admitted(now)
        if admitted is None:
            assert breaker.rests_until_s is not None
            assert breaker.rests_until_s - now <= max(LONGEST_REST_S, PROBE_S)
            continue
        breaker = admitted.after(now, is_failure=is_failure)
        assert breaker.admitted(now + LONGEST_REST_S) is not None
        assert is_failure or breaker == Breaker()

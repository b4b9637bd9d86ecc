"""Everything that may go wrong with another system is told calmly, in two languages, under a code of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.connections import refusals as of_connections
from services.errors import CareError
from services.integrations.outbound import faults
from services.integrations.timefold import refusals

MADE: list[Callable[[], CareError]] = [
    faults.bad_address, faults.silent, faults.inside, faults.elsewhere, faults.too_large, faults.broken_off,
    faults.too_slow, faults.resting, refusals.bad_key, refusals.key_may_not, refusals.no_such_thing, refusals.refused,
    refusals.busy, refusals.broken, lambda: refusals.not_sendable(3), lambda: refusals.invalid("VISIT_LATE"),
    refusals.came_to_nothing, refusals.fell, refusals.unreadable_plan, refusals.unknown_whether_sent,
    refusals.lost_sight, refusals.overdue, lambda: of_connections.NOT_CONNECTED, lambda: of_connections.KEY_FOR_HOST,
    lambda: of_connections.NO_KEY, lambda: of_connections.BAD_WORD, lambda: of_connections.CHANGED,
    lambda: of_connections.PROTECTED,
]  # fmt: skip


@pytest.mark.parametrize("made", MADE)
def test_a_fault_says_what_happened_and_what_to_do_in_two_languages(made: Callable[[], CareError]) -> None:
    fault = made()
    for said in (fault.cause, fault.action):
        assert said.sv != said.en
        assert said.sv.rstrip(")").endswith((".", "LATE"))
        assert "!" not in said.sv + said.en
        assert "{" not in said.sv + said.en


def test_no_two_faults_share_a_code() -> None:
    codes = [made().code for made in MADE]
    assert len(codes) == len(set(codes))


def test_codes_of_theirs_are_made_plain_before_they_are_shown() -> None:
    told = refusals.invalid("A{b}\n\u202e" + "x" * 999).cause
    assert told.en.startswith("Timefold cannot plan the input. (Abxxx")
    assert len(told.en) < 400

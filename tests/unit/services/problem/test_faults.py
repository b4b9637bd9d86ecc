"""Every fault is said in both languages and its code belongs to one table."""

from __future__ import annotations

import re

import pytest

from services.integrations.timefold.faults import FAULTS

HOLE = re.compile(r"\{(\w+)[^}]*\}")


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_leaves_the_same_holes_in_both_languages(code: str) -> None:
    fault = FAULTS[code]
    assert re.fullmatch(r"(FSR|PROB)-\d{3}", code)
    assert set(HOLE.findall(fault.cause.sv)) == set(HOLE.findall(fault.cause.en))  # a language may need one twice
    assert not HOLE.findall(fault.action.sv + fault.action.en)
    assert fault.cause.sv.endswith(".")
    assert fault.action.en.endswith(".")

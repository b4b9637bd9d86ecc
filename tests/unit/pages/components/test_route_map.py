"""What a click on the map means."""

from __future__ import annotations

import pytest

from pages.components.plain import plain
from pages.components.route_map import first_id


def test_the_picked_object_is_found_on_whatever_layer_it_lies() -> None:
    assert first_id({"objects": {"routes-0": [], "visits-0": [{"id": "V1", "name": "Anna"}]}}) == "V1"


@pytest.mark.parametrize("told", [None, {}, {"objects": {}}, {"objects": {"visits-0": []}}, {"objects": {"x": [{}]}}])
def test_a_click_beside_everything_picks_nothing(told: object) -> None:
    assert first_id(told) is None


def test_signs_of_markdown_are_shown() -> None:
    assert plain("a*b_[c](d) $e :red") == r"a\*b\_\[c\]\(d\) \$e \:red"

"""Search settings refuse nonsense and say what they expect."""

from __future__ import annotations

import pytest

from services.engine.params import SearchParams


@pytest.mark.parametrize(
    "nonsense",
    [
        {"hot": 1.0, "cold": 2.0},
        {"cold": 0.0},
        {"mean_removed": 0.5},
        {"blink": 1.0},
        {"wait_share": 1.1},
        {"tail_share": -0.1},
        {"pair_share": 2.0},
        {"rare_face": -1.0},
        {"meetings": 0},
        {"exchanges": 0},
    ],
)
def test_nonsense_is_refused_with_the_range_expected(nonsense: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Expected"):
        SearchParams(**nonsense)  # type: ignore[arg-type]


def test_a_days_search_is_told_apart_from_a_fortnights_by_size_and_by_days() -> None:
    day, city, fortnight = (
        SearchParams.for_size(241, 1),
        SearchParams.for_size(1000, 1),
        SearchParams.for_size(3832, 14),
    )
    assert len({day, city, fortnight}) == 3
    assert SearchParams.for_change(1000, 1).longest_string == city.longest_string
    assert SearchParams.for_change(1000, 1).hot < city.hot

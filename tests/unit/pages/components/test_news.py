"""How today's figures differ from yesterday's: by how much, and better or worse only where that can be said."""

from __future__ import annotations

import pytest

from pages.components.today.news import against
from services.kpi import BY_SLUG
from services.words import Language


@pytest.mark.parametrize(
    ("slug", "now", "before", "said"),
    [
        ("client_time_share", 0.388, 0.188, "+20,0 %-enheter ▲ bättre"),
        ("field_efficiency", 0.886, 0.902, "−1,6 %-enheter ▼ sämre"),
        ("assigned_visits", 36, 65, "−29"),
        ("unassigned_visits", 1, 0, "+1"),
        ("travel_hours", 1.9, 1.9, "= som i går"),
        ("travel_hours", 1.9, None, "–"),
    ],
)
def test_a_share_is_better_or_worse_and_a_sum_is_only_more_or_less(
    slug: str, now: float, before: float | None, said: str
) -> None:
    assert against(BY_SLUG[slug], now, before, Language.SV).replace("\u202f", " ") == said

"""Today tells an hour's light with a sign, and gives advice with its effect and a place to act."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from services.charts.hour_lights import hour_lights
from services.insights.views import NO_VALUE, Member, Value
from services.staffing.endangered import Endangered
from services.today.advice import Grounds, advise
from services.today.by_hour import HourRow, Light, light_of
from services.words import Language

NOTHING = Grounds(0, (), (), (), 0)


@pytest.mark.parametrize(
    ("share", "light"),
    [(0.71, Light.GREEN), (0.70, Light.YELLOW), (0.65, Light.YELLOW), (0.649, Light.RED), (None, Light.NONE)],
)
def test_the_lights_change_at_seventy_and_sixty_five_per_cent(share: float | None, light: Light) -> None:
    assert light_of(share) is light


def test_every_light_has_a_sign_and_a_pattern_besides_its_colour() -> None:
    rows = [HourRow(7, 3, 2, 900, 80, 20), HourRow(8, 2, 2, 900, 67, 33), HourRow(9, 1, 1, 900, 10, 90)]
    bars = hour_lights(rows, Language.SV).data
    assert len({bar.text for bar in bars}) == 3
    assert len({bar.marker.pattern.shape for bar in bars}) == 3
    assert "3 besök, 2 medarbetare, 0,9 km" in bars[0].customdata[0]


def test_a_quiet_day_needs_no_advice() -> None:
    assert advise(NOTHING) == ()


def test_what_fails_today_goes_before_what_will() -> None:
    many = (Member(uuid4(), "K001", Value(22.0, 1), NO_VALUE), Member(uuid4(), "K002", Value(15.0, 1), NO_VALUE))
    ending = Endangered(uuid4(), "M7", "insulin", date(2027, 2, 9), (), (), 4, 3)
    told = advise(Grounds(4, (), (ending,), many, 2))
    assert [each.url_path for each in told] == ["plan", "shifts", "employees", "constraints"]
    assert told[3].what.en == "Clients who meet more than 15 carers: 1"
    assert "K001" in told[3].effect.sv
    assert told[2].effect.en == "3 others hold the delegation."

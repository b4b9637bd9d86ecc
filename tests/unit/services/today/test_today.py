"""Today tells an hour's light with a sign, and gives advice with its effect and a place to act."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from services.charts.hour_lights import hour_lights
from services.staffing.endangered import Endangered
from services.today.advice import Grounds, advise
from services.today.by_hour import HourRow, Light, light_of
from services.words import Language


@pytest.mark.parametrize(
    ("share", "light"),
    [(0.71, Light.GREEN), (0.70, Light.YELLOW), (0.65, Light.YELLOW), (0.649, Light.RED), (None, Light.NONE)],
)
def test_the_lights_change_at_seventy_and_sixty_five_per_cent(share: float | None, light: Light) -> None:
    assert light_of(share) is light


def test_every_light_has_a_sign_and_a_pattern_besides_its_colour() -> None:
    rows = [HourRow(7, 3, 2, 900, 80, 20), HourRow(8, 2, 2, 900, 67, 33), HourRow(9, 1, 1, 900, 10, 90)]
    bars = [trace for trace in hour_lights(rows, Language.SV).data if trace.type == "bar"]
    assert len({bar.text for bar in bars}) == 3
    assert len({bar.marker.pattern.shape for bar in bars}) == 3
    assert "3 besök, 2 medarbetare, 0,9 km" in bars[0].customdata[0]


def test_visits_nobody_has_stand_on_top_and_carers_as_strokes() -> None:
    figure = hour_lights([HourRow(7, 3, 2, 900, 80, 20, unplanned=1), HourRow(8, unplanned=2)], Language.EN)
    by_name = {trace.name: trace for trace in figure.data}
    assert list(by_name["▽ without a carer"].y) == [1, 2]
    assert list(by_name["Carers out"].y) == [2]
    assert figure.layout.barmode == "stack"


def test_a_quiet_day_needs_no_advice() -> None:
    assert advise(Grounds()) == ()


def test_what_fails_today_goes_before_what_will() -> None:
    ending = Endangered(uuid4(), "M7", "insulin", date(2027, 2, 9), (), (), 4, 3)
    told = advise(Grounds(4, (), (ending,), (("K001", 22), ("K002", 15)), 2, (("M3", 8),)))
    assert [each.url_path for each in told] == ["plan", "plan", "shifts", "employees", "constraints"]
    assert [each.is_pressing for each in told] == [True, True, False, False, False]
    assert told[0].what.en == "M3 is away today and has 8 visits"
    assert told[4].what.en == "Clients who meet more than 15 carers: 1"
    assert "K001" in told[4].effect.sv
    assert told[3].what.sv == "M7: delegering i insulin går ut tis 9/2"
    assert told[3].effect.en == "3 others hold the delegation."


@pytest.mark.parametrize("count", [1, 2])
def test_one_visit_is_told_as_one(count: int) -> None:
    (told,) = advise(Grounds(unplanned=count))
    assert ("Ett besök" in told.what.sv) is (count == 1)

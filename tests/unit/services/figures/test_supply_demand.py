"""The figure of supply and demand draws every quarter once, in both languages, and hatches what is missing."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from services.figures.supply_demand import supply_figure
from services.supply import Line, Quarters
from services.words import Language

AUTUMN = Quarters(date(2027, 10, 31), date(2027, 10, 31), ZoneInfo("Europe/Stockholm"))


def a_line(wanted: float) -> Line:
    return Line(np.ones(100), np.full(100, wanted), np.zeros(100))


@pytest.mark.parametrize("language", Language)
def test_the_night_of_25_hours_is_drawn_as_long_as_it_lasts(language: Language) -> None:
    figure = supply_figure(AUTUMN, a_line(1), range(len(AUTUMN)), language, is_dark=False)
    assert [len(trace.x) for trace in figure.data] == [101, 101, 101]
    assert list(figure.layout.xaxis.range) == [0, 100]
    assert figure.layout.xaxis.ticktext[:3] == ("00", "02", "02")
    assert len({trace.name for trace in figure.data}) == 3
    assert len({(trace.line.dash, trace.line.color) for trace in figure.data}) == 3


def test_what_is_missing_stands_on_those_who_are_there_and_is_hatched() -> None:
    figure = supply_figure(AUTUMN, a_line(3), range(len(AUTUMN)), Language.SV, is_dark=True)
    bars = figure.data[0]
    assert set(bars.y) == {2}
    assert set(bars.base) == {1}
    assert bars.marker.pattern.shape == "/"

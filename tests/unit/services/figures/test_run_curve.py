"""The curve of a run says its words in both languages and never relies on colour alone."""

from __future__ import annotations

import pytest

from services.figures.run_curve import cost_curve, missing_curve
from services.planning.views import Point
from services.words import Language

POINTS = (Point(0.5, 1, 70_000, 900_000, 7), Point(4.0, 0, 0, 450_000, 0))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("draw", [missing_curve, cost_curve])
def test_the_two_lines_of_a_panel_differ_in_name_and_dash(draw: object, language: Language) -> None:
    assert callable(draw)
    figure = draw(POINTS, language, 10.0, is_dark=False)
    first, second = figure.data
    assert first.name != second.name
    assert first.line.dash != second.line.dash


def test_the_panels_show_what_is_missing_and_what_it_costs() -> None:
    missing = missing_curve(POINTS, Language.SV, 10.0, is_dark=True)
    assert [list(line.y) for line in missing.data] == [[7, 0], [1, 0]]
    cost = cost_curve(POINTS, Language.SV, 10.0, is_dark=True)
    assert [list(line.y) for line in cost.data] == [[900_000, 450_000], [70_000, 0]]


def test_the_time_axis_shows_what_is_left_while_the_search_goes() -> None:
    assert missing_curve(POINTS, Language.SV, 10.0, is_dark=False).layout.xaxis.range == (0, 10.0)
    assert missing_curve(POINTS, Language.SV, 0.0, is_dark=False).layout.xaxis.range == (0, 4.0)


def test_both_modes_have_lines_of_their_own_colours() -> None:
    light, dark = (missing_curve(POINTS, Language.SV, 10.0, is_dark=d).data[0].line.color for d in (False, True))
    assert light != dark

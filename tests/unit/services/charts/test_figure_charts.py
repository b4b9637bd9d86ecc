"""Charts of key figures never rely on colour alone, say their words in both languages and show target and benchmark."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.vocabulary import FigureBasis
from services.charts.figure_bars import series_bars, spread_bars, time_bars
from services.charts.figure_trend import figure_trend
from services.charts.looks import step_names
from services.insights.anomalies import Anomaly
from services.insights.spread import spread
from services.insights.time_use import TimeUse
from services.insights.views import NO_VALUE, Point, Value
from services.kpi import BY_SLUG
from services.words import Language

MONDAY = date(2027, 2, 1)
PLANNED, PERFORMED = FigureBasis.PLANNED, FigureBasis.PERFORMED
KPI = BY_SLUG["client_time_share"]
POINTS = (
    Point(MONDAY, Value(0.7, 3), Value(0.6, 3)),
    Point(MONDAY + timedelta(days=7), Value(0.71, 3), Value(0.2, 3), Anomaly(0.6, 0.55, 0.65)),
)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_dark", [False, True])
def test_planned_and_performed_differ_in_dash_and_sign(language: Language, is_dark: bool) -> None:
    lines = {line.name: line for line in figure_trend(KPI, POINTS, "week", language, is_dark=is_dark).data}
    planned, performed = (
        lines[name] for name in (("Planerat", "Utfört") if language is Language.SV else ("Planned", "Performed"))
    )
    assert planned.line.dash != performed.line.dash
    assert planned.marker.symbol != performed.marker.symbol


def test_target_benchmark_and_what_stands_out_are_drawn_and_named() -> None:
    lines = {line.name: line for line in figure_trend(KPI, POINTS, "week", Language.EN, is_dark=False).data}
    assert list(lines["Target 75.0%"].y) == [75, 75]
    assert list(lines["Benchmark"].y) == [75, 75]
    assert list(lines["Stands out"].y) == [20]
    assert "55.0%–65.0%" in lines["Stands out"].customdata[0]


def test_a_side_without_a_value_has_no_line() -> None:
    points = (Point(MONDAY, Value(0.7, 3), NO_VALUE),)
    names = {line.name for line in figure_trend(KPI, points, "day", Language.SV, is_dark=False).data}
    assert "Utfört" not in names


def test_bars_on_top_of_each_other_have_patterns_of_their_own() -> None:
    figure = time_bars({PLANNED: [TimeUse(MONDAY, 0.6, 0.2, 0.1, 0.1)], PERFORMED: []}, "week", Language.SV)
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 4
    assert sum(bar.y[0] for bar in figure.data) == pytest.approx(100)
    assert [each.text for each in figure.layout.annotations] == ["Planerat"]


def test_planned_stands_to_the_left_of_performed_on_the_same_scale() -> None:
    sides: dict[FigureBasis, dict[str, list[float | None]]]
    sides = {PLANNED: {"a": [1], "b": [None]}, PERFORMED: {"a": [2], "b": [3]}}
    figure = series_bars([MONDAY], sides, "week", "kr", Language.SV, is_stacked=False)
    assert [each.text for each in figure.layout.annotations] == ["Planerat", "Utfört"]
    assert figure.layout.yaxis2.matches == "y"
    assert [(bar.name, bar.showlegend) for bar in figure.data] == [("a", True), ("b", True), ("a", False), ("b", False)]
    assert figure.data[0].marker.pattern.shape != figure.data[1].marker.pattern.shape


def test_a_spread_without_clients_has_no_bars() -> None:
    assert len(spread_bars(spread(()), Language.EN).data) == 0


def test_steps_are_named_the_way_each_language_does_and_years_only_when_needed() -> None:
    assert step_names([MONDAY], "week", Language.SV) == ["v.\u202f5"]
    assert step_names([MONDAY], "day", Language.EN) == ["1 Feb"]
    assert len(set(step_names([date(2026, 2, 2), date(2027, 2, 1)], "month", Language.SV))) == 2

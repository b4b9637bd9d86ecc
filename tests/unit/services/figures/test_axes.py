"""How axes are written."""

from __future__ import annotations

from services.figures.axes import on_lines, separators
from services.figures.weights_bars import weights_bars
from services.words import Language


def test_a_long_name_keeps_every_word_on_lines_of_its_own() -> None:
    assert on_lines("Restid") == "Restid"
    assert on_lines("Viktigt besök sent i passet") == "Viktigt besök sent i<br>passet"


def test_two_rules_whose_names_begin_alike_keep_a_bar_each() -> None:
    alike = [("Medarbetare som klienten helst vill ha", 1, 2), ("Medarbetare som klienten helst slipper", 3, 4)]
    figure = weights_bars(alike, ("Nu", "Sedan"), Language.SV, is_dark=False)
    assert len(set(figure.data[0].y)) == 2


def test_amounts_are_written_as_the_language_does() -> None:
    assert (separators(Language.SV), separators(Language.EN)) == (",\u202f", ".,")

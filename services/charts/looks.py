"""How charts of key figures look: colours that colour-blind people tell apart, each with a sign of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.words import MONTHS, Language, week

PURPLE, PURPLE_DARK = "#7C3AED", "#A78BFA"
BLUE, BLUE_DARK = "#0072B2", "#56B4E9"
ORANGE, GREEN, PINK, GREY = "#D55E00", "#009E73", "#CC79A7", "#8C86A5"
BAND, BAND_DARK = "rgba(0, 158, 115, 0.12)", "rgba(0, 158, 115, 0.22)"
SERIES = (BLUE, ORANGE, GREEN, PINK, PURPLE, GREY, "#E69F00")
PATTERNS = ("", "/", ".", "x", "-", "|", "+")
HEIGHT_PX = 300
AMOUNTS = ",~f"  # `50 000` rather than `50k`


def bar(place: int) -> dict[str, Any]:
    """The colour and the pattern of the series at this place."""
    return {
        "color": SERIES[place % len(SERIES)],
        "pattern": {"shape": PATTERNS[place % len(PATTERNS)], "fillmode": "overlay", "fgcolor": "#fff", "size": 6},
        "line": {"width": 0},
    }


def layout(language: Language, **more: Any) -> dict[str, Any]:
    """What all of them share: little margin, the legend below the title, numbers written in the language's way."""
    return {
        "height": HEIGHT_PX, "margin": {"l": 0, "r": 8, "t": 8, "b": 0}, "hovermode": "closest",
        "legend": {"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0},
        "separators": ",\u202f" if language is Language.SV else ".,",
    } | more  # fmt: skip


def step_names(days: Sequence[date], step: str, language: Language) -> list[str]:
    """`v. 5`, `februari`, `3/2`; the year where two steps would read the same."""
    return [_step(day, step, language, many=len({d.year for d in days}) > 1) for day in days]


def _step(day: date, step: str, language: Language, *, many: bool) -> str:
    if step == "week":
        year = f" {day.isocalendar().year}" if many else ""
        return week(day, language) + year
    if step == "month":
        return MONTHS[language][day.month - 1][:3] + (f" {day.year}" if many else "")
    said = f"{day.day}/{day.month}" if language is Language.SV else f"{day.day} {MONTHS[language][day.month - 1][:3]}"
    return said + (f" {day.year}" if many else "")

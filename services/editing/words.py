"""Changes of the score in words: `Restid +12 min · Personalkontinuitet +1 medarbetare`, the heaviest rules first."""

from __future__ import annotations

from services.constraints import BY_ID
from services.constraints.kind import Level
from services.constraints.units import amount
from services.editing.views import Change, RuleChange
from services.words import Language, Text, number

MOST_RULES = 4
SAME = Text(sv="Kostar ingenting", en="Costs nothing")
POINTS = Text(sv="{points} poäng", en="{points} {points:point|points}")
MINUS = "\u2212"
_RANK = {level: rank for rank, level in enumerate(Level)}


def change_words(change: Change, most: int = MOST_RULES) -> Text:
    """What a change is made of, rule by rule; those that cost nothing are left out."""
    rows = sorted((row for row in change.by_rule if row.points), key=_weight)
    if not rows:
        return SAME
    said = {language: " · ".join(_said(row, language) for row in rows[:most]) for language in Language}
    return Text(sv=said[Language.SV], en=said[Language.EN])


def points_words(change: Change, language: Language) -> str:
    """The change as one figure: of the highest level that moves, else of the soft one."""
    if change.hard or change.medium:
        return change_words(change, 1)(language)
    return POINTS.fill(points=_signed(change.soft, number(abs(change.soft), language)))(language)


def _weight(row: RuleChange) -> tuple[int, int]:
    return _RANK[BY_ID[row.rule_id].level], -abs(row.points)


def _said(row: RuleChange, language: Language) -> str:
    rule = BY_ID[row.rule_id]
    moved = row.units or row.points
    return f"{rule.title(language)} {_signed(moved, amount(abs(row.units), rule.unit)(language))}"


def _signed(value: int, said: str) -> str:
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{said}"

"""Exchange rates: what a unit of one goal is worth in units of another, and whether one goal drowns the rest.

A weight alone says nothing; "one more carer for a client is worth fifteen minutes of driving" does. Weights of soft
rules read as minutes per unit, so a rate is one weight over the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from services.constraints import BY_ID, CATALOGUE
from services.constraints.effective import organization_weight
from services.constraints.kind import Constraint, Level, Row, Unit, Weights
from services.constraints.scoring import ScoreSheet
from services.constraints.units import MINUTE_S, amount
from services.words import Language, Text, number, share

SOFT: tuple[Constraint, ...] = tuple(rule for rule in CATALOGUE if rule.level is Level.SOFT)
GREATEST_SHARE = 0.6
"""A rule that makes up more of the soft cost than this leaves the others without a say."""
GREATEST_BREACH = 50.0
"""A rule whose ordinary breach costs so many ordinary breaches of the others is kept at any price."""
SILENT_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `rule` is worth `units` units of `reference` (minutes for times)."""

    rule: Constraint
    reference: Constraint
    units: float

    @property
    def text(self) -> Text:
        """`1 medarbetare (Personalkontinuitet) väger lika mycket som 15 min (Restid)`."""
        return RATE.fill(one=one_unit(self.rule), title=self.rule.title, units=_many(self), other=self.reference.title)


RATE = Text(
    sv="{one} ({title}) väger lika mycket som {units} ({other})",
    en="{one} ({title}) weighs as much as {units} ({other})",
)


@dataclass(frozen=True, slots=True)
class Drowning:
    """A rule that leaves the others no say on a plan.

    `share` of the soft cost; `breaches` ordinary breaches of other rules that one of its own costs; `silent` are the
    rules that are broken but hardly count beside it.
    """

    rule: Constraint
    share: float
    breaches: float
    silent: tuple[Constraint, ...]
    text: Text


def rates(reference: Constraint, weights: Weights) -> tuple[Rate, ...]:
    """What one unit of every other soft rule is worth in units of `reference`; none where that weighs nothing."""
    unit = organization_weight(reference, weights)
    if unit == 0:
        return ()
    return tuple(
        Rate(rule, reference, organization_weight(rule, weights) / unit) for rule in SOFT if rule is not reference
    )


def matrix(references: tuple[str, ...], weights: Weights) -> dict[str, tuple[Rate, ...]]:
    """The rates in each of several references, by their ids."""
    return {name: rates(BY_ID[name], weights) for name in references}


def weight_for(rule: Constraint, reference: Constraint, units: float, weights: Weights) -> int:
    """The weight that makes one unit of `rule` worth `units` of `reference`: whole, and within the rule's range.

    What it is worth then can be read from `rates`, as a whole weight cannot say every rate.
    """
    wanted = round(units * organization_weight(reference, weights))
    return min(max(wanted, rule.limits.least), rule.limits.most)


def one_unit(rule: Constraint) -> Text:
    """`1 min`, `1 besök`, `100 m`."""
    return amount(MINUTE_S if rule.unit is Unit.SECONDS else 1, rule.unit)


def drowning(sheet: ScoreSheet) -> tuple[Drowning, ...]:
    """Soft rules that drown the others on this plan, the worst first: by their part of the cost, or by one breach."""
    rows = [row for row in sheet.rows if row.constraint.level is Level.SOFT and row.cost > 0]
    total = sum(row.cost for row in rows)
    found = []
    for row in rows:
        others = [other for other in rows if other is not row]
        if not others:
            continue
        part, breaches = row.cost / total, _breach(row) / median(_breach(other) for other in others)
        if part > GREATEST_SHARE or breaches > GREATEST_BREACH:
            silent = tuple(other.constraint for other in others if other.cost < SILENT_SHARE * total)
            found.append(Drowning(row.constraint, part, breaches, silent, _said(row, part, breaches, silent)))
    return tuple(sorted(found, key=lambda each: (-each.share, -each.breaches)))


def _breach(row: Row) -> float:
    """Points of an ordinary breach."""
    return row.cost / max(1, len(row.matches))


BY_SHARE = Text(
    sv="{title} står för {share} av hela kostnaden, så de andra målen har nästan inget att säga till om.",
    en="{title} makes up {share} of the whole cost, so the other goals have hardly a say.",
)
BY_BREACH = Text(
    sv="Ett enda brott mot {title} kostar som {breaches} vanliga brott mot andra mål: det blir i praktiken ett förbud.",
    en="A single breach of {title} costs as much as {breaches} ordinary breaches of other goals: in effect a ban.",
)
UNHEARD = Text(sv=" Märks knappt: {titles}.", en=" Hardly heard: {titles}.")


def _said(row: Row, part: float, breaches: float, silent: tuple[Constraint, ...]) -> Text:
    title = row.constraint.title
    if part > GREATEST_SHARE:
        said = BY_SHARE.fill(title=title, share=Text(sv=share(part, Language.SV, 0), en=share(part, Language.EN, 0)))
    else:
        said = BY_BREACH.fill(title=title, breaches=_number(breaches, 0))
    if silent:
        names = Text(sv=", ".join(r.title.sv for r in silent), en=", ".join(r.title.en for r in silent))
        said = said + UNHEARD.fill(titles=names)
    return said


def _many(rate: Rate) -> Text:
    """`15 min`, `7,5 besök`."""
    decimals = 0 if rate.units == round(rate.units) else 1
    if rate.reference.unit is Unit.SECONDS:
        return _number(rate.units, decimals) + Text(sv="\u202fmin", en="\u202fmin")
    if rate.reference.unit is Unit.HECTOMETRES:
        return _number(rate.units / 10, 1) + Text(sv="\u202fkm", en="\u202fkm")
    unit = amount(2, rate.reference.unit)
    return _number(rate.units, decimals) + Text(sv=unit.sv[1:], en=unit.en[1:])


def _number(value: float, decimals: int) -> Text:
    return Text(sv=number(value, Language.SV, decimals), en=number(value, Language.EN, decimals))

"""The tables of the return: both plans figure by figure, the sum part by part, and what it hangs on."""

from __future__ import annotations

from services.assumptions.amounts import BY_NAME, CHOICES, WORTH
from services.insights.tables import Raw, Table, filed, heading
from services.kpi import BY_SLUG, Kpi
from services.kpi.assumptions import USUAL, Assumptions
from services.kpi.writing import NOTHING, difference, is_better, written
from services.trial.views import Return
from services.trial.words import sek, signed_sek
from services.trial.worth import FORMULAS, TITLES
from services.words import Language, Text

FIGURE, DIFFERENCE = Text(sv="Nyckeltal", en="Key figure"), Text(sv="Skillnad", en="Difference")
BY_HAND, OPTIMISED = Text(sv="Manuell", en="By hand"), Text(sv="Optimerad", en="Optimised")
VERDICT, HOW = Text(sv="Omdöme", en="Verdict"), Text(sv="Så räknas det", en="How it is counted")
BETTER, WORSE, SAME = Text(sv="bättre", en="better"), Text(sv="sämre", en="worse"), Text(sv="lika", en="the same")
WHAT, TOTAL = Text(sv="Del", en="Part"), Text(sv="Summa", en="Sum")
PER_FORTNIGHT, PER_YEAR = Text(sv="Per två veckor", en="Per fortnight"), Text(sv="Per år", en="Per year")
ASSUMPTION, VALUE = Text(sv="Antagande", en="Assumption"), Text(sv="Värde", en="Value")
SOURCE, OWN = Text(sv="Källa", en="Source"), Text(sv="Egen uppgift", en="Your own figure")
FROM_YEAR = Text(sv="{source} ({year})", en="{source} ({year})")
LOWER, HIGHER = Text(sv="{turned} % lägre", en="{turned}% lower"), Text(sv="{turned} % högre", en="{turned}% higher")
WIDTH = Text(sv="Skillnad per år", en="Difference a year")


def figures_table(found: Return, language: Language) -> Table:
    """A row per key figure that a plan has."""
    shown: list[tuple[str, ...]] = []
    raw: list[tuple[Raw, ...]] = []
    for slug in found.slugs:
        kpi, was, now = BY_SLUG[slug], found.by_hand.figures[slug], found.optimised.figures[slug]
        told = _verdict(kpi, was, now, language)
        change = difference(kpi, now, was, language) or NOTHING
        shown.append((kpi.title(language), written(kpi, was, language), written(kpi, now, language), change, told))
        filed_pair = (filed(kpi, was), filed(kpi, now))
        minus = None if None in filed_pair else filed(kpi, (now or 0) - (was or 0))
        raw.append((heading(kpi, language), *filed_pair, minus, told))
    columns = tuple(title(language) for title in (FIGURE, BY_HAND, OPTIMISED, DIFFERENCE, VERDICT))
    return Table(columns, tuple(shown), tuple(raw))


def worth_table(found: Return, language: Language) -> Table:
    """A row per part, and their sum."""
    fortnight, year = found.fortnight, found.year
    rows = [(TITLES[p](language), fortnight.parts[p], year.parts[p], FORMULAS[p](language)) for p in found.worth.parts]
    rows.append((TOTAL(language), fortnight.total, year.total, ""))
    columns = tuple(title(language) for title in (WHAT, PER_FORTNIGHT, PER_YEAR, HOW))
    shown = tuple(
        (name, signed_sek(short, language), signed_sek(long, language), how) for name, short, long, how in rows
    )
    return Table(columns, shown, tuple((name, round(short), round(long), how) for name, short, long, how in rows))


def swings_table(found: Return, language: Language) -> Table:
    """What the year's sum would be with one price lower and higher, the one that matters most first."""
    rows = [(BY_NAME[s.name].title(language), s.low, s.high, s.width) for s in found.band_of_year.swings]
    turned = f"{100 * found.turned:.0f}"
    columns = (
        ASSUMPTION(language), LOWER(language, turned=turned), HIGHER(language, turned=turned), WIDTH(language)
    )  # fmt: skip
    shown = tuple((name, *(sek(value, language) for value in values)) for name, *values in rows)
    return Table(columns, shown, tuple((name, *(round(value) for value in values)) for name, *values in rows))


def assumptions_table(assumptions: Assumptions, language: Language) -> Table:
    """Every assumption with its value and where it comes from."""
    rows = []
    for amount in WORTH:
        value = getattr(assumptions, amount.name)
        told = FROM_YEAR(language, source=amount.source(language), year=amount.year)
        is_usual = value == getattr(USUAL, amount.name)
        rows.append((amount.title(language), amount.written(value, language), told if is_usual else OWN(language)))
    rows.extend(
        (choice.title(language), choice.options[getattr(assumptions, choice.name)](language), "") for choice in CHOICES
    )
    columns = tuple(title(language) for title in (ASSUMPTION, VALUE, SOURCE))
    return Table(columns, tuple(rows), tuple(rows))


def _verdict(kpi: Kpi, was: float | None, now: float | None, language: Language) -> str:
    if was is None or now is None:
        return NOTHING
    if difference(kpi, now, was, language) is None:
        return SAME(language)
    better = is_better(kpi, now, was)
    return NOTHING if better is None else (BETTER if better else WORSE)(language)

"""What is said of the return: the sum in a sentence, and honest words where the optimised plan is worse."""

from __future__ import annotations

from services.kpi import BY_SLUG
from services.kpi.writing import difference
from services.trial.choosing import count
from services.trial.views import Return
from services.trial.worth import FORTNIGHT_DAYS, TITLES
from services.words import NARROW_SPACE, Language, Text, number, share

HALF = 0.5
_SEK = Text(sv="kr", en="SEK")
_GAIN = Text(
    sv="Den optimerade planen är värd {year} om året ({fortnight} på två veckor) med de här antagandena; "
    "mellan {low} och {high} om priserna är fel med {turned} %.",
    en="The optimised plan is worth {year} a year ({fortnight} a fortnight) under these assumptions; "
    "between {low} and {high} if the prices are wrong by {turned}%.",
)
_LOSS = Text(
    sv="Den optimerade planen kostar {year} mer om året ({fortnight} på två veckor) med de här antagandena; "
    "utfallet ligger mellan {low} och {high} om priserna är fel med {turned} %.",
    en="The optimised plan costs {year} more a year ({fortnight} a fortnight) under these assumptions; "
    "the outcome is between {low} and {high} if the prices are wrong by {turned}%.",
)
_NOTHING = Text(
    sv="Planerna skiljer sig inte åt i något som kostar.", en="The plans do not differ in anything that costs."
)
_LESS_CARE = Text(
    sv="Den optimerade planen gör {count} besök färre. Summan jämför därför inte samma vård.",
    en="The optimised plan makes {count} {count:visit|visits} fewer. The sum therefore compares different care.",
)
_WORSE = Text(sv="Sämre i den optimerade planen: {all}.", en="Worse in the optimised plan: {all}.")
_SHORT = Text(
    sv="Räknat på {count} av 14 dagar. Uppräknat till år förutsätter det att alla dagar liknar dem.",
    en="Counted over {count} of 14 days. A year of it takes for granted that all days are like them.",
)
_LEFT_OUT = Text(
    sv="Bara besök som finns i båda planerna jämförs; {by_hand} i den ena och {optimised} i den andra ligger utanför.",
    en="Only visits of both plans are compared; {by_hand} of one and {optimised} of the other are left out.",
)
_FREED = Text(
    sv="Frigjord tid blir pengar först när den används: till fler besök, kortare pass eller färre vikarier. "
    "Räknat enligt er betalmodell ({model}) {change} på de dagar som jämförs ({days}).",
    en="Freed time is money only once it is used: for more visits, shorter shifts or fewer stand-ins. "
    "Under your payment model ({model}) {change} over the days compared ({days}).",
)
_MOST = Text(sv="Störst är {part}, {share} av summan. ", en="Most of it is {part}, {share} of the sum. ")
_PAYROLL_FALLS = Text(sv="sjunker personalkostnaden med {sek}", en="the cost of staff falls by {sek}")
_PAYROLL_RISES = Text(sv="stiger personalkostnaden med {sek}", en="the cost of staff rises by {sek}")
_PAYROLL_STAYS = Text(sv="är personalkostnaden lika", en="the cost of staff stays the same")


def sek(value: float, language: Language) -> str:
    """`1 234 kr`."""
    return f"{number(round(value), language)}{NARROW_SPACE}{_SEK(language)}"


def signed_sek(value: float, language: Language) -> str:
    """`+1 234 kr`."""
    return f"{'+' if round(value) > 0 else ''}{sek(value, language)}"


def verdict(found: Return, language: Language) -> str:
    """The sum in a sentence."""
    band, total = found.band_of_year, found.year.total
    if round(total) == 0 and round(band.low) == round(band.high) == 0:
        return _NOTHING(language)
    amounts = {"year": abs(total), "fortnight": abs(found.fortnight.total), "low": band.low, "high": band.high}
    told = {name: sek(amount, language) for name, amount in amounts.items()}
    return (_GAIN if total >= 0 else _LOSS)(language, **told, turned=f"{100 * found.turned:.0f}")


def freed(found: Return, language: Language) -> str:
    """That freed time is not money yet, and what the payroll itself would be."""
    change = round((found.optimised.figures["staff_cost"] or 0.0) - (found.by_hand.figures["staff_cost"] or 0.0))
    words = _PAYROLL_STAYS if not change else _PAYROLL_FALLS if change < 0 else _PAYROLL_RISES
    told = words(language, sek=sek(abs(change), language))
    freed_time = _FREED(language, model=found.assumptions.paid_time.value, change=told, days=count(found.days))
    most = max(found.worth.parts, key=lambda part: found.worth.parts[part])
    if found.worth.total <= 0 or found.worth.parts[most] < HALF * found.worth.total:
        return freed_time
    part = found.worth.parts[most] / found.worth.total
    return _MOST(language, part=TITLES[most](language).lower(), share=share(part, language, 0)) + freed_time


def warnings(found: Return, language: Language) -> list[str]:
    """What a reader must know before believing the sum."""
    told = []
    if found.has_less_care:
        told.append(_LESS_CARE(language, count=number(found.by_hand.visits - found.optimised.visits, language)))
    worse = [_worse(found, slug, language) for slug in found.worse]
    if worse:
        told.append(_WORSE(language, all="; ".join(worse)))
    if (days := count(found.days)) < FORTNIGHT_DAYS:
        told.append(_SHORT(language, count=days))
    if not found.shared.is_whole:
        by_hand, optimised = (number(left, language) for left in found.shared.left_out)
        told.append(_LEFT_OUT(language, by_hand=by_hand, optimised=optimised))
    return told


def _worse(found: Return, slug: str, language: Language) -> str:
    kpi = BY_SLUG[slug]
    title = kpi.title(language)
    change = difference(kpi, found.optimised.figures[slug], found.by_hand.figures[slug], language)
    return f"{title[0].lower() + title[1:]} {change or ''}".rstrip()

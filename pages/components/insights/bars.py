"""Bars over time, planned beside performed: paid time, money by what is paid for, and what the rules cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from data.vocabulary import FigureBasis, FigureLevel
from pages.components.insights.cards import chart_card
from pages.components.insights.choice import Looking
from pages.components.insights.sight import COSTS, Trends
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.charts.figure_bars import PARTS, Series, series_bars, side_bars, time_bars
from services.constraints import BY_ID
from services.insights.rule_costs import OTHERS
from services.insights.tables import FROM, sides_table
from services.insights.time_use import SLUGS, time_use
from services.insights.use_case import has_figure
from services.insights.views import Card
from services.kpi import BY_SLUG, COST_BY_MODEL
from services.kpi.money.cost_by_model import PAID
from services.words import Language, Text, number, share

TIME = Text(sv="Vart den betalda tiden går", en="Where the paid time goes")
MONEY = Text(sv="Kostnad, intäkt och marginal", en="Cost, revenue and margin")
MODELS = Text(sv="Kostnad och marginal efter betalmodell", en="Cost and margin by payment model")
MODEL, COST, MARGIN = Text(sv="Betalmodell", en="Payment model"), Text(sv="Kostnad", en="Cost"), Text(
    sv="Marginal", en="Margin"
)  # fmt: skip
MONEY_NOTE = Text(
    sv="Priserna är antaganden tills organisationen satt sina egna.",
    en="Prices are assumptions until the organisation has set its own.",
)
MODELS_NOTE = Text(
    sv="Hela perioden, som om modellen gällde för alla. Marginal = intäkt − kostnad.",
    en="The whole period, as if the model held for everybody. Margin = revenue − cost.",
)
RULES = Text(sv="Vad reglerna kostar", en="What the rules cost")
RULES_NOTE = Text(
    sv="Brott mot reglerna gånger deras vikt, de dyraste var för sig.",
    en="Breaches of the rules times their weight, the dearest each on their own.",
)
OTHER_RULES = Text(sv="Övriga regler", en="Other rules")
POINTS, KRONOR = Text(sv="poäng", en="points"), Text(sv="kr", en="SEK")


def time_card(ctx: PageContext, looking: Looking, trends: Trends) -> None:
    """Shares of paid time; carers' and clients' own have no such figure."""
    if not all(has_figure(slug, looking.scope.level) for slug in SLUGS):
        return
    sides = {basis: time_use([trends[slug] for slug in SLUGS], basis) for basis in FigureBasis}
    days = sorted({use.first_day for uses in sides.values() for use in uses})
    series: dict[FigureBasis, Series] = {}
    for basis, uses in sides.items():
        held = {use.first_day: use for use in uses}
        if held:
            series[basis] = {
                ctx.say(name): [100 * of(held[day]) if day in held else None for day in days] for name, of in PARTS
            }
    table = sides_table(ctx.say(FROM), days, series, lambda value: share(value / 100, ctx.language), ctx.language)
    chart_card(ctx, "time", ctx.say(TIME), time_bars(sides, looking.step, ctx.language), table)


def money_card(ctx: PageContext, looking: Looking, trends: Trends) -> None:
    """What care costs and brings in."""
    known = [slug for slug in COSTS if has_figure(slug, looking.scope.level)]
    days = sorted({point.first_day for slug in known for point in trends[slug]})
    sides = {basis: {
        ctx.say(BY_SLUG[slug].title): _values(trends, slug, basis, days) for slug in known
    } for basis in FigureBasis}  # fmt: skip
    figure = series_bars(days, sides, looking.step, ctx.say(KRONOR), ctx.language, is_stacked=False)
    table = sides_table(ctx.say(FROM), days, sides, _whole(ctx.language), ctx.language)
    chart_card(ctx, "money", ctx.say(MONEY), figure, table, ctx.say(MONEY_NOTE))


def models_card(ctx: PageContext, cards: Mapping[str, Card]) -> None:
    """What the days would cost, and leave, under each payment model; only where shifts are counted."""
    if not all(kpi.slug in cards for kpi in COST_BY_MODEL.values()):
        return
    names = [ctx.say(PAID[model]) for model in COST_BY_MODEL]
    sides: dict[FigureBasis, Series] = {}
    for basis in FigureBasis:
        revenue = cards["revenue"].of(basis).value
        costs = [cards[kpi.slug].of(basis).value for kpi in COST_BY_MODEL.values()]
        left = [None if revenue is None or cost is None else revenue - cost for cost in costs]
        sides[basis] = {ctx.say(COST): costs, ctx.say(MARGIN): left}
    letters = [name.split()[0] for name in names]
    figure = side_bars(letters, sides, ctx.say(KRONOR), ctx.language, _whole(ctx.language), is_stacked=False)
    table = sides_table(ctx.say(MODEL), names, sides, _whole(ctx.language), ctx.language)
    said = " · ".join(names)
    note = f"{ctx.say(MODELS_NOTE)} {ctx.say(MONEY_NOTE)}"
    chart_card(ctx, "models", ctx.say(MODELS), figure, table, note, said)


def rules_card(ctx: PageContext, looking: Looking) -> None:
    """The organisation's cost of rules over time, planned and as it went."""
    if looking.scope.level is not FigureLevel.ORGANIZATION:
        return
    costs = remember(
        ctx, "figures.rules",
        lambda: ctx.services.insights.rule_costs(ctx.actor, looking.span, looking.step), looking.key,
    )  # fmt: skip
    sides = {
        basis: {ctx.say(OTHER_RULES if rule == OTHERS else BY_ID[rule].title): held for rule, held in rules.items()}
        for basis, rules in costs.sides.items()
    }
    figure = series_bars(costs.days, sides, looking.step, ctx.say(POINTS), ctx.language, is_stacked=True)
    table = sides_table(ctx.say(FROM), costs.days, sides, _whole(ctx.language), ctx.language)
    chart_card(ctx, "rules", ctx.say(RULES), figure, table, ctx.say(RULES_NOTE))


def _values(trends: Trends, slug: str, basis: FigureBasis, days: Sequence[date]) -> list[float | None]:
    held = {point.first_day: point.of(basis).value for point in trends[slug]}
    return [held.get(day) for day in days]


def _whole(language: Language) -> Callable[[float], str]:
    """Numbers without decimals."""
    return lambda value: number(value, language)

"""Key figures of the plans, each with its distance from the plan measured against, in words and signs."""

from __future__ import annotations

import streamlit as st

from pages.components.comparing.choice import LETTERS, Shown
from pages.shell.context import PageContext
from services.comparing.beside import CONTINUITY, TRAVEL
from services.comparing.effects import disruption
from services.figures.plan_front import plan_front
from services.kpi import BY_SLUG, KPIS, Better, Kpi
from services.kpi.writing import NOTHING, difference, is_better, written
from services.words import Text, number, share

FIGURE = Text(sv="Nyckeltal", en="Key figure")
BETTER, WORSE = Text(sv="▲ bättre", en="▲ better"), Text(sv="▼ sämre", en="▼ worse")
OTHERWISE, SAME = Text(sv="◆ annorlunda", en="◆ different"), Text(sv="= lika", en="= same")
GOOD = {
    Better.HIGHER: Text(sv="mer är bättre", en="more is better"),
    Better.LOWER: Text(sv="mindre är bättre", en="less is better"),
    Better.NEITHER: Text(sv="varken eller", en="neither"),
}
WAY = Text(sv="Riktning", en="Direction")
HOW = Text(sv="Så räknas det", en="How it is counted")
AGAINST = Text(sv="mäts mot", en="measured against")
OTHER_CARER = Text(sv="Byter medarbetare", en="Change carer")
MOVED = Text(sv="Flyttas > {minutes} min", en="Moved > {minutes} min")
DISRUPTION = {
    OTHER_CARER: Text(
        sv="Omställning: besök i båda planerna som får en annan medarbetare",
        en="Disruption: visits in both plans that get another carer",
    ),
    MOVED: Text(
        sv="Omställning: besök i båda planerna vars start flyttas mer än vad som räknas som samma tid",
        en="Disruption: visits in both plans whose start moves more than what counts as the same time",
    ),
}
OF_VISITS = Text(sv="{count} av {all} besök", en="{count} of {all} {all:visit|visits}")
CHART = Text(
    sv="Planerna mellan restid och kontinuitet; lägre och längre till vänster är bättre",
    en="The plans between travel and continuity; lower and further left is better",
)
FRONT = Text(sv="Restid mot kontinuitet", en="Travel against continuity")
HOURS = Text(sv="timmar", en="hours")


def figures_table(ctx: PageContext, shown: Shown) -> None:
    """A row per figure, a column per plan; disruption in rows of their own."""
    import pandas as pd  # a second that the sign-in page does not wait for

    rows = [_row(ctx, shown, kpi) for kpi in KPIS] + _disruption(ctx, shown)
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, height="content", row_height=38,
        column_config={ctx.say(FIGURE): st.column_config.TextColumn(pinned=True)},
    )  # fmt: skip
    st.markdown(f"##### {ctx.say(FRONT)}")
    _front(ctx, shown)


def told(ctx: PageContext, kpi: Kpi, value: float | None, other: float | None) -> str:
    """`12,3 h · −1,2 h ▲ bättre`; the value alone where nothing differs."""
    shown = written(kpi, value, ctx.language)
    delta = difference(kpi, value, other, ctx.language)
    if delta is None or value is None or other is None:
        return shown if value is None or other is None else f"{shown} · {ctx.say(SAME)}"
    better = is_better(kpi, value, other)
    verdict = OTHERWISE if better is None else BETTER if better else WORSE
    return f"{shown} · {delta} {ctx.say(verdict)}"


def _row(ctx: PageContext, shown: Shown, kpi: Kpi) -> dict[str, str]:
    row = {ctx.say(FIGURE): ctx.say(kpi.title)}
    for number_, plan in enumerate(shown.comparison.plans):
        value, other = plan.figures[kpi.slug], shown.against.figures[kpi.slug]
        is_reference = number_ == shown.reference
        row[_column(ctx, shown, number_)] = (
            written(kpi, value, ctx.language) if is_reference else told(ctx, kpi, value, other)
        )
    formula = kpi.formula(ctx.language)
    return {**row, ctx.say(WAY): ctx.say(GOOD[kpi.better]), ctx.say(HOW): formula[0].upper() + formula[1:]}


def _disruption(ctx: PageContext, shown: Shown) -> list[dict[str, str]]:
    rows, moved_s = [], shown.comparison.moved_s
    for title, how in DISRUPTION.items():
        row = {ctx.say(FIGURE): ctx.say(title, minutes=number(moved_s / 60, ctx.language))}
        for number_, plan in enumerate(shown.comparison.plans):
            found = disruption(shown.against, plan, moved_s=moved_s)
            count = found.other_carer if title is OTHER_CARER else found.moved
            part = found.carer_share if title is OTHER_CARER else found.moved_share
            of_all = ctx.say(OF_VISITS, count=number(count, ctx.language), all=number(found.both, ctx.language))
            is_reference = number_ == shown.reference or part is None
            row[_column(ctx, shown, number_)] = NOTHING if is_reference else f"{_share(ctx, part)} · {of_all}"
        rows.append({**row, ctx.say(WAY): ctx.say(GOOD[Better.LOWER]), ctx.say(HOW): ctx.say(how)})
    return rows


def _share(ctx: PageContext, part: float | None) -> str:
    return NOTHING if part is None else share(part, ctx.language)


def _column(ctx: PageContext, shown: Shown, number_: int) -> str:
    mark = f" ({ctx.say(AGAINST)})" if number_ == shown.reference else ""
    return f"{LETTERS[number_]}{mark}"


def _front(ctx: PageContext, shown: Shown) -> None:
    spots = [
        (LETTERS[i], shown.label(i), plan.figures[TRAVEL] or 0.0, plan.figures[CONTINUITY] or 0.0,
         i in shown.comparison.front)
        for i, plan in enumerate(shown.comparison.plans)
        if plan.figures[CONTINUITY] is not None
    ]  # fmt: skip
    axes = (f"{ctx.say(BY_SLUG[TRAVEL].title)}, {ctx.say(HOURS)}", ctx.say(BY_SLUG[CONTINUITY].title))
    if spots:
        is_dark = st.context.theme.type == "dark"
        st.plotly_chart(
            plan_front(spots, axes, ctx.language, is_dark=is_dark), key="compare.front",
            config={"displayModeBar": False}, alt=ctx.say(CHART),
        )  # fmt: skip

"""Days as a model input and a plan as a model output, in Timefold's format, to take away."""

from __future__ import annotations

import streamlit as st

from pages.components.organization_file import MAKE, MAKING, TAKE_AWAY, asked_with_reason
from pages.components.period import period
from pages.components.plan_kinds import KINDS
from pages.shell.context import PageContext
from services.words import Text

INPUT = Text(sv="Besök och pass (Timefolds format)", en="Visits and shifts (Timefold's format)")
INPUT_LEAD = Text(
    sv="Dagarnas besök och pass som modell, för en annan lösare.",
    en="The days' visits and shifts as a model, for another solver.",
)
EXACT = Text(sv="Exakta positioner", en="Exact positions")
EXACT_HELP = Text(
    sv="Utan dem avrundas varje plats till ungefär en kilometer. Uttaget skrivs i loggen med skälet.",
    en="Without them every place is rounded to about a kilometre. Taking it out is logged with the reason.",
)
OUTPUT = Text(sv="En plan (Timefolds format)", en="A plan (Timefold's format)")
OUTPUT_LEAD = Text(
    sv="Rutter med ankomst, start, resor och raster, obemannade besök och nyckeltal. Inga positioner.",
    en="Routes with arrivals, starts, legs and breaks, unassigned visits and key figures. No positions.",
)
PLAN = Text(sv="Plan", en="Plan")
NO_PLANS = Text(sv="Det finns ingen plan än.", en="There is no plan yet.")
JSON = "application/json"


def exchange_out(ctx: PageContext) -> None:
    """Two boxes: a period as input, a plan as output."""
    _input(ctx)
    _output(ctx)


def _input(ctx: PageContext) -> None:
    with st.expander(ctx.say(INPUT), icon=":material/data_object:", key="fsr_input_box"):
        st.markdown(ctx.say(INPUT_LEAD))
        days = period(ctx, "fsr.days")
        with_positions, reason = asked_with_reason(ctx, "fsr", EXACT, EXACT_HELP)
        if st.button(ctx.say(MAKE), icon=":material/data_object:", key="fsr.make", disabled=days is None) and days:
            with st.spinner(ctx.say(MAKING)):
                raw = ctx.services.exporting.model_input(ctx.actor, days, with_positions=with_positions, reason=reason)
            _download(ctx, raw, f"caire-{days[0]}-{days[1]}.input.json", "fsr.file")


def _output(ctx: PageContext) -> None:
    with st.expander(ctx.say(OUTPUT), icon=":material/route:", key="fsr_output_box"):
        st.markdown(ctx.say(OUTPUT_LEAD))
        plans = {plan.id: plan for plan in ctx.services.planning.plans(ctx.actor)}
        if not plans:
            st.caption(ctx.say(NO_PLANS))
            return

        def named(plan_id: object) -> str:
            plan = next(each for own, each in plans.items() if own == plan_id)
            made = f"{plan.made_at.astimezone(ctx.zone):%Y-%m-%d %H:%M}"
            kind = ctx.say(KINDS[plan.kind])
            return " · ".join(filter(None, (f"{plan.first_day} – {plan.last_day}", kind, plan.name, made)))

        chosen = st.selectbox(ctx.say(PLAN), list(plans), format_func=named, key="fsr.plan")
        if st.button(ctx.say(MAKE), icon=":material/route:", key="fsr.make_plan") and chosen is not None:
            with st.spinner(ctx.say(MAKING)):
                raw = ctx.services.exporting.model_output(ctx.actor, chosen)
            _download(ctx, raw, f"caire-{plans[chosen].first_day}.output.json", "fsr.plan_file")


def _download(ctx: PageContext, raw: bytes, name: str, key: str) -> None:
    st.download_button(
        ctx.say(TAKE_AWAY), raw, name, JSON, key=key, type="primary", icon=":material/download:", on_click="ignore"
    )

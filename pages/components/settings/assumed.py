"""Some of the organisation's assumptions in a form: how far things may differ, or how time is paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.components.settings.acting import act
from pages.shell.context import PageContext
from services.assumptions import AMOUNTS, CHOICES, Amount, Held
from services.kpi.assumptions import USUAL
from services.words import Text

SOURCE = Text(
    sv="Förvalt {value}: {source} ({year}). Mellan {low} och {high}.",
    en="Usual {value}: {source} ({year}). From {low} to {high}.",
)
SAVE = Text(sv="Spara", en="Save")
SAVED = Text(
    sv="Sparat. Nyckeltalen räknas om inom någon minut.",
    en="Saved. Key figures are counted anew within a minute or so.",
)
SAVED_BY = Text(sv="Version {version}, sparad {day} av {who}.", en="Version {version}, saved {day} by {who}.")


def assumed(ctx: PageContext, key: str, names: Collection[str]) -> None:
    """A form of the assumptions called `names`; the others stay as they are, somebody else's change is never lost."""
    held = ctx.services.assumptions.held(ctx.actor)
    with st.form(f"{key}.form", border=False):
        values: dict[str, Any] = {
            amount.name: _amount(ctx, f"{key}.{amount.name}.{held.version}", held, amount)
            for amount in AMOUNTS
            if amount.name in names
        }
        for choice in CHOICES:
            if choice.name in names:
                options, words = list(choice.options), choice.options
                values[choice.name] = st.selectbox(
                    ctx.say(choice.title), options, options.index(getattr(held.assumptions, choice.name)),
                    format_func=partial(_worded, ctx, words),
                    key=f"{key}.{choice.name}.{held.version}",
                )  # fmt: skip
        is_saved = st.form_submit_button(ctx.say(SAVE), type="primary", icon=":material/save:", key=f"{key}.save")
    if is_saved:
        wanted = replace(held.assumptions, **values)
        act(ctx, lambda: ctx.services.assumptions.save(ctx.actor, held.version, wanted), SAVED)
    for version in held.history[:1]:
        day = version.made_at.astimezone(ctx.zone).date().isoformat()
        st.caption(ctx.say(SAVED_BY, version=version.number, day=day, who=version.made_by or "–"))


def _worded(ctx: PageContext, words: Mapping[Any, Text], option: object) -> str:
    return ctx.say(words[option])


def _amount(ctx: PageContext, key: str, held: Held, amount: Amount) -> float:
    usual, low, high = (
        amount.written(value, ctx.language) for value in (getattr(USUAL, amount.name), amount.low, amount.high)
    )
    told = ctx.say(SOURCE, value=usual, source=amount.source, year=amount.year, low=low, high=high)
    return float(st.number_input(
        f"{ctx.say(amount.title)} ({ctx.say(amount.unit)})", amount.low * 1.0, amount.high * 1.0,
        float(getattr(held.assumptions, amount.name)), float(amount.step), format=f"%.{amount.decimals}f", help=told,
        key=key,
    ))  # fmt: skip

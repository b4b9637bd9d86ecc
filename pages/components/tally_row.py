"""What a file holds, kind by kind: how many rows, and how many of them are new or changed."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shell.context import PageContext
from services.importing.intake import Tally
from services.words import Text, number

KINDS = {
    "clients": Text(sv="Klienter", en="Clients"),
    "employees": Text(sv="Medarbetare", en="Carers"),
    "needs": Text(sv="Återkommande besök", en="Recurring visits"),
    "shifts": Text(sv="Pass", en="Shifts"),
    "visits": Text(sv="Besök", en="Visits"),
    "plan": Text(sv="Planerade besök", en="Planned visits"),
}
CHANGES = Text(sv="{new} nya, {changed} ändrade", en="{new} new, {changed} changed")
NO_CHANGES = Text(sv="oförändrat", en="unchanged")


def tally_row(ctx: PageContext, tallies: Mapping[str, Tally]) -> None:
    """A card for each kind the file speaks of."""
    shown = {kind: tally for kind, tally in tallies.items() if tally.total}
    if not shown:
        return
    for column, (kind, tally) in zip(st.columns(len(shown)), shown.items(), strict=True):
        is_same = not (tally.new or tally.changed)
        delta = ctx.say(NO_CHANGES) if is_same else ctx.say(CHANGES, new=tally.new, changed=tally.changed)
        column.metric(
            ctx.say(KINDS[kind]), number(tally.total, ctx.language), delta, delta_arrow="off",
            delta_color="gray" if is_same else "violet", border=True,
        )  # fmt: skip

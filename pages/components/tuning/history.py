"""Who changed which weights, when, from what to what."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import ConstraintChangeKind
from pages.components.tuning.draft import TuneState
from pages.shell.context import PageContext
from services.constraints import BY_ID
from services.words import Text

NOTHING = Text(sv="Inget är ändrat än.", en="Nothing has been changed yet.")
KINDS = {
    ConstraintChangeKind.WEIGHT: Text(sv="Vikt", en="Weight"),
    ConstraintChangeKind.OVERRIDE: Text(sv="Egen vikt", en="Own weight"),
    ConstraintChangeKind.PROFILE: Text(sv="Profil", en="Profile"),
}
WHEN, WHO, WHAT = Text(sv="När", en="When"), Text(sv="Vem", en="Who"), Text(sv="Vad", en="What")
WAS, BECAME = Text(sv="Från", en="From"), Text(sv="Till", en="To")


def history(ctx: PageContext, state: TuneState) -> None:
    """The journal, the newest first."""
    lines = ctx.services.tuning.history(ctx.actor)
    if not lines:
        st.caption(ctx.say(NOTHING))
        return
    st.dataframe(
        {
            ctx.say(WHEN): [line.made_at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M") for line in lines],
            ctx.say(WHO): [line.made_by for line in lines],
            ctx.say(WHAT): [
                " · ".join(part for part in (ctx.say(KINDS[line.kind]), _titled(ctx, line.about), line.who) if part)
                for line in lines
            ],
            ctx.say(WAS): [_readable(ctx, line.was) for line in lines],
            ctx.say(BECAME): [_readable(ctx, line.became) for line in lines],
        },
        hide_index=True,
    )


def _titled(ctx: PageContext, name: str) -> str:
    return ctx.say(BY_ID[name].title) if name in BY_ID else name


def _readable(ctx: PageContext, said: str) -> str:
    """Rules by their titles instead of their ids."""
    for rule_id, rule in BY_ID.items():
        said = said.replace(rule_id, ctx.say(rule.title))
    return said

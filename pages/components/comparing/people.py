"""Who wins and who loses: minutes and faces of every client, travel and minutes of every carer, losers first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.comparing.choice import CompareState, Shown
from pages.components.comparing.other import other_plan
from pages.shell.context import PageContext
from services.comparing.effects import PersonLine, carers, clients
from services.words import Text, number

CLIENTS, CARERS = Text(sv="Klienter", en="Clients"), Text(sv="Medarbetare", en="Carers")
CLIENTS_HOW = Text(
    sv="En klient vinner på fler minuter, och vid lika många minuter på färre ansikten.",
    en="A client wins by more minutes, and where minutes are equal by fewer faces.",
)
CARERS_HOW = Text(sv="En medarbetare vinner på mindre restid.", en="A carer wins by less travel.")
WHO = Text(sv="Vem", en="Who")
VERDICT = Text(sv="Utfall", en="Outcome")
WINS, LOSES, SAME = (
    Text(sv="▲ vinner", en="▲ wins"),
    Text(sv="▼ förlorar", en="▼ loses"),
    Text(sv="= lika", en="= same"),
)
COUNTS = Text(sv="{wins} vinner, {loses} förlorar, {same} lika", en="{wins} win, {loses} lose, {same} the same")
MINUTES, VISITS = Text(sv="Minuter", en="Minutes"), Text(sv="Besök", en="Visits")
FACES, MET = Text(sv="Ansikten", en="Faces"), Text(sv="Klienter", en="Clients")
TRAVEL = Text(sv="Restid, min", en="Travel, min")


def people(ctx: PageContext, state: CompareState, shown: Shown) -> None:
    """Both tables beside each other."""
    other = shown.comparison.plans[other_plan(ctx, state, shown, "people")]
    left, right = st.columns(2, gap="large")
    with left:
        _side(ctx, CLIENTS, CLIENTS_HOW, clients(shown.against, other), is_carer=False)
    with right:
        _side(ctx, CARERS, CARERS_HOW, carers(shown.against, other), is_carer=True)


def _side(ctx: PageContext, title: Text, how: Text, lines: Sequence[PersonLine], *, is_carer: bool) -> None:
    import pandas as pd

    wins, loses = sum(line.gain > 0 for line in lines), sum(line.gain < 0 for line in lines)
    counts = {"wins": wins, "loses": loses, "same": len(lines) - wins - loses}
    st.markdown(f"##### {ctx.say(title)}")
    st.caption(f"{ctx.say(COUNTS, **counts)}. {ctx.say(how)}")
    rows = [_row(ctx, line, is_carer=is_carer) for line in lines]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, height=min(560, 38 * (len(rows) + 1) + 2), row_height=38,
        column_config={ctx.say(WHO): st.column_config.TextColumn(pinned=True)},
    )  # fmt: skip


def _row(ctx: PageContext, line: PersonLine, *, is_carer: bool) -> dict[str, str]:
    verdict = SAME if line.gain == 0 else WINS if line.gain > 0 else LOSES
    was, becomes = line.was, line.becomes
    row = {ctx.say(WHO): line.label, ctx.say(VERDICT): ctx.say(verdict)}
    if is_carer:
        row[ctx.say(TRAVEL)] = _step(ctx, was.travel_s // 60, becomes.travel_s // 60)
    row[ctx.say(MINUTES)] = _step(ctx, was.visits_s // 60, becomes.visits_s // 60)
    row[ctx.say(MET if is_carer else FACES)] = _step(ctx, len(was.faces), len(becomes.faces))
    row[ctx.say(VISITS)] = _step(ctx, was.visits, becomes.visits)
    return row


def _step(ctx: PageContext, was: int, becomes: int) -> str:
    before, after = number(was, ctx.language), number(becomes, ctx.language)
    return after if was == becomes else f"{before} → {after}"

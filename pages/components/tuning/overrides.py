"""Weights of single employees and clients in a grid, where two of them meet, and how one weight is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

import streamlit as st

from data.vocabulary import EntityType
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.tuning.draft import TuneState
from pages.shell.context import PageContext
from services.constraints import BY_ID, CATALOGUE
from services.tuning import Override
from services.words import Text, number

LEAD = Text(
    sv="En klient eller medarbetare kan ha en egen vikt. Klientens går före medarbetarens, båda före organisationens.",
    en="A client or carer can have a weight of their own. The client's goes before the carer's, both before the "
    "organisation's.",
)
RULE, WHO, WEIGHT = Text(sv="Regel", en="Rule"), Text(sv="Vem", en="Who"), Text(sv="Vikt", en="Weight")
WHAT = Text(sv="Vad", en="What")
CLASHES = Text(
    sv="{rule}: {employee} har {mine} och {client} har {theirs}. När de möts gäller klientens.",
    en="{rule}: {employee} has {mine} and {client} has {theirs}. Where they meet the client's holds.",
)
STEPS = Text(sv="Vilken vikt gäller?", en="Which weight holds?")
NOBODY = Text(sv="Ingen särskild", en="Nobody in particular")
CARER, CLIENT = Text(sv="Medarbetare", en="Carer"), Text(sv="Klient", en="Client")
SAYS_NOTHING = Text(sv="säger inget", en="says nothing")
HOLDS = Text(sv="gäller", en="holds")
RULES = [rule for rule in CATALOGUE if rule.overrides or any(each.overrides for each in rule.parameters)]
WHATS = (("", WEIGHT), *{each.name: each.title for rule in RULES for each in rule.parameters}.items())
"""A row is about the weight of a rule, or about one of its parameters."""


def overrides(ctx: PageContext, state: TuneState) -> None:
    """The grid, the clashes, the steps."""
    st.caption(ctx.say(LEAD))
    people = _people(ctx)
    rows = [each for each in ctx.services.tuning.overrides(ctx.actor) if each.constraint_id in BY_ID]
    columns = (
        Column("rule", RULE, "choice", tuple((rule.id, rule.title) for rule in RULES), is_needed=True),
        Column("who", WHO, "choice", tuple((name, Text(sv=name, en=name)) for name in people), is_needed=True),
        Column("what", WHAT, "choice", WHATS, is_locked=True),
        Column("weight", WEIGHT, "number", low=0, is_needed=True),
    )
    grid = [_row(ctx, columns, people, each) for each in rows]
    row_grid(ctx, "constraints.overrides", columns, grid, partial(_save, ctx, people, rows), growth="dynamic")
    for clash in ctx.services.tuning.clashes(ctx.actor)[:5]:
        st.warning(
            ctx.say(
                CLASHES, rule=BY_ID[clash.constraint_id].title, employee=clash.employee, client=clash.client,
                mine=clash.employee_weight, theirs=clash.client_weight,
            ),
            icon=":material/call_merge:",
        )  # fmt: skip
    _steps(ctx, state, people)


def _people(ctx: PageContext) -> dict[str, tuple[EntityType, UUID]]:
    register = ctx.services.register
    clients = {f"{row.pseudonym}": (EntityType.CLIENT, row.id) for row in register.clients(ctx.actor)}
    return clients | {row.pseudonym: (EntityType.EMPLOYEE, row.id) for row in register.employees(ctx.actor)}


def _named(people: dict[str, tuple[EntityType, UUID]], each: Override) -> str | None:
    return next((name for name, (_, who) in people.items() if who == each.entity_id), None)


def _row(
    ctx: PageContext, columns: Sequence[Column], people: dict[str, tuple[EntityType, UUID]], each: Override
) -> GridRow:
    who = _named(people, each)
    cells = {"rule": each.constraint_id, "who": who, "what": each.parameter, "weight": each.weight}
    return GridRow.of(_key(each), f"{ctx.say(BY_ID[each.constraint_id].title)} · {who}", columns, cells)


def _key(each: Override) -> str:
    return f"{each.constraint_id} {each.parameter} {each.entity_id}"


def _save(
    ctx: PageContext, people: dict[str, tuple[EntityType, UUID]], rows: list[Override], edits: Edits
) -> None:  # fmt: skip
    standing = {_key(each): each for each in rows}
    wanted = [_override(people, standing[key], cells) for key, cells in edits.changed.items()]
    wanted += [_override(people, None, cells) for cells in edits.added]
    kept = {_key(each) for each in wanted}
    gone = [standing[key] for key in (*edits.changed, *edits.removed) if key not in kept]
    ctx.services.tuning.set_overrides(ctx.actor, wanted, gone, seen=rows)


def _override(people: dict[str, tuple[EntityType, UUID]], was: Override | None, cells: Mapping[str, Any]) -> Override:
    """The override of edited cells; what was not edited is as it was."""
    if was is None:
        return Override(cells["rule"], *people[cells["who"]], cells["who"], int(cells["weight"]))
    who = cells.get("who", was.who)
    entity, entity_id = people[who] if "who" in cells else (was.entity, was.entity_id)
    return replace(
        was, constraint_id=cells.get("rule", was.constraint_id), entity=entity, entity_id=entity_id, who=who,
        weight=int(cells.get("weight", was.weight)),
    )  # fmt: skip


def _steps(ctx: PageContext, state: TuneState, people: dict[str, tuple[EntityType, UUID]]) -> None:
    with st.expander(ctx.say(STEPS)):
        nobody = ctx.say(NOBODY)
        first, second, third = st.columns(3)
        rule = first.selectbox(
            ctx.say(RULE),
            [rule.id for rule in RULES],
            format_func=lambda key: ctx.say(BY_ID[key].title),
            key="constraints.step.rule",
        )
        carers = [name for name, (kind, _) in people.items() if kind is EntityType.EMPLOYEE]
        clients = [name for name, (kind, _) in people.items() if kind is EntityType.CLIENT]
        carer = second.selectbox(ctx.say(CARER), [nobody, *carers], key="constraints.step.carer")
        client = third.selectbox(ctx.say(CLIENT), [nobody, *clients], key="constraints.step.client")
        who = [people[name][1] if name in people else None for name in (carer, client)]
        for step in ctx.services.tuning.resolution(ctx.actor, state.draft, rule, who[0], who[1]):
            said = ctx.say(SAYS_NOTHING) if step.weight is None else number(step.weight, ctx.language)
            mark = f" :violet-badge[{ctx.say(HOLDS)}]" if step.wins else ""
            st.markdown(f"{ctx.say(step.place)}: **{said}**{mark}")

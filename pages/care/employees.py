"""Employees: contract, way of travelling, traits and skills in grids; what runs out, hours, homes, utilisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import streamlit as st

from data.vocabulary import EmployeeStatus, PaymentModel, Transport
from pages.components.revealing import TAB, revealing
from pages.components.row_grid import Column, GridEdit, row_grid
from pages.components.staff_parts import staff_part
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.words import Text, number

if TYPE_CHECKING:
    from services.register.rows import EmployeeRow

TITLE = Text(sv="Medarbetare", en="Carers")
LEAD = Text(
    sv="Ändra flera celler, klistra in från ett kalkylark, och spara allt på en gång. "
    "Namn visas bara när du ber om dem.",
    en="Edit many cells, paste from a spreadsheet, and save it all at once. Names are shown only when you ask.",
)
NOBODY = Text(
    sv="Här finns inga medarbetare än. Lägg till den första raden nedan, eller läs in en fil på sidan Importera.",
    en="There are no carers yet. Add the first row below, or take in a file on the Import page.",
)
SEARCH = Text(sv="Sök pseudonym eller kompetens", en="Search pseudonym or skill")
SAVED = Text(sv="Sparat.", en="Saved.")
SKILLS_OF = Text(sv="Kompetenser och delegeringar", en="Skills and delegations")
WHO = Text(sv="Medarbetare", en="Carer")
COUNT = Text(sv="{count} medarbetare", en="{count} carers")

MODES = (
    (Transport.CAR.value, Text(sv="Bil", en="Car")),
    (Transport.BIKE.value, Text(sv="Cykel", en="Bike")),
    (Transport.WALK.value, Text(sv="Till fots", en="On foot")),
    (Transport.PUBLIC.value, Text(sv="Kollektivt", en="Public transport")),
)
PAY = (
    (PaymentModel.HOURLY.value, Text(sv="Timlön", en="By the hour")),
    (PaymentModel.MONTHLY.value, Text(sv="Månadslön", en="By the month")),
)
STATES = (
    (EmployeeStatus.ACTIVE.value, Text(sv="Aktiv", en="Active")),
    (EmployeeStatus.INACTIVE.value, Text(sv="Inaktiv", en="Inactive")),
)
COLUMNS = (
    Column("pseudonym", Text(sv="Pseudonym", en="Pseudonym"), is_needed=True),
    Column("transport", Text(sv="Färdsätt", en="Travels by"), "choice", MODES),
    Column("contract_h", Text(sv="Timmar/vecka", en="Hours/week"), "number", low=0, high=60),
    Column("payment_model", Text(sv="Löneform", en="Paid"), "choice", PAY),
    Column("hourly_rate_sek", Text(sv="Kr/timme", en="SEK/hour"), "number", low=0, high=5000),
    Column("traits", Text(sv="Egenskaper", en="Traits"), "list",
           hint=Text(sv="Till exempel språk:fi eller kvinna; jämförs med klienters önskemål.",
                     en="Such as language:fi or woman; compared with clients' wishes.")),
    Column("avoids", Text(sv="Undviker", en="Avoids"), "list",
           hint=Text(sv="Till exempel katt; jämförs med klienternas egenskaper.",
                     en="Such as cat; compared with clients' traits.")),
    Column("status", Text(sv="Läge", en="State"), "choice", STATES),
)  # fmt: skip
SKILL_COLUMNS = (
    Column("name", Text(sv="Kompetens", en="Skill"), is_needed=True),
    Column("level", Text(sv="Nivå", en="Level"), "number", low=1, high=10),
    Column("valid_from", Text(sv="Från", en="From"), "date"),
    Column("valid_to", Text(sv="Till och med", en="Until"), "date"),
)

SECRETS = (Text(sv="Namn", en="Name"), Text(sv="E-post", en="E-mail"), Text(sv="Telefon", en="Phone"))


@dataclass
class EmployeesState:
    """Which round of each grid is shown, and whether something was just saved."""

    rounds: int = 0
    skill_rounds: int = 0
    has_saved: bool = False


def render(ctx: PageContext) -> None:
    """The grid of everybody and the skills of one, or another part of what is known of carers."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    state = ctx.state(EmployeesState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    everybody = ctx.services.register.employees(ctx.actor)
    if not everybody:
        st.info(ctx.say(NOBODY), icon=":material/groups:")
    if staff_part(ctx, everybody):
        return
    wanted = st.text_input(ctx.say(SEARCH), key="employees.search", icon=":material/search:").strip().casefold()
    rows = [row for row in everybody if _is_wanted(row, wanted)]
    st.caption(ctx.say(COUNT, count=number(len(rows), ctx.language)))
    may_grow = not wanted and ctx.actor.may(Capability.EDIT_PLAN)
    edit, undo = row_grid(
        ctx, f"employees.{wanted}", COLUMNS, [_cells(row) for row in rows], state.rounds, may_grow=may_grow
    )
    if edit is not None:
        _save(ctx, rows, edit)
        state.has_saved = True
    if undo or edit is not None:
        state.rounds += 1
        st.rerun()
    if rows:
        _skills(ctx, state, rows)
    if everybody and ctx.actor.may(Capability.REVEAL):
        with st.expander(ctx.say(TAB), icon=":material/visibility:"):
            people = [(row.id, row.pseudonym) for row in everybody]
            revealing(ctx, "employees", people, SECRETS, partial(_reveal, ctx))


def _reveal(ctx: PageContext, employee_id: UUID, reason: str) -> tuple[str | None, ...]:
    told = ctx.services.register.reveal_employee(ctx.actor, employee_id, reason)
    return told.name, told.email, told.phone


def _skills(ctx: PageContext, state: EmployeesState, rows: list[EmployeeRow]) -> None:
    st.subheader(ctx.say(SKILLS_OF), anchor=False)
    names = {row.pseudonym: row for row in rows}
    chosen = names[st.selectbox(ctx.say(WHO), list(names), key="employees.who") or rows[0].pseudonym]
    held = [
        {"name": s.name, "level": s.level, "valid_from": s.valid_from, "valid_to": s.valid_to} for s in chosen.skills
    ]
    edit, undo = row_grid(
        ctx, f"employees.skills.{chosen.pseudonym}", SKILL_COLUMNS, held, state.skill_rounds, may_grow=True
    )
    if edit is not None:
        kept = [{**row, **edit.changed.get(i, {})} for i, row in enumerate(held) if i not in edit.removed]
        skills = ctx.services.register.held_skills([*kept, *edit.added])
        ctx.services.register.change(ctx.actor, employees=[replace(chosen, skills=skills)])
        state.has_saved = True
    if undo or edit is not None:
        state.skill_rounds += 1
        st.rerun()


def _is_wanted(row: EmployeeRow, wanted: str) -> bool:
    return wanted in row.pseudonym.casefold() or any(wanted in skill.name.casefold() for skill in row.skills)


def _cells(row: EmployeeRow) -> dict[str, Any]:
    minutes, rate = row.contract_minutes_week, row.hourly_rate_sek
    return {
        "pseudonym": row.pseudonym, "transport": row.transport.value, "status": row.status.value,
        "contract_h": None if minutes is None else minutes / 60,
        "hourly_rate_sek": None if rate is None else float(rate),
        "payment_model": row.payment_model and row.payment_model.value, "traits": row.traits, "avoids": row.avoids,
    }  # fmt: skip


def _fields(cells: dict[str, Any]) -> dict[str, Any]:
    """Edited cells as fields of a row."""
    told = {name: cells[name] for name in cells if name in {"pseudonym"} and cells[name]}
    if "transport" in cells:
        told["transport"] = Transport(cells["transport"] or Transport.CAR)
    if "status" in cells:
        told["status"] = EmployeeStatus(cells["status"] or EmployeeStatus.ACTIVE)
    if "contract_h" in cells:
        told["contract_minutes_week"] = None if cells["contract_h"] is None else round(60 * cells["contract_h"])
    if "payment_model" in cells:
        told["payment_model"] = PaymentModel(cells["payment_model"]) if cells["payment_model"] else None
    if "hourly_rate_sek" in cells:
        rate = cells["hourly_rate_sek"]
        told["hourly_rate_sek"] = None if rate is None else Decimal(str(rate))
    for name in ("traits", "avoids"):
        if name in cells:
            told[name] = tuple(cells[name] or ())
    return told


def _save(ctx: PageContext, rows: list[EmployeeRow], edit: GridEdit) -> None:
    register = ctx.services.register
    changed = [replace(rows[place], **_fields(cells)) for place, cells in edit.changed.items()]
    # Nobody is deleted from a grid: plans and history name them. Taken out of the list they are inactive.
    changed += [replace(rows[place], status=EmployeeStatus.INACTIVE) for place in edit.removed]
    if edit.added:
        register.add_employees(ctx.actor, [_fields(cells) for cells in edit.added])
    register.change(ctx.actor, employees=changed)


PAGE = PageSpec(
    title=TITLE, url_path="employees", icon=":material/badge:", section=Section.CARE, needs=Capability.EDIT_PLAN,
    render=render,
)  # fmt: skip

"""Employees: contract, way of travelling, traits and skills in grids; what runs out, hours, homes, utilisation."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from data.vocabulary import EmployeeStatus, PaymentModel, Transport
from pages.components.arriving import as_id, asked
from pages.components.revealing import TAB, revealing
from pages.components.row_checks import ends_first
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.staff_parts import open_list, staff_part
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.state import choose
from services.access import Capability
from services.register.cells import LONGEST_PSEUDONYM, employee_cells, employee_fields
from services.words import Counted, Text, number

if TYPE_CHECKING:
    from services.register.rows import EmployeeRow

TITLE = Text(sv="Medarbetare", en="Carers")
LEAD = Text(
    sv="Ändra flera celler, klistra in från ett kalkylark, och spara allt på en gång. "
    "Namn visas bara när du ber om dem.",
    en="Edit many cells, paste from a spreadsheet, and save it all at once. Names are shown only when you ask.",
)
TO_IMPORT = Text(sv="Importera", en="Import")
NOBODY = Text(
    sv="Här finns inga medarbetare än. Lägg till den första raden nedan, eller läs in en fil på sidan Importera.",
    en="There are no carers yet. Add the first row below, or take in a file on the Import page.",
)
SEARCH = Text(sv="Sök pseudonym eller kompetens", en="Search pseudonym or skill")
SKILLS_OF = Text(sv="Kompetenser och delegeringar", en="Skills and delegations")
WHO = Text(sv="Medarbetare", en="Carer")
COUNT = Counted(Text(sv="1 medarbetare", en="1 carer"), Text(sv="{count} medarbetare", en="{count} carers"))

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
    Column("pseudonym", Text(sv="Pseudonym", en="Pseudonym"), is_needed=True, is_unique=True,
           longest=LONGEST_PSEUDONYM),
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


def render(ctx: PageContext) -> None:
    """The grid of everybody and the skills of one, or another part of what is known of carers."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    everybody = ctx.services.register.employees(ctx.actor)
    if not everybody:
        st.info(ctx.say(NOBODY), icon=":material/groups:")
        way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "employees.to_import")
    _arrive(ctx, everybody)
    if staff_part(ctx, everybody):
        return
    wanted = st.text_input(ctx.say(SEARCH), key="employees.search", icon=":material/search:").strip().casefold()
    rows = [row for row in everybody if _is_wanted(row, wanted)]
    st.caption(ctx.say(COUNT.of(len(rows)), count=number(len(rows), ctx.language)))
    row_grid(
        ctx, "employees", COLUMNS,
        [GridRow.of(row.id, row.pseudonym, COLUMNS, employee_cells(row)) for row in everybody],
        partial(_save, ctx, everybody), growth="add" if wanted else "dynamic", shown={str(row.id) for row in rows},
    )  # fmt: skip
    if rows:
        _skills(ctx, rows)
    if everybody and ctx.actor.may(Capability.REVEAL):
        with st.expander(ctx.say(TAB), icon=":material/visibility:"):
            people = [(row.id, row.pseudonym) for row in everybody]
            revealing(ctx, "employees", people, SECRETS, partial(_reveal, ctx))


def _arrive(ctx: PageContext, everybody: list[EmployeeRow]) -> None:
    """The one whose skills an address asks for."""
    about = as_id(asked("part", "about", "day", "first", "last").get("about"))
    found = next((row.pseudonym for row in everybody if row.id == about), None)
    if found is not None:
        open_list(ctx)
        choose("employees.skills.who", found)


def _reveal(ctx: PageContext, employee_id: UUID, reason: str) -> tuple[str | None, ...]:
    told = ctx.services.register.reveal_employee(ctx.actor, employee_id, reason)
    return told.name, told.email, told.phone


def _skills(ctx: PageContext, rows: list[EmployeeRow]) -> None:
    st.subheader(ctx.say(SKILLS_OF), anchor=False)
    names = {row.pseudonym: row for row in rows}
    chosen = names[st.selectbox(ctx.say(WHO), list(names), key="employees.skills.who") or rows[0].pseudonym]
    held = {f"{skill.name} {skill.valid_from}": asdict(skill) for skill in chosen.skills}
    grid = [GridRow.of(key, str(cells["name"]), SKILL_COLUMNS, cells) for key, cells in held.items()]

    def save(edits: Edits) -> None:
        kept = [{**cells, **edits.changed.get(key, {})} for key, cells in held.items() if key not in edits.removed]
        skills = ctx.services.register.held_skills([*kept, *edits.added])
        ctx.services.register.change(ctx.actor, employees=[replace(chosen, skills=skills)])

    row_grid(ctx, f"employees.skills.{chosen.id}", SKILL_COLUMNS, grid, save, growth="dynamic", check=ends_first)


def _is_wanted(row: EmployeeRow, wanted: str) -> bool:
    return wanted in row.pseudonym.casefold() or any(wanted in skill.name.casefold() for skill in row.skills)


def _save(ctx: PageContext, everybody: list[EmployeeRow], edits: Edits) -> None:
    standing = {str(row.id): row for row in everybody}
    changed = [replace(standing[key], **employee_fields(cells)) for key, cells in edits.changed.items()]
    # Nobody is deleted from a grid: plans and history name them. Taken out of the list they are inactive.
    changed += [replace(standing[key], status=EmployeeStatus.INACTIVE) for key in edits.removed]
    ctx.services.register.save_employees(ctx.actor, [employee_fields(cells) for cells in edits.added], changed)


PAGE = PageSpec(
    title=TITLE, url_path="employees", icon=":material/badge:", section=Section.CARE, needs=Capability.EDIT_PLAN,
    render=render,
)  # fmt: skip

"""A day to be saved: the fortnight runs and is published, and this morning a carer with a full round has fallen ill."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from data.repositories.absences import EmployeeAbsenceRow
from data.work import Work
from services.demo import DemoOrganization
from services.demo.clock import at_s
from services.demo.rota import DemoShift
from services.demo.shift_templates import Part
from services.demo_seeding.dates import moment
from services.demo_seeding.ids import RowIds, demo_id

NAME, REASON = "Veckan som den går", "Genomgången med gruppen"


def fall_ill(work: Work, made: DemoOrganization, plan_id: UUID, today: date, published_by: UUID) -> None:
    """Publish the plan, and put on record who is ill for all of today."""
    work.drafts.publish(plan_id, NAME, REASON, published_by)
    carer = RowIds(made).employee(who_is_ill(made, today).employee.id)
    start, end = moment(at_s(today, 0)), moment(at_s(today + timedelta(days=1), 0))
    work.absences.add_of_employees([EmployeeAbsenceRow(demo_id(f"ill {made.size} {today}"), carer, start, end)])


def who_is_ill(made: DemoOrganization, today: date) -> DemoShift:
    """The day shift with most visits: whoever falls ill leaves a gap that somebody must see."""
    visits = Counter(shift_id for shift_id, _ in made.manual_plan.visit_stops())
    mornings = [shift for shift in made.rota if shift.day == today and shift.template.part is Part.DAY]
    return max(mornings, key=lambda shift: (visits[shift.id], shift.id))

"""The rota as shifts of the planning problem: places, breaks, mode, and the tasks that are delegated on that day."""

from __future__ import annotations

from services.demo.clock import MINUTE_S, at_s
from services.demo.legs import LONGEST_LEG_S
from services.demo.rota import DemoShift
from services.problem import Break, Shift, Skill


def shift_of(each: DemoShift, office_id: str) -> Shift:
    """From the office of the employee's district and back to it."""
    template, day = each.template, each.day
    return Shift(
        id=each.id,
        carer_id=each.employee.id,
        start_s=each.start_s,
        end_s=each.end_s,
        start_place_id=office_id,
        end_place_id=office_id,
        soft_end_s=None if template.soft_end_min is None else at_s(day, template.soft_end_min),
        breaks=tuple(
            Break(
                id=rest.id,
                earliest_s=at_s(day, rest.first_min),
                latest_end_s=at_s(day, rest.last_min),
                duration_s=rest.duration_min * MINUTE_S,
                is_paid=rest.is_paid,
                is_fixed=rest.is_fixed,
            )
            for rest in template.breaks
        ),
        skills=tuple(Skill(skill) for skill in each.employee.skills(day)),
        mode=each.employee.mode,
        max_leg_s=LONGEST_LEG_S.get(each.employee.mode),
    )

"""The catalogue: every rule a plan is judged by, in the order it is shown: hard, medium, soft.

Context      A plan is good or bad for reasons a planner can name; so is a solver's choice between two plans.
Decision     One file per rule with its why, its unit and examples; one line here. Each rule counts whole units over
             a whole plan; weights are applied to units afterwards, so a new weight needs no new count.
Consequence  The catalogue is the truth a solver's own arithmetic is tested against.
Not chosen   Rules as configuration: a sentence, a count and a test say more than a table of switches.

To add a rule: its file, its line here, its cases in tests/cases/constraints. One known from a visit and the shift
that serves it (`OfPairs`) is followed by the search at once, which a case shows that names who `could_come` instead
(an example in the history: "Add a rule: important visits by somebody the client knows"). One about times or whole
routes is scored, explained and judged all the same, and followed when services/solvers/lowering.py and the kernel have
learned it; until then the test of every weight is red.
"""

from services.constraints.hard.carer_pool import CARER_POOL
from services.constraints.hard.carer_prohibited import CARER_PROHIBITED
from services.constraints.hard.employee_hours import EMPLOYEE_HOURS
from services.constraints.hard.employee_rest import EMPLOYEE_REST
from services.constraints.hard.skill_required import SKILL_REQUIRED
from services.constraints.hard.time_break import TIME_BREAK
from services.constraints.hard.time_shift import TIME_SHIFT
from services.constraints.hard.time_travel import TIME_TRAVEL
from services.constraints.hard.time_window import TIME_WINDOW
from services.constraints.hard.travel_mode import TRAVEL_MODE
from services.constraints.hard.vehicle_capacity import VEHICLE_CAPACITY
from services.constraints.hard.vehicle_fit import VEHICLE_FIT
from services.constraints.hard.vehicle_load import VEHICLE_LOAD
from services.constraints.hard.visit_after import VISIT_AFTER
from services.constraints.hard.visit_pinned import VISIT_PINNED
from services.constraints.hard.visit_together import VISIT_TOGETHER
from services.constraints.kind import Constraint
from services.constraints.medium.visit_skipped_week import VISIT_SKIPPED_WEEK
from services.constraints.medium.visit_unassigned import VISIT_UNASSIGNED
from services.constraints.soft.area_outside import AREA_OUTSIDE
from services.constraints.soft.continuity_contact import CONTACT
from services.constraints.soft.continuity_never_met import NEVER_MET
from services.constraints.soft.continuity_new_face import NEW_FACE
from services.constraints.soft.cost_staff import COST_STAFF
from services.constraints.soft.fair_load import FAIR_LOAD
from services.constraints.soft.fair_unsocial import FAIR_UNSOCIAL
from services.constraints.soft.plan_changed import PLAN_CHANGED
from services.constraints.soft.preference_carer import PREFERRED_CARER
from services.constraints.soft.preference_shift import PREFERENCE_SHIFT
from services.constraints.soft.preference_wish import PREFERENCE_WISH
from services.constraints.soft.risk_shift_end import RISK_SHIFT_END
from services.constraints.soft.risk_stranger import RISK_STRANGER
from services.constraints.soft.shift_opened import SHIFT_OPENED
from services.constraints.soft.skill_spare import SKILL_SPARE
from services.constraints.soft.time_earliest_day import TIME_EARLIEST_DAY
from services.constraints.soft.time_overtime import TIME_OVERTIME
from services.constraints.soft.time_preferred import TIME_PREFERRED
from services.constraints.soft.time_same_hour import TIME_SAME_HOUR
from services.constraints.soft.time_waiting import TIME_WAITING
from services.constraints.soft.travel_distance import TRAVEL_DISTANCE
from services.constraints.soft.travel_minutes import TRAVEL_MINUTES
from services.constraints.soft.visit_optional import VISIT_OPTIONAL
from services.constraints.soft.visit_overlap import VISIT_OVERLAP

CATALOGUE: tuple[Constraint, ...] = (
    # what a plan may not do
    SKILL_REQUIRED,
    CARER_PROHIBITED,
    CARER_POOL,
    TIME_WINDOW,
    TIME_TRAVEL,
    TIME_SHIFT,
    TIME_BREAK,
    VISIT_TOGETHER,
    VISIT_AFTER,
    VISIT_PINNED,
    TRAVEL_MODE,
    EMPLOYEE_REST,
    EMPLOYEE_HOURS,
    VEHICLE_FIT,
    VEHICLE_CAPACITY,
    VEHICLE_LOAD,
    # care that nobody gives
    VISIT_UNASSIGNED,
    VISIT_SKIPPED_WEEK,
    # what makes one plan better than another
    TRAVEL_MINUTES,
    TRAVEL_DISTANCE,
    TIME_WAITING,
    TIME_PREFERRED,
    TIME_SAME_HOUR,
    TIME_EARLIEST_DAY,
    TIME_OVERTIME,
    NEW_FACE,
    NEVER_MET,
    CONTACT,
    PREFERRED_CARER,
    PREFERENCE_WISH,
    PREFERENCE_SHIFT,
    SKILL_SPARE,
    FAIR_LOAD,
    FAIR_UNSOCIAL,
    SHIFT_OPENED,
    COST_STAFF,
    AREA_OUTSIDE,
    PLAN_CHANGED,
    VISIT_OPTIONAL,
    VISIT_OVERLAP,
    RISK_SHIFT_END,
    RISK_STRANGER,
)

BY_ID: dict[str, Constraint] = {constraint.id: constraint for constraint in CATALOGUE}
"""The catalogue by id."""

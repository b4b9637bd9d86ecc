"""The figures on the command line's one line, against figures counted by hand."""

from __future__ import annotations

from services.cli.figures import figures, idle_s
from services.problem import (
    Break,
    Carer,
    Client,
    Mode,
    Place,
    Plan,
    Problem,
    Route,
    Shift,
    Stop,
    StopKind,
    TravelModel,
    Visit,
    Window,
)
from services.problem.columns import columns
from services.problem.timetable import timetable

H, M = 3600, 60
SIX_MINUTES = dict.fromkeys(Mode, TravelModel(fixed_s=6 * M, per_m_s=1e-9, detour=1.0))


def a_visit(identity: str, client: str) -> Visit:
    return Visit(identity, client, client, 30 * M, (Window(0, 20 * H, 21 * H),))


def visit_at(identity: str, start_s: int) -> Stop:
    return Stop(StopKind.VISIT, identity, start_s)


LUNCH = Break("lunch", 10 * H, 13 * H, 30 * M)
PROBLEM = Problem(
    zone="UTC",
    places=(Place("office", 60.0, 17.0), Place("A", 60.01, 17.0), Place("B", 60.02, 17.0)),
    clients=(Client("A", "A"), Client("B", "B")),
    carers=(Carer("anna", "anna"), Carer("bo", "bo"), Carer("eva", "eva")),
    shifts=(
        Shift("anna-1", "anna", 7 * H, 15 * H, "office", "office", breaks=(LUNCH,)),
        Shift("bo-1", "bo", 7 * H, 15 * H, "office", "office"),
        Shift("eva-1", "eva", 7 * H, 15 * H, "office", "office"),
    ),
    visits=(a_visit("A1", "A"), a_visit("B1", "B"), a_visit("A2", "A"), a_visit("B2", "B")),
    models=SIX_MINUTES,
)
PLAN = Plan(
    (
        Route("anna-1", (visit_at("A1", 8 * H), Stop(StopKind.BREAK, "lunch", 10 * H), visit_at("B1", 11 * H))),
        Route("bo-1", (visit_at("A2", 9 * H),)),
    )
)


def test_figures_of_a_small_plan() -> None:
    c = columns(PROBLEM)
    t = timetable(c, PLAN)
    assert idle_s(c, t).tolist() == [(11 * H + 30 * M) - 8 * H - 60 * M - 6 * M - 30 * M, 0, 0]
    assert figures(c, t) == {
        "visits": 4,
        "assigned": 3,
        "unassigned": 1,
        "travel_h": 0.5,  # five legs of six minutes
        "waiting_h": 4.7,  # 54, 114 and 114 minutes
        "idle_h": 1.9,
        "shifts_used": 2,
        "carers_unused": 1,
        "load_sd_h": 0.4,
        "continuity_avg": 1.5,
        "continuity_max": 2,
    }


def test_figures_of_an_empty_plan() -> None:
    c = columns(PROBLEM)
    found = figures(c, timetable(c, Plan()))
    assert found["unassigned"] == 4
    assert (found["travel_h"], found["idle_h"], found["continuity_avg"], found["continuity_max"]) == (0, 0, 0, 0)

"""Puts the ways a run travels by into what is planned, once per run: its plan is explained by them ever after."""

from __future__ import annotations

from collections.abc import Collection

from data.connect import Database
from data.vocabulary import TravelSource
from services.connections.use_case import working_context
from services.planning import snapshot
from services.planning.opening import asked_problem
from services.planning.runs import RunId
from services.planning.stored_roads import roads_to_json
from services.travel.known import chosen


def prepare_roads(database: Database, run: RunId, attempt: int, inside_hosts: Collection[str]) -> None:
    """Ask for the ways and keep them with the run; nothing where it travels by the model, or has them already."""
    context = working_context(run.organization_id)
    with database.reading(context) as work:
        row = work.solutions.find(run.solution_id)
        if row is None or row.input_data.get("roads", {}).get("is_asked"):
            return
        if chosen(work).source is TravelSource.BUILT_IN:
            return
        try:
            problem = asked_problem(work, row.input_data)
        except snapshot.MissingPlace:
            return  # whoever opens the run says so

    from services.travel.asking import Asking  # a network library, for those who have a router

    def is_stopped() -> bool:
        with database.reading(context) as work:
            return work.solutions.is_stop_requested(run.solution_id)

    roads = Asking(database, run.organization_id, inside_hosts, is_stopped).roads_for(problem)
    if roads is None:  # the settings were changed meanwhile
        return
    with database.writing(context) as work:
        work.solutions.keep_input(run.solution_id, attempt, {**row.input_data, "roads": roads_to_json(roads)})

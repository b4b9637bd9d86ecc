"""Makes a demo organisation from its recipe: the same size, first day and seed always give the same one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.demo.clients import DemoClient, draw_clients
from services.demo.clock import ZONE_NAME
from services.demo.coverage import Coverage
from services.demo.employees import draw_employees
from services.demo.history import draw_met
from services.demo.legs import Legs
from services.demo.manual_plan import Planner
from services.demo.organization import DemoOrganization
from services.demo.places import settle
from services.demo.recipe import RECIPES, DemoSize
from services.demo.relations import relate
from services.demo.rota import make_rota
from services.demo.rounds import round_shares
from services.demo.services import ESCORT
from services.demo.shift_templates import TEMPLATES
from services.demo.shifts import shift_of
from services.demo.vehicles import draw_vehicles, share_vehicles
from services.demo.visits import DatedVisit, date_visits, groups_of
from services.problem import Carer, Client, Pin, Plan, Problem, Visit
from services.problem.travel import ORGANISATION_MODELS

NAME = "Demo Hemtjänst"


def make(size: DemoSize, first_day: date, seed: int = 1) -> DemoOrganization:
    """The organisation of `size`, planned from `first_day` on."""
    recipe = RECIPES[size]
    settlement = settle(recipe, seed)
    legs = Legs(settlement.places)
    employees = draw_employees(recipe, first_day, seed)
    clients = relate(draw_clients(recipe, settlement.homes, seed), employees, seed)
    care_h_per_day = sum(need.minutes_per_day for client in clients for need in client.needs) / 60
    rota = make_rota(recipe, employees, care_h_per_day, first_day, seed)
    dated = date_visits(clients, first_day, recipe.days)

    coverage = Coverage(rota, settlement, legs)
    for each in sorted(dated, key=lambda each: (-len(each.need.skills), each.wished_s, each.visits[0].id)):
        coverage.cover(each)
    employees, clients = coverage.employees(employees), coverage.clients(clients)
    staff = {each.id: each for each in employees}
    rota = [replace(shift, employee=staff[shift.employee.id]) for shift in rota]
    known = {client.id: client for client in clients}
    dated = [_with_carers(each, known[each.client.id]) for each in dated]

    shifts = [shift_of(each, settlement.office_ids[each.employee.district]) for each in rota]
    plan = Planner(rota, shifts, legs, round_shares(clients, settlement), recipe.swap_share, seed).make(dated)
    dated = _pinned(dated, plan)
    visits = [visit for each in dated for visit in each.visits]
    problem = Problem(
        zone=ZONE_NAME,
        places=settlement.places,
        clients=tuple(Client(client.id, client.id) for client in clients),
        carers=tuple(Carer(each.id, each.id, contract_min_week=each.contract_minutes_week) for each in employees),
        shifts=tuple(shifts),
        visits=tuple(visits),
        groups=groups_of(dated),
        models=dict(ORGANISATION_MODELS),
        met=draw_met(clients, employees, shifts, visits, plan, seed),
    )
    vehicles = draw_vehicles(recipe, settlement)
    return DemoOrganization(
        name=NAME,
        size=size,
        recipe=recipe,
        first_day=first_day,
        districts=recipe.districts,
        settlement=settlement,
        clients=tuple(clients),
        employees=tuple(employees),
        vehicles=tuple(vehicles),
        vehicle_of=share_vehicles(vehicles, rota, settlement),
        templates=TEMPLATES,
        rota=tuple(rota),
        dated=tuple(dated),
        problem=problem,
        manual_plan=plan,
    )


def _with_carers(dated: DatedVisit, client: DemoClient) -> DatedVisit:
    """The visits with the client's carers as they are after everything was given."""
    return replace(
        dated,
        client=client,
        visits=tuple(
            replace(
                visit,
                contact=client.contact,
                preferred=client.preferred,
                prohibited=client.declined,
                pool=client.pool,
            )
            for visit in dated.visits
        ),
    )


def _pinned(dated: list[DatedVisit], plan: Plan) -> list[DatedVisit]:
    """Company to an appointment is agreed with a carer: it stays where the planner wrote it."""
    agreed = {stop.id: Pin(shift_id, stop.start_s) for shift_id, stop in plan.visit_stops()}

    def pinned(visit: Visit) -> Visit:
        return replace(visit, pin=agreed.get(visit.id)) if visit.title == ESCORT.title else visit

    return [replace(each, visits=tuple(pinned(visit) for visit in each.visits)) for each in dated]

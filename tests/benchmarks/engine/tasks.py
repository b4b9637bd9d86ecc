"""Instances as tasks for the peers, and answers of any solver judged by the family's own scorer."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from tests.benchmarks.engine import care_days
from tests.benchmarks.families import care_day_making, vrptw
from tests.benchmarks.families.care import ANY, Instance, Plan, Service, Stop
from tests.benchmarks.families.care_day import Day
from tests.benchmarks.families.care_files import plan_text, read_hhcrsp, read_uhhc
from tests.benchmarks.families.care_score import score
from tests.benchmarks.families.care_timing import earliest
from tests.benchmarks.families.folder import best_known, instances
from tests.benchmarks.families.vrptw_problem import UNIT_S

Json = dict[str, Any]
ROUTING = ("solomon", "gehring-homberger")
MADE = "care-days"
"""The family that is made by code and not read."""
SAME = 5e-5
"""Within so much of the best known a value is that value, its published rounding apart."""
BY_SECONDS = 60
"""Units of a family's minute in a task: peers count whole numbers."""
LATEST = 100_000
"""Later than any day of the families, in seconds."""
TIMED_ANEW = frozenset({"travel_time", "total_tardiness", "highest_tardiness", "total_extra_time"})
"""Terms that are best at the earliest starts: only with these can a plan be judged by its orders alone."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer's worth by the family's scorer; `gap` over the best known, as a share, where there is one.

    `left_out` counts the visits nobody makes, where a family lets a plan leave some out at a cost.
    """

    objective: float
    gap: float | None
    faults: tuple[str, ...]
    left_out: int = 0

    @property
    def is_better_than_known(self) -> bool:
        """Whether no plan as good is known, published rounding apart."""
        return not self.faults and self.gap is not None and self.gap < -SAME


def names(family: str, pattern: str) -> list[str]:
    """The family's instances of that pattern; none where its data are absent."""
    if family == MADE:
        return [name for name in care_day_making.NAMES if fnmatchcase(name, pattern)]
    return [path.stem for path in instances(family, pattern)]


def load(family: str, name: str) -> Instance | vrptw.Instance | Day:
    """An instance by its name."""
    if family == MADE:
        return care_day_making.day(name)
    path = instances(family, name)[0]
    if family in ROUTING:
        return vrptw.read(path, family)
    return read_uhhc(path) if family == "uhhc2026" else read_hhcrsp(path, family)


def known(family: str) -> dict[str, float]:
    """The best known objectives of a family; of vehicle routing by distance alone."""
    return best_known(family, "dimacs_distance" if family in ROUTING else "bks")


def task(instance: Instance | vrptw.Instance | Day) -> Json | None:
    """The instance for a peer, None where its objective hangs on more than orders."""
    if isinstance(instance, Day):
        return care_days.task(instance)
    if isinstance(instance, vrptw.Instance):
        return _routing_task(instance)
    return _care_task(instance) if is_timed_anew(instance) else None


def is_timed_anew(instance: Instance) -> bool:
    """Whether orders say all."""
    return instance.weights.keys() <= TIMED_ANEW


def judge(instance: Instance | vrptw.Instance | Day, answer: Json) -> Judged:
    """What an answer (`routes` or, with times, `stops`) is worth."""
    if isinstance(instance, Day):
        told_day = care_days.judge(instance, answer["stops"])
        return Judged(told_day.objective, None, told_day.faults, told_day.left_out)
    best = known(instance.family).get(instance.name)
    if isinstance(instance, vrptw.Instance):
        told = vrptw.score(instance, answer["routes"], vrptw.Convention.DIMACS)
        return Judged(told.distance, _gap(told.distance, best), told.faults)
    plan = _with_times(answer["stops"]) if "stops" in answer else _from_orders(instance, answer["routes"])
    if plan is None:
        return Judged(0.0, None, ("carers wait for each other in a ring",))
    verdict = score(instance, plan)
    return Judged(verdict.objective, _gap(verdict.objective, best), verdict.faults)


def solution_file(instance: Instance, answer: Json) -> str | None:
    """An answer of orders in the family's own form, for evaluators other than ours."""
    plan = _from_orders(instance, answer["routes"]) if "routes" in answer else None
    return None if plan is None else plan_text(instance, plan)


def _gap(objective: float, best: float | None) -> float | None:
    return None if not best else objective / best - 1


def _with_times(stops: Json) -> Plan:
    return {carer: tuple(Stop(*stop) for stop in made) for carer, made in stops.items()}


def _from_orders(instance: Instance, routes: list[list[int]]) -> Plan | None:
    return earliest(instance, {carer.id: route for carer, route in zip(instance.carers, routes, strict=False)})


def _routing_task(instance: vrptw.Instance) -> Json:
    depot, *customers = instance.customers
    rows = range(len(instance.customers))

    def units(moment: float) -> int:
        return round(moment * UNIT_S)

    vehicle = {"start": 0, "end": 0, "from": units(depot.ready), "until": units(depot.due), "load": instance.capacity}
    return {
        "travel": [[units(instance.distance(a, b, vrptw.Convention.DIMACS)) for b in rows] for a in rows],
        "vehicles": [vehicle] * instance.vehicles,
        "visits": [
            {"place": i, "duration": units(c.service), "windows": [[units(c.ready), units(c.due)]], "late": 0,
             "able": None, "load": c.demand}
            for i, c in enumerate(customers, start=1)
        ],
        "pairs": [],
    }  # fmt: skip


def _care_task(instance: Instance) -> Json:
    def units(moment: float) -> int:
        return round(moment * BY_SECONDS)

    is_hard = "total_tardiness" in instance.hard
    return {
        "travel": [[units(leg) for leg in row] for row in instance.travel],
        "vehicles": [
            {"start": c.start_place, "end": c.end_place, "from": units(c.start),
             "until": LATEST if c.end == ANY else units(c.end), "load": 0}
            for c in instance.carers
        ],
        "visits": [
            {"place": s.place, "duration": units(s.duration), "windows": _windows(instance, s),
             "late": 0 if is_hard else 1, "able": _able(instance, s), "load": 0}
            for s in instance.services
        ],
        "pairs": [
            [p.first, p.second, None if p.least == -ANY else units(p.least), None if p.most == ANY else units(p.most)]
            for p in instance.pairs
        ],
    }  # fmt: skip


def _windows(instance: Instance, service: Service) -> list[list[int]]:
    shorter = service.duration if instance.is_met_at_end else 0.0
    return [[round(start * BY_SECONDS), round((end - shorter) * BY_SECONDS)] for start, end in service.windows]


def _able(instance: Instance, service: Service) -> list[int] | None:
    able = [k for k, carer in enumerate(instance.carers) if carer.id in service.able]
    return None if len(able) == len(instance.carers) else able

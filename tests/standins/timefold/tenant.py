"""The datasets of one tenant, each with its life up to a final state, solved by our own engine in a thread."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from services.constraints import CATALOGUE
from services.constraints.kind import Weights
from services.constraints.scoring import ScoreSheet, score_sheet
from services.integrations.timefold.output_writer import write_output
from services.integrations.timefold.reader import read_input
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.solvers.in_house import InHouse
from services.solvers.port import Limits, Progress
from tests.standins.timefold.switches import Switches

Json = dict[str, Any]
FINAL = {"SOLVING_COMPLETED", "SOLVING_INCOMPLETE", "SOLVING_FAILED", "DATASET_INVALID"}


@dataclass
class Dataset:
    """One submit and what became of it."""

    request: Json
    tags: list[str]
    name: str = ""
    parent_id: str | None = None
    id: str = field(default_factory=lambda: str(uuid4()))
    status: str = "DATASET_CREATED"
    stamps: Json = field(default_factory=dict)
    issues: list[Json] = field(default_factory=list)
    plan: Plan | None = None
    problem: Problem | None = None
    is_ended: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    @property
    def sheet(self) -> ScoreSheet | None:
        if self.problem is None or self.plan is None:
            return None
        c = columns(self.problem)
        return score_sheet(c, timetable(c, self.plan), self.weights)

    @property
    def weights(self) -> Weights:
        chosen = self.request.get("config", {}).get("model", {}).get("overrides", {})
        own = {rule.id: chosen[rule.timefold] for rule in CATALOGUE if rule.timefold in chosen}
        return Weights(organization=own, carer={}, client={})

    def metadata(self) -> Json:
        sheet = self.sheet if self.status != "SOLVING_FAILED" else None
        stamps = dict.fromkeys(
            ("startDateTime", "activeDateTime", "completeDateTime", "shutdownDateTime", "submitDateTime")
        )
        return {
            "id": self.id, "parentId": self.parent_id, "originId": self.parent_id or self.id, "name": self.name,
            **stamps, **self.stamps, "solverStatus": self.status, "score": str(sheet.score) if sheet else None,
            "tags": self.tags, "validationResult": None, "failureMessage": None,
        }  # fmt: skip

    def envelope(self) -> Json:
        if self.problem is None or self.plan is None:
            return {"metadata": self.metadata(), "modelOutput": None}
        sheet = self.sheet
        assert sheet is not None
        return {**write_output(self.problem, self.plan, sheet.score), "metadata": self.metadata()}

    def reach(self, status: str, stamp: str | None = None) -> None:
        with self.changed:
            self.status = status
            if stamp is not None:
                self.stamps[stamp] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            self.changed.notify_all()


class Tenant:
    """Every dataset by id, in the order of its submit; `on_change` hears of every state that webhooks tell."""

    def __init__(self, switches: Switches, key: str) -> None:
        self.switches, self.key = switches, key
        self.datasets: dict[str, Dataset] = {}
        self.calls: list[tuple[str, str]] = []
        self.on_change: Callable[[Dataset], None] = lambda dataset: None
        self._threads: list[threading.Thread] = []

    def tagged(self, tag: str) -> list[Dataset]:
        """The datasets that carry a tag."""
        return [dataset for dataset in self.datasets.values() if tag in dataset.tags]

    def take(self, request: Json, tags: list[str], name: str = "", parent_id: str | None = None) -> Dataset:
        """A new dataset, whose life begins at once."""
        dataset = Dataset(request, tags, name, parent_id)
        dataset.reach("DATASET_CREATED", "submitDateTime")
        self.datasets[dataset.id] = dataset
        thread = threading.Thread(target=self._live, args=(dataset,), daemon=True)
        self._threads.append(thread)
        thread.start()
        return dataset

    def close(self) -> None:
        """End every solve."""
        for dataset in self.datasets.values():
            dataset.is_ended.set()
        for thread in self._threads:
            thread.join(30)

    def _live(self, dataset: Dataset) -> None:
        dataset.reach("SOLVING_SCHEDULED")
        dataset.is_ended.wait(self.switches.queue_s)
        read = read_input(json.dumps(dataset.request["modelInput"]).encode(), client_from="location")
        if read.problem is None or self.switches.is_invalid:
            dataset.issues = [{"code": "VISIT_OUTSIDE_WINDOW", "severity": "ERROR", "visit": "hemlig"}]
            dataset.reach("DATASET_INVALID", "completeDateTime")
            self.on_change(dataset)
            return
        dataset.problem = read.problem
        for status, stamp in (
            ("DATASET_VALIDATED", None), ("DATASET_COMPUTED", None), ("SOLVING_STARTED", "startDateTime"),
            ("SOLVING_ACTIVE", "activeDateTime"),
        ):  # fmt: skip
            dataset.reach(status, stamp)
        if self.switches.ends_as == "SOLVING_COMPLETED":
            self._solve(dataset, read.problem)
        dataset.reach(self.switches.ends_as, "completeDateTime")
        dataset.reach(self.switches.ends_as, "shutdownDateTime")
        self.on_change(dataset)

    def _solve(self, dataset: Dataset, problem: Problem) -> None:
        def tell(progress: Progress) -> None:
            dataset.plan = progress.plan
            dataset.reach("SOLVING_ACTIVE")

        limit_s = min(self.switches.most_solving_s, _spent_limit_s(dataset.request))
        limits = Limits(seconds=limit_s, iterations=self.switches.iterations)
        found = InHouse().solve(problem, dataset.weights, limits, tell, dataset.is_ended.is_set)
        dataset.plan = found.plan


def _spent_limit_s(request: Json) -> float:
    told = request.get("config", {}).get("run", {}).get("termination", {}).get("spentLimit", "PT10M")
    parts = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", told)
    assert parts is not None
    hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def wait_for(is_so: Callable[[], bool], most_s: float = 60.0) -> None:
    """Until something is so; generous, against hanging only."""
    deadline = time.monotonic() + most_s
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)

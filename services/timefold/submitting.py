"""A submit that arrives once: meant before it leaves, looked for after a doubt, sent anew when it cannot be there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from services.errors import BadInput, CareError, Conflict, NotAllowed, Unavailable
from services.integrations.outbound import InDoubt
from services.integrations.timefold import refusals
from services.integrations.timefold.client import SUBMITTING, TRIES, TimefoldClient
from services.integrations.timefold.metadata import Metadata
from services.integrations.timefold.patching import patch_between
from services.integrations.timefold.payload import placed, request, unplaced
from services.problem import Problem
from services.timefold import tag_of
from services.timefold.records import Ancestor, RunRecord


class Step(StrEnum):
    """Moments of a run at which a process may die; named for the log and for tests."""

    BEGUN = "begun"
    INTENDED = "intended"
    POSTED = "posted"
    SUBMITTED = "submitted"
    HEARD = "heard"
    ENDED = "ended"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to ask and how long to wait, seconds."""

    tick_s: float = 0.5
    first_poll_s: float = 2.0
    longest_poll_s: float = 10.0
    plan_every_s: float = 10.0
    queue_s: float = 300.0
    silence_s: float = 240.0
    grace_s: float = 120.0
    settle_s: float = 8.0
    doubt_s: float = SUBMITTING.total_s + 5.0
    """After so long no submit of a process that died can still be on its way."""


@dataclass(frozen=True)
class Submitting:
    """Brings one run to the other side; `passed` hears of every step."""

    client: TimefoldClient
    record: RunRecord
    pace: Pace
    passed: Callable[[Step], None]
    sleep: Callable[[float], None] = time.sleep

    def dataset(self, problem: Problem, model: dict[str, Any], settings: dict[str, Any]) -> str:
        """The id under which the run is solved, submitted now or by an attempt before."""
        row = self.record.row()
        if row.dataset_id is not None:
            return row.dataset_id
        if row.intended_at is not None:
            age_s = (datetime.now(UTC) - row.intended_at).total_seconds()
            found = self._look(max(self.pace.settle_s, self.pace.doubt_s - age_s))
            if found is not None:
                return found
            self.record.withdraw()
        return self._submit(problem, model, settings)

    def _submit(self, problem: Problem, model: dict[str, Any], settings: dict[str, Any]) -> str:
        document, sent = request(model, settings), unplaced(model, problem)
        ancestor = self.record.ancestor()
        for trial in range(1, TRIES + 1):
            self.record.intend(sent)
            self.passed(Step.INTENDED)
            try:
                made = self._post(document, problem, ancestor)
            except InDoubt:
                found = self._look(self.pace.settle_s)
                if found is not None:
                    return found
                if trial == TRIES:
                    raise
            except Unavailable:  # nothing has arrived
                self.record.withdraw()
                if trial == TRIES:
                    raise
                self.sleep(self.pace.first_poll_s * trial)
            except CareError:
                self.record.withdraw()
                raise
            else:
                self.passed(Step.POSTED)
                return self._known(made.id)
        raise AssertionError("the last try returns or raises")

    def _post(self, document: dict[str, Any], problem: Problem, ancestor: Ancestor | None) -> Metadata:
        """From the plan of the run before, where it still lies there and may be patched; else from the beginning."""
        tags = [tag_of(self.record.solution_id)]
        steps = None if ancestor is None else _steps(ancestor, document, problem)
        if ancestor is not None and steps:
            try:
                patch = {"config": document["config"], "patch": steps}
                return self.client.submit_patch(ancestor.dataset_id, patch, tags)
            except (Conflict, NotAllowed, BadInput):
                pass  # gone, a preview that is off, or steps it does not take: refused, so nothing was made
        return self.client.submit(document, tags)

    def _look(self, most_s: float) -> str | None:
        """The run's dataset in the other side's list, looked for again until the time is over."""
        until = time.monotonic() + most_s
        while True:
            try:
                found = self.client.find(tag_of(self.record.solution_id))
            except CareError:
                if time.monotonic() >= until:
                    raise refusals.unknown_whether_sent() from None
                found = []
            if found:
                for double in found[1:]:
                    self.client.end(double.id)
                return self._known(found[0].id)
            if time.monotonic() >= until:
                return None
            self.sleep(min(self.pace.first_poll_s, max(0.01, until - time.monotonic())))

    def _known(self, dataset_id: str) -> str:
        self.record.submitted(dataset_id)
        self.passed(Step.SUBMITTED)
        return dataset_id


def _steps(ancestor: Ancestor, document: dict[str, Any], problem: Problem) -> list[dict[str, object]] | None:
    """The patch from what was sent before; None when a place of it is not known any more."""
    places = {place.id: place for place in problem.places}
    try:
        before = placed(dict(ancestor.sent_input), places)
    except KeyError:
        return None
    return patch_between(before, document["modelInput"])

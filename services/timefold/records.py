"""What is kept of a run elsewhere, step by step; every word is fenced by the attempt that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from data.connect import Database
from data.repositories.hosted import HostedRow
from data.vocabulary import RunState
from data.work import Context, Work
from services.connections import refusals
from services.connections.use_case import working_context
from services.integrations.timefold.metadata import Metadata
from services.jobs.solving import patiently
from services.planning.runs import RunId

T = TypeVar("T")


class Overtaken(Exception):
    """Another attempt works on the run: nothing may be written or sent any more."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """The run this one goes on from, as it was sent and where it lies."""

    dataset_id: str
    sent_input: Mapping[str, Any]


class RunRecord:
    """One run, one attempt."""

    def __init__(self, database: Database, run: RunId, attempt: int) -> None:
        self._database, self._run, self._attempt = database, run, attempt
        self._context: Context = working_context(run.organization_id)

    @property
    def solution_id(self) -> UUID:
        return self._run.solution_id

    def row(self) -> HostedRow:
        """Where it stands; raises `Conflict` when it is solved over no connection."""

        def read() -> HostedRow | None:
            with self._database.reading(self._context) as work:
                return work.hosted.find(self.solution_id)

        found = patiently(read)
        if found is None:
            raise refusals.NOT_CONNECTED
        return found

    def ancestor(self) -> Ancestor | None:
        """The run it begins from, where that lies at the same place."""

        def read() -> Ancestor | None:
            with self._database.reading(self._context) as work:
                summary, own = work.solutions.summary(self.solution_id), work.hosted.find(self.solution_id)
                if summary is None or own is None or summary.parent_id is None:
                    return None
                parent, sent = work.hosted.find(summary.parent_id), work.hosted.sent(summary.parent_id)
            if parent is None or parent.dataset_id is None or sent is None:
                return None
            return Ancestor(parent.dataset_id, sent) if parent.connection_id == own.connection_id else None

        return patiently(read)

    def intend(self, sent_input: dict[str, Any]) -> None:
        """Before a submit leaves."""
        self._write(lambda work: work.hosted.intend(self.solution_id, sent_input))

    def withdraw(self) -> None:
        """It has surely not arrived."""
        self._write(lambda work: work.hosted.withdraw(self.solution_id))

    def submitted(self, dataset_id: str) -> None:
        """It has arrived."""
        self._write(lambda work: work.hosted.submitted(self.solution_id, dataset_id))

    def heard(self, word: Metadata) -> None:
        """Where it stands there."""
        score = None if word.score is None else str(word.score)
        self._write(lambda work: work.hosted.heard(self.solution_id, word.status, score, word.to_json()))

    def received(self, output: dict[str, Any], analysis: dict[str, Any] | None) -> None:
        """The plan and what it costs by their count."""
        self._write(lambda work: work.hosted.received_all(self.solution_id, output, analysis))

    def _write(self, change: Callable[[Work], None]) -> None:
        def write() -> None:
            with self._database.writing(self._context) as work:
                if not work.solutions.beat(self.solution_id, self._attempt, RunState.SOLVING):
                    raise Overtaken
                change(work)

        patiently(write)

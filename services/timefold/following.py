"""Follows a run at the other side: hears its events, asks where it is silent, ends it in time, forgives silences."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from data.repositories.hosted import HostedRow
from data.work import Unreachable
from services.errors import CareError, Unavailable
from services.integrations.timefold import refusals
from services.integrations.timefold.client import TimefoldClient
from services.integrations.timefold.metadata import Metadata
from services.timefold.records import RunRecord
from services.timefold.submitting import Pace, Step


class Ears:
    """Listens to a dataset's events in a thread of its own; what is heard waits in a queue. Asking goes on without."""

    def __init__(self, client: TimefoldClient, dataset_id: str) -> None:
        self._client, self._dataset_id = client, dataset_id
        self._words: queue.SimpleQueue[Metadata] = queue.SimpleQueue()
        self._closed = threading.Event()
        threading.Thread(target=self._listen, name="ears", daemon=True).start()

    def next(self, within_s: float) -> Metadata | None:
        """The newest word, waited for a moment."""
        word = None
        try:
            word = self._words.get(timeout=within_s)
            while True:
                word = self._words.get_nowait()
        except queue.Empty:
            return word

    def close(self) -> None:
        """Stop listening, with the next word at the latest."""
        self._closed.set()

    def _listen(self) -> None:
        def hear(word: Metadata) -> bool:
            self._words.put(word)
            return not (self._closed.is_set() or word.is_final)

        try:
            while not self._closed.is_set() and self._client.listen(self._dataset_id, hear):
                self._closed.wait(1.0)
        except (CareError, Unreachable):
            return  # no events, or no more: the follower asks


@dataclass
class Following:
    """One dataset up to its final state; `on_better` hears of every better score."""

    client: TimefoldClient
    record: RunRecord
    dataset_id: str
    pace: Pace
    passed: Callable[[Step], None]
    on_better: Callable[[], None]
    should_stop: Callable[[], bool]
    last: Metadata | None = None
    _next_poll: float = 0.0
    _poll_s: float = 0.0
    _heard_at: float = field(default_factory=time.monotonic)
    _ending_since: float | None = None

    def to_its_end(self, seconds: float) -> Metadata:
        """The last word; raises what ended the following without one."""
        ears = Ears(self.client, self.dataset_id)
        deadline = time.monotonic() + seconds + self.pace.queue_s
        self._poll_s = self.pace.first_poll_s
        called_at = None
        try:
            while True:
                word = ears.next(self.pace.tick_s)
                row = self.record.row()
                if word is None and (time.monotonic() >= self._next_poll or row.called_at != called_at):
                    word = self._ask()
                called_at = row.called_at
                if word is not None:
                    self._hear(word, row)
                    if word.is_final:
                        return word
                self._end_in_time(deadline)
        finally:
            ears.close()

    def _ask(self) -> Metadata | None:
        """Where it stands; None when nobody answers now, which is forgiven for a while."""
        self._next_poll = time.monotonic() + self._poll_s
        self._poll_s = min(self.pace.longest_poll_s, self._poll_s * 1.3)
        try:
            return self.client.metadata(self.dataset_id)
        except Unavailable:
            if time.monotonic() - self._heard_at > self.pace.silence_s:
                raise refusals.lost_sight() from None
            return None

    def _hear(self, word: Metadata, row: HostedRow) -> None:
        self._heard_at = time.monotonic()
        if word.status != row.status or word.to_json() != row.told:
            self.record.heard(word)
            self.passed(Step.HEARD)
        is_better = word.score is not None and (self.last is None or word.score != self.last.score)
        self.last = word
        if is_better and not word.is_final:
            self.on_better()

    def _end_in_time(self, deadline: float) -> None:
        """A wish to stop, or the end of the time, ends it there with its best."""
        now = time.monotonic()
        if self._ending_since is None and (now > deadline or self.should_stop()):
            self._ending_since = now
            self._poll_s = self._next_poll = 0.0
            try:
                self.client.end(self.dataset_id)
            except Unavailable:
                self._ending_since = None  # asked again with the next round
                if now > deadline + self.pace.grace_s:
                    raise refusals.overdue() from None
        elif self._ending_since is not None and now - self._ending_since > self.pace.grace_s:
            raise refusals.overdue()

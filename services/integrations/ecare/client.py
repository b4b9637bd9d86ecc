"""Asks a care system for the tasks of some days, and gives it planned days.

Asking changes nothing there: a broken or busy answer is asked for again, a few times, as long apart as it wishes. A day
is sent once, under a key by which the other side knows it again; a day in doubt is for a person to send anew.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from services.errors import Unavailable
from services.integrations.ecare.faults import refuse
from services.integrations.outbound import Outbound, Patience

TRIES = 3
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 20.0
PATIENCE = Patience(connect_s=10.0, read_s=60.0, write_s=60.0, total_s=90.0)
_NO_USE = frozenset({"OUT-003", "OUT-004", "OUT-005", "OUT-008"})
"""Faults that another try within seconds does not mend."""


class CareClient:
    """One care system behind `door`; `path` is where tasks are asked for, `push_path` where days are given."""

    def __init__(
        self, door: Outbound, path: str, push_path: str = "", sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._door, self._path, self._push_path, self._sleep = door, path, push_path, sleep

    def tasks(self, first_day: date, last_day: date, group: str = "") -> bytes:
        """The answer as it came; raises why there is none."""
        asked = [("from", first_day.isoformat()), ("to", last_day.isoformat())]
        asked += [("groupId", group)] if group else []
        for left in range(TRIES - 1, -1, -1):
            wait_s = FIRST_WAIT_S * 2.0 ** (TRIES - 1 - left)
            try:
                answer = self._door.ask("GET", self._path, asked, headers={"Accept": "application/json, text/csv"})
                wait_s = _wished_s(answer.headers, wait_s)
                refuse(answer)
                return answer.body
            except Unavailable as fault:
                if not left or fault.code in _NO_USE:
                    raise
            self._sleep(min(LONGEST_WAIT_S, wait_s))
        raise AssertionError("every try either answers or raises")

    def give(self, document: Mapping[str, object], key: str) -> None:
        """One planned day; raises `NotSent`, `InDoubt`, or why it was refused."""
        body = json.dumps(document, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        refuse(self._door.ask("POST", self._push_path, body=body, headers=headers))


def day_document(entries: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """Planned visits in the shape of schedule entries, as a file or a body."""
    return {"scheduleEntries": [dict(each) for each in entries]}


def _wished_s(headers: Mapping[str, str], usual_s: float) -> float:
    wished = headers.get("retry-after", "")
    return float(wished) if wished.isdigit() else usual_s

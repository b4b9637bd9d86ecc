"""The solver Timefold over the network: one method per question, statuses become faults, reads are tried again.

Decision     A submit is sent once. What has surely not arrived (`NotSent`, a refusal) may be sent anew by whoever
             asked; after a doubt (`InDoubt`) the dataset is looked for by its tag first. Reading, and ending a solve,
             change nothing when done twice: these are tried three times, as long apart as the other side asks for.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from services.errors import CareError
from services.integrations.outbound import Answer, InDoubt, NotSent, Outbound, Patience
from services.integrations.timefold import refusals
from services.integrations.timefold.metadata import Metadata, read_metadata

PLANS = "/v1/route-plans"
TRIES = 3
LONGEST_WAIT_S = 30.0
PAGE_SIZE, MOST_PAGES = 1000, 20
LISTENING = Patience(read_s=40.0, total_s=120.0)
SUBMITTING = Patience(write_s=60.0, read_s=60.0, total_s=90.0)
_TRY_AGAIN = frozenset({429, 502, 503, 504})
_NO_USE = frozenset({"OUT-003", "OUT-008"})
"""Faults that another try within seconds does not mend."""
_FAULTS: dict[int, Callable[[], CareError]] = {
    401: refusals.bad_key, 403: refusals.key_may_not, 404: refusals.no_such_thing, 410: refusals.no_such_thing,
    429: refusals.busy,
}  # fmt: skip


class TimefoldClient:
    """One tenant's door; `profile` is the configuration profile every submit names."""

    def __init__(self, door: Outbound, profile: str | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self._door, self._profile, self._sleep = door, profile, sleep

    def submit(self, document: object, tags: Sequence[str]) -> Metadata:
        """A new dataset that is to be solved. Raises `NotSent`, `InDoubt`, or why it was refused."""
        return self._post(PLANS, document, [("operation", "SOLVE")], tags)

    def submit_patch(self, parent_id: str, document: object, tags: Sequence[str]) -> Metadata:
        """A new dataset that goes on from the plan of another one. Raises as `submit`."""
        asked = [("operation", "SOLVE"), ("select", "SOLVED")]
        return self._post(f"{PLANS}/{_safe(parent_id)}/from-patch", document, asked, tags)

    def find(self, tag: str) -> list[Metadata]:
        """Every dataset with the tag, in the list's order; the whole list is looked through."""
        found: dict[str, Metadata] = {}
        for page in range(MOST_PAGES):
            told = self._read("GET", PLANS, [("page", str(page)), ("size", str(PAGE_SIZE))])
            if not isinstance(told, list):
                raise refusals.broken()
            found |= {m.id: m for each in told if (m := read_metadata(each)) is not None and tag in m.tags}
            if len(told) < PAGE_SIZE:
                return list(found.values())
        raise refusals.broken()

    def probe(self) -> None:
        """Whether address and key are good: the cheapest question there is."""
        self._read("GET", PLANS, [("page", "0"), ("size", "1")])

    def metadata(self, dataset_id: str) -> Metadata:
        """Where a dataset stands."""
        return _known(self._read("GET", f"{PLANS}/{_safe(dataset_id)}/metadata"))

    def solution(self, dataset_id: str) -> dict[str, Any]:
        """The envelope: metadata, the best plan so far, figures."""
        return _object(self._read("GET", f"{PLANS}/{_safe(dataset_id)}"))

    def end(self, dataset_id: str) -> Metadata:
        """Ask a solve to end early and keep its best."""
        return _known(self._read("DELETE", f"{PLANS}/{_safe(dataset_id)}"))

    def analysis(self, dataset_id: str) -> dict[str, Any]:
        """What each of their rules costs."""
        return _object(self._read("GET", f"{PLANS}/{_safe(dataset_id)}/score-analysis"))

    def issues(self, dataset_id: str) -> list[str]:
        """Codes of everything the second validation has found."""
        told = _object(self._read("GET", f"{PLANS}/{_safe(dataset_id)}/validation-result"))
        listed = told.get("issues")
        codes = [each.get("code") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        return [code for code in codes if isinstance(code, str)]

    def listen(self, dataset_id: str, on_word: Callable[[Metadata], bool]) -> bool:
        """Hear of changes as they come until `on_word` says enough; False when there is nothing to listen to."""

        def hear(line: str) -> bool:
            if not line.startswith("data:"):
                return True
            word = read_metadata(_parsed(line[5:].encode()))
            return word is None or word.id != dataset_id or on_word(word)

        return self._door.listen(f"{PLANS}/{_safe(dataset_id)}/events", hear, patience=LISTENING) == 200

    def _post(self, path: str, document: object, asked: list[tuple[str, str]], tags: Sequence[str]) -> Metadata:
        params = [*asked, *(("tags", tag) for tag in tags)]
        if self._profile:
            params.append(("configurationId", self._profile))
        body = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
        headers = {"Content-Type": "application/json"}
        answer = self._door.ask("POST", path, params, body, headers, SUBMITTING)
        _raise_for(answer)
        return _known(_parsed(answer.body))

    def _read(self, method: str, path: str, params: Sequence[tuple[str, str]] = ()) -> object:
        """The parsed answer, asked for up to three times."""
        for trial in range(1, TRIES + 1):
            wait_s = random.uniform(0.5, 1.0) * 2.0 ** (trial - 1)  # noqa: S311 – spreads callers out, keeps no secret
            try:
                answer = self._door.ask(method, path, params)
            except (NotSent, InDoubt) as fault:
                if trial == TRIES or fault.code in _NO_USE:
                    raise
            else:
                if trial == TRIES or answer.status not in _TRY_AGAIN:
                    _raise_for(answer)
                    return _parsed(answer.body)
                wait_s = max(wait_s, _asked_to_wait_s(answer))
            self._sleep(min(wait_s, LONGEST_WAIT_S))
        raise AssertionError("the last try returns or raises")


def _raise_for(answer: Answer) -> None:
    if answer.status in {200, 201, 202}:
        return
    if answer.status in _FAULTS:
        fault = _FAULTS[answer.status]
        raise fault()
    raise refusals.broken() if answer.status >= 500 else refusals.refused(_codes(answer.body))


def _codes(body: bytes) -> str:
    """The code of an error body; its message may quote what was sent and stays out."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    code = told.get("code") if isinstance(told, dict) else None
    return code if isinstance(code, str) else ""


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise refusals.broken() from None


def _known(told: object) -> Metadata:
    found = read_metadata(told)
    if found is None:
        raise refusals.broken()
    return found


def _object(told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise refusals.broken()
    return told


def _safe(dataset_id: str) -> str:
    """An id of theirs as part of a path; one that could lead elsewhere is no id."""
    if not dataset_id or not all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in dataset_id):
        raise refusals.broken()
    return dataset_id


def _asked_to_wait_s(answer: Answer) -> float:
    asked = answer.headers.get("retry-after", "")
    return float(asked) if asked.isdigit() and len(asked) < 6 else 0.0

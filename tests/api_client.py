"""An example of a system beside Caire: pulls a day, has it planned, waits, reads who goes where.

Needs nothing but httpx.

    CAIRE_URL=https://plan.example.se CAIRE_KEY=prefix.secret python -m tests.api_client 2027-02-01

The key needs the scopes visits.read, plans.read and solves.run; an administrator makes it:
`python -m services api-key ORGANIZATION USER make "Staffing" visits.read plans.read solves.run`.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx

ROOT = "/api/v1"


class Refused(Exception):
    """What Caire answered when it would not: a code, what happened, what to do."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem['code']}: {problem['cause']} {problem['action']}")
        self.problem = problem


def ask(client: httpx.Client, method: str, path: str, **sent: Any) -> dict[str, Any]:
    """The answer; waits when Caire says that it is asked too often."""
    while True:
        answer = client.request(method, ROOT + path, **sent)
        if answer.status_code != 429:
            break
        time.sleep(int(answer.headers["Retry-After"]))
    told: dict[str, Any] = answer.json()
    if answer.is_success:
        return told
    raise Refused(told)


def visits(client: httpx.Client, day: str) -> Iterator[dict[str, Any]]:
    """Every visit of a day, page by page."""
    asked = {"from": day, "limit": "200"}
    while True:
        page = ask(client, "GET", "/visits", params=asked)
        yield from page["items"]
        if page["next_cursor"] is None:
            return
        asked["cursor"] = page["next_cursor"]


def plan(client: httpx.Client, day: str, seconds: int, patience_s: float) -> dict[str, Any]:
    """The run that planned the day; stopped with its best plan when it takes longer than we wait.

    The idempotency key makes it safe to send the start again when no answer was heard.
    """
    wish = {"first_day": day, "last_day": day, "seconds": seconds}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    run = ask(client, "POST", "/runs", json=wish, headers=key)["id"]
    deadline = time.monotonic() + patience_s
    while not (state := ask(client, "GET", f"/runs/{run}"))["is_over"]:
        if time.monotonic() > deadline:
            ask(client, "POST", f"/runs/{run}/stop")
        time.sleep(1)
    return state


def main() -> None:
    key, url, day = os.environ["CAIRE_KEY"], os.environ["CAIRE_URL"], sys.argv[1]
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"}) as client:
        print(f"{sum(1 for _ in visits(client, day))} visits on {day}")
        run = plan(client, day, seconds=60, patience_s=120)
        if run["failure"]:
            sys.exit(f"{run['failure']['cause']} {run['failure']['action']}")
        for route in ask(client, "GET", f"/plans/{run['id']}")["routes"]:
            stops = [f"{stop['start'][11:16]} {stop['client']}" for stop in route["stops"] if stop["kind"] == "VISIT"]
            print(f"{route['carer']}: {', '.join(stops)}")


if __name__ == "__main__":
    main()

"""Measures what a machine waits for: 50 calls a second for 30 s against a real server: `make bench-api`.

    SECONDS=30 RATE=50 python -m tests.benchmarks.api

The app is started on a temporary home with the demo organisation, as `make run` starts it. Calls are sent when they are
due, whether the ones before are answered or not, so that a slow server is not asked less; a wait counts from the moment
a call was due. The mix is what integrations do: lists page by page, one plan whole now and then, key figures, a run's
state. The load of the machine is printed: times of a busy one are an upper bound.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx

from data.ports import free_port
from data.vocabulary import ApiScope, Role
from services.demo_seeding.ids import DEMO_ORGANIZATION_ID, demo_id
from services.demo_users import DEMO_USERS

ROOT = Path(__file__).resolve().parents[2]
SECONDS, RATE = int(os.environ.get("SECONDS", "30")), int(os.environ.get("RATE", "50"))
GOAL_MS = 300.0
PATIENCE_S = 180.0


def wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            told = httpx.get(f"{url}/readyz").json()
            if told["ready"] and told["stage"] == "ready":
                return
        except (httpx.TransportError, ValueError):
            pass
        time.sleep(0.2)
    sys.exit("The app did not start.")


def make_key(environment: dict[str, str]) -> str:
    """A key of the demo organisation, made as an operator makes one, beside the running app."""
    admin = next(user for user in DEMO_USERS if user.role is Role.ADMIN)
    scopes = [scope.value for scope in ApiScope if scope is not ApiScope.NAMES_READ]
    who = [str(DEMO_ORGANIZATION_ID), str(demo_id(admin.email))]
    command = [sys.executable, "-m", "services", "api-key", *who, "make", "bench", *scopes, "--rate", "6000"]
    made = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return str(json.loads(made.stdout.splitlines()[-1])["key"])


def mix(client: httpx.Client) -> list[tuple[str, str]]:
    """Twenty calls by name, sent one after the other again and again."""
    plan = client.get("/plans", params={"limit": "1"}).raise_for_status().json()["items"][0]
    day = plan["first_day"]
    week = f"from={day}&to={plan['last_day']}"
    return [
        *[("visits of a day", f"/visits?from={day}")] * 5,
        *[("shifts of a day", f"/shifts?from={day}")] * 4,
        *[("clients", "/clients")] * 3,
        *[("employees", "/employees")] * 3,
        *[("plans", "/plans?limit=20")] * 2,
        ("key figures", f"/figures?{week}"),
        ("districts", "/districts"),
        ("a plan with its routes", f"/plans/{plan['id']}"),
    ]


async def measure(url: str, headers: dict[str, str], calls: list[tuple[str, str]]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = defaultdict(list)
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", headers=headers, limits=limits, timeout=60) as client:
        begin = time.perf_counter()

        async def call(number: int) -> None:
            due = begin + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            name, path = calls[number * 7 % len(calls)]  # spread: 7 and 20 have no common divisor
            (await client.get(path)).raise_for_status()
            took[name].append(1000 * (time.perf_counter() - due))

        await asyncio.gather(*(call(number) for number in range(SECONDS * RATE)))
    return took


def line(name: str, took_ms: list[float]) -> str:
    ranked = statistics.quantiles(took_ms, n=20, method="inclusive")
    return f"{name:<24} {len(took_ms):>6} {statistics.median(took_ms):>9.0f} {ranked[18]:>9.0f} {max(took_ms):>9.0f}"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="caire-bench-") as folder:
        Path(folder).chmod(0o711)  # an unprivileged account must be able to walk to it
        port = free_port()
        environment = {**os.environ, "CAIRE_HOME": folder, "PORT": str(port), "CAIRE_WORKERS": "0", "DEMO": "on"}
        environment.pop("DATABASE_URL", None)
        with Path(folder, "app.log").open("wb") as log:
            app = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_ready(url)
            headers = {"Authorization": f"Bearer {make_key(environment)}"}
            with httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=60) as client:
                calls = mix(client)
                for _, path in dict.fromkeys(calls):
                    client.get(path).raise_for_status()
            took = asyncio.run(measure(url, headers, calls))
        finally:
            app.terminate()
            app.wait(timeout=60)
    everything = [each for group in took.values() for each in group]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {RATE} calls a second for {SECONDS} s")
    print(f"{'':<24} {'calls':>6} {'median ms':>9} {'p95 ms':>9} {'worst ms':>9}")
    print(*(line(name, group) for name, group in took.items()), sep="\n")
    print(line("all", everything), f"  goal p95 {GOAL_MS:.0f} ms")
    return 0 if statistics.quantiles(everything, n=20, method="inclusive")[18] <= GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())

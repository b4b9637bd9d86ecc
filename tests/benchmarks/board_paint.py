"""How fast the board is painted and patched in a real browser, and how many bytes a drop sends.

`python -m tests.benchmarks.board_paint`: medians of `TIMES` (30) and the 95th percentile, for a day of 40 carers and
270 visits and a week of 1,900. Painted: the frame after the drawing has begun; the script is what the board itself
computes. Bytes are those of the websocket, Streamlit's own parts included. The load of the machine is printed too.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from data.ports import free_port
from pages.components.board import lean
from pages.components.board.words import words
from pages.shell.browser_files import address
from services.board import board_payload
from services.problem import Plan
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.acceptance.board_alone import many, many_plan
from tests.acceptance.conftest import DESK, QUIET, ROOT, RunningApp, stop, wait_until_healthy

TIMES = int(os.environ.get("TIMES", "30"))
MONDAY = date(2027, 2, 1)
VISITS_OF_A_DAY = 270

WHAT = {
    "a frame with nothing new": "empty", "first paint": "first", "  of it the script": "script",
    "a drop, painted": "patch", "  of it the script ": "drawn",
}  # fmt: skip

PAINT = """async ([address, data, other]) => {
  const { show } = await import(new URL(`${address}/board.js`, document.baseURI))
  const host = document.createElement("div")
  host.style.cssText = "position:fixed;inset:0;z-index:99;background:#fff;--board-height:860px;" +
    "--st-text-color:#1e1b2e;--st-background-color:#fff;--st-primary-color:#7c3aed;--st-font:sans-serif"
  for (const name of ["board.css", "bars.css", "moving.css"]) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${address}/${name}` })
    host.append(link)
  }
  host.append(Object.assign(document.createElement("section"), { className: "board" }))
  document.body.append(host)
  const nothing = () => {}
  const told = { parentElement: host, setTriggerValue: nothing, setStateValue: nothing }
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const loaded = (link) => link.sheet || new Promise((done) => (link.onload = done))
  await Promise.all([...host.querySelectorAll("link")].map(loaded))
  await painted()
  const still = performance.now()
  await painted()
  const begun = performance.now()
  const leave = await show({ ...told, data })
  await painted()
  const first = performance.now() - begun
  const script = Number(host.querySelector(".board").dataset.drawn)
  await new Promise((done) => setTimeout(done, 400)) // what the first frame left to other threads is no part of a drop
  await painted()
  const again = performance.now()
  await show({ ...told, data: other })
  await painted()
  const patch = performance.now() - again
  const { changed, drawn } = host.querySelector(".board").dataset
  leave()
  host.remove()
  return { empty: begun - still, first, script, patch, changed: Number(changed), drawn: Number(drawn) }
}"""


def payload(day_count: int, visits: int | None = None) -> dict[str, Any]:
    """What the component is given; of a day only so many visits."""
    problem = many()
    plan = many_plan(problem)
    if visits is not None:
        kept = {stop.id for _, stop in [each for each in plan.visit_stops() if each[0].endswith(".0")][:visits]}
        routes = (type(r)(r.shift_id, tuple(s for s in r.stops if s.id in kept)) for r in plan.routes)
        plan = Plan(tuple(routes))
    c = columns(problem)
    told = board_payload(c, timetable(c, plan), MONDAY, None, Language.SV, day_count=day_count)
    if visits is not None:
        told["lane"] = told["lane"][:7]
    return lean(told) | words(Language.SV) | {
        "version": "v1", "seq": 0, "note": "", "can_undo": False, "can_redo": False, "can_edit": True,
    }  # fmt: skip


def moved(told: dict[str, Any]) -> dict[str, Any]:
    """One visit five minutes later, as after a drop."""
    first, *rest = told["items"]
    return told | {"seq": 1, "items": [[*first[:2], first[2] + 300, first[3] + 300, *first[4:]], *rest]}


@contextmanager
def a_page() -> Iterator[tuple[Page, str]]:
    """The board alone in Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        port, log = free_port(), Path(folder) / "board.log"
        command = [sys.executable, "-m", "uvicorn", "tests.acceptance.board_alone:app", "--port", str(port)]
        with log.open("wb") as written:
            process = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT)
        app = RunningApp(f"http://127.0.0.1:{port}", Path(folder), log, process.pid)
        chromium = subprocess.run([ROOT / ".ci" / "chromium.sh"], capture_output=True, text=True, check=True).stdout
        try:
            wait_until_healthy(app, process)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium.strip(), args=[*QUIET], chromium_sandbox=False
                )
                yield browser.new_page(viewport=DESK), app.url
                browser.close()
        finally:
            stop(process)


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    return f"median {statistics.median(ordered):.0f} ms, p95 {ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms"


def bytes_of_a_drop(page: Page, url: str) -> int:
    """A visit of a day of 380 moved by key: what comes back, the rerun around the board included."""
    frames: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(len(frame))))
    page.goto(f"{url}/?many=yes")
    page.locator(".board .visit").first.wait_for(timeout=60_000)
    page.wait_for_timeout(2000)
    before = len(frames)
    page.locator(".board .visit").first.focus()
    page.keyboard.press("p")
    page.wait_for_timeout(3000)
    return sum(frames[before:])


def main() -> int:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with a_page() as (page, url):
        page.goto(url)
        page.locator(".board .visit").first.wait_for(timeout=60_000)
        for name, told in (("day", payload(1, VISITS_OF_A_DAY)), ("week", payload(5))):
            rows = [page.evaluate(PAINT, [address("board"), told, moved(told)]) for _ in range(TIMES)]
            size = len(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode())
            print(f"{name}: {len(told['groups'])} rows, {len(told['items'])} visits, {size / 1000:.1f} kB of data")
            for what, key in WHAT.items():
                print(f"  {what:26} {spread([row[key] for row in rows])}")
            print(f"  elements touched by a drop {rows[0]['changed']}")
        print(f"bytes of a drop among 380 visits: {bytes_of_a_drop(page, url) / 1000:.1f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a test expects to see, looked for often, and a hand that waits for the page to rest before it touches it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, overload

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page
from playwright.sync_api import expect as playwright_expect
from playwright.sync_api._generated import LocatorAssertions, PageAssertions

USUAL_MS = 5_000.0  # Playwright's own
LOOK_MS = 250.0
"""One try: it looks at its beginning, after 100 ms and at its end."""


@overload
def expect(what: Locator) -> LocatorAssertions: ...
@overload
def expect(what: Page) -> PageAssertions: ...
def expect(what: Locator | Page) -> Any:
    """Playwright's expectations of `what`, each met within a quarter of a second of its truth."""
    return _Often(playwright_expect(what))


class _Often:
    def __init__(self, once: Any) -> None:
        self._once = once

    def __getattr__(self, name: str) -> Callable[..., None]:
        matcher = getattr(self._once, name)

        @wraps(matcher)
        def often(*given: Any, timeout: float = USUAL_MS, **more: Any) -> None:
            ends = time.monotonic() + timeout / 1000
            while time.monotonic() + LOOK_MS / 1000 < ends:
                try:
                    matcher(*given, timeout=LOOK_MS, **more)
                except AssertionError:
                    continue
                return
            matcher(*given, timeout=LOOK_MS, **more)  # the last look is the one that tells

        return often


RESTS = """wanted_ms => {
    const app = document.querySelector("[data-testid=stApp]");
    if (!app) return true;
    const now = performance.now();
    const rests = app.dataset.testScriptState === "notRunning" && !app.querySelector("[data-stale=true]");
    if (!rests) delete window.restsSince;
    else window.restsSince ??= now;
    return window.restsSince !== undefined && now - window.restsSince >= wanted_ms;
}"""
STILL = """async (element, [wanted_ms, most_ms]) => {
    const app = document.querySelector("[data-testid=stApp]");
    const place = () => JSON.stringify(element.getBoundingClientRect());
    const rests = () => !app || app.dataset.testScriptState === "notRunning" && !app.querySelector("[data-stale=true]");
    const begun = performance.now();
    for (let since = begun, was = place(); performance.now() - begun < most_ms;) {
        await new Promise(done => setTimeout(done, 25));
        if (!element.isConnected) return false;
        const is = place();
        if (is !== was || !rests()) [since, was] = [performance.now(), is];
        if (performance.now() - since >= wanted_ms) return true;
    }
    return true;
}"""
TOUCHES = ("click", "fill", "press", "check", "uncheck", "set_checked", "select_option")
BREATH_MS, RESTLESS_MS = 120, 10_000
TRIES, USUAL_TOUCH_MS = 20, 30_000.0  # the second is Playwright's own


def rest_before_touching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every touch wait until page and target have stood still: what is clicked while it is drawn anew is lost.

    A page that never rests, because it shows a search at work, is touched after a while all the same.
    """
    for name in TOUCHES:
        monkeypatch.setattr(Locator, name, _rested(getattr(Locator, name)))


def _rested(touch: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(touch)
    def after_a_rest(where: Locator, *given: Any, **more: Any) -> Any:
        for _ in range(TRIES):
            target = where.element_handle(timeout=more.get("timeout", USUAL_TOUCH_MS))
            with suppress(PlaywrightError):  # the page was left meanwhile
                if target.evaluate(STILL, [BREATH_MS, RESTLESS_MS]):
                    break
        return touch(where, *given, **more)

    return after_a_rest

"""What a test expects to see, looked for often: Playwright's own looks again after a second at last."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, overload

from playwright.sync_api import Locator, Page
from playwright.sync_api import expect as playwright_expect
from playwright.sync_api._generated import LocatorAssertions, PageAssertions

USUAL_MS = 5_000.0  # Playwright's own
LOOK_MS = 250.0
"""One try: it looks at its beginning, after 100 ms and at its end."""
HAND_S = 0.4
"""What has just come into sight is often drawn once more, and a click meanwhile is lost; a hand takes a moment too."""


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
            began = time.monotonic()
            ends = began + timeout / 1000
            while time.monotonic() + LOOK_MS / 1000 < ends:
                try:
                    matcher(*given, timeout=LOOK_MS, **more)
                except AssertionError:
                    continue
                if time.monotonic() - began > LOOK_MS / 1000:
                    time.sleep(HAND_S)
                return
            matcher(*given, timeout=LOOK_MS, **more)  # the last look is the one that tells

        return often

"""Windows of the browser, clean of whoever had them before but warm: nothing is fetched and compiled anew.

Context      The first page in a new profile of the browser costs the processor two seconds more than the next: a
             process is started and Streamlit's scripts are fetched and compiled.
Decision     A profile is lent to a test, one for each person in it, and wiped when the test is over: cookies, what
             pages keep, permissions, the network that was cut. One page of the site stays open in it, so that its
             process lives on (`--process-per-site`).
Consequence  A test that sets anything else on the profile itself (a script for every page, a route, how it moves)
             makes its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

OpenWindow = Callable[[ViewportSize], Page]
KEPT_BY_PAGES = "cookies,local_storage,indexeddb,service_workers,cache_storage"


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile, and the page in it that keeps its process alive."""

    context: BrowserContext
    anchor: Page

    def wipe(self) -> None:
        """Leave nothing of whoever used it: every other page is closed, and what pages kept is gone."""
        self.context.set_offline(False)
        self.context.clear_cookies()
        self.context.clear_permissions()
        pages = [page for page in self.context.pages if page is not self.anchor]
        origins = {f"{at.scheme}://{at.netloc}" for at in (urlsplit(page.url) for page in pages) if at.netloc}
        for origin in sorted(origins):
            self.anchor.goto(f"{origin}/healthz")
        for page in pages:
            page.close()
        session = self.context.new_cdp_session(self.anchor)
        for origin in origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT_BY_PAGES})
        session.detach()


@dataclass
class Windows:
    """Profiles nobody has now, and those that are lent."""

    browser: Browser
    idle: list[Profile] = field(default_factory=list)
    lent: list[Profile] = field(default_factory=list)

    def open(self, size: ViewportSize) -> Page:
        """A window of this size in a profile of its own, without anybody's cookies, in Swedish."""
        profile = self.idle.pop() if self.idle else self._made()
        self.lent.append(profile)
        page = profile.context.new_page()
        page.set_viewport_size(size)
        return page

    def take_back(self, *, are_sound: bool) -> None:
        """Wipe what is lent for the next test; what a test failed in is thrown away."""
        while self.lent:
            profile = self.lent.pop()
            if are_sound:
                profile.wipe()
                self.idle.append(profile)
            else:
                profile.context.close()

    def _made(self) -> Profile:
        context = self.browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
        return Profile(context, context.new_page())

"""A real browser and the real app, started once, with the app's last words at hand when a test fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from data.ports import free_port
from tests.acceptance.entering import side_door
from tests.acceptance.seeing import rest_before_touching
from tests.acceptance.windows import OpenWindow, Windows

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "tests" / "screenshots" / "latest"
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
START_S = 120.0  # generous: a limit against hanging, not a measurement

QUIET = (
    "--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
)  # fmt: skip
WARM = "--process-per-site"  # a page finds the process of the one before (windows.py)
# Maps are drawn by WebGL, which without a graphics card is drawn by the processor.
SOFTWARE_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@dataclass(frozen=True, slots=True)
class RunningApp:
    """Where the app answers, where it keeps its state, and what it wrote."""

    url: str
    home: Path
    log: Path
    pid: int

    def last_words(self, lines: int = 60) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser of this machine; without one the test fails with the one instruction."""
    found = subprocess.run([ROOT / ".ci" / "chromium.sh"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return Path(found.stdout.strip())


@pytest.fixture(scope="package")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Closed when the browser tests are over: Playwright's event loop would refuse every asyncio.run after it."""
    with sync_playwright() as playwright:
        # Chromium's own sandbox refuses to run as root and in most containers; the only site visited is our own.
        opened = playwright.chromium.launch(
            executable_path=chromium_path, args=[*QUIET, *SOFTWARE_WEBGL, WARM], chromium_sandbox=False
        )
        yield opened
        opened.close()


@pytest.fixture(scope="package", autouse=True)
def a_hand_waits_for_the_page_to_rest() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        rest_before_touching(patched)
        yield


@pytest.fixture(scope="package")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def window(windows: Windows, request: pytest.FixtureRequest) -> Iterator[OpenWindow]:
    """`window(size)`: a window without anybody's cookies, one for each person; pictured when the test fails."""
    opened: list[Page] = []

    def open_one(size: ViewportSize) -> Page:
        opened.append(windows.open(size))
        return opened[-1]

    yield open_one
    has_failed = request.node.stash.get(HAS_FAILED, False)
    for count, page in enumerate(page for page in opened if has_failed and not page.is_closed()):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"failed-{request.node.name}-{count}.png", full_page=True)
    windows.take_back(are_sound=not has_failed)


@pytest.fixture
def browser_page(window: OpenWindow) -> Page:
    """A window of a desk's size."""
    return window(DESK)


@pytest.fixture(scope="package")
def running_app() -> Iterator[RunningApp]:
    """The app as `make run` starts it, with a state directory of its own that goes with it."""
    with tempfile.TemporaryDirectory(prefix="caire-acceptance-") as folder:
        home, port = Path(folder), free_port()
        home.chmod(0o711)  # the account of the database server walks to it; else its data would stay elsewhere
        log = home / "app.log"
        environment = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
        environment |= {"CAIRE_HOME": str(home / "home"), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        environment["CAIRE_INSIDE_HOSTS"] = "127.0.0.1"  # where stand-ins for other systems listen
        command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
        with log.open("wb") as written:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT)
        app = RunningApp(f"http://127.0.0.1:{port}", home / "home", log, process.pid)
        try:
            wait_until_healthy(app, process)
            wait_until_laid_in(app)
            with side_door(app.url, app.home):
                yield app
        finally:
            stop(process)


@pytest.fixture(scope="package")
def board_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The plan board alone, with a plan that can be changed (board_alone.py)."""
    log, port = tmp_path_factory.mktemp("board") / "board.log", free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.acceptance.board_alone:app", "--host", "127.0.0.1"]
    with log.open("wb") as written:
        process = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stdout=written, stderr=subprocess.STDOUT)
    app = RunningApp(f"http://127.0.0.1:{port}", log.parent, log, process.pid)
    try:
        wait_until_healthy(app, process)
        yield app.url
    finally:
        stop(process)


# What a developer has set for the app of his own must not reach the app under test.
NOT_PASSED_ON = {"DATABASE_URL", "DEMO", "CAIRE_BASE_URL", "CAIRE_MASTER_KEY", "CAIRE_MASTER_KEY_FILE", "CAIRE_ADDRESS"}


def wait_until_healthy(app: RunningApp, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{app.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The app did not become healthy; its last words:\n{app.last_words()}", pytrace=False)


def wait_until_laid_in(app: RunningApp) -> None:
    """The demo organisation is there, with somebody to sign in."""
    deadline = time.monotonic() + START_S
    told: dict[str, object] = {}
    while time.monotonic() < deadline and told.get("stage") != "ready":
        time.sleep(0.1)
        try:
            with urllib.request.urlopen(f"{app.url}/readyz", timeout=10) as answer:
                told = json.load(answer)
        except (urllib.error.URLError, OSError):
            continue
    assert told.get("stage") == "ready", app.last_words()


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the app to stop, as Ctrl+C does; insist after half a minute."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def photograph(pytestconfig: pytest.Config) -> Callable[[Page, str], object]:
    """`photograph(page, name)`: pictures for a person to look at, taken with `--pictures` only: they cost minutes."""
    return taking_pictures() if pytestconfig.getoption("--pictures") else lambda page, name: None


@pytest.fixture(scope="session")
def pictured() -> Callable[[Page, str], tuple[Path, Path]]:
    """The same for a test that looks at its pictures itself."""
    return taking_pictures()


def taking_pictures() -> Callable[[Page, str], tuple[Path, Path]]:
    """Pictures at a desk's and at a phone's size; their paths."""

    def take(page: Page, name: str) -> tuple[Path, Path]:
        PICTURES.mkdir(parents=True, exist_ok=True)
        taken = []
        for size in (PHONE, DESK):  # ends at the desk's size, as the page began
            page.set_viewport_size(size)
            page.wait_for_timeout(600)  # Streamlit lays out anew after a resize and tells nobody when it is done
            path = PICTURES / f"{name}-{size['width']}x{size['height']}.png"
            page.screenshot(path=path)
            taken.append(path)
        return taken[1], taken[0]

    return take


HAS_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test shows the app's last words."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[HAS_FAILED] = True
        app = getattr(item, "funcargs", {}).get("running_app")
        if isinstance(app, RunningApp):
            report.sections.append(("the app's last words", app.last_words()))
    return report

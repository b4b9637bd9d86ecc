"""What every test may use: sizes of campaigns, profiles of hypothesis, and which tests stay together."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler.loadscope import LoadScopeScheduling  # type: ignore[import-untyped]

# The same examples every day, so that a red test is red for everybody; the whole campaign looks further each time.
settings.register_profile(
    "daily",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,  # a sample: the whole campaigns look at 10,000
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("prove", deadline=None, max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("daily")

# Tests of the data use this server; an app that a test starts is told its own by that test, never by accident this.
if given := os.environ.pop("DATABASE_URL", None):
    os.environ["CAIRE_TEST_SERVER"] = given

ACCEPTANCE = "tests/acceptance/"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="browser tests take pictures for a person to look at")
    parser.addoption("--whole-campaigns", action="store_true", help="every kill, every mutated file, every relation")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of files that are not on this machine are not collected.

    What is marked `campaign` is further cases of what is tested every day, and belongs to the whole campaigns.
    """
    is_whole = config.getoption("--whole-campaigns")
    items[:] = [
        item for item in items if not is_about_nothing(item) and (is_whole or not item.get_closest_marker("campaign"))
    ]


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of a file stay on one core, so that what they share is made once; so do all tests in the browser.

    Browser tests share one app and one browser: one core runs them, from the start, while the other runs the rest. The
    groups that xdist knows are written into a test's name, which pytest 9.2 does not let it do any more.
    """

    def _split_scope(self, nodeid: str) -> str:
        return ACCEPTANCE if nodeid.startswith(ACCEPTANCE) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """In the order they are collected: the longest part begins first."""
    config.option.loadscopereorder = False
    return Together(config, log)


def is_about_nothing(item: pytest.Item) -> bool:
    """Parametrized over files of which none is here; pytest would call it skipped."""
    reasons = (str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skip"))
    return any(reason.startswith("got empty parameter set") for reason in reasons)


@pytest.fixture(scope="session")
def campaign(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """`campaign(sample, whole)`: how much of a long campaign runs now."""
    is_whole = bool(pytestconfig.getoption("--whole-campaigns"))

    def size(sample: int, whole: int) -> int:
        return whole if is_whole else sample

    return size

"""The keeper of the workers: starts them, replaces the fallen, and leaves none behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from services.worker_keeper import WorkerKeeper

SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")
STUBBORN = (sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)")


def wait_for(is_so: Callable[[], bool], most_s: float = 10.0) -> None:
    deadline = time.monotonic() + most_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_as_many_workers_run_as_were_asked_for_and_none_is_left_behind() -> None:
    keeper = WorkerKeeper(2, {}, SLEEPER)
    keeper.start()
    wait_for(lambda: len(keeper.pids) == 2)
    pids = keeper.pids
    keeper.stop()
    assert not [pid for pid in pids if is_alive(pid)]


def test_a_killed_worker_is_replaced() -> None:
    keeper = WorkerKeeper(1, {}, SLEEPER)
    keeper.start()
    wait_for(lambda: len(keeper.pids) == 1)
    (fallen,) = keeper.pids
    os.kill(fallen, signal.SIGKILL)
    wait_for(lambda: bool(keeper.pids) and keeper.pids != [fallen])
    keeper.stop()


def test_no_worker_is_no_process() -> None:
    keeper = WorkerKeeper(0, {}, SLEEPER)
    keeper.start()
    keeper.stop()
    assert keeper.pids == []


def test_workers_see_the_settings_they_are_given() -> None:
    command = (sys.executable, "-c", "import os, time; assert os.environ['CAIRE_HOME'] == '/x'; time.sleep(60)")
    keeper = WorkerKeeper(1, {"CAIRE_HOME": "/x"}, command)
    keeper.start()
    wait_for(lambda: len(keeper.pids) == 1)
    (pid,) = keeper.pids
    time.sleep(0.5)
    assert keeper.pids == [pid]
    keeper.stop()


def test_a_worker_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.worker_keeper._FAREWELL_S", 0.2)
    keeper = WorkerKeeper(1, {}, STUBBORN)
    keeper.start()
    wait_for(lambda: len(keeper.pids) == 1)
    time.sleep(0.3)
    pids = keeper.pids
    keeper.stop()
    assert not [pid for pid in pids if is_alive(pid)]

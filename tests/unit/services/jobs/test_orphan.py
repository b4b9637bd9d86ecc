"""A child process does not outlive the one that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[4]
CHILD = """
import sys, time
from services.jobs.orphan import die_with_parent
die_with_parent(int(sys.argv[1]))
print('here', flush=True)
time.sleep(60)
"""
PARENT = f"""
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}, str(os.getpid())], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


def is_gone(pid: int) -> bool:
    try:
        state = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_a_child_dies_with_a_parent_that_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=HOUSE, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout as told:
        child = int(told.readline())
    assert not is_gone(child)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while not is_gone(child):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_child_whose_parent_is_dead_already_leaves_at_once() -> None:
    nobody = str(2**22 + 1)
    ended = subprocess.run([sys.executable, "-c", CHILD, nobody], cwd=HOUSE, capture_output=True, timeout=30)
    assert ended.returncode == 1
    assert ended.stdout == b""

"""Keeps the worker processes beside the app running: starts them, starts them again, and ends them with the app."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

_LOG = logging.getLogger("caire.workers")
_PR_SET_PDEATHSIG = 1
_LOOK_S = 0.2
_REST_S = 1.0
_FAREWELL_S = 5.0
_HOUSE = Path(__file__).resolve().parent.parent
WORKER = (sys.executable, "-m", "services", "worker")


def has_worker() -> bool:
    """Whether this copy of the house has the worker command."""
    return find_spec("services.cli.worker") is not None


class WorkerKeeper:
    """Runs `count` processes of `command`; one that ends is started again after a second's rest."""

    def __init__(self, count: int, environment: Mapping[str, str], command: Sequence[str] = WORKER) -> None:
        self._command = list(command)
        self._environment = {**os.environ, **environment}
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        self._stopping = threading.Event()
        self._libc = ctypes.CDLL(None)  # loaded before any fork
        # The parent-death signal follows the thread that forks, so one thread that lives as long as we do starts all.
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [process.pid for process in self._processes if process is not None and process.poll() is None]

    def start(self) -> None:
        """Start keeping; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ask every worker to end and wait for it; one that does not listen is killed."""
        self._stopping.set()
        self._thread.join()
        running = [process for process in self._processes if process is not None and process.poll() is None]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(timeout=_FAREWELL_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            for place, process in enumerate(self._processes):
                if process is not None and process.poll() is not None:
                    _LOG.warning("worker %d ended with %d, starting another", process.pid, process.returncode)
                    self._stopping.wait(_REST_S)
                if (process is None or process.poll() is not None) and not self._stopping.is_set():
                    self._processes[place] = self._start_one()
            self._stopping.wait(_LOOK_S)

    def _start_one(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            cwd=_HOUSE,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            preexec_fn=self._die_with_app,  # noqa: PLW1509 - one call into a library loaded before the fork
        )

    def _die_with_app(self) -> None:
        self._libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

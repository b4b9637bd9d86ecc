"""What the settings mean for Streamlit's own server."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import starlette_server

from services.settings import Settings

_bind_socket = starlette_server._bind_socket
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def server_options(settings: Settings) -> dict[str, Any]:
    """Streamlit's options for `settings`: where to listen, and which host names to answer to."""
    own_host = urlsplit(settings.base_url).hostname if settings.base_url else None
    is_private = settings.address in _THIS_MACHINE
    # Open to the network without a name of our own we cannot know what people will type, so any host is answered.
    hosts = [*_THIS_MACHINE, own_host] if own_host else [*_THIS_MACHINE] if is_private else ["*"]
    return {
        "server.address": settings.address,
        "server.port": settings.port,
        "server.allowedHosts": hosts,
        "client.allowedOrigins": [settings.base_url or f"http://localhost:{settings.port}"],
    }


def apply(options: dict[str, Any]) -> None:
    """Set `options` when another ASGI server runs us and no command line does."""
    for name, value in options.items():
        config.set_option(name, value)


def answer_at_once() -> None:
    """Send small answers as they come: Streamlit's socket does not say that it is TCP, so asyncio leaves Nagle on.

    A small answer behind another one then waits for the browser's acknowledgement, which comes 40 ms late.
    """

    def at_once(address: str, port: int, backlog: int) -> socket.socket:
        listening = _bind_socket(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # what is accepted from it inherits this
        return listening

    starlette_server._bind_socket = at_once


def name_pages_ourselves() -> None:
    """Say that the folder `pages` is not Streamlit's old kind of pages, which it takes it for until the first run.

    In that run no address but the root would be known, and who came to another one would be told it does not exist.
    """
    PagesManager.uses_pages_directory = False

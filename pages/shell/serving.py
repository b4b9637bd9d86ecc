"""What the settings mean for Streamlit's own server."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequest, ScriptRequests, ScriptRequestType
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


def answer_only_the_open_page() -> None:
    """Drop what a part of a page asks for when somebody has gone to another page since.

    A popover that closes because the menu is clicked asks for its page once more, just behind the click. Streamlit
    answers for the page that was left, and the browser wipes the page that was come to: it stays empty.
    """
    begun, broken_off = ScriptRequests.on_scriptrunner_ready, ScriptRequests.on_scriptrunner_yield

    def noted(requests: ScriptRequests, answer: ScriptRequest | None) -> None:
        if answer and answer.type is ScriptRequestType.RERUN and not answer.rerun_data.fragment_id_queue:
            requests.open_page = answer.rerun_data.page_script_hash  # type: ignore[attr-defined]  # ours, kept on theirs

    def ready(requests: ScriptRequests) -> ScriptRequest:
        open_page = getattr(requests, "open_page", "")
        with requests._lock:
            asked = requests._rerun_data
            is_part = requests._state is ScriptRequestType.RERUN and bool(asked.fragment_id_queue)
            if is_part and open_page and asked.page_script_hash != open_page:
                requests._state = ScriptRequestType.CONTINUE
        answer = begun(requests)
        noted(requests, answer)
        return answer

    def between(requests: ScriptRequests) -> ScriptRequest | None:
        answer = broken_off(requests)
        noted(requests, answer)
        return answer

    ScriptRequests.on_scriptrunner_ready = ready  # type: ignore[assignment,method-assign]
    ScriptRequests.on_scriptrunner_yield = between  # type: ignore[assignment,method-assign]


def name_pages_ourselves() -> None:
    """Say that the folder `pages` is not Streamlit's old kind of pages, which it takes it for until the first run.

    In that run no address but the root would be known, and who came to another one would be told it does not exist.
    """
    PagesManager.uses_pages_directory = False

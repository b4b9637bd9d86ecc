"""What we set on Streamlit's server besides its options."""

from __future__ import annotations

import socket

from streamlit.web.server.starlette import starlette_server

from pages.shell.serving import answer_at_once


def test_what_is_accepted_sends_small_answers_at_once() -> None:
    answer_at_once()
    answer_at_once()  # a second app in the process changes nothing
    with starlette_server._bind_socket("127.0.0.1", 0, 1) as listening:
        listening.setblocking(True)
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

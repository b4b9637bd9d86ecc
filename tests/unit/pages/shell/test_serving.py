"""What we set on Streamlit's server besides its options."""

from __future__ import annotations

import socket

import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType
from streamlit.web.server.starlette import starlette_server

from pages.shell.serving import answer_at_once, answer_only_the_open_page


def test_what_is_accepted_sends_small_answers_at_once() -> None:
    answer_at_once()
    answer_at_once()  # a second app in the process changes nothing
    with starlette_server._bind_socket("127.0.0.1", 0, 1) as listening:
        listening.setblocking(True)
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> ScriptRequests:
    """Of a browser tab that has come to the page for comparing plans."""
    for name in ("on_scriptrunner_ready", "on_scriptrunner_yield"):
        monkeypatch.setattr(ScriptRequests, name, getattr(ScriptRequests, name))  # put back afterwards
    answer_only_the_open_page()
    found = ScriptRequests()
    found.request_rerun(RerunData(page_script_hash="compare"))
    assert found.on_scriptrunner_ready().type is ScriptRequestType.RERUN
    return found


def test_a_popover_that_closes_behind_somebody_who_has_left_its_page_is_not_answered(requests: ScriptRequests) -> None:
    requests.request_rerun(RerunData(page_script_hash="plan", fragment_id="score"))
    assert requests.on_scriptrunner_ready().type is ScriptRequestType.STOP


def test_nor_when_the_page_come_to_broke_off_the_one_that_was_left(requests: ScriptRequests) -> None:
    requests.request_rerun(RerunData(page_script_hash="figures"))
    assert requests.on_scriptrunner_yield() is not None
    requests.request_rerun(RerunData(page_script_hash="compare", fragment_id="score"))
    assert requests.on_scriptrunner_ready().type is ScriptRequestType.STOP


def test_a_part_of_the_open_page_and_a_whole_other_page_are_answered(requests: ScriptRequests) -> None:
    for asked in (RerunData(page_script_hash="compare", fragment_id="moves"), RerunData(page_script_hash="plan")):
        requests.request_rerun(asked)
        assert requests.on_scriptrunner_ready().type is ScriptRequestType.RERUN


def test_on_a_page_that_was_opened_by_its_address_every_part_is_answered() -> None:
    found = ScriptRequests()
    found.request_rerun(RerunData(page_script_hash="", page_name="plan"))
    found.on_scriptrunner_ready()
    found.request_rerun(RerunData(page_script_hash="plan", fragment_id="score"))
    assert found.on_scriptrunner_ready().type is ScriptRequestType.RERUN

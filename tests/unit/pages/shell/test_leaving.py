"""A page is left by the menu while a popover on it stands open, and the popover asks for its part of it afterwards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType

from pages.shell import leaving

THE_MENU = RerunData(page_script_hash="compare", query_string="plan=2")
A_CLOSING_POPOVER = RerunData(page_script_hash="plan", query_string="day=3", fragment_id="score")


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> ScriptRequests:
    """Of one browser tab."""
    monkeypatch.setattr(ScriptRequests, "_request_rerun_locked", ScriptRequests._request_rerun_locked)
    monkeypatch.setattr(ScriptRunner, "_run_script", ScriptRunner._run_script)
    leaving.stay_where_somebody_went()
    leaving.stay_where_somebody_went()  # a second app in the process changes nothing
    return ScriptRequests()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[RerunData]:
    """What Streamlit is told to draw."""
    found: list[RerunData] = []
    monkeypatch.setattr(leaving, "_run", lambda _runner, asked: found.append(asked))
    return found


def runner(open_page: str) -> Any:
    return SimpleNamespace(_pages_manager=SimpleNamespace(current_page_script_hash=open_page))


def test_both_waiting_together_lead_to_the_page_that_was_asked_for(requests: ScriptRequests) -> None:
    requests.request_rerun(THE_MENU)
    requests.request_rerun(A_CLOSING_POPOVER)
    answer = requests.on_scriptrunner_ready()
    assert answer.type is ScriptRequestType.RERUN
    assert answer.rerun_data.page_script_hash == "compare"
    assert answer.rerun_data.query_string == "plan=2"
    assert not answer.rerun_data.fragment_id_queue


def test_a_part_of_the_page_that_is_drawn_already_waits_as_before(requests: ScriptRequests) -> None:
    requests.request_rerun(THE_MENU)
    requests.on_scriptrunner_ready()
    requests.request_rerun(A_CLOSING_POPOVER)
    assert requests.on_scriptrunner_ready().rerun_data.fragment_id_queue == ["score"]


def test_a_part_of_a_page_that_was_left_draws_the_open_page_instead(drawn: list[RerunData]) -> None:
    leaving._on_the_open_page(
        runner(open_page="compare"), RerunData(page_script_hash="plan", fragment_id_queue=["score"])
    )
    assert [(asked.page_script_hash, asked.fragment_id_queue) for asked in drawn] == [("compare", [])]


@pytest.mark.parametrize(
    ("open_page", "asked"),
    [
        ("plan", RerunData(page_script_hash="plan", fragment_id_queue=["score"])),
        ("plan", RerunData(page_script_hash="compare")),
        ("plan", RerunData(page_name="compare")),
        ("", RerunData(page_script_hash="plan", fragment_id_queue=["score"])),
    ],
    ids=["a part of the open page", "another page", "a page by its address", "the first of a tab"],
)
def test_everything_else_is_drawn_as_it_was_asked_for(open_page: str, asked: RerunData, drawn: list[RerunData]) -> None:
    leaving._on_the_open_page(runner(open_page), asked)
    assert drawn == [asked]

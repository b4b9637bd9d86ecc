"""Whoever leaves a page by the menu comes to the page asked for, also with a box standing open on the one that is left.

Context      A popover that closes because the menu is clicked asks for its part of the page once more, just behind
             the click. Streamlit then answers for the page that was left: the browser wipes the page that was come
             to, and it stays empty; or, when both wait together, nobody leaves at all.
Decision     A part of a page asked for after its page was left counts as a wish to see the open page: that one is
             drawn once more. The place asked for last is the place.
Not chosen   Dropping the late question: the browser waits for an answer to everything it asks for.
"""

from __future__ import annotations

from dataclasses import replace

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequests,
    ScriptRequestType,
    _is_full_app_rerun,
)

_fold, _run = ScriptRequests._request_rerun_locked, ScriptRunner._run_script


def stay_where_somebody_went() -> None:
    """Set both halves on Streamlit's classes; a second call changes nothing."""
    ScriptRequests._request_rerun_locked = _folded  # type: ignore[assignment,method-assign]
    ScriptRunner._run_script = _on_the_open_page  # type: ignore[assignment,method-assign]


def _folded(requests: ScriptRequests, asked: RerunData) -> bool:
    """Keep the page that waits to be drawn when a part of another page is asked for meanwhile."""
    waiting = requests._rerun_data
    is_waiting = requests._state is ScriptRequestType.RERUN and _is_full_app_rerun(waiting)
    if is_waiting and not _is_full_app_rerun(asked):
        asked = replace(
            asked,
            page_script_hash=waiting.page_script_hash,
            page_name=waiting.page_name,
            query_string=waiting.query_string,
        )
    return _fold(requests, asked)


def _on_the_open_page(runner: ScriptRunner, asked: RerunData) -> None:
    """Draw the whole open page where a part of one that was left is asked for; what was set there is gone with it."""
    open_page = runner._pages_manager.current_page_script_hash
    if asked.fragment_id_queue and open_page and asked.page_script_hash not in ("", open_page):
        asked = replace(
            asked,
            page_script_hash=open_page,
            widget_states=None,
            fragment_id_queue=[],
            is_fragment_scoped_rerun=False,
        )
    _run(runner, asked)

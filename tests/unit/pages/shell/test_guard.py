"""The guard: a page runs only with its capability, errors become calm words, fragments ask again."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import Role
from pages.shell.context import PageContext
from services.access import Capability
from services.errors import Conflict
from services.signing_in import SignedIn
from services.words import Language, Text
from tests.fakes import STOCKHOLM, a_context


def _secret_page(ctx: PageContext) -> None:
    st.markdown("vem som får vård")


def _conflict(ctx: PageContext) -> None:
    raise Conflict(
        "PLAN-012",
        Text(sv="Planen har ändrats.", en="The plan has changed."),
        Text(sv="Ladda om sidan.", en="Reload the page."),
    )


def _fault(ctx: PageContext) -> None:
    raise RuntimeError("anna andersson, storgatan 1")


def _restarted_once(ctx: PageContext) -> None:
    if not st.session_state.get("again"):
        st.session_state["again"] = True
        st.rerun()
    st.markdown("andra gången")


def _stopped(ctx: PageContext) -> None:
    st.markdown("före")
    st.stop()


def drawn(ctx: PageContext, render: object) -> AppTest:
    def script(ctx: object, render: object) -> None:
        from pages.shell import guard

        guard.draw(ctx, render)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx, render)).run()


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption, *app.error))


def test_a_page_is_drawn_for_somebody_with_its_capability(tmp_path: Path) -> None:
    assert "vem som får vård" in words(drawn(a_context(tmp_path), _secret_page))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN])
def test_a_page_is_not_drawn_without_its_capability_but_says_why(tmp_path: Path, role: Role) -> None:
    said = words(drawn(a_context(tmp_path, role=role), _secret_page))
    assert "vem som får vård" not in said
    assert "ACCESS-001" in said
    assert "Be en administratör" in said


def test_a_known_error_is_shown_with_cause_action_and_code_in_the_readers_language(tmp_path: Path) -> None:
    said = words(drawn(replace(a_context(tmp_path), language=Language.EN), _conflict))
    assert "The plan has changed." in said
    assert "Reload the page." in said
    assert "PLAN-012" in said


def test_a_fault_is_logged_under_the_number_that_is_shown_and_nothing_of_it_leaks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="caire.pages"):
        app = drawn(a_context(tmp_path), _fault)
    assert not app.exception
    assert "anna" not in words(app)
    number = words(app).split("**")[1]
    assert number in caplog.text


def test_rerun_and_stop_pass_through_the_guard(tmp_path: Path) -> None:
    assert words(drawn(a_context(tmp_path), _restarted_once)) == "andra gången"
    assert words(drawn(a_context(tmp_path), _stopped)) == "före"


def _page_with_fragment(ctx: PageContext) -> None:
    st.markdown("sidan")
    ctx.fragment(_secret_page)


def test_a_fragment_of_somebody_signed_in_is_drawn(tmp_path: Path) -> None:
    assert words(drawn(a_context(tmp_path), _page_with_fragment)) == "sidan\nvem som får vård"


def test_a_user_who_lost_the_role_is_stopped_inside_a_fragment(tmp_path: Path) -> None:
    ctx = a_context(tmp_path)
    carer = replace(ctx.actor, role=Role.EMPLOYEE)
    said = words(drawn(replace(ctx, ask_again=lambda touch: SignedIn(carer, "P", "T", STOCKHOLM)), _page_with_fragment))
    assert "vem som får vård" not in said
    assert "ACCESS-001" in said


def test_a_suspended_user_is_stopped_inside_a_fragment_and_the_whole_page_runs_again(tmp_path: Path) -> None:
    def script(ctx: object, draw: object) -> None:
        from dataclasses import replace

        import streamlit as st

        from pages.shell import guard

        runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        if runs == 1:
            suspended = replace(ctx, ask_again=lambda touch: None)  # type: ignore[type-var]
            guard.fragment(suspended, draw, None)  # type: ignore[arg-type]
        st.markdown(f"körning {runs}")

    app = AppTest.from_function(script, args=(a_context(tmp_path), _secret_page)).run()
    assert words(app) == "körning 2"


@pytest.mark.parametrize(("run_every_s", "counts"), [(None, True), (1.0, False)])
def test_a_ticking_fragment_is_not_activity(tmp_path: Path, run_every_s: float | None, counts: bool) -> None:
    ctx = a_context(tmp_path)
    asked: list[bool] = []

    def ask_again(touch: bool) -> SignedIn:
        asked.append(touch)
        return SignedIn(ctx.actor, "P", "T", STOCKHOLM)

    drawn(replace(ctx, ask_again=ask_again), lambda ctx: ctx.fragment(_secret_page, run_every_s))
    assert asked == [counts]


def test_what_needs_more_is_refused_when_the_trial_has_ended(tmp_path: Path) -> None:
    ctx = a_context(tmp_path, needs=Capability.RUN_SOLVER)
    ended = replace(ctx, actor=replace(ctx.actor, read_only=True))
    said = words(drawn(ended, _secret_page))
    assert "ACCESS-004" in said
    assert "ta ut som fil" in said


@pytest.mark.parametrize("error", [RuntimeError("anna andersson, storgatan 1"), "a conflict"])
def test_what_an_act_before_the_page_raises_is_told_as_calmly(
    error: Exception | str, caplog: pytest.LogCaptureFixture
) -> None:
    def script(error: object) -> None:
        from pages.shell.guard import uncaught
        from services.errors import Conflict
        from services.words import Language, Text

        if isinstance(error, str):
            error = Conflict("PLAN-012", Text(sv="Planen har ändrats.", en="-"), Text(sv="Ladda om sidan.", en="-"))
        assert uncaught(Language.SV)(error)  # type: ignore[arg-type]

    app = AppTest.from_function(script, args=(error,)).run()
    assert not app.exception
    if isinstance(error, str):
        assert "Planen har ändrats." in words(app)
        assert "PLAN-012" in words(app)
        assert not caplog.records
    else:
        assert "Något gick fel hos oss." in words(app)
        assert "anna" not in words(app)
        assert [record.name for record in caplog.records] == ["caire.pages"]

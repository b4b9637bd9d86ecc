"""State: one dataclass per page, kept between runs, forgotten when somebody else acts."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def test_choices_stay_between_runs_and_two_pages_cannot_collide() -> None:
    def script() -> None:
        from dataclasses import dataclass

        import streamlit as st

        from pages.shell.state import state_of

        @dataclass
        class First:
            count: int = 0

        @dataclass
        class Second:
            count: int = 10

        state_of(First).count += 1
        st.markdown(f"{state_of(First).count} {state_of(Second).count}")

    app = AppTest.from_function(script).run().run()
    assert app.markdown[0].value == "2 10"


def test_nothing_chosen_by_one_user_is_left_for_the_next_in_the_same_tab() -> None:
    def script() -> None:
        from uuid import UUID

        import streamlit as st

        from pages.shell.state import belongs_to, choose

        runs = st.query_params.get("user", "1")
        belongs_to(UUID(int=7), UUID(int=int(runs)))
        st.markdown(str(st.session_state.get("chosen", "inget")))
        choose("chosen", "hemligt")

    app = AppTest.from_function(script).run()
    assert app.run().markdown[0].value == "hemligt"
    app.query_params["user"] = "2"
    assert app.run().markdown[0].value == "inget"

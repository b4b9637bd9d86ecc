"""The form that starts a trial: the same words whoever sends it, and a refusal beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services.bootstrap import Services
from services.errors import CareError
from services.trials.starting import StartingTrials
from services.trials.wishing import NO_EMAIL, TrialWish
from tests.fakes import FakeDoor, services_for, settings_for


class FakeTrials(StartingTrials):
    """Gives a ticket, or refuses."""

    is_on = True

    def __init__(self, refused: CareError | None = None) -> None:
        self.asked: list[TrialWish] = []
        self._refused = refused

    def start(self, wish: TrialWish, address: str) -> str:
        self.asked.append(wish)
        if self._refused is not None:
            raise self._refused
        return "a ticket"


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return services_for(settings_for(tmp_path), FakeDoor())


def form(services: Services, trials: StartingTrials) -> AppTest:
    def script(services: object) -> None:
        import streamlit as st

        from pages.shell import trial_form
        from services.words import Language

        def start() -> None:
            trial_form.show(services, Language.SV, back)  # type: ignore[arg-type]

        back = st.Page(lambda: None, title="Logga in", url_path="elsewhere")
        st.navigation([st.Page(start, title="Prova", default=True), back], position="hidden").run()

    return AppTest.from_function(script, args=(replace(services, starting_trials=trials),), default_timeout=20).run()


def sent(run: AppTest) -> AppTest:
    typed = {"organization": "Norr", "name": "Nina", "email": "nina@k.example", "password": "sju gröna elefanter"}
    for name, value in typed.items():
        run.text_input(key=f"trial.{name}").input(value)
    return next(button for button in run.button if button.label == "Starta provperioden").click().run()


def words(run: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*run.caption, *run.error, *run.markdown))


def test_what_is_typed_is_asked_for_and_the_way_in_begins(services: Services) -> None:
    trials = FakeTrials()
    run = sent(form(services, trials))
    assert trials.asked == [TrialWish("Norr", "Nina", "nina@k.example", "sju gröna elefanter", with_demo=True)]
    assert "Skapar organisationen och loggar in" in words(run)


def test_somebody_with_a_file_of_their_own_gets_no_demo_data(services: Services) -> None:
    trials = FakeTrials()
    run = form(services, trials)
    run.radio[0].set_value(run.radio[0].options[1])
    sent(run)
    assert [wish.with_demo for wish in trials.asked] == [False]


def test_a_refusal_says_what_to_do(services: Services) -> None:
    run = sent(form(services, FakeTrials(NO_EMAIL)))
    assert "E-postadressen ser inte riktig ut" in words(run)
    assert "loggar in" not in words(run)


def test_that_a_known_address_makes_nothing_new_is_said_to_everybody(services: Services) -> None:
    assert "Finns adressen redan hos oss skapas inget nytt" in words(form(services, FakeTrials()))

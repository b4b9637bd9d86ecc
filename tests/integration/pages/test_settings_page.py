"""The settings page over the real database: each part saves what was typed, and speaks both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.vocabulary import RetentionSubject, Role
from pages.admin.settings import PAGE, PARTS
from services.access import Actor
from services.bootstrap import Services, build
from services.kpi import USUAL
from services.organization import DistrictWish
from services.organization.tariffs import new_tariff
from services.words import Language
from tests.fakes import a_context, settings_for
from tests.integration.conftest import make_tenant
from tests.integration.services.care import Care, seed_care

Opened = Callable[..., AppTest]


@pytest.fixture
def care(database: Database) -> Care:
    care = seed_care(database, make_tenant(database, "Ekbacken"))
    return replace(care, actor=replace(care.actor, role=Role.ADMIN))


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build(settings_for(tmp_path), database)


@pytest.fixture
def opened(services: Services, care: Care, tmp_path: Path) -> Opened:
    """The page with one part open."""

    def open_part(part: str, language: Language = Language.SV) -> AppTest:
        ctx = replace(a_context(tmp_path), needs=PAGE.needs, actor=care.actor, services=services, language=language)

        def script(ctx: object) -> None:
            from pages.admin.settings import PAGE

            PAGE.render(ctx)  # type: ignore[arg-type]

        page = AppTest.from_function(script, args=(ctx,), default_timeout=60)
        page.session_state["settings.shown"] = part
        return page.run()

    return open_part


def actor(care: Care) -> Actor:
    return care.actor


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn_in_both_languages(opened: Opened, part: str, language: Language) -> None:
    page = opened(part, language)
    assert not page.exception
    assert PARTS[part][0](language)


def test_the_organisation_gets_a_name_and_a_clock(opened: Opened, services: Services, care: Care) -> None:
    page = opened("organization")
    page.text_input[0].set_value("Ekbackens hemtjänst")
    page.selectbox[0].set_value("Europe/Helsinki")
    page.button[0].click().run()
    assert not page.exception
    own = services.organization.described(care.actor)
    assert (own.name, own.timezone, own.language) == ("Ekbackens hemtjänst", "Europe/Helsinki", None)
    assert [each.value for each in page.success] == ["Sparat."]


def test_a_tolerance_is_saved_as_a_version(opened: Opened, services: Services, care: Care) -> None:
    page = opened("tolerances")
    page.number_input[1].set_value(20.0)
    page.button[0].click().run()
    assert not page.exception
    assert services.assumptions.held(care.actor).assumptions == replace(USUAL, moved_min=20.0)


def test_what_a_term_would_forget_is_counted_before_it_is_saved(opened: Opened, services: Services, care: Care) -> None:
    page = opened("retention")
    assert not page.exception
    visits = next(each for each in page.number_input if "visits" in str(each.key))
    visits.set_value(30).run()
    page.button(key="settings.keep.save").click().run()
    assert services.retention.terms(care.actor)[RetentionSubject.VISITS] == 30


def test_an_organisation_is_asked_to_be_erased_by_its_name_only(opened: Opened, services: Services, care: Care) -> None:
    page = opened("retention")
    assert page.button(key="settings.end.ask").disabled
    page.text_input[0].set_value("Ekbacken").run()
    page.button(key="settings.end.ask").click().run()
    assert services.organization.described(care.actor).deletion_requested_at is not None
    page.button(key="settings.end.back").click().run()
    assert services.organization.described(care.actor).deletion_requested_at is None


def test_everybody_of_a_district_is_moved_and_the_empty_one_removed(
    opened: Opened, services: Services, care: Care
) -> None:
    services.districts.save(care.actor, [DistrictWish("Norr", 5), DistrictWish("Söder")])
    south = next(line for line in services.districts.all(care.actor) if line.name == "Söder")
    services.districts.move(care.actor, [p.id for p in services.districts.people(care.actor)], south.id)
    page = opened("districts")
    assert not page.exception
    page.selectbox(key="settings.from.0").set_value(south.id).run()
    page.button(key="settings.move").click().run()
    assert not page.exception
    lines = {line.name: line for line in services.districts.all(care.actor)}
    assert lines["Söder"].belonging.is_free
    page.button(key="settings.remove").click().run()
    assert [line.name for line in services.districts.all(care.actor)] == ["Söder"]


def test_a_tariff_is_shown_with_its_district_and_care(opened: Opened, services: Services, care: Care) -> None:
    services.tariffs.save(care.actor, [new_tariff(valid_from=date(2027, 1, 1), hour_sek=Decimal("412.50"))])
    page = opened("payment")
    assert not page.exception
    assert [row.hour_sek for row in services.tariffs.all(care.actor)] == [Decimal("412.50")]

"""The log on its page: a question narrows it, pages turn, a file is made when asked for, and the seals are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.connect import Database
from data.vocabulary import Role
from services.access import Actor
from services.audit_log import Act
from services.bootstrap import Services, build
from services.organization import Districts, DistrictWish
from services.words import Language
from tests.fakes import settings_for
from tests.integration.conftest import make_tenant
from tests.integration.data.seeding import fill
from tests.integration.pages.opening import opened, said, tables

PAGE = "pages.admin.audit"


@pytest.fixture(scope="module")
def actor(database: Database) -> Actor:
    tenant = make_tenant(database, "Loggboda")
    fill(database, tenant)
    admin = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    Districts(database).save(admin, [DistrictWish(f"Område {number}") for number in range(60)])
    return admin


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build(settings_for(tmp_path), database)


@pytest.mark.parametrize("language", Language)
def test_it_is_read_page_by_page_in_both_languages(
    services: Services, actor: Actor, tmp_path: Path, language: Language
) -> None:
    page = opened(PAGE, services, actor, tmp_path, language)
    assert not page.exception
    first = tables(page)
    assert page.button(key="audit.newer").disabled
    page.button(key="audit.older").click().run()
    assert not page.exception
    assert tables(page) != first
    page.button(key="audit.newer").click().run()
    assert tables(page) == first
    assert "Karl Kvist" not in first  # the log never held a name


def test_a_question_narrows_it_and_begins_at_its_first_page(services: Services, actor: Actor, tmp_path: Path) -> None:
    page = opened(PAGE, services, actor, tmp_path)
    page.button(key="audit.older").click().run()
    page.selectbox(key="audit.act").set_value(Act.SIGNED_IN).run()
    assert page.button(key="audit.newer").disabled
    assert "Loggat in" in tables(page)
    assert "Skapat" not in tables(page)
    page.text_input(key="audit.record").set_value("finns inte").run()
    assert "Inget i loggen passar." in said(page)


def test_the_file_is_made_when_asked_for_and_gone_at_the_next_act(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    page = opened(PAGE, services, actor, tmp_path)
    page.button(key="audit.csv").click().run()
    assert not page.exception
    assert len(page.get("download_button")) == 1
    page.run()
    assert not page.get("download_button")


def test_it_says_how_far_it_is_sealed_and_what_a_verification_found(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    services.auditing.seal()
    page = opened(PAGE, services, actor, tmp_path)
    assert "Förseglad till" in said(page)
    assert "inte kontrollerade än" in said(page)
    page.button(key="audit.verify").click().run()
    assert "inget är ändrat" in said(page)

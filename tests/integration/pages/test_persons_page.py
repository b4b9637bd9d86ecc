"""A person's rights on the page: found by pseudonym, shown with a reason, taken out, erased by a typed word."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.connect import Database
from data.vocabulary import PersonKind, Role
from services.access import Actor
from services.bootstrap import Services, build
from services.keeping.keys import keeping
from services.keeping.persons import Somebody
from services.words import Language
from tests.fakes import settings_for
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.data.seeding import fill
from tests.integration.pages.opening import opened, said, tables

PAGE, NAME = "pages.admin.persons", "Karl Kvist"


@pytest.fixture
def tenant(database: Database) -> Tenant:
    made = make_tenant(database, "Rättsjö")
    fill(database, made)
    with database.writing(keeping(made.organization_id)) as work:
        work.archives.forget([row.id for row in work.archives.all()])  # a row without a file, for the matrix
    return made


@pytest.fixture
def actor(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build(settings_for(tmp_path), database)


def karl(services: Services, actor: Actor) -> Somebody:
    return next(each for each in services.persons.all(actor) if each.label == "K1")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", PersonKind)
def test_everybody_is_found_and_no_name_is_shown_before_it_is_asked_for(
    services: Services, actor: Actor, tmp_path: Path, kind: PersonKind, language: Language
) -> None:
    page = opened(PAGE, services, actor, tmp_path, language, held={"persons.kind": kind})
    assert not page.exception
    page.selectbox(key=f"persons.who.{kind}").select_index(0).run()
    assert not page.exception
    assert NAME not in said(page) + tables(page)


def test_a_name_is_shown_with_a_reason_once(services: Services, actor: Actor, tmp_path: Path) -> None:
    somebody = karl(services, actor)
    page = opened(PAGE, services, actor, tmp_path)
    page.selectbox(key="persons.who.client").set_value(str(somebody.id)).run()
    page.text_input(key=f"persons.{somebody.id}.why").set_value("begär sina uppgifter")
    next(each for each in page.button if each.label == "Visa").click().run()
    assert any(NAME in each.value for each in page.text)
    page.run()
    assert not any(NAME in each.value for each in page.text)


def test_the_file_is_made_and_gone_at_the_next_act(services: Services, actor: Actor, tmp_path: Path) -> None:
    somebody = karl(services, actor)
    page = opened(PAGE, services, actor, tmp_path)
    page.selectbox(key="persons.who.client").set_value(str(somebody.id)).run()
    page.button(key=f"persons.out.{somebody.id}").click().run()
    assert not page.exception
    assert len(page.get("download_button")) == 1
    page.run()
    assert not page.get("download_button")
    assert "Utdrag" in tables(page)


def test_somebody_is_erased_by_the_typed_pseudonym_and_there_is_a_receipt(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    somebody = karl(services, actor)
    page = opened(PAGE, services, actor, tmp_path)
    page.selectbox(key="persons.who.client").set_value(str(somebody.id)).run()
    assert "bokföringslagen" in said(page)
    assert page.button(key=f"persons.erase.{somebody.id}").disabled
    page.text_input(key=f"persons.type.{somebody.id}").set_value("K1").run()
    page.button(key=f"persons.erase.{somebody.id}").click().run()
    assert not page.exception
    assert "Personen är raderad." in said(page)
    assert "Radering" in tables(page)
    assert "Personen är redan raderad." in said(page)

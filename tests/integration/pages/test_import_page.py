"""The import page over the real database: positions beside a file, an import taken back, columns named, files out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.vocabulary import Role
from pages.admin.imports import PAGE
from services.access import Actor
from services.bootstrap import build
from services.words import Language
from tests.fakes import a_context, settings_for
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.test_care_importing import ADDRESSES
from tests.unit.services.integrations.care_files import making


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


def opened(
    database: Database, tenant: Tenant, home: Path, language: Language = Language.SV, **facts: Any
) -> AppTest:  # fmt: skip
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN, **facts)
    services = build(settings_for(home), database)
    ctx = replace(a_context(home), needs=PAGE.needs, actor=actor, services=services, language=language)

    def script(ctx: object) -> None:
        from pages.admin.imports import PAGE

        PAGE.render(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx,), default_timeout=120).run()


def said(page: AppTest) -> str:
    shown = [*page.markdown, *page.error, *page.info, *page.success, *page.caption, *page.warning]
    return " ".join(each.value for each in shown)


def uploader(page: AppTest, key: str) -> Any:
    return next(each for each in page.file_uploader if each.key == key)


def test_positions_beside_a_file_place_its_clients(database: Database, tenant: Tenant, tmp_path: Path) -> None:
    page = opened(database, tenant, tmp_path)
    uploader(page, "import.file").upload("slinga.csv", making.slinga_file(20)).run()
    assert "20 klienter saknar plats på kartan" in said(page)
    visits = [metric.label for metric in page.metric]
    assert "Besök" not in visits  # nobody has a place, so no visit can be laid out
    uploader(page, "import.positions").upload("pos.csv", ADDRESSES.encode()).run()
    assert not page.exception
    assert "saknar plats på kartan" not in said(page)
    assert "Besök" in [metric.label for metric in page.metric]
    page.button(key="import.apply").click().run()
    assert "Filen är inläst." in said(page)
    with database.reading(tenant.acting()) as work:
        assert all(client.place_id for client in work.people.clients())


def test_an_import_is_looked_at_and_taken_back(database: Database, tenant: Tenant, tmp_path: Path) -> None:
    page = opened(database, tenant, tmp_path)
    uploader(page, "import.file").upload("lista.csv", making.list_file(40)).run()
    page.button(key="import.apply").click().run()
    page.button(key="undo.look").click().run()
    assert not page.exception
    assert "Detta händer" in said(page)
    page.button(key="undo.do").click().run()
    assert "Inläsningen är ångrad." in said(page)
    with database.reading(tenant.acting()) as work:
        assert work.people.clients() == []
        assert work.visits.days() is None
    states = next(each.value for each in page.dataframe if "Läge" in each.value)["Läge"].tolist()
    assert len(states) == 1
    assert states[0].startswith("Ångrad ")


def test_why_an_import_cannot_be_taken_back_is_told_in_the_readers_language(
    database: Database, tenant: Tenant, tmp_path: Path
) -> None:
    page = opened(database, tenant, tmp_path, Language.EN)
    uploader(page, "import.file").upload("lista.csv", making.list_file(40)).run()
    page.button(key="import.apply").click().run()
    with database.writing(tenant.acting()) as work:
        client = work.people.clients()[0]
        work.people.change_client(replace(client, wishes=("kvinna",)))
    page.button(key="undo.look").click().run()
    assert "The import cannot be undone as it is." in said(page)
    reasons = next(each.value for each in page.dataframe if "Where" in each.value)
    assert reasons["Where"].tolist() == [f"Client {client.pseudonym}"]
    assert not any(button.key == "undo.do" for button in page.button)


def test_an_expired_trial_may_take_its_data_out_and_nothing_else(
    database: Database, tenant: Tenant, tmp_path: Path
) -> None:
    page = opened(database, tenant, tmp_path, read_only=True)
    assert not page.exception
    assert not page.file_uploader
    assert not any(box.key == "organization.names" for box in page.checkbox)
    page.button(key="organization.make").click().run()
    assert not page.exception


@pytest.mark.parametrize("language", list(Language))
def test_every_format_shows_what_its_columns_are_called(
    database: Database, tenant: Tenant, tmp_path: Path, language: Language
) -> None:
    page = opened(database, tenant, tmp_path, language)
    formats = page.selectbox(key="names.kind")
    for option in range(len(formats.options)):
        formats.select_index(option).run()
        assert not page.exception
    assert len(formats.options) == 4

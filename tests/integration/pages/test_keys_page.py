"""Keys and webhooks on their page: a secret is shown once, what is closed is closed at once, a call is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.connect import Database
from data.vocabulary import ApiScope, DeliveryState, Role, WebhookEvent
from data.work import Context
from pages.components.settings.key_list import SCOPES
from services.access import Actor
from services.api_keys import KeyWish
from services.bootstrap import Services, build
from services.errors import SignedOut
from services.webhooks.calling import Calling
from services.words import Language
from tests.fakes import settings_for
from tests.integration.conftest import make_tenant
from tests.integration.pages.opening import opened, said, tables
from tests.integration.services.test_webhooks import a_listener

PAGE = "pages.admin.keys"


@pytest.fixture
def actor(database: Database) -> Actor:
    tenant = make_tenant(database, "Nyckelby")
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    return build(settings_for(tmp_path, CAIRE_INSIDE_HOSTS="127.0.0.1"), database)


def test_every_scope_is_told_in_words() -> None:
    assert set(SCOPES) == set(ApiScope)


def test_a_key_is_shown_once_and_opens_until_it_is_closed(services: Services, actor: Actor, tmp_path: Path) -> None:
    page = opened(PAGE, services, actor, tmp_path)
    page.text_input(key="keys.name").set_value("Lönesystemet")
    page.session_state["keys.scopes"] = [ApiScope.VISITS_READ]
    page.button(key="keys.make").click().run()
    assert not page.exception
    (whole,) = [each.value for each in page.code]
    assert services.api_keys.admit(whole).holds(ApiScope.VISITS_READ)
    assert "Läsa besök" in tables(page)
    secret = whole.partition(".")[2]
    page.run()
    assert secret not in said(page) + tables(page)
    page.button(key="keys.close.yes").click().run()
    assert "Nyckeln är stängd." in said(page)
    with pytest.raises(SignedOut):
        services.api_keys.admit(whole)


def test_a_key_without_a_scope_is_refused_where_it_was_asked(services: Services, actor: Actor, tmp_path: Path) -> None:
    page = opened(PAGE, services, actor, tmp_path, Language.EN)
    page.text_input(key="keys.name").set_value("Payroll")
    page.button(key="keys.make").click().run()
    assert "The key needs a scope." in said(page)
    assert services.api_keys.all(actor) == []


def test_a_webhook_is_tried_rests_and_goes_on(services: Services, actor: Actor, tmp_path: Path) -> None:
    with a_listener() as listener:
        page = opened(PAGE, services, actor, tmp_path, held={"keys.shown": "hooks"})
        page.text_input(key="hooks.address").set_value(f"{listener.url}/hear")
        page.button(key="hooks.make").click().run()
        assert not page.exception
        (secret,) = [each.value for each in page.code]
        page.run()
        assert secret not in said(page)
        (row,) = services.webhooks.all(actor)
        page.button(key=f"hooks.try.{row.id}").click().run()
        assert "Mottagaren svarade 204." in said(page)
        listener.status = 500
        page.button(key=f"hooks.try.{row.id}").click().run()
        assert "kom inte fram: 500" in said(page)
        page.button(key=f"hooks.pause.{row.id}").click().run()
        assert "Vilar sedan" in said(page)
        page.button(key=f"hooks.pause.{row.id}").click().run()
        assert "Webhooken är igång." in said(page)
        page.button(key=f"hooks.close.{row.id}").click().run()
        assert services.webhooks.all(actor) == []
        assert len(listener.heard) == 2


def test_the_document_and_an_example_stand_for_those_who_program(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    page = opened(PAGE, services, actor, tmp_path, Language.EN, held={"keys.shown": "example"})
    assert "/api/v1/openapi.json" in said(page)
    assert "Authorization: Bearer PREFIX.SECRET" in said(page)


def test_a_call_that_was_given_up_is_sent_again_by_hand(services: Services, actor: Actor, tmp_path: Path) -> None:
    services.api_keys.make(actor, KeyWish("x", [ApiScope.VISITS_READ]))
    made = services.webhooks.make(actor, "https://localhost/never", [WebhookEvent.RUN_FINISHED])

    with services.database.writing(Context(actor.organization_id, actor.user_id, "admin")) as work:
        (delivery,) = work.webhooks.due(WebhookEvent.RUN_FINISHED, made.id)
    services.webhooks.pause(actor, made.id)
    assert Calling(services.database).deliver(actor.organization_id, delivery) is DeliveryState.DEAD
    page = opened(PAGE, services, actor, tmp_path, held={"keys.shown": "hooks"})
    page.button(key=f"hooks.again.{made.id}").click().run()
    assert not page.exception
    (row,) = services.webhooks.deliveries(actor, made.id)
    assert (row.id, row.state, row.attempts) == (delivery, DeliveryState.WAITING, 0)

"""The second door on a real database: there and back through the routes, and nobody in who may not be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from http.cookies import SimpleCookie
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

import httpx
import psycopg
import pyotp
import pytest
from starlette.applications import Starlette

from data.connect import Database
from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from pages.shell.provider_routes import ARRIVED_COOKIE
from pages.shell.routes import routes
from services import bootstrap
from services.access import Actor
from services.attempts import MOST_PER_ADDRESS
from services.bootstrap import Services, build
from services.errors import CareError
from services.signing_in import CodeAsked
from services.single_sign_on import SingleSignOn
from tests.fakes import settings_for
from tests.integration.conftest import Tenant, make_tenant
from tests.standins.openid import CLIENT_ID, CLIENT_SECRET, IdentityHouse, identity_house

BASE = "https://plan.example.se"
OURS = MappingProxyType({"Sec-Fetch-Site": "same-origin"})
WAY = "/session/provider"


@pytest.fixture(scope="module")
def standing() -> Iterator[IdentityHouse]:
    with identity_house() as house:
        yield house


@pytest.fixture(scope="module")
def services(
    database: Database, standing: IdentityHouse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Services]:
    named = {"ISSUER": standing.url, "CLIENT_ID": CLIENT_ID, "CLIENT_SECRET": CLIENT_SECRET, "NAME": "Kommunens konto"}
    environment = {f"CAIRE_OIDC_{name}": value for name, value in named.items()}
    home = tmp_path_factory.mktemp("home")
    built = build(settings_for(home, CAIRE_BASE_URL=BASE, CAIRE_INSIDE_HOSTS="127.0.0.1", **environment), database)
    bootstrap.set_current(built)
    yield built
    bootstrap.set_current(None)


@pytest.fixture
def house(standing: IdentityHouse) -> IdentityHouse:
    fresh = IdentityHouse()
    for each in fields(fresh):
        if each.name != "url":
            setattr(standing, each.name, getattr(fresh, each.name))
    return standing


@pytest.fixture
def planner(database: Database, own: Tenant, house: IdentityHouse) -> UserRow:
    """Somebody who is here, and whom the provider knows by the same address in another writing."""
    return somebody(database, own, house)


def somebody(database: Database, tenant: Tenant, house: IdentityHouse, **facts: object) -> UserRow:
    user_id = new_id()
    how = {"role": Role.SCHEDULER, "status": UserStatus.ACTIVE, **facts}
    row = UserRow(user_id, "Petra Planerare", f"{user_id.hex}@kommunen.example", **how)  # type: ignore[arg-type]
    with database.writing(tenant.acting()) as work:
        work.users.add(row, "not a hash")
    house.email = row.email.title()
    return row


@dataclass
class Browser:
    """Keeps cookies like one; a network of its own, so that tests do not count each other's failures."""

    network: str = field(default_factory=lambda: f"2001:db8::{new_id().hex[-4:]}")
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, data: dict[str, str] | None = None, headers: Mapping[str, str] = OURS
    ) -> httpx.Response:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(Starlette(routes=routes(["plan"])), client=(self.network, 5000))
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                return await client.request(method, path, data=data, headers={**headers, "cookie": jar})

        answer = asyncio.run(call())
        for header in answer.headers.get_list("set-cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return answer

    def depart(self, page: str = "") -> str | None:
        """Where the browser is sent to; None when it stays."""
        address: str | None = self.ask("POST", WAY, {"page": page}).json().get("address")
        return address

    def come_back(self, brought: dict[str, str]) -> httpx.Response:
        return self.ask("GET", f"{WAY}?{urlencode(brought)}", headers={"Sec-Fetch-Site": "cross-site"})

    def outcome(self, services: Services) -> str | CareError | None:
        """What the sign-in page would take."""
        handle = self.cookies.get(f"__Host-{ARRIVED_COOKIE}", "")
        return door_of(services).outcome(handle)

    def travel(self, house: IdentityHouse, services: Services) -> str | CareError | None:
        """There, signed in there, and back."""
        address = self.depart()
        if address is not None:
            self.come_back(house.authorise(address))
        return self.outcome(services)


def door_of(services: Services) -> SingleSignOn:
    assert services.single_sign_on is not None
    return services.single_sign_on


def code_of(outcome: str | CareError | None) -> str:
    assert isinstance(outcome, CareError), "somebody came in"
    return outcome.code


def test_whom_the_provider_knows_comes_in_and_the_session_is_ours_alone(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    browser = Browser()
    ticket = browser.travel(house, services)
    assert isinstance(ticket, str)
    assert browser.ask("POST", "/session", {"ticket": ticket}).status_code == 204
    token = browser.cookies["__Host-caire_session"]
    found = services.signing_in.resolve(token)
    assert found is not None
    assert found.actor.user_id == planner.id
    calls = len(house.calls)
    assert browser.ask("POST", "/session/end").status_code == 204
    assert services.signing_in.resolve(token) is None
    assert len(house.calls) == calls, "the provider was told of our session's end"


def test_a_session_that_was_planted_in_the_browser_before_is_ended(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    planted = services.signing_in.redeem(services.signing_in.renew(planner.email))
    assert planted is not None
    browser = Browser(cookies={"__Host-caire_session": planted})
    ticket = browser.travel(house, services)
    assert isinstance(ticket, str)
    browser.ask("POST", "/session", {"ticket": ticket})
    assert browser.cookies["__Host-caire_session"] != planted
    assert services.signing_in.resolve(planted) is None


def test_cookies_of_the_way_cannot_be_read_by_a_script_and_pass_on_a_link_from_elsewhere(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    browser = Browser()
    there = browser.ask("POST", WAY)
    back = browser.come_back(house.authorise(there.json()["address"]))
    for answer, name, age in ((there, "__Host-caire_departed", "600"), (back, "__Host-caire_arrived", "60")):
        morsel = SimpleCookie(answer.headers["set-cookie"])[name]
        assert (morsel["httponly"], morsel["secure"], morsel["samesite"].lower()) == (True, True, "lax")
        assert (morsel["path"], morsel["domain"], morsel["max-age"]) == ("/", "", age)
        assert answer.headers["cache-control"] == "no-store"


def test_only_a_page_of_ours_sends_anybody_off(services: Services) -> None:
    assert Browser().ask("POST", WAY, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Browser().ask("POST", WAY, headers={}).status_code == 403


@pytest.mark.parametrize(
    ("page", "lands"),
    [
        ("plan", f"{BASE}/plan"),
        ("", f"{BASE}/"),
        ("https://evil.example", f"{BASE}/"),
        ("/evil.example", f"{BASE}/"),
        ("\\evil.example", f"{BASE}/"),
        ("plan/../..//evil.example", f"{BASE}/"),
        ("@evil.example", f"{BASE}/"),
    ],
)
def test_people_come_back_to_a_page_of_ours_whatever_was_asked_for(
    services: Services, house: IdentityHouse, planner: UserRow, page: str, lands: str
) -> None:
    browser = Browser()
    address = browser.depart(page)
    assert address is not None
    back = browser.come_back(house.authorise(address))
    assert (back.status_code, back.headers["location"]) == (303, lands)


def test_a_return_with_another_state_is_refused_and_leaves_the_right_one_its_way(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    browser = Browser()
    brought = house.authorise(browser.depart() or "")
    back = browser.come_back({**brought, "state": "another"})
    assert back.headers["location"] == f"{BASE}/", "the address tells what happened"
    assert code_of(browser.outcome(services)) == "SSO-002"
    browser.come_back(brought)
    assert isinstance(browser.outcome(services), str)


def test_a_return_serves_once_and_so_does_its_outcome(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    browser = Browser()
    brought = house.authorise(browser.depart() or "")
    browser.come_back(brought)
    assert isinstance(browser.outcome(services), str)
    assert browser.outcome(services) is None
    browser.come_back(brought)
    assert code_of(browser.outcome(services)) == "SSO-002"


def test_what_one_browser_has_begun_no_other_can_end(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    brought = house.authorise(Browser().depart() or "")
    victim = Browser()
    victim.come_back(brought)
    assert code_of(victim.outcome(services)) == "SSO-002"
    victim.depart()
    victim.come_back(brought)  # with a journey of its own under way
    assert code_of(victim.outcome(services)) == "SSO-002"


def test_a_code_that_was_stolen_before_it_came_back_is_worth_nothing_in_another_journey(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    stolen = house.authorise(Browser().depart() or "")["code"]
    thief = Browser()
    own_state = house.authorise(thief.depart() or "")["state"]
    thief.come_back({"code": stolen, "state": own_state})
    assert code_of(thief.outcome(services)) == "SSO-002"


@pytest.mark.parametrize(
    "claims", [{"nonce": "another"}, {"aud": "another"}, {"exp": 1}, {"iss": "https://login.example.com"}], ids=str
)
def test_a_token_that_is_not_of_this_sign_in_lets_nobody_in(
    services: Services, house: IdentityHouse, planner: UserRow, claims: dict[str, object]
) -> None:
    house.claims = claims
    assert code_of(Browser().travel(house, services)) == "SSO-002"


def test_who_may_not_come_in_is_told_the_same_whatever_the_reason(
    services: Services, database: Database, owner_url: str, own: Tenant, house: IdentityHouse
) -> None:
    told = []
    house.email = "okand@kommunen.example"
    told.append(Browser().travel(house, services))
    somebody(database, own, house, status=UserStatus.SUSPENDED)
    told.append(Browser().travel(house, services))
    somebody(database, own, house)
    house.is_verified = False
    told.append(Browser().travel(house, services))
    house.is_verified = True
    closed = make_tenant(database, "Stängda hemtjänsten")
    somebody(database, closed, house)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET row_security = off")
        owner.execute("UPDATE caire.organizations SET status = 'suspended' WHERE id = %s", (closed.organization_id,))
    told.append(Browser().travel(house, services))
    assert {code_of(each) for each in told} == {"SIGN-006"}
    assert len({str(each) for each in told}) == 1


def test_an_own_code_is_asked_for_unless_the_provider_has_asked_for_one(
    services: Services, database: Database, own: Tenant, house: IdentityHouse, planner: UserRow
) -> None:
    actor = Actor(own.organization_id, planner.id, planner.role)
    app = pyotp.TOTP(services.second_steps.begin(actor).secret)
    codes = services.second_steps.confirm(actor, app.now())
    asked = Browser().travel(house, services)
    assert isinstance(asked, CodeAsked)
    assert services.signing_in.redeem(asked.half) is None
    ticket = services.signing_in.complete(asked.half, codes[0], "192.0.2.9")
    assert services.signing_in.redeem(ticket) is not None
    house.claims = {"amr": ["pwd", "mfa"]}
    assert isinstance(Browser().travel(house, services), str)


def test_an_administrator_who_owes_a_second_step_owes_it_by_this_door_too(
    services: Services, database: Database, own: Tenant, house: IdentityHouse
) -> None:
    admin = somebody(database, own, house, role=Role.ADMIN)
    with database.writing(own.acting()) as work:
        work.second_steps.ask_of_admins(True)
    house.claims = {"amr": ["mfa"]}
    ticket = Browser().travel(house, services)
    assert isinstance(ticket, str)
    found = services.signing_in.resolve(services.signing_in.redeem(ticket) or "")
    assert found is not None
    assert (found.actor.user_id, found.actor.owes_second_step) == (admin.id, True)


def test_failures_count_against_the_network_together_with_its_wrong_passwords(
    services: Services, house: IdentityHouse, planner: UserRow
) -> None:
    browser = Browser()
    for _ in range(MOST_PER_ADDRESS):
        browser.come_back({"code": "a guess", "state": "a guess"})
    assert browser.depart() is None
    assert code_of(browser.outcome(services)) == "SIGN-002"
    with pytest.raises(CareError, match="SIGN-002"):
        services.signing_in.admit(planner.email, "x", browser.network)
    assert isinstance(Browser().travel(house, services), str), "another network pays for this one"


def test_who_changes_their_mind_at_the_provider_is_not_counted(services: Services, house: IdentityHouse) -> None:
    browser = Browser()
    for _ in range(MOST_PER_ADDRESS + 1):
        state = house.authorise(browser.depart() or "")["state"]
        browser.come_back({"error": "access_denied", "error_description": "<script>", "state": state})
    assert code_of(browser.outcome(services)) == "SSO-002"


@pytest.mark.parametrize(("path", "fault"), [("/token", "500"), ("/token", "huge")])
def test_a_provider_that_fails_on_the_way_back_is_said_to_be_silent_and_nobody_is_counted(
    services: Services, house: IdentityHouse, planner: UserRow, path: str, fault: str
) -> None:
    house.down = {path: fault}
    assert code_of(Browser().travel(house, services)) == "SSO-001"


def test_a_sign_in_stands_in_the_audit_log_as_one_by_password_does(
    services: Services, house: IdentityHouse, planner: UserRow, owner_url: str
) -> None:
    ticket = Browser().travel(house, services)
    assert isinstance(ticket, str)
    found = services.signing_in.resolve(services.signing_in.redeem(ticket) or "")
    assert found is not None
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET row_security = off")
        row = owner.execute(
            "SELECT count(*) FROM audit.log WHERE table_name = 'user_sessions' AND action = 'INSERT' AND row_id = %s",
            (str(found.session_id),),
        ).fetchone()
    assert row == (1,)


def test_the_secret_of_the_provider_is_never_shown(services: Services, tmp_path: Path) -> None:
    assert CLIENT_SECRET not in repr(services.settings)

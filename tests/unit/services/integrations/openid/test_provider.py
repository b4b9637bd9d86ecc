"""What a provider sends back is believed only when everything about it is right; whatever is not is one refusal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from services.errors import Unavailable
from services.integrations.openid import Journey, NotProven, Proven, Provider
from services.integrations.openid.proving import SKEW_S, Expected, key_set, prove
from services.integrations.outbound import Patience
from services.single_sign_on import _challenge
from tests.standins.openid import CLIENT_ID, CLIENT_SECRET, IdentityHouse, identity_house
from tests.standins.openid.forging import Forgery

REDIRECT = "https://plan.example.se/session/provider"
VERIFIER, NONCE = "v" * 43, "n" * 43
HASTE = Patience(connect_s=0.3, read_s=0.3, write_s=0.3, total_s=0.5, most_bytes=256 * 1024)
DOCUMENT, KEYS, TOKEN = "/.well-known/openid-configuration", "/keys", "/token"
NOW = 1_800_000_000


@pytest.fixture(scope="module")
def standing() -> Iterator[IdentityHouse]:
    with identity_house() as house:
        yield house


@pytest.fixture
def house(standing: IdentityHouse) -> IdentityHouse:
    """The provider as it is when all is well."""
    fresh = IdentityHouse()
    for each in fields(fresh):
        if each.name != "url":
            setattr(standing, each.name, getattr(fresh, each.name))
    return standing


def provider_at(house: IdentityHouse, **how: Any) -> Provider:
    inside = {urlsplit(house.url).hostname or ""}
    return Provider(house.url, CLIENT_ID, CLIENT_SECRET, **{"inside_hosts": inside, "patience": HASTE, **how})


def proven(house: IdentityHouse, provider: Provider | None = None, verifier: str = VERIFIER) -> Proven:
    """There and back again."""
    provider = provider or provider_at(house)
    brought = house.authorise(provider.departure(Journey(REDIRECT, "s" * 43, NONCE, _challenge(VERIFIER))))
    return provider.prove(brought["code"], verifier, REDIRECT, NONCE)


def test_a_right_token_says_whose_verified_address_it_is(house: IdentityHouse) -> None:
    assert proven(house) == Proven(house.email, has_second_factor=False)
    house.claims = {"amr": ["pwd", "mfa"]}
    assert proven(house) == Proven(house.email, has_second_factor=True)


@pytest.mark.parametrize("amr", [None, "mfa", ["pwd", "otp"], {"mfa": True}])
def test_a_second_factor_is_one_only_where_the_provider_lists_it(house: IdentityHouse, amr: object) -> None:
    house.claims = {"amr": amr}
    assert proven(house).has_second_factor is False


@pytest.mark.parametrize("verified", [False, None, "true", 1, "false"])
def test_an_address_that_is_only_claimed_is_nobodys(house: IdentityHouse, verified: object) -> None:
    house.is_verified = verified
    assert proven(house).email is None


@pytest.mark.parametrize("email", [None, "", 7, ["petra@kommunen.example"], "a" * 250 + "@b.se"])
def test_what_is_no_address_is_nobodys(house: IdentityHouse, email: object) -> None:
    house.claims = {"email": email}
    assert proven(house).email is None


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT_ID, "another"]},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"azp": "another"},
        {"iss": "https://login.example.com"},
        {"iss": None},
        {"sub": None},
        {"exp": None},
        {"exp": "soon"},
        {"exp": float("nan")},
    ],
    ids=str,
)
def test_a_token_for_another_time_place_or_sign_in_proves_nothing(
    house: IdentityHouse, claims: dict[str, object]
) -> None:
    house.claims = claims
    with pytest.raises(NotProven, match="SSO-002"):
        proven(house)


@pytest.mark.parametrize(("claim", "from_now_s"), [("exp", -SKEW_S - 30), ("iat", 3600), ("nbf", 3600)])
def test_a_token_that_is_over_or_not_yet_begun_proves_nothing(
    house: IdentityHouse, claim: str, from_now_s: int
) -> None:
    house.claims = {claim: int(time.time()) + from_now_s}
    with pytest.raises(NotProven, match="SSO-002"):
        proven(house)


def test_clocks_may_differ_by_less_than_a_minute(house: IdentityHouse) -> None:
    house.claims = {"exp": int(time.time()) - 5}
    assert proven(house).email == house.email


def test_a_token_for_several_that_we_have_asked_for_is_for_us(house: IdentityHouse) -> None:
    house.claims = {"aud": ["another", CLIENT_ID], "azp": CLIENT_ID}
    assert proven(house).email == house.email


@pytest.mark.parametrize(
    "forgery", [Forgery.UNSIGNED, Forgery.PUBLIC_KEY_AS_SECRET, Forgery.ANOTHERS_KEY, Forgery.GARBLED]
)
def test_a_token_that_is_not_signed_by_the_provider_proves_nothing(house: IdentityHouse, forgery: Forgery) -> None:
    house.forgery = forgery
    with pytest.raises(NotProven):
        proven(house)


def test_with_one_key_a_token_need_not_name_it(house: IdentityHouse) -> None:
    house.forgery = Forgery.WITHOUT_KID
    assert proven(house).email == house.email


def test_a_token_may_be_signed_on_an_elliptic_curve() -> None:
    key = ECKey.generate_key("P-256", {"kid": "curve"})
    claims = {"iss": "https://i", "aud": "c", "sub": "7", "nonce": NONCE, "iat": NOW, "exp": NOW + 60}
    token = jwt.encode({"alg": "ES256", "kid": "curve"}, {**claims, "email": "a@b.se", "email_verified": True}, key)
    keys = key_set({"keys": [key.as_dict(private=False)]})
    assert prove(token, keys, Expected("https://i", "c", NONCE), lambda: NOW).email == "a@b.se"


@pytest.mark.parametrize("document", [{}, {"keys": "x"}, {"keys": [7, {"kty": []}, {"kty": "EC", "crv": "odd"}]}])
def test_odd_keys_are_no_keys(document: dict[str, object]) -> None:
    assert list(key_set(document)) == []


def test_a_new_key_is_fetched_when_a_token_names_it_and_old_ones_are_not_asked_for_again(house: IdentityHouse) -> None:
    provider = provider_at(house)
    proven(house, provider)
    proven(house, provider)
    assert (house.calls.count(KEYS), house.calls.count(DOCUMENT)) == (1, 1)
    house.signing, house.published = "second", ["first", "second"]
    assert proven(house, provider).email == house.email
    assert house.calls.count(KEYS) == 2
    house.signing = "third"  # which the provider never publishes
    with pytest.raises(NotProven):
        proven(house, provider)
    assert house.calls.count(KEYS) == 3


def test_a_code_serves_once_and_only_who_holds_the_verifier(house: IdentityHouse) -> None:
    provider = provider_at(house)
    brought = house.authorise(provider.departure(Journey(REDIRECT, "s", NONCE, _challenge(VERIFIER))))
    provider.prove(brought["code"], VERIFIER, REDIRECT, NONCE)
    with pytest.raises(NotProven):
        provider.prove(brought["code"], VERIFIER, REDIRECT, NONCE)
    with pytest.raises(NotProven):
        proven(house, provider, verifier="w" * 43)


def test_the_secret_goes_the_way_the_provider_wants_it(house: IdentityHouse) -> None:
    house.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert proven(house).email == house.email


@pytest.mark.parametrize("fault", ["500", "302", "slow", "huge", "garbage"])
@pytest.mark.parametrize("path", [DOCUMENT, KEYS, TOKEN])
def test_a_provider_that_is_not_well_is_said_to_be_silent(house: IdentityHouse, path: str, fault: str) -> None:
    house.down = {path: fault}
    with pytest.raises(Unavailable, match="SSO-001"):
        proven(house)


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://login.example.com"},
        {"issuer": None},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": "http://elsewhere.example/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://a@b.example/authorize"},
    ],
    ids=str,
)
def test_a_document_that_leads_astray_is_not_followed(house: IdentityHouse, metadata: dict[str, object]) -> None:
    house.metadata = metadata
    with pytest.raises(Unavailable, match="SSO-001"):
        proven(house)


def test_a_provider_inside_the_network_is_called_only_where_the_operator_has_named_it(house: IdentityHouse) -> None:
    with pytest.raises(Unavailable):
        proven(house, provider_at(house, inside_hosts=()))
    house.metadata = {"jwks_uri": f"https://localhost:{urlsplit(house.url).port}/keys"}  # not the host that was named
    with pytest.raises(Unavailable):
        proven(house)
    assert KEYS not in house.calls

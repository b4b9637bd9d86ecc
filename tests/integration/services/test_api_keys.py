"""Keys of machines on a real database: shown once, closed at once, counted over every process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from data.connect import Database
from data.vault import KeyRing
from data.vocabulary import ApiScope, Role
from services.access import Actor
from services.api_keys import ApiKeys, KeyWish, NewKey, TooFast
from services.errors import BadInput, NotAllowed, NotFound, SignedOut
from tests.integration.conftest import MASTER_KEY, Tenant

READS = (ApiScope.VISITS_READ, ApiScope.PLANS_READ)


@pytest.fixture(scope="module")
def keys(database: Database) -> ApiKeys:
    return ApiKeys(database)


@pytest.fixture(scope="module")
def admin(own: Tenant) -> Actor:
    return Actor(own.organization_id, own.admin_id, Role.ADMIN)


def make(keys: ApiKeys, admin: Actor, rate: int = 120) -> NewKey:
    return keys.make(admin, KeyWish("eCare", READS, days=30, rate_per_min=rate))


def test_a_call_acts_for_the_keys_organisation_with_its_scopes(keys: ApiKeys, admin: Actor) -> None:
    made = make(keys, admin)
    actor = keys.admit(made.whole)
    assert (actor.organization_id, actor.user_id, actor.role) == (admin.organization_id, admin.user_id, Role.SCHEDULER)
    assert actor.scopes == frozenset(READS)


def test_the_secret_is_kept_nowhere(keys: ApiKeys, admin: Actor, owner_url: str) -> None:
    made = make(keys, admin)
    whole, secret = made.whole, made.whole.partition(".")[2]
    assert secret not in repr(made)
    with psycopg.connect(owner_url) as owner:
        held = owner.execute("SELECT to_jsonb(k)::text FROM caire.api_keys k WHERE id = %s", [made.row.id]).fetchone()
        noted = owner.execute("SELECT string_agg(l::text, ' ') FROM audit.log l").fetchone()
    assert held is not None
    assert noted is not None
    assert whole not in held[0] + noted[0]
    assert secret not in held[0] + noted[0]
    assert str(made.row.id) in noted[0]


def test_a_wrong_secret_an_unknown_prefix_and_half_a_key_open_nothing(keys: ApiKeys, admin: Actor) -> None:
    whole = make(keys, admin).whole
    prefix, _, secret = whole.partition(".")
    other = make(keys, admin).whole.partition(".")[2]
    for sent in (f"{prefix}.{other}", f"{'0' * 12}.{secret}", prefix, "", f"{whole}x"):
        with pytest.raises(SignedOut):
            keys.admit(sent)


def test_a_closed_key_is_refused_at_the_next_call_in_every_process(keys: ApiKeys, admin: Actor, login_url: str) -> None:
    made = make(keys, admin)
    elsewhere = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=1)
    try:
        assert ApiKeys(elsewhere).admit(made.whole).prefix == made.row.prefix
        keys.revoke(admin, made.row.id)
        with pytest.raises(SignedOut):
            ApiKeys(elsewhere).admit(made.whole)
    finally:
        elsewhere.close()
    with pytest.raises(NotFound):
        keys.revoke(admin, made.row.id)


def test_a_key_that_has_run_out_opens_nothing(keys: ApiKeys, admin: Actor, owner_url: str) -> None:
    made = make(keys, admin)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(
            "UPDATE caire.api_keys SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day'"
            " WHERE id = %s",
            [made.row.id],
        )
    with pytest.raises(SignedOut):
        keys.admit(made.whole)


def test_the_rate_holds_over_every_process_together(keys: ApiKeys, admin: Actor, login_url: str) -> None:
    made = make(keys, admin, rate=10)
    elsewhere = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=4)

    def is_let_in(which: ApiKeys) -> bool:
        try:
            return which.admit(made.whole).prefix == made.row.prefix
        except TooFast as refused:
            return not 0 < refused.wait_s <= 6  # told how long to wait: a token comes every six seconds

    try:
        with ThreadPoolExecutor(8) as pool:
            let_in = list(pool.map(is_let_in, [keys, ApiKeys(elsewhere)] * 10))
    finally:
        elsewhere.close()
    assert 10 <= sum(let_in) <= 11  # one more may have come in while the calls were made


def test_an_empty_bucket_fills_again(keys: ApiKeys, admin: Actor, owner_url: str) -> None:
    made = make(keys, admin, rate=1)
    keys.admit(made.whole)
    with pytest.raises(TooFast):
        keys.admit(made.whole)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("UPDATE caire.api_keys SET refilled_at = refilled_at - interval '1 min' WHERE prefix = %s",
                      [made.row.prefix])  # fmt: skip
    assert keys.admit(made.whole).prefix == made.row.prefix


def test_last_use_is_written_once_a_minute_and_costs_no_entry_of_the_audit(
    keys: ApiKeys, admin: Actor, owner_url: str
) -> None:
    made = make(keys, admin)
    ask = "SELECT last_used_at, (SELECT count(*) FROM audit.log) FROM caire.api_keys WHERE prefix = %s"
    with psycopg.connect(owner_url, autocommit=True) as owner:
        entries = owner.execute("SELECT count(*) FROM audit.log").fetchone()
        keys.admit(made.whole)
        first = owner.execute(ask, [made.row.prefix]).fetchone()
        keys.admit(made.whole)
        second = owner.execute(ask, [made.row.prefix]).fetchone()
    assert first is not None
    assert entries is not None
    assert first == second
    assert (first[0] is not None, first[1]) == (True, entries[0])


def test_only_administrators_look_after_keys(keys: ApiKeys, admin: Actor, own: Tenant) -> None:
    planner = Actor(own.organization_id, own.admin_id, Role.SCHEDULER)
    made = make(keys, admin)
    with pytest.raises(NotAllowed):
        make(keys, planner)
    with pytest.raises(NotAllowed):
        keys.all(planner)
    with pytest.raises(NotAllowed):
        keys.revoke(planner, made.row.id)


def test_a_key_of_another_organisation_can_neither_be_seen_nor_closed(
    keys: ApiKeys, admin: Actor, other: Tenant
) -> None:
    made = make(keys, admin)
    stranger = Actor(other.organization_id, other.admin_id, Role.ADMIN)
    assert made.row.id not in {row.id for row in keys.all(stranger)}
    with pytest.raises(NotFound):
        keys.revoke(stranger, made.row.id)
    assert keys.admit(made.whole).prefix == made.row.prefix


@pytest.mark.parametrize(
    "wish",
    [
        KeyWish("", READS),
        KeyWish("x" * 101, READS),
        KeyWish("eCare", ()),
        KeyWish("eCare", READS, days=0),
        KeyWish("eCare", READS, days=731),
        KeyWish("eCare", READS, rate_per_min=0),
    ],
)
def test_a_wish_that_makes_no_key_is_refused_in_words(keys: ApiKeys, admin: Actor, wish: KeyWish) -> None:
    with pytest.raises(BadInput) as refused:
        keys.make(admin, wish)
    assert refused.value.code == "KEY-004"

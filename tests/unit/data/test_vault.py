"""A sealed field opens where it was sealed and nowhere else."""

from __future__ import annotations

import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.vault import BrokenSeal, KeyRing, OpenKeys, Vault, joined, open_keys, version_of
from data.vocabulary import KeyPurpose

OLD, NEW = b"o" * 32, b"n" * 32
RING = KeyRing.of(OLD)


def keys_of(organization_id: UUID, ring: KeyRing = RING, versions: int = 1) -> OpenKeys:
    held = [ring.make(organization_id, new_id(), KeyPurpose.FIELD, version + 1) for version in range(versions)]
    return open_keys(ring, organization_id, [*held, ring.make(organization_id, new_id(), KeyPurpose.BLIND_INDEX)])


def a_vault(versions: int = 1) -> Vault:
    organization_id = new_id()
    keys = keys_of(organization_id, versions=versions)
    return Vault(organization_id, lambda: keys)


VAULT = a_vault(versions=2)
ROW = new_id()
SEALED = VAULT.seal("clients", "name_enc", ROW, "Åsa Öberg")


@given(st.text())
def test_any_text_comes_back(plain: str) -> None:
    assert VAULT.open("clients", "name_enc", ROW, VAULT.seal("clients", "name_enc", ROW, plain)) == plain


@given(st.integers(min_value=0, max_value=len(SEALED) * 8 - 1))
def test_a_flipped_bit_is_refused(place: int) -> None:
    altered = bytearray(SEALED)
    altered[place // 8] ^= 1 << (place % 8)
    with pytest.raises(BrokenSeal):
        VAULT.open("clients", "name_enc", ROW, bytes(altered))


@given(st.integers(min_value=0, max_value=len(SEALED) - 1))
def test_a_shortened_ciphertext_is_refused(length: int) -> None:
    with pytest.raises(BrokenSeal):
        VAULT.open("clients", "name_enc", ROW, SEALED[:length])


@given(st.binary(min_size=1, max_size=40))
def test_a_lengthened_ciphertext_is_refused(more: bytes) -> None:
    with pytest.raises(BrokenSeal):
        VAULT.open("clients", "name_enc", ROW, SEALED + more)


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("employees", "name_enc", ROW),
        ("clients", "notes_enc", ROW),
        ("clients", "name_enc", new_id()),
        ("client", "sname_enc", ROW),
    ],
)
def test_a_ciphertext_moved_to_another_table_column_or_row_is_refused(table: str, column: str, row: UUID) -> None:
    with pytest.raises(BrokenSeal):
        VAULT.open(table, column, row, SEALED)


@given(st.sampled_from([0, 1, 3, 2**32 - 1]))
def test_a_ciphertext_that_claims_another_version_is_refused(version: int) -> None:
    """Version 1 has a key of its own here; the version is part of what is sealed, too."""
    with pytest.raises(BrokenSeal):
        VAULT.open("clients", "name_enc", ROW, version_of(version) + SEALED[5:])


def test_a_ciphertext_that_claims_another_version_is_refused_even_under_the_same_key() -> None:
    organization_id = new_id()
    one = keys_of(organization_id)
    same = Vault(organization_id, lambda: OpenKeys(2, {1: one.ciphers[1], 2: one.ciphers[1]}, one.index_key))
    sealed = same.seal("clients", "name_enc", ROW, "Åsa")
    assert same.open("clients", "name_enc", ROW, sealed) == "Åsa"
    with pytest.raises(BrokenSeal):
        same.open("clients", "name_enc", ROW, version_of(1) + sealed[5:])


def test_a_ciphertext_moved_to_another_organisation_is_refused_even_under_the_same_key() -> None:
    organization_id = new_id()
    keys = keys_of(organization_id)
    first, second = Vault(organization_id, lambda: keys), Vault(new_id(), lambda: keys)
    sealed = first.seal("clients", "name_enc", ROW, "Åsa")
    assert first.open("clients", "name_enc", ROW, sealed) == "Åsa"
    with pytest.raises(BrokenSeal):
        second.open("clients", "name_enc", ROW, sealed)


def test_an_older_version_still_opens_and_the_newest_seals() -> None:
    organization_id = new_id()
    two = keys_of(organization_id, versions=2)
    before = Vault(organization_id, lambda: OpenKeys(1, two.ciphers, two.index_key))
    after = Vault(organization_id, lambda: two)
    assert after.version == 2
    assert after.open("clients", "name_enc", ROW, before.seal("clients", "name_enc", ROW, "Åsa")) == "Åsa"


def test_two_master_keys_live_at_once_and_the_new_one_wraps() -> None:
    organization_id = new_id()
    both = KeyRing.of(NEW, OLD)
    held = RING.make(organization_id, new_id(), KeyPurpose.FIELD)
    again = both.wrap(organization_id, held.id, held.purpose, held.version, both.unwrap(organization_id, held))
    assert again.kek_id != held.kek_id
    assert KeyRing.of(NEW).unwrap(organization_id, again) == RING.unwrap(organization_id, held)
    with pytest.raises(BrokenSeal, match="not here"):
        KeyRing.of(NEW).unwrap(organization_id, held)


def test_a_data_key_of_another_organisation_does_not_unwrap() -> None:
    held = RING.make(new_id(), new_id(), KeyPurpose.FIELD)
    with pytest.raises(BrokenSeal):
        RING.unwrap(new_id(), held)


def test_an_organisation_whose_keys_are_gone_opens_nothing() -> None:
    with pytest.raises(BrokenSeal, match="no data keys"):
        open_keys(RING, new_id(), [])


def test_equal_values_have_equal_blind_indexes_in_one_column_of_one_organisation_only() -> None:
    index = VAULT.index("clients", "address_bidx", "Storgatan  1 ")
    assert index == VAULT.index("clients", "address_bidx", "storgatan 1")
    assert index != VAULT.index("clients", "address_bidx", "Storgatan 11")
    assert index != VAULT.index("clients", "pnr_bidx", "Storgatan 1")
    assert index != a_vault().index("clients", "address_bidx", "Storgatan 1")


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_two_lists_of_parts_never_read_the_same(one: list[bytes], two: list[bytes]) -> None:
    assert (joined(*one) == joined(*two)) == (one == two)


def test_a_master_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        KeyRing.of(b"short")


def test_ten_thousand_addresses_are_sealed_and_opened_quickly() -> None:
    rows = [new_id() for _ in range(10_000)]
    begun = time.process_time()
    sealed = [VAULT.seal("clients", "address_enc", row, "Storgatan 12, 972 31 Luleå") for row in rows]
    opened = [VAULT.open("clients", "address_enc", row, each) for row, each in zip(rows, sealed, strict=True)]
    assert set(opened) == {"Storgatan 12, 972 31 Luleå"}
    assert time.process_time() - begun < 5, "a generous limit; the figure itself is measured by the benchmarks"

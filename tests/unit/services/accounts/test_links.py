"""Links: 256 random bits, known by their digest, told apart from everything else a browser may bring."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from services.accounts.links import LinkKind, digest, draw, is_same, kind_of


def test_a_key_has_256_bits_and_is_drawn_anew() -> None:
    drawn = {draw(LinkKind.INVITATION)[0].key for _ in range(100)}
    assert len(drawn) == 100
    assert all(len(base64.urlsafe_b64decode(key[4:] + "=")) == 32 for key in drawn)


def test_a_key_says_its_kind_and_is_weighed_against_its_digest() -> None:
    for kind in LinkKind:
        link, kept = draw(kind)
        assert kind_of(link.key) is kind
        assert kept == digest(link.key)
        assert is_same(link.key, kept)
        assert not is_same(link.key[:-1] + ("A" if link.key[-1] != "A" else "B"), kept)
        assert link.path == f"/join?key={link.key}"
        assert link.key not in repr(link)


@given(st.text(max_size=80))
def test_nothing_else_is_a_key(written: str) -> None:
    assert kind_of(written) is None

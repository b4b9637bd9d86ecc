"""What is typed to start a trial is tidied, and what cannot be kept is refused in words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.accounts.password_rules import SHORTEST
from services.errors import BadInput
from services.trials.wishing import TrialWish, tidied

WISH = TrialWish("Hemtjänsten Norr", "Nina Ny", "nina@kommunen.example", "sju gröna elefanter")


def test_what_is_typed_is_tidied() -> None:
    typed = replace(WISH, organization_name="  Hemtjänsten \n Norr ", name="Nina\tNy", email=" Nina@Kommunen.Example ")
    assert tidied(typed) == WISH


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"organization_name": " \n "}, "TRIAL-001"),
        ({"name": ""}, "TRIAL-001"),
        ({"name": "x" * 201}, "TRIAL-001"),
        ({"email": "nina"}, "TRIAL-002"),
        ({"email": "nina@kommunen"}, "TRIAL-002"),
        ({"email": "nina @kommunen.se"}, "TRIAL-002"),
        ({"email": "<nina@kommunen.se>"}, "TRIAL-002"),
        ({"email": "n@k.se, b@k.se"}, "TRIAL-002"),
        ({"email": f"{'n' * 250}@k.se"}, "TRIAL-002"),
        ({"password": "kort ord"}, "ACCOUNT-003"),
        ({"password": "aaaaaaaaaaaaaaaaaaaa"}, "ACCOUNT-003"),
        ({"password": "nina@kommunen.example"}, "ACCOUNT-003"),
        ({"password": "Hemtjänsten Norr 1"}, "ACCOUNT-003"),
        ({"password": "x y" * 500}, "ACCOUNT-003"),
    ],
)
def test_what_cannot_be_kept_is_refused(typed: dict[str, str], code: str) -> None:
    with pytest.raises(BadInput, match=code):
        tidied(replace(WISH, **typed))  # type: ignore[arg-type]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_is_kept_whole_or_refused_in_words(
    organization: str, name: str, email: str, password: str
) -> None:
    kept: TrialWish | None = None
    with suppress(BadInput):
        kept = tidied(TrialWish(organization, name, email, password))
    if kept is not None:
        assert kept == tidied(kept)
        assert "\n" not in kept.organization_name + kept.name
        assert len(kept.password) >= SHORTEST

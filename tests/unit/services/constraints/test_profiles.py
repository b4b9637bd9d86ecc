"""The presets a planner starts from."""

from __future__ import annotations

import pytest

from services.constraints import BY_ID
from services.constraints.kind import Level
from services.constraints.profiles import PROFILES, Profile


def test_the_presets_are_these() -> None:
    assert set(PROFILES) == {
        "balanced", "continuity-first", "travel-first", "fairness", "cautious", "fewer-shifts"
    }  # fmt: skip
    assert all(slug == profile.slug for slug, profile in PROFILES.items())


def test_balanced_is_the_catalogue_itself() -> None:
    assert PROFILES["balanced"].organization == {}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.slug)
def test_a_preset_weighs_only_soft_rules_that_exist(profile: Profile) -> None:
    assert all(BY_ID[key].level is Level.SOFT and weight >= 0 for key, weight in profile.organization.items())


@pytest.mark.parametrize("profile", [p for p in PROFILES.values() if p.slug != "balanced"], ids=lambda p: p.slug)
def test_a_preset_differs_from_the_defaults_in_all_it_names(profile: Profile) -> None:
    assert profile.organization
    assert all(BY_ID[key].weight != weight for key, weight in profile.weights.organization.items())

"""Runs 0011_constraint_profiles.sql."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

"""Runs 0013_needs_and_patterns.sql."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

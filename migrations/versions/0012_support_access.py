"""Runs 0012_support_access.sql."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

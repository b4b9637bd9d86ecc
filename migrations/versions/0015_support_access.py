"""Runs 0015_support_access.sql."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

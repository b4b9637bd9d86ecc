"""Runs 0032_gone_visits.sql."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

"""Runs 0002_organizations_and_sign_in.sql."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

"""Runs ${up_revision}_${message}.sql under a lock timeout of ten seconds (see numbered.py)."""

from migrations.numbered import numbered

revision, down_revision, upgrade, downgrade = numbered(__file__)

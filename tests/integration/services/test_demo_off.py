"""An installation that was never tried out holds no demo organisation at all."""

from __future__ import annotations

from data.connect import Database
from data.vocabulary import Role
from data.work import Context
from services.demo_organization import DEMO_ORGANIZATION_ID, DemoOrganization


def test_without_the_demo_nothing_is_made(database: Database) -> None:
    DemoOrganization(database).switch(is_on=False)
    with database.reading(Context(DEMO_ORGANIZATION_ID, None, Role.SUPER_ADMIN)) as work:
        assert work.organizations.own() is None

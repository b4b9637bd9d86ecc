"""The organisations of these tests, each made once."""

from __future__ import annotations

from datetime import date

import pytest

from services.demo import DemoOrganization, DemoSize, make

MONDAY = date(2027, 2, 1)


@pytest.fixture(scope="session")
def fortnight() -> DemoOrganization:
    return make(DemoSize.M, MONDAY)

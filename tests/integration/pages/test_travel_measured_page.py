"""The key figures page tells how much longer ways took than predicted, and lets who may count by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.vocabulary import Role
from pages.insights.figures import PAGE
from services.access import Actor
from services.bootstrap import build
from services.insights.keeping import FigureKeeping
from services.signing_in import SignedIn
from services.words import Language
from tests.fakes import STOCKHOLM, a_context, settings_for
from tests.integration.services.care import MONDAY
from tests.integration.services.lateness import DAYS, late_days


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def opened(database: Database, actor: Actor, home: Path, language: Language) -> AppTest:
    services = build(settings_for(home), database)
    signed_in = SignedIn(actor, "Petra Planerare", "Mätvården", STOCKHOLM)
    ctx = a_context(home, actor=actor, services=services, language=language, ask_again=lambda touch: signed_in)

    def script(ctx: object) -> None:
        from pages.insights.figures import PAGE

        PAGE.render(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(replace(ctx, needs=PAGE.needs),), default_timeout=180).run()


@pytest.mark.parametrize("language", Language)
def test_what_was_measured_is_told_and_used_by_who_may(
    database: Database, tmp_path: Path, language: Language
) -> None:  # fmt: skip
    tenant = late_days(database)
    FigureKeeping(database).count(tenant.organization_id, MONDAY - timedelta(days=DAYS), MONDAY)
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.SCHEDULER)
    page = opened(database, actor, tmp_path, language)
    page.toggle(key="figures.travel").set_value(True).run()
    assert not page.exception
    words = " ".join(each.value for each in page.markdown)
    assert ("Bil: vägarna tar ×1,3" if language is Language.SV else "Car: ways take ×1.3") in words
    assert "figures.use_measured" not in [each.key for each in page.button]
    page = opened(database, replace(actor, role=Role.ADMIN), tmp_path, language)
    page.toggle(key="figures.travel").set_value(True).run()
    page.button(key="figures.use_measured").click().run()
    assert not page.exception
    told = " ".join(each.value for each in page.success)
    assert ("gäller från nästa körning" if language is Language.SV else "from the next run on") in told

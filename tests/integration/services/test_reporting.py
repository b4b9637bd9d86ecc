"""The report of key figures: readable offline, pseudonyms unless there is a reason, and everything on record."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.vocabulary import AuditAction, Role, VisitStatus
from services.access import Actor
from services.errors import BadInput, NotAllowed
from services.insights.keeping import FigureKeeping
from services.insights.report import ReportForm
from services.insights.reporting import Reporting
from services.insights.views import Span
from services.words import Language
from tests.integration.conftest import Tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care

DAY = Span(MONDAY, MONDAY)


@pytest.fixture(scope="module")
def care(database: Database, own: Tenant) -> Care:
    made = seed_care(database, own, clients=6, carers=5)
    with database.writing(acting(made)) as work:
        done = []
        for number, row in enumerate(work.visits.between(MONDAY, MONDAY)):
            start = row.windows[0].start + timedelta(minutes=30)
            end = start + timedelta(minutes=30)
            planned = replace(row, employee_id=made.carers[number % 5], planned_start=start, planned_end=end)
            done.append(replace(planned, status=VisitStatus.DONE, actual_start=start, actual_end=end))
        work.visits.record(done)
    FigureKeeping(database).count(own.organization_id, MONDAY, MONDAY)
    return made


def noted(database: Database, care: Care, reason: str) -> int:
    now = datetime.now(UTC)
    admin = Actor(care.actor.organization_id, care.actor.user_id, Role.ADMIN)
    with database.reading(acting(replace(care, actor=admin))) as work:
        told = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.EXPORT)
    return sum(entry.reason == reason for entry in told)


@pytest.mark.parametrize("language", Language)
def test_the_web_page_asks_nobody_for_anything(database: Database, care: Care, language: Language) -> None:
    file = Reporting(database).take_out(care.actor, DAY, ReportForm.HTML, language, "Björk <& Co>", None)
    page = file.raw.decode()
    assert "Björk &lt;&amp; Co&gt;" in page
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)
    assert "<svg" in page
    assert ("Pseudonymer" if language is Language.SV else "Pseudonyms") in page


def test_the_pdf_is_a_pdf_with_its_days_in_the_name(database: Database, care: Care) -> None:
    file = Reporting(database).take_out(care.actor, DAY, ReportForm.PDF, Language.SV, "Björkbacken", None)
    assert file.raw.startswith(b"%PDF-")
    assert str(MONDAY) in file.name


def test_figures_that_leave_are_on_record_without_names_too(database: Database, care: Care) -> None:
    before = noted(database, care, "key figures as pdf")
    Reporting(database).take_out(care.actor, DAY, ReportForm.PDF, Language.SV, "Björkbacken", None)
    assert noted(database, care, "key figures as pdf") == before + 1


def test_names_need_a_reason_which_is_on_record(database: Database, care: Care) -> None:
    reporting = Reporting(database)
    with pytest.raises(BadInput, match="PRINT-001"):
        reporting.take_out(care.actor, DAY, ReportForm.HTML, Language.SV, "", "  ")
    told = reporting.take_out(care.actor, DAY, ReportForm.HTML, Language.SV, "", "Underlag till lönesamtal")
    assert told.raw
    assert noted(database, care, "Underlag till lönesamtal") == 5


def test_a_carer_takes_no_report_out(database: Database, care: Care) -> None:
    carer = Actor(care.actor.organization_id, care.actor.user_id, Role.EMPLOYEE, care.carers[0])
    with pytest.raises(NotAllowed):
        Reporting(database).take_out(carer, DAY, ReportForm.PDF, Language.SV, "", None)

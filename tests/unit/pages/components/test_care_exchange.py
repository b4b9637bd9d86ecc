"""The exchange with the care system as planners read it: what came of a pull, and the question a broken export asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from streamlit.testing.v1 import AppTest

from data.vocabulary import LetterKind, Role, SyncDirection, SyncReason, SyncState
from pages.admin.imports import PAGE
from services.access import Actor
from services.ecare.use_case import Exchange, Letter, Standing
from services.words import Language, Text
from tests.fakes import NOON, a_context

ASKED = Letter(
    LetterKind.GONE, "gone", None, "ECARE-022", Text(sv="12 av 40 besök", en="12 of 40 visits"), 1, may_call_off=12
)  # fmt: skip
ALONE = Letter(
    LetterKind.GONE, "90211", date(2027, 2, 4), "ECARE-021", Text(sv="Står i en plan", en="Stands in a plan"), 2
)  # fmt: skip


@dataclass
class FakeEcare:
    """One pull with these counts, and these letters."""

    counts: Mapping[str, int] = field(default_factory=dict)
    letters: tuple[Letter, ...] = ()
    called_off: list[Actor] = field(default_factory=list)

    def standing(self, actor: Actor) -> Standing:
        days = date(2027, 2, 1), date(2027, 2, 14)
        pull = Exchange(
            uuid4(), SyncDirection.PULL, SyncReason.MANUAL, SyncState.DONE, days, NOON, None, self.counts
        )  # fmt: skip
        return Standing(True, (pull,), self.letters)

    def published(self, actor: Actor) -> list[tuple[UUID, date, date]]:
        return []

    def call_off(self, actor: Actor) -> UUID:
        self.called_off.append(actor)
        self.letters = ()
        return uuid4()


def opened(tmp_path: Path, ecare: FakeEcare, language: Language = Language.SV) -> AppTest:
    ctx = a_context(tmp_path)
    services: Any = replace(ctx.services, ecare=ecare)  # type: ignore[arg-type]
    ctx = replace(
        ctx, needs=PAGE.needs, actor=replace(ctx.actor, role=Role.SCHEDULER), language=language, services=services
    )

    def script(ctx: object) -> None:
        from pages.components.care_exchange import care_exchange

        care_exchange(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx,), default_timeout=30).run()


def test_what_was_called_off_and_what_was_left_alone_is_told_with_the_reason(tmp_path: Path) -> None:
    counts = {"new": 2, "cancelled": 1, "left_published": 3, "left_pinned": 1, "back": 1}
    told = opened(tmp_path, FakeEcare(counts)).dataframe[0].value["Utfall"].tolist()
    assert told == ["2 nya · 1 inställt · 1 åter aktuellt · 3 borta men publicerade · 1 borta men låst"]
    told = opened(tmp_path, FakeEcare(counts), Language.EN).dataframe[0].value["Outcome"].tolist()
    assert told == ["2 new · 1 called off · 1 wanted again · 3 gone but published · 1 gone but pinned"]


def test_a_pull_that_is_hard_to_believe_asks_and_a_planner_answers(tmp_path: Path) -> None:
    ecare = FakeEcare({"missing": 12}, (ASKED, ALONE))
    page = opened(tmp_path, ecare)
    assert page.dataframe[0].value["Gäller"].tolist() == ["Borta: uppgift 90211"]
    assert [each.value for each in page.warning] == ["12 av 40 besök (ECARE-022)"]
    assert page.dataframe[1].value["Utfall"].tolist() == ["12 borta: inget inställt, se väntelistan"]
    assert ecare.called_off == []
    page.button(key="care.call_off").click().run()
    assert len(ecare.called_off) == 1
    assert not any(button.key == "care.call_off" for button in page.button)

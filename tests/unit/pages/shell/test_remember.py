"""Remembering: one computation per question and asker; two tenants never share an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import streamlit as st

from data.vocabulary import Role
from pages.shell.context import PageContext
from pages.shell.remember import LONGEST_S, keep, remember
from services.words import Language
from tests.fakes import a_context


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def ctx(tmp_path: Path) -> PageContext:
    return a_context(tmp_path)


def whose(ctx: PageContext, *args: str, question: str = "today.cards", ttl_s: int = 60) -> str:
    return remember(ctx, question, lambda: str(ctx.actor), *args, ttl_s=ttl_s)


def test_the_same_asker_with_the_same_question_is_answered_from_memory(ctx: PageContext) -> None:
    asked: list[int] = []

    def count() -> int:
        asked.append(1)
        return len(asked)

    assert [remember(ctx, "count", count) for _ in range(3)] == [1, 1, 1]


def test_two_tenants_with_the_same_question_get_their_own_answers(ctx: PageContext) -> None:
    other = replace(ctx, actor=replace(ctx.actor, organization_id=uuid4()))
    assert whose(ctx) == str(ctx.actor)
    assert whose(other) == str(other.actor)


@pytest.mark.parametrize("change", [{"role": Role.ADMIN}, {"subject_id": uuid4()}])
def test_another_role_or_scope_gets_its_own_answer(ctx: PageContext, change: dict[str, object]) -> None:
    other = replace(ctx, actor=replace(ctx.actor, **change))  # type: ignore[arg-type]
    assert whose(ctx) != whose(other)


def test_another_question_argument_language_or_time_slice_is_computed_anew(ctx: PageContext) -> None:
    asked: list[int] = []

    def count() -> int:
        asked.append(1)
        return len(asked)

    in_english = replace(ctx, language=Language.EN)
    answers = [
        remember(ctx, "a", count, 1),
        remember(ctx, "b", count, 1),
        remember(ctx, "a", count, 2),
        remember(ctx, "a", count, 1, ttl_s=30),
        remember(in_english, "a", count, 1),
    ]
    assert answers == [1, 2, 3, 4, 5]


def test_an_answer_is_old_after_its_time(ctx: PageContext, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([1000.0, 1009.0, 1010.0])
    monkeypatch.setattr("pages.shell.remember._now_s", lambda: next(moments))
    answers = iter("abc")
    assert [remember(ctx, "q", lambda: next(answers), ttl_s=10) for _ in range(3)] == ["a", "a", "b"]


def test_a_changed_answer_does_not_change_what_is_remembered(ctx: PageContext) -> None:
    remember(ctx, "list", lambda: [1, 2]).append(3)
    assert remember(ctx, "list", lambda: [9]) == [1, 2]


@pytest.mark.parametrize("ttl_s", [0, -1, LONGEST_S + 1])
def test_a_lifetime_without_bounds_is_refused(ctx: PageContext, ttl_s: int) -> None:
    with pytest.raises(ValueError, match="ttl_s"):
        whose(ctx, ttl_s=ttl_s)


def test_what_is_kept_is_the_same_thing_each_time_and_still_nobody_elses(ctx: PageContext) -> None:
    other = replace(ctx, actor=replace(ctx.actor, organization_id=uuid4()))
    first = keep(ctx, "plan.open", lambda: [ctx.actor])
    assert keep(ctx, "plan.open", lambda: [ctx.actor]) is first
    assert keep(other, "plan.open", lambda: [other.actor]) == [other.actor]

"""Every kind of plan can be named and chosen on every page that lists plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.vocabulary import PlanKind
from pages.components.plan_kinds import KINDS
from pages.components.tuning.draft import plan_name
from pages.planning.plan import COLOURS
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import an_open_plan

OPENED = an_open_plan(a_problem(a_visit("Anna"), a_shift("Bo")), a_plan({"Bo": ["Anna 08:00"]}))


def test_every_kind_of_plan_has_a_word_and_a_colour() -> None:
    assert set(KINDS) == set(COLOURS) == set(PlanKind)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(PlanKind))
def test_a_plan_of_any_kind_is_named_where_weights_are_tried(
    tmp_path: Path, kind: PlanKind, language: Language
) -> None:
    ctx = a_context(tmp_path, language=language)
    assert plan_name(ctx, replace(OPENED.summary, kind=kind)).startswith(KINDS[kind](language))

"""Every law is kept by every file it holds in, finds its own bad samples and leaves its good ones alone."""

from __future__ import annotations

import pytest

from tests.architecture.house import files, source
from tests.architecture.law import Law
from tests.architecture.laws import LAWS

each_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)


@each_law
def test_the_law_finds_what_breaks_it(law: Law) -> None:
    assert [sample for sample in law.breaks if not list(law.breaches(sample))] == []


@each_law
def test_the_law_leaves_alone_what_keeps_it(law: Law) -> None:
    assert [sample for sample in law.keeps if list(law.breaches(sample))] == []


@each_law
def test_the_law_holds_in_the_house(law: Law) -> None:
    held_in = [path for path in files() if law.holds_in(path) and path not in law.excused]
    found = [f"{path}:{line}" for path in held_in for line in law.breaches(source(path))]
    assert found == [], law.why


@each_law
def test_an_excuse_is_dropped_when_it_is_no_longer_needed(law: Law) -> None:
    idle = [path for path in law.excused if path not in files() or not list(law.breaches(source(path)))]
    assert idle == []

"""Three-way differences: nothing anybody typed is lost, nothing is overwritten unseen, and both sides are alike."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from services.grids import Edits, GridRow, Rows, meet, rebased, settled

COLUMNS = ("hours", "wishes", "state")
KEYS = ("K1", "K2", "K3")
values = st.one_of(st.none(), st.integers(0, 3))
cells = st.fixed_dictionaries(dict.fromkeys(COLUMNS, values))
tables = st.dictionaries(st.sampled_from(KEYS), cells, max_size=3)


def rows(table: Mapping[str, Mapping[str, object]]) -> Rows:
    return {key: GridRow(key, key, told) for key, told in table.items()}


def edits_to(was: Rows, wanted: Rows) -> Edits:
    """The edits that turn the rows that stand in both into the wanted ones, and take out the others."""
    changed = {
        key: {name: value for name, value in wanted[key].cells.items() if row.cells[name] != value}
        for key, row in was.items()
        if key in wanted
    }
    return Edits({key: told for key, told in changed.items() if told}, (), frozenset(set(was) - set(wanted)))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Rows, Edits, Rows]:
    """Rows as read, one planner's edits, and the rows as another planner left them."""
    was = rows(draw(tables))
    mine = rows(draw(tables))
    return was, edits_to(was, mine), rows(draw(tables))


def written(edits: Edits, now: Rows) -> dict[str, Mapping[str, object]]:
    """What stands after the edits are saved over `now`."""
    after = {key: edits.after(row) for key, row in now.items() if key not in edits.removed}
    return after | {f"new {place}": told for place, told in enumerate(edits.added)}


@given(situations())
def test_a_cell_that_one_side_changed_holds_and_one_that_both_changed_differently_clashes(
    situation: tuple[Rows, Edits, Rows],
) -> None:
    was, edits, now = situation
    clashing = {each.row.key for each in meet(was, edits, now) if each.is_clash}
    base, left = rebased(was, edits, now)
    for key, row in was.items():
        if key in clashing or key in edits.removed or key not in now:
            continue
        mine, theirs, became = edits.after(row), now[key].cells, left.after(base[key])
        for name in COLUMNS:
            is_mine, is_theirs = mine[name] != row.cells[name], theirs[name] != row.cells[name]
            assert became[name] == (mine[name] if is_mine else theirs[name])
            assert not (is_mine and is_theirs and mine[name] != theirs[name])


@given(situations())
def test_no_edit_is_lost_without_a_word(situation: tuple[Rows, Edits, Rows]) -> None:
    was, edits, now = situation
    base, left = rebased(was, edits, now)
    clashing = {each.row.key for each in meet(was, edits, now) if each.is_clash}
    for key, told in edits.changed.items():
        for name, value in told.items():
            assert left.changed.get(key, {}).get(name) == value or now[key].cells[name] == value
        assert key in now or key in clashing
    assert edits.removed - left.removed <= set(was) - set(now)
    assert {key for key in clashing if base[key] != was[key]} == set()


@given(situations())
def test_who_comes_first_does_not_matter_where_nobody_disagrees(situation: tuple[Rows, Edits, Rows]) -> None:
    was, mine, now = situation
    their_rows = {key: now[key] for key in was if key in now}
    theirs = edits_to(was, their_rows)
    first, second = rows(written(mine, was)), rows(written(theirs, was))
    clash_mine = {each.row.key for each in meet(was, mine, second) if each.is_clash}
    clash_theirs = {each.row.key for each in meet(was, theirs, first) if each.is_clash}
    assert clash_mine == clash_theirs
    if not clash_mine:
        assert written(mine.on(second), second) == written(theirs.on(first), first)


@given(situations())
def test_keeping_mine_writes_all_of_mine_and_the_rest_of_theirs(situation: tuple[Rows, Edits, Rows]) -> None:
    was, edits, now = situation
    for met in meet(was, edits, now):
        base, left = settled(was, edits, now, met.row.key, is_mine=True)
        assert all(each.row.key != met.row.key for each in meet(base, left, now))
        if met.is_gone:
            assert left.added[-1] == edits.after(was[met.row.key])
        elif met.is_removed:
            assert met.row.key in left.removed
        else:
            assert left.after(base[met.row.key]) == {**now[met.row.key].cells, **edits.changed[met.row.key]}


@given(situations())
def test_taking_theirs_leaves_the_row_as_it_stands_and_every_other_edit_alone(
    situation: tuple[Rows, Edits, Rows],
) -> None:
    was, edits, now = situation
    for met in meet(was, edits, now):
        key = met.row.key
        base, left = settled(was, edits, now, key, is_mine=False)
        assert base.get(key) == now.get(key)
        assert key not in left.touched
        assert left == edits.without(key)


@given(situations())
def test_once_every_clash_is_settled_the_edits_fit_the_rows_as_they_stand(situation: tuple[Rows, Edits, Rows]) -> None:
    was, edits, now = situation
    for place, met in enumerate(meet(was, edits, now)):
        was, edits = settled(was, edits, now, met.row.key, is_mine=place % 2 == 0)
    base, left = rebased(was, edits, now)
    assert base == now
    assert meet(base, left, now) == []
    assert all(told.items() - now[key].cells.items() == set(told.items()) for key, told in left.changed.items())


def test_the_same_change_made_by_both_is_no_clash() -> None:
    was, now = rows({"K1": {"hours": 1}}), rows({"K1": {"hours": 2}})
    (met,) = meet(was, Edits({"K1": {"hours": 2}}), now)
    assert not met.is_clash
    assert rebased(was, Edits({"K1": {"hours": 2}}), now) == (now, Edits())


def test_a_third_change_after_the_word_is_asked_about_again() -> None:
    was, mine = rows({"K1": {"hours": 1}}), Edits({"K1": {"hours": 2}})
    base, left = settled(was, mine, rows({"K1": {"hours": 3}}), "K1", is_mine=True)
    (met,) = meet(base, left, rows({"K1": {"hours": 4}}))
    assert met.is_clash
    assert (met.cells[0].was, met.cells[0].yours, met.cells[0].theirs) == (3, 2, 4)

"""A draft goes back and forth step by step, keeps what others do apart, and forgets only what is saved or given up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.grids import Draft, Edits, GridRow, Rows

numbers = st.integers(0, 4)
typing = st.lists(st.builds(lambda key, hours: Edits({key: {"hours": hours}}), st.sampled_from(["K1", "K2"]), numbers))


def rows(**hours: int) -> Rows:
    return {key: GridRow(key, key, {"hours": told, "state": "active"}) for key, told in hours.items()}


def a_draft(now: Rows) -> Draft:
    draft = Draft()
    draft.begin(now)
    return draft


@given(typing)
def test_as_many_steps_back_as_were_typed_lead_to_what_was_read_and_forth_again(typed: list[Edits]) -> None:
    now = rows(K1=9, K2=9)
    draft = a_draft(now)
    seen = [draft.edits]
    for edits in typed:
        draft.take(edits)
        if edits != seen[-1]:
            seen.append(edits)
    for before in reversed(seen[:-1]):
        draft.undo()
        draft.begin(now)
        assert draft.edits == before
    for after in seen[1:]:
        draft.redo()
        draft.begin(now)
        assert draft.edits == after


def test_one_paste_is_one_step() -> None:
    draft = a_draft(rows(K1=1, K2=2))
    draft.take(Edits({"K1": {"hours": 5}, "K2": {"hours": 5}}))
    draft.undo()
    assert draft.edits == Edits()


def test_everything_can_be_undone_at_once_and_brought_back() -> None:
    draft, typed = a_draft(rows(K1=1, K2=2)), Edits({"K1": {"hours": 5}}, ({"hours": 7},), frozenset({"K2"}))
    draft.take(Edits({"K1": {"hours": 4}}))
    draft.take(typed)
    draft.undo_all()
    assert draft.edits == Edits()
    draft.redo()
    assert draft.edits == typed


def test_one_row_is_undone_alone_and_that_is_a_step_too() -> None:
    draft, typed = a_draft(rows(K1=1, K2=2)), Edits({"K1": {"hours": 5}, "K2": {"hours": 5}}, ({"hours": 7},))
    draft.take(typed)
    draft.undo_row("K1")
    draft.undo_added(0)
    assert draft.edits == Edits({"K2": {"hours": 5}})
    draft.undo()
    draft.undo()
    assert draft.edits == typed


def test_while_something_is_unsaved_the_rows_do_not_move_under_the_planners_hands() -> None:
    draft = a_draft(rows(K1=1, K2=2))
    draft.take(Edits({"K1": {"hours": 5}}))
    assert not draft.is_behind(rows(K1=1, K2=3))
    draft.take(Edits())
    assert draft.is_behind(rows(K1=1, K2=3))


def test_a_new_round_shows_what_others_did_and_keeps_what_is_unsaved() -> None:
    draft = a_draft(rows(K1=1, K2=2))
    draft.take(Edits({"K1": {"hours": 5}}))
    draft.begin(rows(K1=1, K2=3, K3=4))
    assert draft.rows == rows(K1=1, K2=3, K3=4)
    assert draft.edits == Edits({"K1": {"hours": 5}})


def test_a_row_that_clashes_waits_for_a_word_over_any_number_of_rounds() -> None:
    draft, now = a_draft(rows(K1=1)), rows(K1=2)
    draft.take(Edits({"K1": {"hours": 5}}))
    for _ in range(3):
        draft.begin(now)
        assert [each.is_clash for each in draft.meetings(now)] == [True]
    draft.settle(now, "K1", is_mine=True)
    draft.begin(now)
    assert draft.meetings(now) == []
    assert draft.edits == Edits({"K1": {"hours": 5}})


def test_the_word_theirs_can_be_taken_back() -> None:
    draft, now = a_draft(rows(K1=1)), rows(K1=2)
    draft.take(Edits({"K1": {"hours": 5}}))
    draft.settle(now, "K1", is_mine=False)
    draft.begin(now)
    assert draft.edits == Edits()
    draft.undo()
    draft.begin(now)
    assert draft.edits == Edits({"K1": {"hours": 5}})


def test_what_is_saved_cannot_be_undone() -> None:
    draft = a_draft(rows(K1=1))
    draft.take(Edits({"K1": {"hours": 5}}))
    draft.undo()
    draft.redo()
    draft.saved()
    assert (draft.edits, draft.steps, draft.undone) == (Edits(), [], [])

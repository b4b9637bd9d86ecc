"""Wishes in words, and which of them can be understood."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from data.ids import new_id
from data.repositories.wishes import WishRow
from data.vocabulary import WishKind
from services.errors import BadInput
from services.portal.wishing import NewWish, said, whole

TODAY = date(2027, 2, 3)
ANNA = new_id()


def test_a_wish_keeps_only_what_its_kind_needs() -> None:
    wish = NewWish(WishKind.DAY_OFF, TODAY, TODAY, time(8), time(8), time(9), ANNA, note=" Bröllop ")
    assert whole(wish, TODAY, ()) == NewWish(WishKind.DAY_OFF, TODAY, TODAY, note="Bröllop")
    about = NewWish(WishKind.CARER, TODAY, about=ANNA, is_against=True)
    assert whole(about, TODAY, {ANNA}) == NewWish(WishKind.CARER, about=ANNA, is_against=True)


@pytest.mark.parametrize(
    "wish",
    [
        NewWish(WishKind.DAY_OFF),
        NewWish(WishKind.DAY_OFF, TODAY, TODAY - timedelta(days=1)),
        NewWish(WishKind.SHIFT, TODAY, start_time=time(8)),
        NewWish(WishKind.TIME, TODAY, start_time=time(8), end_time=time(9)),
        NewWish(WishKind.CARER, about=new_id()),
        NewWish(WishKind.SWAP, TODAY - timedelta(days=1)),
        NewWish(WishKind.SWAP, TODAY + timedelta(days=400)),
    ],
    ids=[
        "no day",
        "ends before it begins",
        "a shift without an end",
        "no visit",
        "somebody unknown",
        "yesterday",
        "in a year",
    ],
)
def test_a_wish_that_cannot_be_understood_is_refused(wish: NewWish) -> None:
    with pytest.raises(BadInput, match=r"PORTAL-01[01]"):
        whole(wish, TODAY, {ANNA})


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (WishRow(new_id(), WishKind.DAY_OFF, first_day=TODAY, last_day=TODAY + timedelta(days=2)),
         "Ledig ons 3/2–fre 5/2"),
        (WishRow(new_id(), WishKind.SHIFT, first_day=TODAY, start_time=time(7), end_time=time(15)),
         "Vill gärna arbeta ons 3/2 kl. 07:00–15:00"),
        (WishRow(new_id(), WishKind.TIME, first_day=TODAY, was_time=time(8), start_time=time(9), end_time=time(10)),
         "Besöket ons 3/2 kl. 08:00: hellre 09:00–10:00"),
        (WishRow(new_id(), WishKind.CARER, about_employee_id=ANNA), "Vill gärna få besök av Anna"),
        (WishRow(new_id(), WishKind.CARER, about_employee_id=new_id(), is_against=True),
         "Vill helst inte få besök av en medarbetare"),
    ],
)  # fmt: skip
def test_a_wish_is_said_in_a_sentence(wish: WishRow, words: str) -> None:
    assert said(wish, {ANNA: "Anna"}).sv == words

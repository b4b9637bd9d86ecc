"""Ids sort by the time they were made and tell it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from data.ids import instant_of, new_id


def test_ids_sort_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_is_a_uuid_of_version_seven_that_tells_its_millisecond() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert abs(instant_of(made) - datetime.now(UTC)) < timedelta(minutes=1)
    assert instant_of(made).microsecond % 1000 == 0


def test_other_ids_tell_no_time() -> None:
    with pytest.raises(ValueError, match="UUID v7"):
        instant_of(uuid.uuid4())

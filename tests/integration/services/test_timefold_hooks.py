"""Calls from the other side: believed when signed and fresh, taken once; all they do is wake who follows the run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import RunState
from services.connections.use_case import SIGNATURE_HEADER, STAMP_HEADER, ConnectionWish, working_context
from services.timefold.hooks import Heard, Hooks
from services.timefold.submitting import Pace
from tests.integration.services.timefold_ward import PACE, Ward, a_ward
from tests.standins.timefold import Switches, a_timefold
from tests.standins.timefold.server import a_webhook_call
from tests.standins.timefold.tenant import Dataset

SECRET = "signerat-av-timefold"
HEADERS = (SIGNATURE_HEADER, STAMP_HEADER)


@pytest.fixture(scope="module")
def ward(database: Database) -> Iterator[Ward]:
    with a_timefold(Switches(iterations=60)) as timefold:
        made = a_ward(database, timefold)
        made.connections.save(made.admin, ConnectionWish(timefold.url, hook_secret=SECRET))
        yield made


@pytest.fixture
def run_id(ward: Ward) -> UUID:
    run_id = ward.ask()
    ward.attempt(run_id)
    return run_id


def call(ward: Ward, dataset: Dataset, *, secret: str = SECRET, age_s: float = 0.0, body: bytes | None = None) -> Heard:
    told, signed = a_webhook_call(dataset, secret, HEADERS, datetime.now(UTC) - timedelta(seconds=age_s))
    connection = ward.connections.timefold(ward.admin)
    assert connection is not None
    headers = {name.lower(): value for name, value in signed.items()}
    return Hooks(ward.database).receive(ward.admin.organization_id, connection.id, body or told, headers)


def called_at(ward: Ward, run_id: UUID) -> datetime | None:
    with ward.database.reading(working_context(ward.admin.organization_id)) as work:
        row = work.hosted.find(run_id)
    assert row is not None
    return row.called_at


def test_a_signed_call_is_taken_once_and_a_repeated_one_changes_nothing(ward: Ward, run_id: UUID) -> None:
    (dataset,) = ward.datasets(run_id)
    assert call(ward, dataset) is Heard.TAKEN
    first = called_at(ward, run_id)
    assert first is not None
    while call(ward, dataset) is Heard.TAKEN:  # the stamp counts whole seconds
        first = called_at(ward, run_id)
    assert called_at(ward, run_id) == first


@pytest.mark.parametrize("spoilt", ["secret", "body", "old", "early"])
def test_what_is_not_signed_or_not_fresh_is_refused(ward: Ward, run_id: UUID, spoilt: str) -> None:
    (dataset,) = ward.datasets(run_id)
    heard = {
        "secret": lambda: call(ward, dataset, secret="en annan"),
        "body": lambda: call(ward, dataset, body=b'{"id": "x"}'),
        "old": lambda: call(ward, dataset, age_s=301),
        "early": lambda: call(ward, dataset, age_s=-301),
    }[spoilt]()
    assert heard is Heard.REFUSED
    assert called_at(ward, run_id) is None


def test_another_connection_another_organisation_and_no_headers_are_refused(ward: Ward, run_id: UUID) -> None:
    (dataset,) = ward.datasets(run_id)
    body, signed = a_webhook_call(dataset, SECRET, HEADERS, datetime.now(UTC))
    headers = {name.lower(): value for name, value in signed.items()}
    connection = ward.connections.timefold(ward.admin)
    assert connection is not None
    hooks, own = Hooks(ward.database), ward.admin.organization_id
    assert hooks.receive(own, new_id(), body, headers) is Heard.REFUSED
    assert hooks.receive(new_id(), connection.id, body, headers) is Heard.REFUSED
    assert hooks.receive(own, connection.id, body, {}) is Heard.REFUSED


def test_a_dataset_nobody_knows_is_heard_without_effect(ward: Ward) -> None:
    assert call(ward, Dataset({}, [])) is Heard.TAKEN


def test_whoever_follows_a_run_asks_at_once_when_called(ward: Ward) -> None:
    """Polls would be a minute apart: only the call makes it end soon."""
    ward.timefold.switches.has_events, ward.timefold.switches.queue_s = False, 0.4
    connection = ward.connections.timefold(ward.admin)
    assert connection is not None
    hooks, named = Hooks(ward.database), (ward.admin.organization_id, connection.id)

    def told(dataset: Dataset) -> None:
        body, signed = a_webhook_call(dataset, SECRET, HEADERS, datetime.now(UTC))
        hooks.receive(*named, body, {name.lower(): value for name, value in signed.items()})

    ward.timefold.on_change = told
    slow = Pace(**{**{name: getattr(PACE, name) for name in PACE.__slots__}, "first_poll_s": 50, "longest_poll_s": 60})
    begin = time.monotonic()
    assert ward.attempt(ward.ask(), slow, lambda step: None).state is RunState.COMPLETED
    assert time.monotonic() - begin < 45  # a limit that tells a call from a poll

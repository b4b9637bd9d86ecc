"""The example of a client does what it says, against the real routes."""

from __future__ import annotations

import httpx
import pytest

from tests import api_client
from tests.integration.pages.machine import Machine, OverNoNetwork
from tests.integration.services.care import MONDAY, Care


@pytest.fixture
def client(every: Machine) -> httpx.Client:
    headers = {"Authorization": f"Bearer {every.key}", "Accept-Language": "en"}
    return httpx.Client(transport=OverNoNetwork(), base_url="http://localhost", headers=headers)


def test_it_pulls_every_visit_of_a_day(client: httpx.Client, care: Care) -> None:
    assert {each["id"] for each in api_client.visits(client, MONDAY.isoformat())} == {str(v) for v in care.visits}


def test_it_stops_a_run_it_will_not_wait_for(client: httpx.Client, care: Care) -> None:
    run = api_client.plan(client, MONDAY.isoformat(), seconds=5, patience_s=0)
    assert (run["is_over"], run["failure"]["code"]) == (True, "RUN-004")


def test_it_tells_why_it_was_refused(client: httpx.Client) -> None:
    with pytest.raises(api_client.Refused) as refused:
        api_client.ask(client, "GET", "/visits", params={"from": "tomorrow"})
    assert refused.value.problem["problems"][0]["where"] == "query.from"

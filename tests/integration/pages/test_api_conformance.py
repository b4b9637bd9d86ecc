"""The API against its own OpenAPI document, by Schemathesis: no fault of ours, and every answer as it was promised.

One of its checks is left out: that whatever fits the document is accepted. A cursor that no list has given, days that
end before they begin and a file that is no visit list fit their schema, and are refused with what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from pages.shell.api.mount import whole_document
from tests.examples import examples
from tests.integration.pages.machine import APP, Machine
from tests.integration.services.care import MONDAY

SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)


@SCHEMA.parametrize()
@settings(examples(12), deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_the_answer_is_one_of_the_document(every: Machine, case: schemathesis.Case[Any]) -> None:
    own = {"Authorization": f"Bearer {every.key}"}
    case.call_and_validate(headers=own, excluded_checks=[positive_data_acceptance])


@pytest.mark.parametrize("spoil", [
    lambda told: told.pop("next_cursor"),
    lambda told: told.update(more=1),
    lambda told: told["items"][0].update(status="LOST"),
    lambda told: told["items"][0].update(priority="1"),
    lambda told: told["items"][0].update(day="Monday"),
    lambda told: told["items"][0]["windows"][0].pop("end"),
])  # fmt: skip
def test_an_answer_that_breaks_the_document_would_be_seen(every: Machine, spoil: Callable[[Any], object]) -> None:
    operation = SCHEMA["/visits"]["GET"]
    answer = every.get("/visits", from_=MONDAY.isoformat())
    operation.validate_response(answer)
    document = answer.json()
    spoil(document)
    spoilt = httpx.Response(200, json=document, request=answer.request)
    spoilt.elapsed = answer.elapsed
    with pytest.raises((Failure, FailureGroup)):
        operation.validate_response(spoilt)


def test_a_file_that_is_not_there_is_asked_for(every: Machine) -> None:
    answer = every.post("/imports")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["where"] == "body"


def test_a_method_that_an_address_does_not_know_is_told_which_ones_it_does(every: Machine) -> None:
    answer = every.ask("PUT", "/webhooks")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_the_document_is_served_to_anybody(every: Machine) -> None:
    assert Machine(None).get("/openapi.json").json() == whole_document()

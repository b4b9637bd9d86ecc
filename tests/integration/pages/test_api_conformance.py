"""The API against its own OpenAPI document: whatever is sent, no fault of ours, and every answer as it was promised.

Requests are drawn from the document itself, right and wrong ones: every parameter by its schema, or spoilt; bodies by
theirs, or anything JSON can be. Answers are weighed by a validator that knows nothing of our code.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ids import new_id
from pages.shell.api.mount import whole_document
from tests.examples import examples
from tests.integration.pages.machine import Machine
from tests.integration.services.care import MONDAY

DOCUMENT = whole_document()
OPERATIONS = [
    (method.upper(), path, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()
]
NAMES = [told["operationId"] for _, _, told in OPERATIONS]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
DAYS = st.sampled_from([MONDAY.isoformat(), "2027-02-02", "2027-06-01", "0001-01-01", "9999-12-31", "2100-01-01"])
MOMENTS = st.datetimes().map(lambda moment: f"{moment.isoformat(timespec='seconds')}Z")
IDS = st.uuids().map(str) | st.sampled_from(["00000000-0000-7000-8000-000000000001", str(new_id())])
SPOILT = st.sampled_from(
    ["", " ", "\x00", "'; --", "ÅÄÖ", "💊", "-1", "1e400", "NaN", "true", "2027-13-01", "../..", "x" * 300]
)


def by_schema(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values the schema allows."""
    if "$ref" in schema:
        return by_schema(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return st.one_of(*(by_schema(each) for each in schema["anyOf"]))
    if isinstance(kind := schema.get("type"), list):
        return st.one_of(*(by_schema({**schema, "type": each}) for each in kind))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if kind == "object":
        needed = {name: by_schema(each) for name, each in schema["properties"].items() if name in schema["required"]}
        rest = {name: by_schema(each) for name, each in schema["properties"].items() if name not in needed}
        return st.fixed_dictionaries(needed, optional=rest)
    if kind == "array":
        return st.lists(by_schema(schema["items"]), min_size=1, max_size=3)
    if kind == "integer":
        return st.integers(schema.get("minimum"), schema.get("maximum"))
    if kind == "string":
        return word_by(schema)
    return {"boolean": st.booleans(), "null": st.none(), "number": st.floats(allow_nan=False)}[str(kind)]


def word_by(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    formats = {"date": DAYS, "date-time": MOMENTS, "uuid": IDS}
    if schema.get("format") in formats:
        return formats[schema["format"]]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].replace("$", r"\Z"), alphabet=st.characters(codec="ascii")).filter(
            lambda word: len(word) <= schema.get("maxLength", 300)
        )
    return st.text(
        st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="/?#%\\"), min_size=1, max_size=20
    )


@st.composite
def requests(
    draw: st.DrawFn, told: dict[str, Any]
) -> tuple[dict[str, str], dict[str, str], dict[str, str], bytes | None]:
    """Words of the path, of the query, headers, and a body."""
    parts: dict[str, dict[str, str]] = {"path": {}, "query": {}, "header": {}}
    for parameter in told["parameters"]:
        if not parameter["required"] and draw(st.booleans()):
            continue
        is_spoilt = parameter["in"] == "query" and draw(st.integers(0, 9)) == 0
        value = draw(SPOILT if is_spoilt else by_schema(parameter["schema"]))
        parts[parameter["in"]][parameter["name"]] = str(value).lower() if isinstance(value, bool) else str(value)
    if "requestBody" not in told:
        return parts["path"], parts["query"], parts["header"], None
    ((kind, content),) = told["requestBody"]["content"].items()
    if kind == "application/json":
        document = draw(by_schema(content["schema"]) | JSON if draw(st.booleans()) else by_schema(content["schema"]))
        raw = json.dumps(document).encode()
    else:
        raw = draw(st.binary(max_size=200) | JSON.map(lambda each: json.dumps(each).encode()))
    parts["header"]["Content-Type"] = kind
    return parts["path"], parts["query"], parts["header"], raw


def weigh(answer: httpx.Response, told: dict[str, Any]) -> None:
    """The answer is one of those the document names, and as it says."""
    assert answer.status_code < 500, answer.text
    promised = told["responses"].get(str(answer.status_code))
    assert promised is not None, f"{answer.status_code} is not in the document: {answer.text}"
    if "$ref" in promised:
        promised = DOCUMENT["components"]["responses"][promised["$ref"].rpartition("/")[2]]
    ((kind, content),) = promised["content"].items()
    assert answer.headers["content-type"].partition(";")[0] == kind
    schema = {**content["schema"], "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(answer.json())


@pytest.mark.parametrize(("method", "path", "told"), OPERATIONS, ids=NAMES)
@settings(examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_sent_the_answer_is_one_of_the_document(
    every: Machine, plan_id: str, method: str, path: str, told: dict[str, Any], data: st.DataObject
) -> None:
    words, query, headers, body = data.draw(requests(told))
    known = {"plan_id": plan_id, "run_id": plan_id, "slug": "assigned_share"}
    is_known = data.draw(st.booleans())
    words = {name: known.get(name, word) if is_known else word for name, word in words.items()}
    answer = every.ask(method, path.format(**words), query, headers=headers, content=body)
    weigh(answer, told)


@pytest.mark.parametrize("spoil", [
    lambda told: told.pop("next_cursor"),
    lambda told: told.update(more=1),
    lambda told: told["items"][0].update(status="LOST"),
    lambda told: told["items"][0].update(priority="1"),
    lambda told: told["items"][0].update(day="Monday"),
    lambda told: told["items"][0]["windows"][0].pop("end"),
])  # fmt: skip
def test_an_answer_that_breaks_the_document_would_be_seen(every: Machine, spoil: Callable[[Any], object]) -> None:
    told = DOCUMENT["paths"]["/visits"]["get"]
    answer = every.get("/visits", from_=MONDAY.isoformat())
    weigh(answer, told)
    document = answer.json()
    spoil(document)
    with pytest.raises(jsonschema.ValidationError):
        weigh(httpx.Response(200, json=document), told)


def test_the_document_is_served_to_anybody(every: Machine) -> None:
    assert Machine(None).get("/openapi.json").json() == DOCUMENT

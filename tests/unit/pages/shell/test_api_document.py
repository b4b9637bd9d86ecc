"""The OpenAPI document: valid by the rules of JSON Schema, whole, and never two records under one name."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any, get_args

import jsonschema  # type: ignore[import-untyped]
import pytest

from pages.shell.api.mount import OPERATIONS, whole_document
from pages.shell.api.shapes import bare, hints

DOCUMENT = whole_document()
PATHS = [(path, method, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()]


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for each in node.values():
            yield from references(each)
    elif isinstance(node, list):
        for each in node:
            yield from references(each)


def records(kind: Any) -> Iterator[type]:
    inner, _ = bare(kind)
    if dataclasses.is_dataclass(inner) and isinstance(inner, type):
        yield inner
        for each in hints(inner).values():
            yield from records(each)
    for each in get_args(inner):
        yield from records(each)


def test_it_is_a_document_of_openapi_3_1_and_nothing_but_json() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT


def test_every_schema_is_one() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere() -> None:
    for reference in references(DOCUMENT):
        node: Any = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        assert node


def test_every_operation_is_described_under_a_name_of_its_own() -> None:
    names = [told["operationId"] for _, _, told in PATHS]
    assert sorted(names) == sorted({operation.name for operation in OPERATIONS})
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("path", "method", "told"), PATHS)
def test_every_operation_tells_what_it_refuses(path: str, method: str, told: dict[str, Any]) -> None:
    assert {"401", "403", "422", "429", "500", "503"} <= told["responses"].keys()
    assert ("{" in path) <= ("404" in told["responses"])
    assert (method == "post") <= ("409" in told["responses"])
    assert ("requestBody" in told) <= ("413" in told["responses"])


def test_no_two_records_share_a_name() -> None:
    told = {record for each in OPERATIONS for kind in (each.answer, each.body) for record in records(kind)}
    names = [record.__name__ for record in told]
    assert len(names) == len(set(names))

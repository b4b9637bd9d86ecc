"""The OpenAPI 3.1 document of the operations, drawn from the declarations that read and answer them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from data.vocabulary import ApiScope
from pages.shell.api.declared import ROOT, Operation
from pages.shell.api.problems import MEDIA_TYPE, Problem
from pages.shell.api.shapes import Schema, asked_schema, hints, schema_of, without_none

_ALWAYS = (401, 403, 422, 429, 500, 503)
_SAID = {
    304: "What If-None-Match names still holds",
    401: "No valid key",
    403: "The key lacks the scope, or the organisation may only read",
    404: "No such thing, or not in this organisation",
    409: "It changed meanwhile, or a rule forbids it",
    413: "Too large",
    415: "Not JSON",
    422: "What was sent does not fit",
    429: "Too many calls; Retry-After says how many seconds to wait",
    500: "A fault of ours, with a number to quote",
    503: "Starting, or a part we depend on does not answer",
}


def document(operations: Iterable[Operation[Any, Any]]) -> Schema:
    """The whole document."""
    shelf: dict[str, Schema] = {}
    paths: dict[str, Schema] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, shelf)
    schema_of(Problem, shelf)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Caire",
            "version": "1.0.0",
            "summary": "Visits, people and plans of home care, for the systems around it",
            "description": "People are named by pseudonym unless the key holds names.read. Times carry their offset.",
        },
        "servers": [{"url": ROOT}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": shelf,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "bearerFormat": "prefix.secret"}},
            "responses": {str(status): _refusal(status) for status in sorted(_SAID) if status != 304},
        },
    }


def _operation(operation: Operation[Any, Any], shelf: dict[str, Schema]) -> Schema:
    answers: dict[str, Any] = {str(operation.status): _answer(operation, shelf)}
    if not operation.is_write:
        answers["304"] = {"description": _SAID[304]}
    refusals = {*_ALWAYS, *operation.refusals}
    if "{" in operation.path:
        refusals.add(404)
    if operation.is_write:
        refusals |= {409, 413}
    if operation.takes_body and not operation.takes_file:
        refusals.add(415)
    answers |= {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(refusals)}
    told: Schema = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": _scope(operation.scope),
        "parameters": _parameters(operation, shelf),
        "responses": answers,
    }
    if operation.takes_body:
        told["requestBody"] = _body(operation, shelf)
    return told


def _scope(scope: ApiScope | None) -> str:
    return "Any key." if scope is None else f"Scope: {scope.value}."


def _answer(operation: Operation[Any, Any], shelf: dict[str, Schema]) -> Schema:
    headers = {"Location": {"schema": {"type": "string"}}} if operation.status in {201, 202} else {}
    content = {"application/json": {"schema": schema_of(operation.answer, shelf)}}
    return {"description": "Done", "content": content, **({"headers": headers} if headers else {})}


def _refusal(status: int) -> Schema:
    headers = {"Retry-After": {"schema": {"type": "integer"}}} if status == 429 else {}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": _SAID[status], "content": content, **({"headers": headers} if headers else {})}


def _body(operation: Operation[Any, Any], shelf: dict[str, Schema]) -> Schema:
    if operation.takes_file:
        file = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
        return {"required": True, "content": {"application/octet-stream": file}}
    return {"required": True, "content": {"application/json": {"schema": asked_schema(operation.body, shelf)}}}


def _parameters(operation: Operation[Any, Any], shelf: dict[str, Schema]) -> list[Schema]:
    told: list[Schema] = []
    for name in re.findall(r"\{(\w+)\}", operation.path):
        schema: Schema = {"type": "string", "format": "uuid"} if name.endswith("_id") else {"type": "string"}
        told.append({"name": name, "in": "path", "required": True, "schema": schema})
    for field in dataclasses.fields(operation.query):
        kind = hints(operation.query)[field.name]
        is_needed = field.default is dataclasses.MISSING
        schema = schema_of(without_none(kind) or kind, shelf)
        if not is_needed and isinstance(field.default, (bool, int, str)):
            schema = {**schema, "default": field.default}
        told.append({"name": field.name.rstrip("_"), "in": "query", "required": is_needed, "schema": schema})
    if operation.is_write:
        said = "The same call under the same key is done once and answered alike, for seven days"
        key = {"type": "string", "pattern": "^[!-~]{1,128}$", "description": said}
        told.append({"name": "Idempotency-Key", "in": "header", "required": False, "schema": key})
    return told

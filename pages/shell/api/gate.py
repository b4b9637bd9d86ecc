"""The way of every call: let in by its key, read within limits, done in a thread of the API's own, answered."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from pages.shell.api.declared import ROOT, Call, Nothing, Operation
from pages.shell.api.problems import by_status, language_of, refused
from pages.shell.api.reading import Misfit, misfits, read_body, read_id, read_query
from pages.shell.api.shapes import told
from services import bootstrap
from services.api.refusals import NOT_HERE
from services.api_keys import KeyActor
from services.bootstrap import Services
from services.errors import CareError
from services.words import Language, Text

LARGEST_DOCUMENT = 64 * 1024
LARGEST_FILE = 20 * 1024 * 1024
AT_ONCE = 8
"""Calls worked on at once in a process: fewer than it has connections, so that pages never wait for machines."""

_THREADS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="api")
_REPEATABLE = re.compile(r"[\x21-\x7e]{1,128}")
T = TypeVar("T")


def by_method(operations: Sequence[Operation[Any, Any]]) -> Callable[[Request], Awaitable[Response]]:
    """The route's function of an address: all its methods, so that it can name them to whoever tries another."""
    known: dict[str, Callable[[Request], Awaitable[Response]]] = {each.method: endpoint(each) for each in operations}

    async def answer(request: Request) -> Response:
        return await known["GET" if request.method == "HEAD" else request.method](request)

    return answer


def endpoint(operation: Operation[Any, Any]) -> Callable[[Request], Awaitable[Response]]:
    """What answers an operation."""

    async def answer(request: Request) -> Response:
        services, language = bootstrap.current(), language_of(request)
        if services is None or not services.health.is_open:
            return by_status(503, language)
        try:
            actor = await _in_thread(lambda: _let_in(services, operation, request))
            body = await _body(request, operation)
            if isinstance(body, Response):
                return body
            return await _in_thread(lambda: _done(services, operation, request, actor, body, language))
        except CareError as error:
            return refused(error, language)

    return answer


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work)


def _let_in(services: Services, operation: Operation[Any, Any], request: Request) -> KeyActor:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    actor = services.api_keys.admit(key.strip() if scheme.lower() == "bearer" else "")
    if operation.scope is not None:
        actor.require_scope(operation.scope)
    return actor


async def _body(request: Request, operation: Operation[Any, Any]) -> bytes | Response:
    """The whole body, or the refusal of one that is too large or of another kind."""
    most = LARGEST_FILE if operation.takes_file else LARGEST_DOCUMENT
    language = language_of(request)
    told_length = request.headers.get("content-length", "0")
    if told_length.isdigit() and int(told_length) > most:
        return by_status(413, language)
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > most:
            return by_status(413, language)
    if operation.takes_body and not operation.takes_file:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return by_status(415, language)
    if operation.takes_file and not read:
        raise misfits([Misfit("body", Text(sv="en fil", en="a file"))])
    return bytes(read)


def _done(
    services: Services, operation: Operation[Any, Any], request: Request, actor: KeyActor, body: bytes,
    language: Language,
) -> Response:  # fmt: skip
    reply = operation.handle(_call(services, operation, request, actor, body, language))
    content = json.dumps(told(reply.record), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Language": language.value, "Vary": "Accept-Language, Authorization"}
    if reply.location is not None:
        headers["Location"] = f"{ROOT}{reply.location}"
    if operation.is_write:
        services.api_keys.note_write(actor, f"{operation.name} {reply.location or request.url.path}")
        return Response(content, operation.status, headers | {"Cache-Control": "no-store"}, "application/json")
    stamp = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers |= {"Cache-Control": "private, no-cache", "ETag": stamp}
    if stamp in {each.strip() for each in request.headers.get("if-none-match", "").split(",")}:
        return Response(None, 304, headers)
    return Response(content, operation.status, headers, "application/json")


def _call(
    services: Services, operation: Operation[Any, Any], request: Request, actor: KeyActor, body: bytes,
    language: Language,
) -> Call[Any, Any]:  # fmt: skip
    ids = {name: _id(word) for name, word in request.path_params.items() if name.endswith("_id")}
    query = read_query(operation.query, request.query_params.multi_items())
    asked = body if operation.takes_file else read_body(operation.body, body) if operation.takes_body else Nothing()
    named = f"{operation.name}\n{request.url.path}\n{request.url.query}\n".encode()
    return Call(
        actor, services, language, ids, request.path_params, query, asked, _repeatable(request), named + body
    )  # fmt: skip


def _id(word: str) -> Any:
    found = read_id(word)
    if found is None:
        raise NOT_HERE
    return found


def _repeatable(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not _REPEATABLE.fullmatch(key):
        expected = Text(sv="1–128 synliga ASCII-tecken", en="1–128 visible ASCII characters")
        raise misfits([Misfit("header.Idempotency-Key", expected)])
    return key

"""The routes other systems call when something happened on their side; whoever calls is believed by signature only."""

from __future__ import annotations

from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from services import bootstrap
from services.timefold.hooks import LARGEST_BYTES, Heard

STATUS = {Heard.TAKEN: 200, Heard.AGAIN: 200, Heard.REFUSED: 404, Heard.UNREADABLE: 400}
"""A refused caller learns as little as one who has the wrong address."""


def hook_routes() -> list[BaseRoute]:
    """One address per connection."""
    return [Route("/hooks/timefold/{organization:uuid}/{connection:uuid}", _timefold, methods=["POST"])]


async def _timefold(request: Request) -> Response:
    services = bootstrap.current()
    if services is None:
        return Response(status_code=503)
    body = await _body(request)
    if body is None:
        return Response(status_code=413)
    named: tuple[UUID, UUID] = (request.path_params["organization"], request.path_params["connection"])
    headers = {name.lower(): value for name, value in request.headers.items()}
    heard = await run_in_threadpool(services.hooks.receive, *named, body, headers)
    return Response(status_code=STATUS[heard])


async def _body(request: Request) -> bytes | None:
    """The whole body, None when it is larger than any honest one."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BYTES:
            return None
    return bytes(body)

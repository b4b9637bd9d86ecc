"""The routes to the identity provider and back: by a post from our own page there, by the browser's way back here.

A return only leaves the browser a handle to what came of it; the sign-in page asks for the outcome and begins the
session by its own post, as after a password. So no link can sign anybody in, and no address tells what happened.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pages.shell.origin import address_of
from pages.shell.own_form import host_cookie, own_form
from services import bootstrap
from services.errors import CareError
from services.provider_setting import RETURN_PATH
from services.settings import Settings

ARRIVED_COOKIE = "caire_arrived"
DEPARTED_COOKIE = "caire_departed"
_JOURNEY_S = 600
_OUTCOME_S = 60
_NEVER_KEPT = {"Cache-Control": "no-store"}


def provider_routes(page_paths: Collection[str]) -> list[BaseRoute]:
    """Both ways; people come back to one of `page_paths`, whatever anybody asked for."""
    return [
        Route(f"/{RETURN_PATH}", _departing(page_paths), methods=["POST"]),
        Route(f"/{RETURN_PATH}", _arrive, methods=["GET"]),
    ]


def _departing(page_paths: Collection[str]) -> Callable[[Request], Awaitable[Response]]:
    async def depart(request: Request) -> Response:
        services, fields = bootstrap.current(), await own_form(request)
        if services is None or services.single_sign_on is None or fields is None:
            return Response(status_code=403)
        page = fields.get("page", "")
        door, settings = services.single_sign_on, services.settings
        try:
            begun = await run_in_threadpool(door.depart, page if page in page_paths else "", address_of(request))
        except CareError as refused:
            response = JSONResponse({}, headers=_NEVER_KEPT)
            _set(response, settings, ARRIVED_COOKIE, door.keep(refused), _OUTCOME_S)
            return response
        response = JSONResponse({"address": begun.address}, headers=_NEVER_KEPT)
        _set(response, settings, DEPARTED_COOKIE, begun.handle, _JOURNEY_S)
        return response

    return depart


async def _arrive(request: Request) -> Response:
    brought = dict(request.query_params)
    request.scope["query_string"] = b""  # the server's log, written from the scope, shall not tell the code
    services = bootstrap.current()
    if services is None or services.single_sign_on is None:
        return Response(status_code=404)
    settings = services.settings
    handle = request.cookies.get(host_cookie(settings, DEPARTED_COOKIE), "")
    arrival = await run_in_threadpool(services.single_sign_on.arrive, handle, brought, address_of(request))
    response = RedirectResponse(f"{settings.base_url}/{arrival.page}", status_code=303, headers=_NEVER_KEPT)
    _set(response, settings, ARRIVED_COOKIE, arrival.handle, _OUTCOME_S)
    return response


def _set(response: Response, settings: Settings, name: str, handle: str, max_age_s: int) -> None:
    """Lax, not strict: the way back from the provider is a link on another site."""
    response.set_cookie(
        host_cookie(settings, name), handle, max_age=max_age_s, path="/", secure=settings.is_https,
        httponly=True, samesite="lax",
    )  # fmt: skip

"""Every operation of the API, in the order of its document, and the routes they become."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from pages.shell.api import figures, hooks, imports, lists, plans, runs
from pages.shell.api.declared import ROOT, Operation
from pages.shell.api.gate import by_method
from pages.shell.api.openapi import document
from pages.shell.api.problems import on_fault, on_http

OPERATIONS: tuple[Operation[Any, Any], ...] = (
    *lists.OPERATIONS, *plans.OPERATIONS, *runs.OPERATIONS, *imports.OPERATIONS, *figures.OPERATIONS, *hooks.OPERATIONS,
)  # fmt: skip


def api_mount() -> Mount:
    """The API as one route of the app, with refusals of its own kind for whatever lies below it."""
    routes = [
        Route("/openapi.json", _document, methods=["GET"]),
        *(Route(path, by_method(those), methods=[each.method for each in those]) for path, those in _by_path().items()),
    ]
    api = Starlette(routes=routes, exception_handlers={HTTPException: on_http, Exception: on_fault})
    api.router.redirect_slashes = False
    return Mount(ROOT, app=api)


def _by_path() -> dict[str, list[Operation[Any, Any]]]:
    """Operations that share an address are one route."""
    found: dict[str, list[Operation[Any, Any]]] = {}
    for each in OPERATIONS:
        found.setdefault(each.path, []).append(each)
    return found


@lru_cache
def whole_document() -> dict[str, Any]:
    """The document of every operation."""
    return document(OPERATIONS)


async def _document(_: Request) -> Response:
    return JSONResponse(whole_document())

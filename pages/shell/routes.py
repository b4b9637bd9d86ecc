"""The routes beside the pages: health, the session cookie, the language, calls of others, the document, our files.

A session is begun and ended by POST from our own page only, so that no link and no other site can sign anybody in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit import file_util

from pages.shell.acts import take_act
from pages.shell.api import api_mount
from pages.shell.browser_files import mounts
from pages.shell.hooks import hook_routes
from pages.shell.origin import origin_of
from pages.shell.own_form import host_cookie, own_form
from pages.shell.provider_routes import provider_routes
from services import bootstrap
from services.accounts.links import PATH as JOIN_PATH
from services.settings import Settings
from services.signing_in import ABSOLUTE_S
from services.words import Language

ASSETS = Path(__file__).parent / "assets"
LANGUAGE_COOKIE = "caire_language"
_COOKIE = "caire_session"
_YEAR_S = 365 * 24 * 3600


def cookie_name(settings: Settings) -> str:
    """The session cookie's name."""
    return host_cookie(settings, _COOKIE)


def language_of(cookies: Mapping[str, str], otherwise: Language) -> Language:
    """The language somebody has chosen in this browser."""
    chosen = cookies.get(LANGUAGE_COOKIE)
    return Language(chosen) if chosen in {language.value for language in Language} else otherwise


def routes(page_paths: Iterable[str]) -> list[BaseRoute]:
    """Every route of ours; `page_paths` are the pages' addresses, whose document we serve in the right language."""
    paths = ("", *page_paths)
    documents: list[BaseRoute] = [Route(f"/{path}", _document, methods=["GET"]) for path in paths]
    return [
        Route(f"/{JOIN_PATH}", _join_document, methods=["GET"]),
        Route("/healthz", _healthz, methods=["GET"]),
        Route("/readyz", _readyz, methods=["GET"]),
        Route("/session", _begin_session, methods=["POST"]),
        Route("/session/end", _end_session, methods=["POST"]),
        Route("/language", _choose_language, methods=["POST"]),
        Route("/portal/acts", _report_act, methods=["POST"]),
        Mount("/app/static", StaticFiles(directory=ASSETS)),
        *provider_routes(paths),
        *hook_routes(),
        *mounts(),
        api_mount(),
        *documents,
    ]


async def _healthz(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _readyz(_: Request) -> Response:
    services = bootstrap.current()
    is_ready = services is not None and services.health.is_open and await run_in_threadpool(services.database.is_alive)
    stage = services.health.stage.value if services else "starting"
    return JSONResponse({"ready": is_ready, "stage": stage}, status_code=200 if is_ready else 503)


async def _begin_session(request: Request) -> Response:
    services = bootstrap.current()
    fields = await own_form(request)
    if services is None or fields is None:
        return Response(status_code=403)
    token = await run_in_threadpool(services.signing_in.redeem, fields.get("ticket", ""), origin_of(request))
    if token is None:
        return Response(status_code=403)
    if before := request.cookies.get(cookie_name(services.settings)):
        await run_in_threadpool(services.signing_in.sign_out, before)  # nobody keeps what this browser held
    response = Response(status_code=204)
    # The database bounds the session more tightly; the browser forgets it at the latest with the absolute limit.
    response.set_cookie(
        cookie_name(services.settings), token, max_age=ABSOLUTE_S, path="/", secure=services.settings.is_https,
        httponly=True, samesite="lax",
    )  # fmt: skip
    return response


async def _end_session(request: Request) -> Response:
    services = bootstrap.current()
    if services is None or await own_form(request) is None:
        return Response(status_code=403)
    name = cookie_name(services.settings)
    if token := request.cookies.get(name):
        await run_in_threadpool(services.signing_in.sign_out, token)
    response = Response(status_code=204)
    response.delete_cookie(name, path="/", secure=services.settings.is_https, httponly=True, samesite="lax")
    return response


async def _choose_language(request: Request) -> Response:
    fields = await own_form(request)
    chosen = (fields or {}).get("language")
    if chosen not in {language.value for language in Language}:
        return Response(status_code=403)
    response = Response(status_code=204)
    response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=_YEAR_S, path="/", httponly=True, samesite="lax")
    return response


async def _report_act(request: Request) -> Response:
    services = bootstrap.current()
    if services is None:
        return Response(status_code=503)
    fields = await own_form(request)
    if fields is None:
        return Response(status_code=403)
    token = request.cookies.get(cookie_name(services.settings))
    language = language_of(request.cookies, services.settings.language)
    return await run_in_threadpool(take_act, services, token, fields, language)


async def _join_document(request: Request) -> Response:
    """The document behind a link; the server's log, written from the scope, shall not tell the key."""
    request.scope["query_string"] = b""
    return await _document(request)


async def _document(request: Request) -> Response:
    services = bootstrap.current()
    language = language_of(request.cookies, services.settings.language if services else Language.SV)
    return HTMLResponse(_index_in(language), headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=len(Language))
def _index_in(language: Language) -> str:
    """Streamlit's document with our language, title and mark, and without the font we do not use."""
    index = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    index = index.replace('<html lang="en">', f'<html lang="{language.value}">')
    index = index.replace("<title>Streamlit</title>", "<title>Caire</title>")
    index = index.replace('href="./favicon.png"', 'href="./app/static/favicon.svg" type="image/svg+xml"')
    return re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", index)

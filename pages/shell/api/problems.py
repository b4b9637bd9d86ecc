"""Refusals as problem+json (RFC 9457): a stable code, what happened and what to do, in the language asked for."""

from __future__ import annotations

import json
import logging
import math
import secrets
from dataclasses import dataclass
from typing import Annotated

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.shell.api.reading import Misfit
from pages.shell.api.shapes import Says, told
from services.api_keys import TooFast
from services.errors import BadInput, CareError, Conflict, NotAllowed, NotFound, SignedOut, Unavailable
from services.problem import Issue
from services.words import Language, Text

_LOG = logging.getLogger("caire.api")
MEDIA_TYPE = "application/problem+json"
_STATUS = (
    (BadInput, 422), (NotAllowed, 403), (NotFound, 404), (Conflict, 409), (SignedOut, 401), (TooFast, 429),
    (Unavailable, 503),
)  # fmt: skip
_TITLES = {
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content",
    429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip
_LOOK = Text(
    sv="Jämför anropet med /api/v1/openapi.json.", en="Compare the call with /api/v1/openapi.json."
)  # fmt: skip
_BY_STATUS = {
    404: ("API-002", Text(sv="Adressen finns inte.", en="There is no such address."), _LOOK),
    405: ("API-003", Text(sv="Metoden går inte att använda här.", en="The method cannot be used here."), _LOOK),
    413: (
        "API-004",
        Text(sv="Det som skickades är för stort.", en="What was sent is too large."),
        Text(sv="Dela upp det i mindre delar.", en="Divide it into smaller parts."),
    ),
    415: ("API-005", Text(sv="Innehållet är inte JSON.", en="The content is not JSON."), _LOOK),
    500: (
        "API-006",
        Text(sv="Något gick fel hos oss (fel {number}).", en="Something went wrong on our side (fault {number})."),
        Text(sv="Försök igen; uppge felnumret om det upprepas.", en="Try again; quote the fault if it happens again."),
    ),
    503: (
        "API-007",
        Text(sv="Tjänsten startar eller kan inte svara just nu.", en="The service is starting or cannot answer now."),
        Text(sv="Försök igen om en stund.", en="Try again in a while."),
    ),
}


@dataclass(frozen=True, slots=True)
class ProblemField:
    """A part of what was sent that does not fit; of a file with its severity, code and value."""

    where: str
    cause: str
    action: str = ""
    severity: str = "error"
    code: str = "API-001"
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a call was refused, and what to do about it."""

    type: str
    title: str
    status: int
    code: Annotated[str, Says("Stable, such as KEY-001")]
    cause: str
    action: str
    problems: tuple[ProblemField, ...] = ()


def language_of(request: Request) -> Language:
    """The language asked for by Accept-Language, Swedish before English where both are as welcome."""
    weights: dict[str, float] = {}
    for wish in request.headers.get("accept-language", "").split(",")[:20]:
        tag, _, rest = wish.partition(";")
        try:
            weight = float(rest.partition("=")[2] or 1)
        except ValueError:
            continue
        short = tag.strip().lower().partition("-")[0]
        weights[short] = max(weights.get(short, 0.0), weight)
    return Language.EN if weights.get("en", 0.0) > weights.get("sv", weights.get("*", 0.0)) else Language.SV


def refused(error: CareError, language: Language) -> Response:
    """A `CareError` as an answer."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 409)
    fields = tuple(_field(each, language) for each in getattr(error, "problems", ()))
    answer = _answer(status, error.code, error.cause, error.action, language, fields)
    if isinstance(error, SignedOut):
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooFast):
        answer.headers["Retry-After"] = str(math.ceil(error.wait_s))
    return answer


def by_status(status: int, language: Language) -> Response:
    """A refusal that no use case knows of: the address, the size, the kind of content."""
    code, cause, action = _BY_STATUS[status]
    return _answer(status, code, cause, action, language)


async def on_http(request: Request, error: Exception) -> Response:
    """What the router refuses."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    answer = by_status(status if status in _BY_STATUS else 404, language_of(request))
    for name, value in (getattr(error, "headers", None) or {}).items():
        answer.headers[name] = value
    return answer


async def on_fault(request: Request, error: Exception) -> Response:
    """A fault of ours: a number to quote; the fault itself goes on to the server's log."""
    number = secrets.token_hex(4)
    _LOG.error("fault %s: %s in %s", number, type(error).__name__, request.url.path)
    code, cause, action = _BY_STATUS[500]
    return _answer(500, code, cause.fill(number=number), action, language_of(request))


def _answer(
    status: int, code: str, cause: Text, action: Text, language: Language, fields: tuple[ProblemField, ...] = ()
) -> Response:
    problem = Problem(
        f"urn:caire:{code.lower()}", _TITLES[status], status, code, cause(language), action(language), fields
    )
    headers = {"Content-Language": language.value, "Cache-Control": "no-store"}
    return Response(json.dumps(told(problem), ensure_ascii=False), status, headers, MEDIA_TYPE)


def _field(problem: object, language: Language) -> ProblemField:
    if isinstance(problem, Misfit):
        expected = Text(sv="Här väntades {what}.", en="Expected here: {what}.").fill(what=problem.expected)
        return ProblemField(problem.where, expected(language))
    assert isinstance(problem, Issue)
    return ProblemField(
        problem.where, problem.cause(language), problem.action(language), problem.severity.value, problem.code,
        problem.field, problem.value,
    )  # fmt: skip

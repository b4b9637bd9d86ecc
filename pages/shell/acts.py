"""The route by which a phone tells what was done at a visit: it may send the same again until it has an answer.

Context      A page speaks over a web socket that is gone where there is no network; an act must not be lost with it.
Decision     The browser keeps acts and posts each to this route, with the session's cookie and the id of its user.
             200 means on record, 422 that it cannot be and why, everything else: keep it and try again.
Consequence  An act is told once or many times, over any reload, and counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from starlette.responses import JSONResponse, Response

from data.vocabulary import ReportKind
from services.bootstrap import Services
from services.errors import CareError, Unavailable
from services.portal.acts import Act
from services.words import Language, Text

_UNREADABLE = Text(
    sv="Händelsen kan inte läsas. Rätta tiderna för hand.", en="The act cannot be read. Correct the times by hand."
)


def take_act(services: Services, token: str | None, fields: Mapping[str, str], language: Language) -> Response:
    """Put one act on record for whoever the session is of."""
    signed_in = services.signing_in.resolve(token, True) if token else None
    if signed_in is None or str(signed_in.actor.user_id) != fields.get("user"):
        return Response(status_code=401)  # another's act waits until its own user is back
    act = _act(fields)
    if act is None:
        return _refused(_UNREADABLE(language))
    try:
        reported = services.attending.report(signed_in.actor, act)
    except Unavailable:
        return Response(status_code=503)
    except CareError as refused:
        return _refused(f"{refused.cause(language)} {refused.action(language)}")
    return JSONResponse({"visit": str(act.visit_id), "state": reported.status.value})


def _act(fields: Mapping[str, str]) -> Act | None:
    try:
        kind = ReportKind(fields["kind"])
        act = Act(UUID(fields["id"]), UUID(fields["visit"]), kind, int(fields["waited"]))
    except (KeyError, ValueError):
        return None
    return None if kind is ReportKind.CORRECT else act


def _refused(why: str) -> Response:
    return JSONResponse({"why": why}, status_code=422)

"""How a stand-in goes wrong: one fault per call, in the order a test says, then well again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from enum import StrEnum

from starlette.responses import JSONResponse, Response, StreamingResponse


class Fault(StrEnum):
    """What an answer is spoilt by."""

    UNAUTHORIZED = "401"
    BUSY = "429"
    BROKEN = "500"
    SLOW = "slow"
    CUT_OFF = "cut off"
    MALFORMED = "malformed"


_STATUS = {Fault.UNAUTHORIZED: 401, Fault.BUSY: 429, Fault.BROKEN: 500}


async def spoilt(fault: Fault, slow_s: float) -> Response:
    """The answer that fault gives."""
    if fault in _STATUS:
        return JSONResponse({"message": "no"}, _STATUS[fault])
    if fault is Fault.SLOW:
        await asyncio.sleep(slow_s)
        return JSONResponse({})
    if fault is Fault.MALFORMED:
        return Response(b'{"half": ', media_type="application/json")
    return StreamingResponse(_broken_off(), headers={"Content-Length": "1000"})


async def _broken_off() -> AsyncIterator[bytes]:
    yield b'{"code": "Ok", '

"""Weighs a code at the door: the user's own, for now, and for the first time."""

from __future__ import annotations

import time
from collections.abc import Callable

from data.connect import Database
from data.work import Context
from services.second_step import codes
from services.signing_in import Admitted


class CodeScale:
    """A code of the app or a recovery code; either is used up by being right."""

    def __init__(self, database: Database, now: Callable[[], float] = time.time) -> None:
        self._database, self._now = database, now

    def __call__(self, admitted: Admitted, code: str) -> bool:
        """Whether the code is right; two at once are right once."""
        context = Context(admitted.organization_id, admitted.user_id, admitted.role.value)
        with self._database.writing(context) as work:
            if codes.is_recovery_code(code):
                return work.second_steps.spend_recovery_code(codes.digest(code))
            held = work.second_steps.own()
            if held is None or held.confirmed_at is None:
                return False
            step = codes.step_of(held.secret, code, self._now())
            return step is not None and work.second_steps.spend(admitted.user_id, step)

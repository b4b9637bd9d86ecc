"""The demo's people share one password that stands on the sign-in page; nobody may change the locks on the others."""

from __future__ import annotations

from uuid import UUID

from data.work import ReadingWork
from services.accounts.refusals import SHARED
from services.demo_users import DEMO_USERS

_SHARED = frozenset(user.email for user in DEMO_USERS)


def refuse_shared(work: ReadingWork, user_id: UUID) -> str:
    """The user's own e-mail address; raises where the account is one of the demo's."""
    own = work.users.find(user_id)
    if own is None or own.email in _SHARED:
        raise SHARED
    return own.email

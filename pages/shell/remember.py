"""The only user of Streamlit's cache, which all users share: who asks is always part of the question.

The key is tenant, role, scope (the carer or client a portal user is), question and arguments. `ttl_s` cuts time into
slices that are part of the key too, so one bounded cache serves every lifetime.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

import streamlit as st

if TYPE_CHECKING:
    from pages.shell.context import PageContext

T = TypeVar("T")
LONGEST_S = 3600
MOST_ANSWERS = 512
MOST_KEPT = 24
_now_s = time.time


def _answer(asked: tuple[object, ...], _compute: Callable[[], object]) -> object:
    return _compute()


@lru_cache(maxsize=1)
def _shelf() -> Callable[[tuple[object, ...], Callable[[], object]], object]:
    # Made at first use: the cache belongs to the running server, which does not exist when this module is read.
    return st.cache_data(ttl=LONGEST_S, max_entries=MOST_ANSWERS, show_spinner=False)(_answer)


@lru_cache(maxsize=1)
def _safe() -> Callable[[tuple[object, ...], Callable[[], object]], object]:
    return st.cache_resource(ttl=LONGEST_S, max_entries=MOST_KEPT, show_spinner=False)(_answer)


def remember(
    ctx: PageContext, question: str, compute: Callable[[], T], *args: str | float | bool | None, ttl_s: int = 60
) -> T:
    """The answer of `compute`, computed at most once per asker, question, arguments and `ttl_s` seconds.

    `question` names what is asked (`"today.cards"`); `args` are everything `compute` depends on besides the actor.
    """
    return cast("T", _shelf()(_asked(ctx, question, args, ttl_s), compute))


def keep(
    ctx: PageContext, question: str, compute: Callable[[], T], *args: str | float | bool | None, ttl_s: int = 60
) -> T:
    """As `remember`, without the copy: for large answers that nobody may change, such as an opened plan."""
    return cast("T", _safe()(_asked(ctx, question, args, ttl_s), compute))


def _asked(
    ctx: PageContext, question: str, args: tuple[str | float | bool | None, ...], ttl_s: int
) -> tuple[object, ...]:
    if not 0 < ttl_s <= LONGEST_S:
        raise ValueError(f"Expected 0 < ttl_s <= {LONGEST_S}, got {ttl_s}.")
    actor = ctx.actor
    return (
        str(actor.organization_id),
        actor.role.value,
        str(actor.subject_id),
        ctx.language.value,
        question,
        args,
        ttl_s,
        int(_now_s() // ttl_s),
    )

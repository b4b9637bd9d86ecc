"""What an operation is: one declaration that reads the request, writes the answer and draws the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from data.vocabulary import ApiScope
from services.api_keys import KeyActor
from services.bootstrap import Services
from services.words import Language

Q = TypeVar("Q")
B = TypeVar("B")

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters, no body."""


@dataclass(frozen=True, slots=True)
class Call(Generic[Q, B]):
    """A call as an operation sees it: let in, read and checked. `body` of an operation that takes files is bytes."""

    actor: KeyActor
    services: Services
    language: Language
    ids: Mapping[str, UUID]
    words: Mapping[str, str]
    query: Q
    body: B
    idempotency_key: str | None
    digest: bytes
    """Of everything that was asked, to tell the same request from another."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an operation answers; `location` is where what was made is found, below the root."""

    record: Any
    location: str | None = None


@dataclass(frozen=True)
class Operation(Generic[Q, B]):
    """One operation. `path` names ids as `{run_id}` and words as `{slug}`; `scope` None lets any key in."""

    name: str
    method: Literal["GET", "POST", "DELETE"]
    path: str
    summary: str
    scope: ApiScope | None
    handle: Callable[[Call[Q, B]], Reply]
    answer: type
    query: type[Q]
    body: type[B]
    status: int = 200
    refusals: tuple[int, ...] = field(default=())
    """Beside those that any call may meet."""

    @property
    def takes_file(self) -> bool:
        """Whether the body is taken as it comes."""
        return self.body is bytes

    @property
    def takes_body(self) -> bool:
        """Whether there is a body at all."""
        return self.body is not Nothing

    @property
    def is_write(self) -> bool:
        """Whether it changes anything; such a call may carry an idempotency key."""
        return self.method != "GET"

"""Files pushed in: looked at without changing anything, or taken in whole, with the report people get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from data.vocabulary import ApiScope, ImportState
from pages.shell.api.declared import Call, Nothing, Operation, Reply
from pages.shell.api.problems import ProblemField
from pages.shell.api.shapes import Matching
from services.api import Span
from services.api.known import ours
from services.api.taking_in import Report, TakingIn


class Mode(StrEnum):
    """Whether anything is to change."""

    LOOK = "look"
    APPLY = "apply"


@dataclass(frozen=True, slots=True)
class FileAsked:
    """What to do with the file; recurring visits are laid out over the days, `only_good` leaves bad rows out."""

    mode: Mode = Mode.LOOK
    filename: Annotated[str, Matching(r"[^/\\]{1,200}", 200)] = "file"
    from_: date | None = None
    to: date | None = None
    only_good: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of one kind are new, changed and unchanged."""

    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a file would do, or did. `issues` are told when looking; the kinds of `counts` are those of the file."""

    mode: Mode
    kind: str
    is_sound: bool
    import_id: UUID | None
    plan_id: UUID | None
    first_day: date | None
    last_day: date | None
    rows: int
    rejected: int
    counts: dict[str, Counts]
    issues: tuple[ProblemField, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file that was taken in."""

    id: UUID
    kind: str
    state: ImportState
    rows_total: int | None
    rows_ok: int | None
    rows_bad: int | None
    created_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


def _push(call: Call[FileAsked, bytes]) -> Reply:
    asked = call.query
    days = None if asked.from_ is None else _days(Span(asked.from_, asked.to or asked.from_))
    work = TakingIn(call.services.importing, call.services.care_importing)
    if asked.mode is Mode.LOOK:
        report = work.look(call.actor, asked.filename, call.body, days)
        issues = tuple(ProblemField(
            each.where, each.cause(call.language), each.action(call.language), each.severity.value, each.code,
            each.field, each.value,
        ) for each in report.issues)  # fmt: skip
        return Reply(_told(Mode.LOOK, report, issues))
    kept = call.services.once.do(
        call.actor, "imports", call.idempotency_key, call.digest,
        lambda: work.apply(call.actor, asked.filename, call.body, days, only_good=asked.only_good).to_json(),
    )  # fmt: skip
    return Reply(_told(Mode.APPLY, Report.from_json(kept), ()))


def _find(call: Call[Nothing, Nothing]) -> Reply:
    row = call.services.lists.an_import(call.actor, ours(call.ids["import_id"]))
    return Reply(Import(
        row.id, row.kind, row.state, row.rows_total, row.rows_ok, row.rows_bad, row.created_at, row.applied_at,
        row.undone_at,
    ))  # fmt: skip


def _days(span: Span) -> tuple[date, date]:
    return span.first_day, span.last_day


def _told(mode: Mode, report: Report, issues: tuple[ProblemField, ...]) -> FileReport:
    counts = {kind: Counts(each.new, each.changed, each.unchanged) for kind, each in report.tallies.items()}
    first, last = report.days or (None, None)
    return FileReport(
        mode, report.kind, report.is_sound, report.import_id, report.plan_id, first, last, report.rows,
        report.rejected, counts, issues,
    )  # fmt: skip


OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation(
        "pushFile", "POST", "/imports", "Look at a file of a known format, or take it in", ApiScope.IMPORTS_WRITE,
        _push, FileReport, FileAsked, bytes,
    ),
    Operation(
        "getImport", "GET", "/imports/{import_id}", "What became of a file", ApiScope.IMPORTS_WRITE, _find, Import,
        Nothing, Nothing,
    ),
)  # fmt: skip

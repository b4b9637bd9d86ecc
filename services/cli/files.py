"""Files of the command line: read within the limit, written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

from services.errors import BadInput
from services.integrations.timefold.document import LIMIT_BYTES, refuse_size
from services.integrations.timefold.faults import FAULTS
from services.integrations.timefold.reader import read_input, read_output
from services.problem.issue import Issue
from services.problem.plan import Plan
from services.problem.problem import Problem
from services.problem.report import Report
from services.problem.travel import TravelModel
from services.words import Text

UNREADABLE = Text(sv="Filen kan inte läsas: {why}.", en="The file cannot be read: {why}.")
UNWRITABLE = Text(sv="Dit går det inte att skriva.", en="It cannot be written there.")
OTHER_PATH = Text(sv="Ange en annan fil.", en="Give another file.")
REFUSED = Text(sv="Filen har fel som måste rättas.", en="The file has faults that must be mended.")
MEND = Text(sv="Rätta felen och försök igen.", en="Mend the faults and try again.")


def bounded(path: Path) -> bytes:
    """The bytes of a file; one over the limit is refused unread. Raises BadInput."""
    try:
        size_bytes = path.stat().st_size
        if size_bytes > LIMIT_BYTES:
            report = Report(FAULTS)
            refuse_size(size_bytes, report)
            raise BadInput("CLI-002", REFUSED, MEND, report.issues())
        return path.read_bytes()
    except OSError as fault:
        raise BadInput("CLI-001", UNREADABLE.fill(why=fault.strerror or "?"), OTHER_PATH) from None


def problem_in(path: Path, client_from: str, car: TravelModel) -> tuple[Problem, tuple[Issue, ...]]:
    """The problem of a model input and its warnings. Raises BadInput with everything found."""
    read = read_input(bounded(path), client_from, car)
    if read.problem is None:
        raise BadInput("CLI-002", REFUSED, MEND, read.issues)
    return read.problem, read.issues


def plan_in(path: Path, problem: Problem) -> tuple[Plan, tuple[Issue, ...]]:
    """The plan of a model output and its warnings. Raises BadInput with everything found."""
    read = read_output(bounded(path), problem)
    if read.plan is None:
        raise BadInput("CLI-002", REFUSED, MEND, read.issues)
    return read.plan, read.issues


def refuse_unwritable(path: Path) -> None:
    """Finds out before the work, not after it, that a result could not be written. Raises BadInput."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise BadInput("CLI-003", UNWRITABLE, OTHER_PATH)


def write_whole(path: Path, document: object) -> None:
    """JSON to a file that is either the old one or the whole new one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

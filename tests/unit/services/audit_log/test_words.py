"""The words of the audit: fields and values as people say them, in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

from services.audit_log import Act, Line
from services.audit_log.use_case import told_changes
from services.audit_log.words import HIDDEN, column_title
from services.words import Language


def a_line(act: Act, *changes: tuple[str, object, object]) -> Line:
    return Line(1, datetime.now(UTC), "Ada", "admin", act, "clients", "1", None, changes, None)


def test_a_change_is_told_by_field_with_what_it_was_and_became() -> None:
    line = a_line(Act.CHANGED, ("is_pinned", False, True), ("address_enc", HIDDEN, None))
    assert told_changes(line, Language.SV) == "Låst: nej → ja; Adress: (dold) → –"
    assert told_changes(line, Language.EN) == "Locked: no → yes; Address: (hidden) → –"


def test_what_is_new_or_gone_is_told_once() -> None:
    assert told_changes(a_line(Act.CREATED, ("name", None, "Norr")), Language.EN) == "Name: Norr"
    assert told_changes(a_line(Act.REMOVED, ("name", "Norr", None)), Language.SV) == "Namn: Norr"


def test_a_field_without_words_goes_by_its_own_name() -> None:
    assert column_title("not_yet_named")(Language.SV) == "not_yet_named"

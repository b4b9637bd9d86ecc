"""The words of the audit: fields and values as people say them, in the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime

from services.audit_log import Act, Line
from services.audit_log.months import by_month, whole_table
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


def test_a_part_by_month_is_told_and_found_as_the_whole_table() -> None:
    assert whole_table("schedule_solutions_2026_11") == "schedule_solutions"
    assert whole_table("user_sessions") == "user_sessions"
    found = list(by_month("schedule_solutions", date(2026, 11, 22), date(2026, 11, 30)))
    assert found[0] == "schedule_solutions"
    assert {"schedule_solutions_2024_11", "schedule_solutions_2026_11", "schedule_solutions_2026_12"} <= set(found)
    assert list(by_month("clients", date(2026, 11, 22), date(2026, 11, 30))) == ["clients"]


def test_a_field_without_words_goes_by_its_own_name() -> None:
    assert column_title("not_yet_named")(Language.SV) == "not_yet_named"

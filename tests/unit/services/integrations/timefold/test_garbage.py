"""Every kind of spoilt file is named by code, place and field, in words of both languages, and nothing is planned."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.integrations.timefold.reader import read_input
from services.problem import Severity
from tests.unit.services.integrations.timefold.a_file import a_file, a_visit, a_window, at, read
from tests.unit.services.integrations.timefold.spoilt_inputs import BROKEN, DOUBTFUL, Spoil, after, shift, visit


def test_the_file_that_is_spoilt_below_is_sound() -> None:
    sound = read(a_file())
    assert sound.issues == ()
    assert sound.problem is not None
    assert len(sound.problem.visits) == 5


@pytest.mark.parametrize(
    ("code", "where", "field", "what", "spoil"), BROKEN, ids=[f"{c}: {w}" for c, _, _, w, _ in BROKEN]
)
def test_a_spoilt_file_is_refused_with_its_fault_named(
    code: str, where: str, field: str, what: str, spoil: Spoil
) -> None:
    document = a_file()
    spoil(document["modelInput"])
    found = read(document)
    assert found.problem is None, what
    named = [issue for issue in found.issues if issue.code == code and where in issue.where and issue.field == field]
    assert named, [(issue.code, issue.where, issue.field, issue.cause.en) for issue in found.issues]
    for issue in named:
        assert issue.severity is Severity.ERROR
        for text in (issue.cause, issue.action):
            assert "{" not in text.sv.replace("{…}", "")
            assert text.sv != text.en


@pytest.mark.parametrize(
    ("code", "where", "field", "what", "spoil"), BROKEN, ids=[f"{c}: {w}" for c, _, _, w, _ in BROKEN]
)
def test_one_fault_does_not_raise_a_crowd_of_others(code: str, where: str, field: str, what: str, spoil: Spoil) -> None:
    document = a_file()
    spoil(document["modelInput"])
    assert len(read(document).issues) <= 4, what


@pytest.mark.parametrize(("code", "where", "field", "spoil"), DOUBTFUL, ids=[c for c, _, _, _ in DOUBTFUL])
def test_a_doubt_is_told_and_planning_goes_on(code: str, where: str, field: str, spoil: Spoil) -> None:
    document = a_file()
    spoil(document["modelInput"])
    found = read(document)
    assert found.problem is not None
    assert [(i.code, i.where, i.field, i.severity) for i in found.issues] == [(code, where, field, Severity.WARNING)]


def code_of(raw: bytes) -> list[str]:
    found = read_input(raw)
    assert found.problem is None
    return [issue.code for issue in found.issues]


def test_a_file_over_20_mb_is_refused_unparsed() -> None:
    assert code_of(b"[" * (50 * 1024 * 1024)) == ["FSR-001"]


def test_a_cut_off_file_is_told_from_a_wrong_one() -> None:
    whole = json.dumps(a_file(), indent=1).encode()
    assert code_of(whole[: len(whole) // 2]) == ["FSR-004"]
    assert code_of(whole.replace(b'"visits": [', b'"visits" [', 1)) == ["FSR-003"]
    assert "rad 1, kolumn 5" in read_input(b'{"a"').issues[0].cause.sv


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "FSR-005"),
        (b"\xef\xbb\xbf  \n", "FSR-005"),
        (b"\xff\xfe{\x00}\x00", "FSR-002"),
        (b"Kund;Insats;Start\nK1;Lunch;25:99\n", "FSR-068"),
        (b"[" * 100_000, "FSR-006"),
        (b'{"modelInput": {"vehicles": ' + b"9" * 5000 + b"}}", "FSR-006"),
        (b"[]", "FSR-011"),
        (b"null", "FSR-011"),
        (b"{}", "FSR-010"),
        (b'{"modelInput": []}', "FSR-011"),
        (b'{"modelOutput": {"vehicles": []}}', "FSR-007"),
    ],
)
def test_a_file_that_is_no_model_input_is_refused(raw: bytes, code: str) -> None:
    assert code in code_of(raw)


def test_a_name_is_never_shown() -> None:
    document = a_file()
    secret = "Svea Andersson, Storgatan 3"
    visit(document["modelInput"]).update(name=[secret], serviceDuration="PT99H")
    visit(document["modelInput"], 1).update(name=secret, timeWindows=[a_window("11:00", "08:00")])
    shown = str(read(document).issues)
    assert "Svea" not in shown
    assert "Storgatan" not in shown


def test_all_faults_are_found_at_once() -> None:
    document = a_file()
    model = document["modelInput"]
    visit(model, 0).update(serviceDuration="30 min")
    visit(model, 1).update(requiredVehicles=["eva"])
    shift(model, 1).update(maxEndTime=at("06:00"))
    after(2, "V77")(model)
    assert {issue.code for issue in read(document).issues} == {"FSR-023", "PROB-010", "PROB-050", "PROB-011"}


def test_a_fault_that_comes_a_thousand_times_is_listed_200_times_and_counted() -> None:
    document = a_file()
    document["modelInput"]["visits"] = [a_visit(f"V{i}", serviceDuration="PT99H") for i in range(100, 1100)]
    found = read(document).issues
    assert len(found) == 201
    assert "800" in found[-1].cause.sv


def test_fields_nobody_knows_do_no_harm() -> None:
    document: dict[str, Any] = a_file() | {"x": 1}
    visit(document["modelInput"]).update(mood="sunny", extra={"a": [None]})
    assert read(document) == read(a_file())

"""What commands say: problems in words on standard error, results as one JSON line on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from services.errors import BadInput
from services.problem.issue import Issue, Severity
from services.words import Language, Text

WORDS = {Severity.ERROR: Text(sv="FEL", en="ERROR"), Severity.WARNING: Text(sv="Varning", en="Warning")}


def say(text: Text, language: Language, **values: object) -> None:
    """One line to standard error."""
    print(text(language, **values), file=sys.stderr, flush=True)


def tell(issues: Sequence[Issue], language: Language) -> None:
    """Every problem in words: what, where, which value, how to mend."""
    for issue in issues:
        where = " · ".join(filter(None, [issue.where, issue.field, issue.value]))
        print(
            f"{WORDS[issue.severity](language)} {issue.code} {where}: {issue.cause(language)} {issue.action(language)}",
            file=sys.stderr,
        )


def answer(result: dict[str, object]) -> None:
    """The result, on the last line of standard output."""
    print(json.dumps(result, ensure_ascii=False), flush=True)


def refusal(fault: BadInput, language: Language) -> None:
    """Why nothing was done: every problem in words, and as JSON."""
    issues = [problem for problem in fault.problems if isinstance(problem, Issue)]
    tell(issues, language)
    print(f"{fault.code} {fault.cause(language)} {fault.action(language)}", file=sys.stderr)
    answer({"error": fault.code, "cause": fault.cause(language), "problems": as_json(issues, language)})


def as_json(issues: Sequence[Issue], language: Language) -> list[dict[str, str]]:
    """The same as plain values for other programs."""
    return [
        {
            "severity": issue.severity.value,
            "code": issue.code,
            "where": issue.where,
            "field": issue.field,
            "value": issue.value,
            "cause": issue.cause(language),
            "action": issue.action(language),
        }
        for issue in issues
    ]

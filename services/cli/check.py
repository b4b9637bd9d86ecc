"""`check INPUT.json`: finds every problem of a model input, those that stop planning and those that do not."""

from __future__ import annotations

from services.cli.arguments import car, parser
from services.cli.files import bounded
from services.cli.saying import answer, as_json, refusal, tell
from services.errors import BadInput
from services.integrations.timefold.reader import read_input
from services.problem.columns import columns
from services.problem.issue import Severity
from services.solvers.reach import reach
from services.words import Language


def run(arguments: list[str]) -> int:
    """0 when the file can be planned, 2 when it cannot."""
    options = parser("check", "Finds every problem of a model input.").parse_args(arguments)
    language = Language(options.lang)
    try:
        read = read_input(bounded(options.input), options.client_from, car())
    except BadInput as fault:
        refusal(fault, language)
        return 2
    issues = read.issues
    if read.problem is not None:
        issues += reach(columns(read.problem)).unservable
    tell(issues, language)
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    answer({"errors": errors, "warnings": len(issues) - errors, "problems": as_json(issues, language)})
    return 2 if errors else 0

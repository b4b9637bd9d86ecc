"""Every problem of a file: errors first, what, where, and how to mend it; to take away as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pages.components.workbook_out import MIME
from pages.shell.context import PageContext
from services.problem import Issue, Severity
from services.words import Text, number
from services.workbook import error_report

if TYPE_CHECKING:
    import pandas as pd

HEADING = Text(
    sv="{errors} fel, {warnings} {warnings:varning|varningar}",
    en="{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}",
)
KIND = Text(sv="Slag", en="Kind")
KINDS = {
    Severity.ERROR: Text(sv="Fel", en="Error"),
    Severity.WARNING: Text(sv="Varning", en="Warning"),
}
CODE = Text(sv="Kod", en="Code")
WHERE = Text(sv="Var", en="Where")
FIELD = Text(sv="Fält", en="Field")
VALUE = Text(sv="Värde", en="Value")
CAUSE = Text(sv="Vad", en="What")
ACTION = Text(sv="Åtgärd", en="How to mend it")
TAKE_AWAY = Text(sv="Hämta listan (CSV)", en="Download the list (CSV)")
REPORT = Text(sv="Hämta felrapporten (Excel)", en="Download the error report (Excel)")
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""


def issue_list(ctx: PageContext, issues: Sequence[Issue], key: str) -> None:
    """The list with its counts; nothing when there is nothing."""
    if not issues:
        return
    ordered = sorted(issues, key=lambda issue: issue.severity is not Severity.ERROR)
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    counts = {"errors": number(errors, ctx.language), "warnings": number(len(issues) - errors, ctx.language)}
    st.markdown(f"**{ctx.say(HEADING, **counts)}**")
    table = _table(ctx, ordered)
    st.dataframe(table, hide_index=True, height=min(420, 38 * (len(table) + 1)), row_height=38)
    report, listed = st.columns(2)
    report.download_button(
        ctx.say(REPORT), error_report(ordered, ctx.language), file_name="caire-issues.xlsx", mime=MIME,
        key=f"{key}.xlsx", icon=":material/table_view:",
    )  # fmt: skip
    listed.download_button(
        ctx.say(TAKE_AWAY), _csv(table), file_name="caire-issues.csv", mime="text/csv", key=f"{key}.csv",
        icon=":material/download:",
    )  # fmt: skip


def _table(ctx: PageContext, issues: Sequence[Issue]) -> pd.DataFrame:
    import pandas as pd  # a second that the sign-in page does not wait for

    return pd.DataFrame(
        {
            ctx.say(KIND): [ctx.say(KINDS[issue.severity]) for issue in issues],
            ctx.say(WHERE): [issue.where for issue in issues],
            ctx.say(CAUSE): [ctx.say(issue.cause) for issue in issues],
            ctx.say(ACTION): [ctx.say(issue.action) for issue in issues],
            ctx.say(FIELD): [issue.field for issue in issues],
            ctx.say(VALUE): [issue.value for issue in issues],
            ctx.say(CODE): [issue.code for issue in issues],
        }
    )


def _csv(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need for å, ä and ö; formulas neutralised."""
    safe = table.map(lambda cell: f"'{cell}" if str(cell).startswith(RISKY) else cell)
    return safe.to_csv(index=False, sep=";").encode("utf-8-sig")

"""Rows of a CSV file by column name, with the separator found out and every broken row named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from services.integrations.care_files.faults import MOST_ROWS
from services.problem.report import Report

_SEPARATORS = ",;\t"
_LONGEST_CELL = 32_768


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts as a spreadsheet does, the header is 1."""

    number: int
    cells: dict[str, str]


NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""A file that calls every column as we do."""


def read_rows(
    text: str,
    filename: str,
    needed: Sequence[str],
    repeated: Sequence[str],
    report: Report,
    names: Mapping[str, str] = NO_NAMES,
) -> Iterator[Row]:
    """The rows that have as many fields as the header; of a column in `repeated` the first counts.

    `names` says what this file calls a column of ours, where it calls it otherwise.
    """
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        yield from _rows(
            csv.reader(io.StringIO(text), delimiter=separator, strict=True), filename, needed, repeated, report, names
        )
    except csv.Error:
        report.add("FILE-003", filename)


def _rows(
    lines: Iterator[list[str]], filename: str, needed: Sequence[str], repeated: Sequence[str], report: Report,
    names: Mapping[str, str],
) -> Iterator[Row]:  # fmt: skip
    ours = {theirs: own for own, theirs in names.items()}
    header = [ours.get(name.strip(), name.strip()) for name in next(lines, [])]
    if missing := [names.get(name, name) for name in needed if name not in header]:
        report.add("FILE-005", filename, names=", ".join(missing))
        return
    if doubled := {name for name in header if header.count(name) > 1 and name not in repeated}:
        report.add("FILE-006", filename, min(doubled))
        return
    for number, fields in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            report.add("FILE-007", filename)
            return
        if not any(field.strip() for field in fields):
            continue
        if len(fields) != len(header):
            report.add("FILE-008", f"{filename} · rad {number}", count=len(fields), expected=len(header))
            continue
        # Backwards, so that of a repeated column the first one stays.
        yield Row(number, {name: field.strip() for name, field in zip(reversed(header), reversed(fields), strict=True)})

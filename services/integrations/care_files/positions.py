"""A side file of positions, `address;lat;lon`, for addresses nobody has placed yet."""

from __future__ import annotations

from services.integrations.care_files.cells import Cells
from services.integrations.care_files.decoding import decoded
from services.integrations.care_files.faults import FAULTS
from services.integrations.care_files.sweden import is_in_sweden
from services.integrations.care_files.table import read_rows
from services.problem import Issue
from services.problem.report import Report

COLUMNS = ("address", "lat", "lon")


def read_positions(raw: bytes, filename: str = "fil") -> tuple[dict[str, tuple[float, float]], tuple[Issue, ...]]:
    """Address → (latitude, longitude) of every good row, and every problem; addresses compare by `same_address`."""
    report, found = Report(FAULTS), {}
    text = decoded(raw, filename, report)
    for row in read_rows(text, filename, COLUMNS, (), report) if text is not None else ():
        cells = Cells(row, filename, report)
        address, lat, lon = cells.name("address"), cells.decimal("lat"), cells.decimal("lon")
        if cells.is_sound and (lat is None or lon is None):
            cells.refuse("FILE-010", "lat" if lat is None else "lon")
        elif lat is not None and lon is not None and not is_in_sweden(lat, lon):
            cells.refuse("FILE-018", "lat")
        if cells.is_sound and lat is not None and lon is not None:
            found[same_address(address)] = (lat, lon)
    return found, report.issues()


def same_address(written: str) -> str:
    """The address as it is compared: capitals, commas and stray spaces do not matter."""
    return " ".join(written.replace(",", " ").casefold().split())

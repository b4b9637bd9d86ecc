"""What rows of several grids must keep: a whole position or none, and a last day that is not before the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.grids import Cells
from services.words import Text

Breach = tuple[str, Text, Text]
"""The column, the cause and what to do."""

HALF_A_PLACE = Text(sv="En halv position.", en="Half a position.")
BOTH_OR_NONE = Text(sv="Ange både latitud och longitud, eller ingen.", en="Give both latitude and longitude, or none.")
ENDS_FIRST = Text(sv="Dagen ligger före den första.", en="The day is before the first.")
MEND_DATES = Text(sv="Ändra någon av dagarna.", en="Change either day.")


def half_placed(cells: Cells) -> Iterator[Breach]:
    """A latitude without a longitude, or the other way round."""
    for name, other in (("lat", "lon"), ("lon", "lat")):
        if cells.get(name) is None and cells.get(other) is not None:
            yield name, HALF_A_PLACE, BOTH_OR_NONE


def ends_first(cells: Cells) -> Iterator[Breach]:
    """Something that ends to hold before it begins to."""
    begins, ends = cells.get("valid_from"), cells.get("valid_to")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        yield "valid_to", ENDS_FIRST, MEND_DATES

"""Edits of a grid before they are saved: kept, taken back step by step, and laid beside what others did meanwhile."""

from services.grids.checks import CellFault, faults_of
from services.grids.column import Column
from services.grids.draft import Draft
from services.grids.edits import Cells, Edits, GridRow, Rows
from services.grids.meeting import CellMeeting, Meeting, meet, rebased, settled

__all__ = [
    "CellFault",
    "CellMeeting",
    "Cells",
    "Column",
    "Draft",
    "Edits",
    "GridRow",
    "Meeting",
    "Rows",
    "faults_of",
    "meet",
    "rebased",
    "settled",
]

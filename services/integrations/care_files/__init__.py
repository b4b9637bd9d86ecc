"""Files care systems hand over: recurring visits, dated visit lists, schedule entries, performed tasks, positions.

Context      Real exports differ in encoding, separators, how a time is written, even in the dash of a date.
Decision     Each layout is a reader `bytes → CareFile`: neutral records that no other room has to know a file for, and
             every problem of the file with its row and column. A row with an error is left out and its number kept.
Consequence  The importing room decides what to do with good rows beside bad ones; nothing here touches the database.
             Values of columns that hold names, addresses, personal numbers or free text are never put into a problem.
"""

from services.integrations.care_files.positions import read_positions
from services.integrations.care_files.records import CareFile
from services.integrations.care_files.schedule_entries import read_schedule_entries
from services.integrations.care_files.slinga_csv import read_slinga_csv
from services.integrations.care_files.task_metrics import read_task_metrics
from services.integrations.care_files.visit_list_csv import read_visit_list_csv

__all__ = [
    "CareFile",
    "read_positions",
    "read_schedule_entries",
    "read_slinga_csv",
    "read_task_metrics",
    "read_visit_list_csv",
]

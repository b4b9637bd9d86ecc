"""Where a care system keeps what we want: a versioned profile, data and not code.

Paths name keys from the task downwards, `a.b` for a key inside a key. Alfa eCare's interface is known from one
description only, so every name is a setting; unknown keys of a task are kept as they came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class MappingProfile:
    """One care system's names; `priorities` maps its visit types to our priority 1 … 10."""

    name: str
    version: int
    days: str = "Date"
    groups: str = "GroupData"
    group_id: str = "GroupId"
    tasks: str = "Data"
    task_id: str = "TaskID"
    client: str = "ClientPersonalId"
    carer: str = "ResourcePersonalId"
    planned_start: str = "PlannedStart"
    planned_end: str = "PlannedEnd"
    visit_type: str = "VisitType"
    steps: str = "TaskSteps"
    step_name: str = "Name"
    step_done_min: str = "DoneTime"
    list_inside: tuple[str, ...] = ("value", "data", "items", "result")
    priorities: MappingProxyType[str, int] = field(
        default_factory=lambda: MappingProxyType({"URGENT": 1, "HIGH": 2, "NORMAL": 3, "LOW": 5})
    )
    base_path: str = "/api/BusinessIntelligence/GetTaskMetricsExtended"
    auth_header: str = "Authorization"


ALFA_ECARE = MappingProfile("alfa-ecare", 1)
"""The profile that ships."""

"""Every field that ever leaves the house towards the solver, and the check that no other one does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

Shape: TypeAlias = Mapping[str, "Shape | None"]

_VISIT: Final[Shape] = {
    "id": None, "location": None, "serviceDuration": None, "priority": None,
    "timeWindows": {"minStartTime": None, "maxStartTime": None, "maxEndTime": None},
    "requiredSkills": {"name": None, "minLevel": None},
    "requiredVehicles": None, "preferredVehicles": None, "prohibitedVehicles": None,
    "visitDependencies": {"id": None, "precedingVisit": None, "minDelay": None},
    "pinningRequested": None, "minStartTravelTime": None,
}  # fmt: skip
_BREAK: Final[Shape] = {
    "id": None, "type": None, "minStartTime": None, "maxEndTime": None, "duration": None, "startTime": None,
    "endTime": None,
}  # fmt: skip
_SHIFT: Final[Shape] = {
    "id": None, "startLocation": None, "endLocation": None, "minStartTime": None, "maxSoftEndTime": None,
    "maxEndTime": None, "maxTravelTimePerVisit": None, "skills": {"name": None, "level": None},
    "requiredBreaks": _BREAK, "pinned": None, "itinerary": {"id": None, "kind": None},
}  # fmt: skip
_OVERRIDES: Final[Shape] = {
    "minimizeTravelTimeWeight": None, "minimizeTravelDistanceWeight": None, "minimizeWaitingTimeWeight": None,
    "preferVisitsScheduledToEarliestDayWeight": None, "maxSoftShiftEndTimeWeight": None,
    "preferVisitVehicleMatchPreferredVehiclesWeight": None, "minimizeUnnecessarySkillsWeight": None,
    "balanceTimeUtilizationWeight": None, "preferSchedulingOptionalVisitsWeight": None,
    "minimizeVisitCompletionRiskWeight": None, "priorityWeights": {"priority": None, "weight": None},
}  # fmt: skip
SENT: Final[Shape] = {
    "config": {
        "run": {"name": None, "maxThreadCount": None, "termination": {"spentLimit": None}},
        "model": {"overrides": _OVERRIDES},
    },
    "modelInput": {
        "planningWindow": {"startDate": None, "endDate": None}, "freezeTime": None, "skills": None,
        "vehicles": {"id": None, "shifts": _SHIFT},
        "visits": _VISIT,
        "visitGroups": {"id": None, "visits": _VISIT},
    },
}  # fmt: skip
"""Object → its fields; lists stand for their items, None for a plain value or a list of them."""


def unknown_fields(document: object, shape: Shape = SENT, where: str = "") -> Iterator[str]:
    """Paths of fields that are not ours to send, and of nothing where something should be."""
    if isinstance(document, list):
        for item in document:
            yield from unknown_fields(item, shape, where)
    elif not isinstance(document, dict):
        yield where
    else:
        for name, value in document.items():
            path = f"{where}/{name}"
            inner = shape.get(name)
            if name not in shape or value is None:
                yield path
            elif inner is not None:
                yield from unknown_fields(value, inner, path)
            elif isinstance(value, dict) or (isinstance(value, list) and any(isinstance(i, dict) for i in value)):
                yield path

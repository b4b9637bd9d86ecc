"""The request's schema as documented: every known field with its form, and nothing else."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]

Json = dict[str, Any]
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
DURATION = {"type": "string", "pattern": r"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$"}
LOCATION = {
    "type": "array", "minItems": 2, "maxItems": 2,
    "prefixItems": [
        {"type": "number", "minimum": -90, "maximum": 90}, {"type": "number", "minimum": -180, "maximum": 180},
    ],
}  # fmt: skip
ID = {"type": "string", "minLength": 1}
IDS = {"type": "array", "items": ID}
WEIGHT = {"type": "integer", "minimum": 0}


def closed(required: tuple[str, ...] = (), **fields: Any) -> Json:
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


def many(item: Json) -> Json:
    return {"type": "array", "items": item}


SKILL = closed(("name",), name=ID, level=WEIGHT, multiplier={"type": "number"})
BREAK = closed(
    ("id", "type"), id=ID, type={"enum": ["FLOATING", "FIXED"]}, minStartTime=MOMENT, maxStartTime=MOMENT,
    maxEndTime=MOMENT, duration=DURATION, startTime=MOMENT, endTime=MOMENT, location=LOCATION, costImpact=ID,
)  # fmt: skip
SHIFT = closed(
    ("id", "startLocation", "minStartTime"), id=ID, startLocation=LOCATION, endLocation=LOCATION, minStartTime=MOMENT,
    minFirstVisitArrivalTime=MOMENT, maxSoftLastVisitDepartureTime=MOMENT, maxLastVisitDepartureTime=MOMENT,
    maxSoftEndTime=MOMENT, maxEndTime=MOMENT, maxTravelTimePerVisit=DURATION, maxTravelTime=DURATION,
    maxSoftTravelTime=DURATION, skills=many(SKILL), tags=IDS, requiredBreaks=many(BREAK), pinned={"type": "boolean"},
    itinerary=many(closed(("id",), id=ID, kind={"const": "VISIT"})),
)  # fmt: skip
VISIT = closed(
    ("id", "location", "serviceDuration"), id=ID, name={"type": "string"}, location=LOCATION, serviceDuration=DURATION,
    timeWindows=many(closed(("minStartTime",), minStartTime=MOMENT, maxStartTime=MOMENT, maxEndTime=MOMENT)),
    requiredSkills=many(closed(("name",), name=ID, minLevel=WEIGHT)), requiredTags=IDS, requiredVehicles=IDS,
    prohibitedVehicles=IDS, preferredVehicles=IDS, priority=ID, pinningRequested={"type": "boolean"},
    minStartTravelTime=MOMENT, latestSlaEndTime=MOMENT,
    visitDependencies=many(closed(("id", "precedingVisit"), id=ID, precedingVisit=ID, minDelay=DURATION)),
)  # fmt: skip
MODEL_INPUT = closed(
    ("vehicles", "visits"), locationSetName=ID, planningWindow=closed(startDate=MOMENT, endDate=MOMENT), skills=IDS,
    tags=many(closed(("name",), name=ID)), freezeTime=MOMENT, pinNextVisitDuringFreeze={"enum": ["ALWAYS", "NEVER"]},
    vehicles=many(closed(("id", "shifts"), id=ID, vehicleType=ID, shifts=many(SHIFT))), visits=many(VISIT),
    visitGroups=many(closed(("id", "visits"), id=ID, visits=many(VISIT))),
)  # fmt: skip
OVERRIDES = closed(
    priorityWeights=many(closed(("priority", "weight"), priority=ID, weight=WEIGHT)),
    travelTimeAdjustment=closed(multiplier={"type": "number"}, extraTime=DURATION),
    minimizeVisitsOutsidePreferredArea=WEIGHT,
    **{  # type: ignore[arg-type]
        f"{name}Weight": WEIGHT
        for name in (
            "preferredVisitTimeWindow", "balanceTimeUtilization", "preferVisitsScheduledToEarliestDay",
            "preferSchedulingOptionalVisits", "minimizeVisitCompletionRisk", "minimizeTravelTime",
            "minimizeTravelDistance", "maxSoftShiftTravelTime", "minimizeWaitingTime", "latestSlaEndTime",
            "maxSoftShiftEndTime", "maxSoftLastVisitDepartureTime", "minimizeUnnecessarySkills", "minimizeShiftCosts",
            "maximizeTechnicianRating", "preferVisitVehicleMatchPreferredVehicles",
        )
    },
)  # fmt: skip
RUN = closed(
    name={"type": "string", "maxLength": 255}, tags={**IDS, "maxItems": 100, "uniqueItems": True},
    maxThreadCount={"type": "integer", "minimum": 1},
    termination=closed(
        spentLimit=DURATION, unimprovedSpentLimit=DURATION, stepCountLimit=WEIGHT, slidingWindowDuration=DURATION,
        minimumImprovementRatio={"type": "number", "exclusiveMinimum": 0},
    ),
)  # fmt: skip
CONFIG = closed(run=RUN, model=closed(overrides=OVERRIDES))
REQUEST = closed(("modelInput",), config=CONFIG, modelInput=MODEL_INPUT)
STEP = closed(
    ("op", "path"), op={"enum": ["add", "replace", "remove"]}, path={"type": "string", "pattern": "^/"}, value={}
)
PATCH = closed(("patch",), config=CONFIG, patch=many(STEP))


def faults_of(document: object, schema: Json) -> list[str]:
    """Everything in which a document breaks the schema, as the hosted service tells it."""
    found = jsonschema.Draft202012Validator(schema).iter_errors(document)
    return [f"{error.json_path}: {error.validator}" for error in found]

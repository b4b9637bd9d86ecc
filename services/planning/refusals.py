"""What can go wrong around plans and runs, in words."""

from __future__ import annotations

from typing import Any

from services.errors import BadInput, CareError, Conflict, NotFound
from services.words import Text

FALLEN_RUNS = 3
"""A run is taken up so many times before it is given up."""

CANCELLED = CareError(
    "RUN-004",
    Text(sv="Körningen stoppades innan den hann börja.", en="The run was stopped before it had begun."),
    Text(sv="Starta en ny när du vill.", en="Start a new one whenever you like."),
)
GAVE_UP = CareError(
    "RUN-003",
    Text(
        sv="Körningen avbröts av ett fel tre gånger och gavs upp.",
        en="The run was broken off by a fault three times and was given up.",
    ),
    Text(
        sv="Försök igen med en kortare period eller kortare tid. Händer det igen, kontakta den som sköter driften.",
        en="Try again with a shorter period or less time. If it happens again, tell whoever operates the system.",
    ),
)
TRIAL_ENDED = CareError(
    "RUN-009",
    Text(sv="Provperioden tog slut innan körningen började.", en="The trial ended before the run had begun."),
    Text(
        sv="Tidigare planer går att läsa och ta ut. Be er kontakt hos Caire att förlänga.",
        en="Earlier plans can be read and taken out. Ask your contact at Caire to extend it.",
    ),
)
UNREADABLE = CareError(
    "RUN-002",
    Text(
        sv="Underlaget till körningen går inte längre att öppna: adresser har tagits bort sedan den beställdes.",
        en="What the run was to plan can no longer be opened: addresses have been removed since it was asked for.",
    ),
    Text(sv="Starta en ny körning för samma dagar.", en="Start a new run for the same days."),
)


def no_plan() -> NotFound:
    """The plan is not here, or belongs to somebody else."""
    return NotFound(
        "PLAN-001",
        Text(sv="Planen finns inte.", en="There is no such plan."),
        Text(sv="Välj en annan plan i listan.", en="Choose another plan in the list."),
    )


def not_finished() -> Conflict:
    """The plan is still being made, or came to nothing."""
    return Conflict(
        "PLAN-002",
        Text(sv="Planen är inte färdig.", en="The plan is not finished."),
        Text(sv="Följ körningen på sidan Kör planering.", en="Follow the run on the page Solve."),
    )


def nothing_to_plan() -> BadInput:
    """The days lack visits or shifts."""
    return BadInput(
        "RUN-001",
        Text(
            sv="Det finns inget att planera de valda dagarna.",
            en="There is nothing to plan on the chosen days.",
        ),
        Text(
            sv="Välj dagar som har både besök och pass, eller importera dem först.",
            en="Choose days that have both visits and shifts, or import them first.",
        ),
    )


def bad_request(cause: Text) -> BadInput:
    """A wish outside what can be asked for."""
    return BadInput("RUN-005", cause, Text(sv="Ändra valet och försök igen.", en="Change the choice and try again."))


def to_json(error: CareError) -> dict[str, Any]:
    """Cause and action in both languages, as stored with a failed run."""
    cause, action = error.cause, error.action
    return {"sv": cause.sv, "en": cause.en, "action": {"sv": action.sv, "en": action.en}}

"""What can go wrong at the platform's desk, in words."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotFound
from services.words import Text

_LOOK = Text(sv="Ladda om listan över organisationer.", en="Reload the list of organisations.")

NO_ORGANIZATION = NotFound(
    "PLATFORM-001", Text(sv="Organisationen finns inte.", en="There is no such organisation."), _LOOK
)
NO_REASON = BadInput(
    "PLATFORM-002",
    Text(sv="Skälet är för kort.", en="The reason is too short."),
    Text(
        sv="Skriv minst 10 tecken: organisationen kan läsa det.",
        en="Write at least 10 characters: the organisation can read it.",
    ),
)
BAD_DAYS = BadInput(
    "PLATFORM-003",
    Text(sv="Antalet dagar ska vara 1–180.", en="The number of days is 1–180."),
    Text(sv="Rätta talet.", en="Correct the number."),
)
TOO_LONG = BadInput(
    "PLATFORM-004",
    Text(sv="En provperiod kan sluta senast om ett år.", en="A trial may end in a year at the latest."),
    Text(sv="Välj färre dagar, eller gör organisationen till kund.", en="Choose fewer days, or make it a customer."),
)
NO_TRIAL = Conflict(
    "PLATFORM-005", Text(sv="Organisationen är inte på prov.", en="The organisation is not on trial."), _LOOK
)
NOT_SO = Conflict(
    "PLATFORM-006",
    Text(sv="Organisationen står inte längre så.", en="The organisation does not stand so any more."),
    _LOOK,
)
NOT_DUE = Conflict(
    "PLATFORM-007",
    Text(
        sv="Raderingen är inte aviserad eller tiden har inte gått ut.",
        en="Erasure is not announced, or its time has not come.",
    ),
    Text(sv="Avisera den först; 30 dagar senare kan den göras.", en="Announce it first; it can be done 30 days later."),
)
EMAIL_TAKEN = Conflict(
    "PLATFORM-008",
    Text(sv="E-postadressen har redan ett konto.", en="The e-mail address has an account already."),
    Text(sv="Välj en annan adress för administratören.", en="Choose another address for the administrator."),
)
BAD_TIME = BadInput(
    "PLATFORM-009",
    Text(sv="Supportåtkomst varar 15 minuter till 8 timmar.", en="Support access lasts 15 minutes to 8 hours."),
    Text(sv="Välj en kortare tid; det går att begära igen.", en="Choose a shorter time; it can be asked for again."),
)
CLOSED = Conflict(
    "PLATFORM-010",
    Text(sv="Åtkomsten är redan avslutad.", en="The access has ended already."),
    Text(sv="Inget mer behöver göras.", en="Nothing more needs to be done."),
)
GONE = Conflict(
    "PLATFORM-011",
    Text(sv="Jobbet är inte längre kvar i kön.", en="The job is not in the queue any more."),
    Text(sv="Ladda om sidan.", en="Reload the page."),
)

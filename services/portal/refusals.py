"""Why a portal cannot do what was asked, and what helps."""

from __future__ import annotations

from datetime import datetime

from services.errors import BadInput, CareError, Conflict, NotAllowed, NotFound, Unavailable
from services.words import Text, clock

NO_CARER = NotAllowed(
    "PORTAL-001",
    Text(sv="Användaren hör inte till någon medarbetare.", en="The user belongs to no carer."),
    Text(sv="Be en administratör koppla dig.", en="Ask an administrator to connect you."),
)
NO_CLIENT = NotAllowed(
    "PORTAL-002",
    Text(sv="Användaren hör inte till någon klient.", en="The user belongs to no client."),
    Text(sv="Be hemtjänsten koppla dig.", en="Ask the home care to connect you."),
)


def not_yours() -> CareError:
    return NotFound(
        "PORTAL-003",
        Text(sv="Besöket är inte ditt längre, eller det är inte för i dag.",
             en="The visit is no longer yours, or it is not for today."),
        Text(sv="Läs in dagen igen, eller ring din planerare.", en="Load the day again, or call your planner."),
    )  # fmt: skip


def too_early(planned: datetime) -> CareError:
    return Conflict(
        "PORTAL-004",
        Text(sv="Besöket är planerat först kl. {at}.", en="The visit is not planned until {at}.").fill(
            at=clock(planned)
        ),
        Text(sv="Välj rätt dag, eller ring din planerare.", en="Choose the right day, or call your planner."),
    )


def not_begun() -> CareError:
    return Conflict(
        "PORTAL-005",
        Text(sv="Besöket är inte påbörjat.", en="The visit has not begun."),
        Text(sv="Starta besöket först; rätta sedan tiden om den blev fel.",
             en="Start the visit first; then correct the time if it is wrong."),
    )  # fmt: skip


def day_is_over() -> CareError:
    return Conflict(
        "PORTAL-006",
        Text(sv="Besökets dag är över, tiderna kan inte längre lämnas här.",
             en="The visit's day is over; its times can no longer be told here."),
        Text(sv="Säg till din planerare.", en="Tell your planner."),
    )  # fmt: skip


def not_yet() -> CareError:
    return BadInput(
        "PORTAL-007",
        Text(sv="Tiderna ligger i framtiden eller på en annan dag.", en="The times lie ahead, or on another day."),
        Text(sv="Skriv när besöket verkligen började och slutade.", en="Write when the visit really began and ended."),
    )


def too_many_wishes(most: int) -> CareError:
    return Conflict(
        "PORTAL-008",
        Text(sv="Du har redan {most} önskemål som väntar på svar.", en="You already have {most} wishes waiting.").fill(
            most=most
        ),
        Text(sv="Vänta på svar, eller ta tillbaka något.", en="Wait for an answer, or take one back."),
    )


def answered() -> CareError:
    return Conflict(
        "PORTAL-009",
        Text(sv="Önskemålet är redan besvarat eller återtaget.", en="The wish is already answered or taken back."),
        Text(sv="Läs in sidan igen.", en="Load the page again."),
    )


def unreadable_wish() -> CareError:
    return BadInput(
        "PORTAL-010",
        Text(sv="Önskemålet saknar dag, tid eller person.", en="The wish lacks a day, a time or a person."),
        Text(sv="Fyll i det som saknas och skicka igen.", en="Fill in what is missing and send again."),
    )


def past_day() -> CareError:
    return BadInput(
        "PORTAL-011",
        Text(sv="Dagen har redan varit, eller ligger mer än ett år bort.",
             en="The day has passed, or is more than a year away."),
        Text(sv="Välj en kommande dag.", en="Choose a day to come."),
    )  # fmt: skip


def clashes_with_absence() -> CareError:
    return Conflict(
        "PORTAL-012",
        Text(sv="Medarbetaren har redan frånvaro de dagarna.", en="The carer is already away on these days."),
        Text(sv="Se frånvaron under Pass och fordon, och svara sedan utan att lägga in den.",
             en="See the absence under Shifts and vehicles, then answer without adding it."),
    )  # fmt: skip


def database_is_away() -> CareError:
    return Unavailable(
        "PORTAL-013",
        Text(sv="Servern kan inte spara just nu.", en="The server cannot save right now."),
        Text(sv="Händelsen finns kvar i telefonen och skickas igen.",
             en="The act stays in the phone and is sent again."),
    )  # fmt: skip

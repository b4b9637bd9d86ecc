"""Every way a planning problem can be wrong, whoever delivered it: code, severity, cause, action."""

from __future__ import annotations

from services.problem.issue import Severity
from services.problem.report import Fault
from services.words import Text


def _error(cause: Text, action: Text) -> Fault:
    return Fault(Severity.ERROR, cause, action)


def _warning(cause: Text, action: Text) -> Fault:
    return Fault(Severity.WARNING, cause, action)


FAULTS: dict[str, Fault] = {
    "PROB-001": _error(
        Text(sv="Id:t används av fler än en ({kind}).", en="The id is used by more than one {kind}."),
        Text(sv="Ge varje en eget id.", en="Give each its own id."),
    ),
    "PROB-002": _error(
        Text(sv="Det finns inga besök att planera.", en="There are no visits to plan."),
        Text(sv="Lägg till minst ett besök.", en="Add at least one visit."),
    ),
    "PROB-003": _error(
        Text(sv="Det finns inga arbetspass att planera på.", en="There are no shifts to plan on."),
        Text(sv="Lägg till minst ett arbetspass.", en="Add at least one shift."),
    ),
    "PROB-010": _error(
        Text(sv="Hänvisar till en medarbetare som inte finns.", en="Refers to a carer who does not exist."),
        Text(
            sv="Rätta id:t, lägg till medarbetaren eller ta bort hänvisningen.",
            en="Correct the id, add the carer, or remove the reference.",
        ),
    ),
    "PROB-011": _error(
        Text(sv="Ska följa efter ett besök som inte finns.", en="Must follow a visit that does not exist."),
        Text(
            sv="Rätta id:t, lägg till besöket eller ta bort beroendet.",
            en="Correct the id, add the visit, or remove the dependency.",
        ),
    ),
    "PROB-012": _error(
        Text(sv="Gruppen innehåller ett besök som inte finns.", en="The group has a visit that does not exist."),
        Text(sv="Rätta id:t eller ta bort det ur gruppen.", en="Correct the id or take it out of the group."),
    ),
    "PROB-013": _error(
        Text(sv="Hänvisar till något som inte finns ({kind}).", en="Refers to something that does not exist ({kind})."),
        Text(sv="Rätta id:t eller lägg till det som saknas.", en="Correct the id or add what is missing."),
    ),
    "PROB-020": _error(
        Text(sv="Besöket ska följa efter sig självt.", en="The visit must follow itself."),
        Text(sv="Ta bort beroendet.", en="Remove the dependency."),
    ),
    "PROB-021": _error(
        Text(
            sv="Besöken väntar på varandra i en ring och kan aldrig börja: {chain}.",
            en="The visits wait for each other in a ring and can never start: {chain}.",
        ),
        Text(sv="Ta bort ett av beroendena i kedjan.", en="Remove one of the dependencies in the chain."),
    ),
    "PROB-022": _error(
        Text(
            sv="Väntetiden mellan besöken är negativ eller över 28 dygn.", en="The delay is negative or over 28 days."
        ),
        Text(sv="Ange en tid mellan 0 och 28 dygn.", en="Give a delay between 0 and 28 days."),
    ),
    "PROB-023": _error(
        Text(
            sv="Besöket ska börja senast innan det får börja efter besöket innan.",
            en="The visit must start sooner after the visit before than it may.",
        ),
        Text(sv="Låt den längsta tiden vara minst den kortaste.", en="Let the longest time be at least the shortest."),
    ),
    "PROB-030": _error(
        Text(
            sv="Gruppen har {count} besök; 2–4 går att planera.",
            en="The group has {count} {count:visit|visits}; 2–4 can be planned.",
        ),
        Text(
            sv="Ett ensamt besök hör inte till någon grupp; dela upp en större.",
            en="Take a lone visit out of its group; split a larger one.",
        ),
    ),
    "PROB-031": _error(
        Text(sv="Samma besök står två gånger i gruppen.", en="The same visit stands twice in the group."),
        Text(sv="Ta bort det ena.", en="Remove one of them."),
    ),
    "PROB-032": _error(
        Text(sv="Besöket hör till flera grupper.", en="The visit belongs to several groups."),
        Text(sv="Låt det höra till en.", en="Let it belong to one."),
    ),
    "PROB-040": _error(
        Text(
            sv="Besökets längd är inte mellan 1 sekund och 24 timmar.",
            en="The visit's duration is not between 1 second and 24 hours.",
        ),
        Text(sv="Ange besökets längd, till exempel 30 minuter.", en="Give its duration, for example 30 minutes."),
    ),
    "PROB-041": _error(
        Text(sv="Tidsfönstret slutar innan det börjar.", en="The time window ends before it starts."),
        Text(sv="Byt plats på tiderna eller rätta datumet.", en="Swap the times or correct the date."),
    ),
    "PROB-042": _error(
        Text(
            sv="Tidsfönstret är kortare än besöket: {room} för {need}.",
            en="The time window is shorter than the visit: {room} for {need}.",
        ),
        Text(sv="Gör fönstret längre eller besöket kortare.", en="Widen the window or shorten the visit."),
    ),
    "PROB-043": _error(
        Text(sv="Besöket har inget tidsfönster.", en="The visit has no time window."),
        Text(sv="Ange när besöket får göras.", en="Say when the visit may be made."),
    ),
    "PROB-044": _error(
        Text(sv="Besökets tidsfönster överlappar varandra.", en="The visit's time windows overlap."),
        Text(sv="Slå ihop dem.", en="Join them."),
    ),
    "PROB-045": _error(
        Text(
            sv="Senaste starttid ligger före tidsfönstrets början.",
            en="The latest start lies before the start of the window.",
        ),
        Text(sv="Rätta den senaste starttiden.", en="Correct the latest start."),
    ),
    "PROB-046": _error(
        Text(sv="Prioriteten är inte mellan 1 och 10.", en="The priority is not between 1 and 10."),
        Text(sv="Ange 1 (viktigast) till 10.", en="Give 1 (most important) to 10."),
    ),
    "PROB-050": _error(
        Text(sv="Arbetspasset slutar innan det börjar.", en="The shift ends before it starts."),
        Text(sv="Byt plats på tiderna eller rätta datumet.", en="Swap the times or correct the date."),
    ),
    "PROB-051": _warning(
        Text(sv="Arbetspasset är längre än ett dygn.", en="The shift is longer than a day."),
        Text(sv="Kontrollera datumen.", en="Check the dates."),
    ),
    "PROB-052": _error(
        Text(
            sv="Rasten är längre än tiden den får tas på.", en="The break is longer than the time it may be taken in."
        ),
        Text(sv="Vidga tiden eller korta rasten.", en="Widen the time or shorten the break."),
    ),
    "PROB-053": _error(
        Text(sv="Rasten ryms inte inom arbetspasset.", en="The break does not fit inside its shift."),
        Text(sv="Flytta rasten eller rätta passets tider.", en="Move the break or correct the shift's times."),
    ),
    "PROB-054": _error(
        Text(
            sv="Passets raster ryms inte efter varandra.", en="The breaks of the shift do not fit one after the other."
        ),
        Text(sv="Flytta eller korta en av dem.", en="Move or shorten one of them."),
    ),
    "PROB-055": _error(
        Text(
            sv="Rastens längd är inte mellan 1 sekund och 24 timmar.",
            en="The break's duration is not between 1 second and 24 hours.",
        ),
        Text(sv="Ange rastens längd.", en="Give the break's duration."),
    ),
    "PROB-056": _warning(
        Text(
            sv="Passet överlappar {other} för samma medarbetare.",
            en="The shift overlaps {other} of the same carer.",
        ),
        Text(
            sv="Planeringen går vidare; kontrollera att det är avsett.",
            en="Planning goes on; check that it is meant.",
        ),
    ),
    "PROB-057": _warning(
        Text(
            sv="Vilan efter {other} är {rest_h} h, kortare än 11 h.",
            en="The rest after {other} is {rest_h} h, shorter than 11 h.",
        ),
        Text(
            sv="Planeringen går vidare; kontrollera dygnsvilan.",
            en="Planning goes on; check the daily rest.",
        ),
    ),
    "PROB-058": _error(
        Text(sv="Önskat slut ligger före passets början.", en="The wished end lies before the shift's start."),
        Text(sv="Rätta det önskade slutet.", en="Correct the wished end."),
    ),
    "PROB-059": _error(
        Text(sv="Längsta tillåtna resa måste vara minst 1 sekund.", en="The longest leg must be at least 1 second."),
        Text(sv="Ange en längre tid eller ta bort gränsen.", en="Give a longer time or remove the limit."),
    ),
    "PROB-060": _error(
        Text(
            sv="Positionen finns inte på jorden (latitud −90…90, longitud −180…180).",
            en="The position is not on Earth (latitude −90…90, longitude −180…180).",
        ),
        Text(sv="Ange [latitud, longitud] i grader.", en="Give [latitude, longitude] in degrees."),
    ),
    "PROB-061": _error(
        Text(
            sv="Positionen är 0, 0: adressen är inte omvandlad.",
            en="The position is 0, 0: the address is not resolved.",
        ),
        Text(sv="Ange den riktiga positionen.", en="Give the true position."),
    ),
    "PROB-062": _error(
        Text(
            sv="Latitud och longitud verkar ha bytt plats: tvärtom hamnar den bland de andra.",
            en="Latitude and longitude seem swapped: the other way round it lies among the rest.",
        ),
        Text(sv="Skriv latitud först, sedan longitud.", en="Write latitude first, then longitude."),
    ),
    "PROB-063": _error(
        Text(
            sv="Alla positioner verkar ha latitud och longitud i omvänd ordning: tvärtom ligger de i Norden.",
            en="All positions seem to have latitude and longitude swapped: turned round they lie in the Nordics.",
        ),
        Text(sv="Skriv latitud först, sedan longitud.", en="Write latitude first, then longitude."),
    ),
    "PROB-064": _warning(
        Text(sv="Positionen ligger {far_km} km från de andra.", en="The position lies {far_km} km from the rest."),
        Text(sv="Kontrollera positionen.", en="Check the position."),
    ),
    "PROB-070": _warning(
        Text(
            sv="Ingen har kompetensen; {count} besök kräver den och blir {count:oplanerat|oplanerade}.",
            en="Nobody has the skill; {count} {count:visit requires|visits require} it and {count:has|have} nobody.",
        ),
        Text(sv="Ge någon kompetensen eller rätta stavningen.", en="Give somebody the skill or correct its spelling."),
    ),
    "PROB-071": _warning(
        Text(
            sv="Ingen når nivå {level}; den högsta som finns är {best}.",
            en="Nobody reaches level {level}; the highest there is {best}.",
        ),
        Text(sv="Sänk kravet eller höj någons nivå.", en="Lower the demand or raise somebody's level."),
    ),
    "PROB-080": _error(
        Text(
            sv="Tiden ligger {days} dygn från de andra; en plan får spänna över högst 28.",
            en="The time lies {days} days from the rest; a plan may span at most 28.",
        ),
        Text(sv="Rätta datumet eller dela upp perioden.", en="Correct the date or split the period."),
    ),
    "PROB-081": _error(
        Text(
            sv="Planen spänner över {days} dygn; högst 28 går att planera.",
            en="The plan spans {days} days; at most 28 can be planned.",
        ),
        Text(sv="Dela upp perioden.", en="Split the period."),
    ),
}

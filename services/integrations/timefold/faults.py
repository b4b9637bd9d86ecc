"""Every way an exchange file can be wrong before it is a planning problem: code, severity, cause, action."""

from __future__ import annotations

from services.problem.faults import FAULTS as PROBLEM_FAULTS
from services.problem.issue import Severity
from services.problem.report import Fault
from services.words import Text

_OWN: dict[str, tuple[Severity, Text, Text]] = {
    "FSR-001": (
        Severity.ERROR,
        Text(
            sv="Filen är {size_mb} MB; högst {limit_mb} MB läses.",
            en="The file is {size_mb} MB; at most {limit_mb} MB is read.",
        ),
        Text(sv="Dela upp den i kortare perioder eller områden.", en="Split it into shorter periods or smaller areas."),
    ),
    "FSR-002": (
        Severity.ERROR,
        Text(sv="Filen är inte text i UTF-8.", en="The file is not UTF-8 text."),
        Text(sv="Spara den i UTF-8.", en="Save it in UTF-8."),
    ),
    "FSR-003": (
        Severity.ERROR,
        Text(
            sv="Filen är inte giltig JSON: felet finns på rad {line}, kolumn {column}.",
            en="The file is not valid JSON: the fault is at line {line}, column {column}.",
        ),
        Text(sv="Rätta det stället eller exportera filen på nytt.", en="Correct that place or export the file again."),
    ),
    "FSR-004": (
        Severity.ERROR,
        Text(
            sv="Filen är avhuggen: den slutar mitt i, på rad {line}, kolumn {column}.",
            en="The file is cut off: it ends in the middle, at line {line}, column {column}.",
        ),
        Text(sv="Exportera eller ladda ner filen på nytt.", en="Export or download the file again."),
    ),
    "FSR-005": (
        Severity.ERROR,
        Text(sv="Filen är tom.", en="The file is empty."),
        Text(sv="Välj en annan fil.", en="Choose another file."),
    ),
    "FSR-006": (
        Severity.ERROR,
        Text(
            sv="Filens innehåll är för djupt nästlat eller har orimligt långa tal.",
            en="The file is nested too deep or has absurdly long numbers.",
        ),
        Text(sv="Exportera filen på nytt.", en="Export the file again."),
    ),
    "FSR-007": (
        Severity.ERROR,
        Text(
            sv="Filen är en färdig plan (modelOutput), inte ett planeringsunderlag.",
            en="The file is a finished plan (modelOutput), not something to plan from.",
        ),
        Text(sv="Välj filen med modelInput.", en="Choose the file with modelInput."),
    ),
    "FSR-008": (
        Severity.ERROR,
        Text(
            sv="Filen är ett planeringsunderlag (modelInput), inte en färdig plan.",
            en="The file is something to plan from (modelInput), not a finished plan.",
        ),
        Text(sv="Välj filen med modelOutput.", en="Choose the file with modelOutput."),
    ),
    "FSR-010": (
        Severity.ERROR,
        Text(sv="Ett obligatoriskt fält saknas.", en="A required field is missing."),
        Text(sv="Lägg till fältet.", en="Add the field."),
    ),
    "FSR-011": (
        Severity.ERROR,
        Text(sv="Fältet ska vara {wanted}.", en="The field should be {wanted}."),
        Text(sv="Rätta fältets värde.", en="Correct the value of the field."),
    ),
    "FSR-012": (
        Severity.ERROR,
        Text(
            sv="Id:t är tomt, längre än 200 tecken eller har tecken som inte går att skriva ut.",
            en="The id is empty, longer than 200 characters or has unprintable characters.",
        ),
        Text(sv="Ge ett kort, läsbart id.", en="Give a short, readable id."),
    ),
    "FSR-013": (
        Severity.ERROR,
        Text(sv="Värdet är inget tal (NaN eller oändligt).", en="The value is not a number (NaN or infinite)."),
        Text(sv="Ange ett riktigt tal.", en="Give a real number."),
    ),
    "FSR-014": (
        Severity.ERROR,
        Text(sv="Talet är inte mellan {least} och {most}.", en="The number is not between {least} and {most}."),
        Text(sv="Rätta talet.", en="Correct the number."),
    ),
    "FSR-020": (
        Severity.ERROR,
        Text(
            sv="Tiden saknar tidszon, så den kan betyda flera olika ögonblick.",
            en="The time has no offset, so it can mean several moments.",
        ),
        Text(sv="Skriv till exempel 2027-02-01T07:00:00+01:00.", en="Write for example 2027-02-01T07:00:00+01:00."),
    ),
    "FSR-021": (
        Severity.ERROR,
        Text(sv="Det är ingen giltig tidpunkt.", en="This is not a valid time."),
        Text(sv="Skriv till exempel 2027-02-01T07:00:00+01:00.", en="Write for example 2027-02-01T07:00:00+01:00."),
    ),
    "FSR-022": (
        Severity.ERROR,
        Text(
            sv="Året är orimligt (2000–2199 går att planera).", en="The year is implausible (2000–2199 can be planned)."
        ),
        Text(sv="Rätta datumet.", en="Correct the date."),
    ),
    "FSR-023": (
        Severity.ERROR,
        Text(sv="Det är ingen giltig varaktighet.", en="This is not a valid duration."),
        Text(sv="Skriv till exempel PT30M eller PT1H15M.", en="Write for example PT30M or PT1H15M."),
    ),
    "FSR-024": (
        Severity.ERROR,
        Text(sv="Planeringsperioden slutar innan den börjar.", en="The planning window ends before it starts."),
        Text(sv="Byt plats på datumen.", en="Swap the dates."),
    ),
    "FSR-030": (
        Severity.ERROR,
        Text(
            sv="Besöket står både i visits och i gruppen {group}.",
            en="The visit stands both in visits and in group {group}.",
        ),
        Text(sv="Låt det stå bara i gruppen.", en="Keep it only in the group."),
    ),
    "FSR-031": (
        Severity.ERROR,
        Text(sv="Okänt slag; {known} finns.", en="Unknown kind; there are {known}."),
        Text(sv="Rätta slaget.", en="Correct the kind."),
    ),
    "FSR-040": (
        Severity.ERROR,
        Text(sv="Turen nämner ett besök som inte finns.", en="The itinerary names a visit that does not exist."),
        Text(sv="Ta bort det ur turen eller lägg till besöket.", en="Take it out of the itinerary or add the visit."),
    ),
    "FSR-041": (
        Severity.ERROR,
        Text(
            sv="Besöket står i flera turer: även i {other}.",
            en="The visit stands in several itineraries: also {other}.",
        ),
        Text(sv="Låt det stå i en.", en="Keep it in one."),
    ),
    "FSR-042": (
        Severity.WARNING,
        Text(
            sv="Besöket ska låsas men står inte i någon tur; det planeras fritt.",
            en="The visit is to be pinned but stands in no itinerary; it is planned freely.",
        ),
        Text(sv="Lägg in det i passets itinerary.", en="Put it into a shift's itinerary."),
    ),
    "FSR-050": (
        Severity.WARNING,
        Text(
            sv="Fältet används inte i planeringen ({count} st).",
            en="The field is not used in planning ({count} of them).",
        ),
        Text(sv="Kontrollera planen mot det som fältet säger.", en="Check the plan against what the field says."),
    ),
    "FSR-051": (
        Severity.WARNING,
        Text(
            sv="Prioriteten är inget tal; den räknas som lägst (10).",
            en="The priority is no number; it counts as lowest (10).",
        ),
        Text(sv='Ange "1" (viktigast) till "10".', en='Give "1" (most important) to "10".'),
    ),
    "FSR-060": (
        Severity.ERROR,
        Text(
            sv="Planen har ett fordon som inte finns i underlaget.",
            en="The plan has a vehicle the input does not have.",
        ),
        Text(sv="Välj planen som hör till underlaget.", en="Choose the plan that belongs to the input."),
    ),
    "FSR-061": (
        Severity.ERROR,
        Text(sv="Planen har ett pass som inte finns i underlaget.", en="The plan has a shift the input does not have."),
        Text(sv="Välj planen som hör till underlaget.", en="Choose the plan that belongs to the input."),
    ),
    "FSR-062": (
        Severity.ERROR,
        Text(sv="Passet hör till {owner} i underlaget.", en="The shift belongs to {owner} in the input."),
        Text(sv="Flytta passet till rätt fordon.", en="Move the shift to its own vehicle."),
    ),
    "FSR-063": (
        Severity.ERROR,
        Text(sv="Passet står två gånger i planen.", en="The shift stands twice in the plan."),
        Text(sv="Ta bort det ena.", en="Remove one of them."),
    ),
    "FSR-064": (
        Severity.ERROR,
        Text(
            sv="Planen har ett besök som inte finns i underlaget.", en="The plan has a visit the input does not have."
        ),
        Text(sv="Välj planen som hör till underlaget.", en="Choose the plan that belongs to the input."),
    ),
    "FSR-065": (
        Severity.ERROR,
        Text(sv="Besöket är planerat två gånger.", en="The visit is planned twice."),
        Text(sv="Ta bort det ena.", en="Remove one of them."),
    ),
    "FSR-066": (
        Severity.ERROR,
        Text(sv="Besöket är både planerat och oplanerat.", en="The visit is both planned and unassigned."),
        Text(sv="Låt det stå på ett ställe.", en="Keep it in one place."),
    ),
    "FSR-067": (
        Severity.WARNING,
        Text(
            sv="Rasten finns inte i passets underlag och räknas inte.",
            en="The shift has no such break; it is not counted.",
        ),
        Text(sv="Kontrollera rastens id.", en="Check the id of the break."),
    ),
    "FSR-068": (
        Severity.ERROR,
        Text(
            sv="Filen känns inte igen: den är inte JSON, och ingen lista vars rubriker Caire kan.",
            en="The file is not recognised: it is not JSON, nor a list whose headings Caire knows.",
        ),
        Text(
            sv="Jämför rubrikerna med dem under Kolumnnamn, eller exportera filen på nytt.",
            en="Compare its headings with those under Column names, or export the file again.",
        ),
    ),
}

FAULTS: dict[str, Fault] = {code: Fault(*words) for code, words in _OWN.items()} | PROBLEM_FAULTS

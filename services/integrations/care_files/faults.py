"""Every way a care system's file can be wrong: code, severity, cause, action."""

from __future__ import annotations

from services.problem.issue import Severity
from services.problem.report import Fault
from services.words import Text

MOST_MB = 20
MOST_ROWS = 200_000


def _fault(sv: str, en: str, mend_sv: str, mend_en: str, *, is_warning: bool = False) -> Fault:
    severity = Severity.WARNING if is_warning else Severity.ERROR
    return Fault(severity, Text(sv=sv, en=en), Text(sv=mend_sv, en=mend_en))


_AGAIN = ("Exportera filen på nytt.", "Export the file again.")
_CORRECT = ("Rätta värdet i filen.", "Correct the value in the file.")

FAULTS: dict[str, Fault] = {
    "FILE-001": _fault(
        "Filen är {size_mb} MB; högst 20 MB läses.", "The file is {size_mb} MB; at most 20 MB is read.",
        "Dela upp den i kortare perioder.", "Split it into shorter periods.",
    ),
    "FILE-002": _fault("Filen är tom.", "The file is empty.", "Välj en annan fil.", "Choose another file."),
    "FILE-003": _fault("Filen är inte text.", "The file is not text.", *_AGAIN),
    "FILE-004": _fault(
        "Å, ä och ö är förvanskade i filen.", "The letters å, ä and ö are garbled in the file.",
        "Exportera på nytt i UTF-8, utan att öppna filen i ett annat program emellan.",
        "Export again in UTF-8, without opening the file in another program in between.",
    ),
    "FILE-005": _fault(
        "Kolumner saknas: {names}.", "Columns are missing: {names}.",
        "Välj rätt sorts fil, eller exportera med alla kolumner.",
        "Choose the right kind of file, or export every column.",
    ),
    "FILE-006": _fault(
        "Samma kolumn finns två gånger.", "The same column is there twice.",
        "Ta bort den ena.", "Remove one of them.",
    ),
    "FILE-007": _fault(
        "Filen har fler än 200 000 rader.", "The file has more than 200,000 rows.",
        "Dela upp den i kortare perioder.", "Split it into shorter periods.",
    ),
    "FILE-008": _fault(
        "Raden har {count} fält, rubriken har {expected}.", "The row has {count} fields, the header has {expected}.",
        "Kontrollera avgränsare och citattecken på raden.", "Check separators and quotes on the row.",
    ),
    "FILE-009": _fault("Filen är inte giltig JSON.", "The file is not valid JSON.", *_AGAIN),
    "FILE-010": _fault("Värdet saknas.", "The value is missing.", "Fyll i det.", "Fill it in."),
    "FILE-011": _fault(
        "Det är inget datum.", "This is not a date.", "Skriv det som 2027-02-01.", "Write it as 2027-02-01.",
    ),
    "FILE-012": _fault(
        "Det är inget klockslag.", "This is not a time of day.", "Skriv det som 07:30.", "Write it as 07:30.",
    ),
    "FILE-013": _fault(
        "Det är inget tal i rätt spann ({low}–{high}).", "Not a number in range ({low}–{high}).", *_CORRECT,
    ),
    "FILE-014": _fault(
        "Upprepningen går inte att tyda.", "The recurrence cannot be understood.",
        "Skriv som ”Varje dag”, ”Varje vecka, mån tis” eller ”Var 3:e vecka, ons”.",
        "Write it as “Varje dag”, “Varje vecka, mån tis” or “Var 3:e vecka, ons”.",
    ),
    "FILE-015": _fault(
        "Slutet är före början.", "The end is before the beginning.", *_CORRECT,
    ),
    "FILE-016": _fault(
        "Samma id finns på två rader.", "The same id is on two rows.",
        "Ge varje rad ett eget id.", "Give each row its own id.",
    ),
    "FILE-017": _fault(
        "Besöket är längre än sitt tidsfönster.", "The visit is longer than its time window.",
        "Förläng fönstret eller korta besöket.", "Widen the window or shorten the visit.",
    ),
    "FILE-018": _fault(
        "Positionen ligger utanför Sverige eller är omkastad.", "The position is outside Sweden, or swapped.",
        "Kontrollera latitud (55–70) och longitud (10–25).", "Check latitude (55–70) and longitude (10–25).",
    ),
    "FILE-019": _fault(
        "Uppgiften finns inte där profilen säger: {key}.", "The field is not where the profile says: {key}.",
        "Rätta profilens nyckel {key}, eller källan.", "Correct the profile's key {key}, or the source.",
    ),
    "FILE-020": _fault(
        "Passet beskrivs olika på olika rader.", "The shift is described differently on different rows.",
        "Den första raden gäller; rätta de andra.", "The first row holds; correct the others.", is_warning=True,
    ),
    "FILE-021": _fault(
        "Klienten har olika adresser på olika rader.", "The client has different addresses on different rows.",
        "Den första raden gäller; rätta de andra.", "The first row holds; correct the others.", is_warning=True,
    ),
    "FILE-022": _fault(
        "Besöket är vilande och planeras inte.", "The visit is dormant and is not planned.",
        "Inget behöver göras.", "Nothing needs to be done.", is_warning=True,
    ),
    "FILE-023": _fault(
        "Gruppen har fler än fyra besök samtidigt.", "The group has more than four visits at a time.",
        "Dela upp gruppen.", "Split the group.",
    ),
}  # fmt: skip

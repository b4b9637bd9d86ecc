"""Every way the file of an organisation can be wrong: code, severity, cause, action."""

from __future__ import annotations

from services.problem.issue import Severity
from services.problem.report import Fault
from services.words import Text

_AGAIN = ("Hämta filen på nytt.", "Take the file out again.")
_UNTOUCHED = (
    "Läs in den fil som hämtades, utan att ändra i den.", "Take in the file as it was taken out, without editing it.",
)  # fmt: skip
_MEND = ("Rätta raden, eller hämta filen på nytt.", "Mend the row, or take the file out again.")


def _fault(sv: str, en: str, mend: tuple[str, str]) -> Fault:
    return Fault(Severity.ERROR, Text(sv=sv, en=en), Text(sv=mend[0], en=mend[1]))


FAULTS: dict[str, Fault] = {
    "ORG-001": _fault("Filen är större än 20 MB.", "The file is larger than 20 MB.", (
        "Ta ut den utan planer, så blir den mindre.", "Take it out without plans, then it is smaller.",
    )),
    "ORG-002": _fault("Filen är ingen organisationsfil, eller är skadad.",
                      "The file is no organisation file, or is damaged.", _AGAIN),
    "ORG-003": _fault("Filen har en nyare version ({version}) än den här installationen läser ({known}).",
                      "The file is of a newer version ({version}) than this installation reads ({known}).",
                      ("Uppdatera installationen först.", "Update the installation first.")),
    "ORG-004": _fault("Filens version är okänd.", "The file's version is unknown.", _AGAIN),
    "ORG-005": _fault("Tabellen saknas i filen.", "The table is missing in the file.", _UNTOUCHED),
    "ORG-006": _fault("Tabellen känns inte igen.", "The table is not known.", _UNTOUCHED),
    "ORG-007": _fault("Innehållet stämmer inte med filens kontrollsumma.",
                      "The content does not match the file's checksum.", _UNTOUCHED),
    "ORG-008": _fault("Raden är inte giltig JSON.", "The row is not valid JSON.", _UNTOUCHED),
    "ORG-009": _fault("Uppgiften känns inte igen.", "The key is not known.", _MEND),
    "ORG-010": _fault("Uppgiften saknas.", "The value is missing.", _MEND),
    "ORG-011": _fault("Värdet är inte av rätt slag ({kind}).", "The value is not of the right kind ({kind}).", _MEND),
    "ORG-012": _fault("Samma nyckel finns på rad {other}.", "The same key is on row {other}.", _MEND),
    "ORG-013": _fault("Raden pekar på något som inte finns i filen ({table}).",
                      "The row points at something that is not in the file ({table}).", _MEND),
    "ORG-014": _fault("Innehållet går inte att tyda.", "The content cannot be understood.", _MEND),
    "ORG-015": _fault("Regeln finns inte i den här installationen, eller kan inte ändras.",
                      "The rule is not in this installation, or cannot be changed.",
                      ("Uppdatera installationen först.", "Update the installation first.")),
    "ORG-016": _fault("Filen packas upp till mer än {most} MB.", "The file unpacks to more than {most} MB.", _AGAIN),
    "ORG-017": _fault("Organisationen är inte tom: {names}.", "The organisation is not empty: {names}.", (
        "Läs in filen i en ny, tom organisation.", "Take the file in into a new, empty organisation.",
    )),
    "ORG-018": _fault("Filen är gjord i en annan tidszon ({zone}) än organisationens.",
                      "The file was made in another time zone ({zone}) than the organisation's.",
                      ("Läs in den i en organisation med samma tidszon.",
                       "Take it in into an organisation of the same time zone.")),
}  # fmt: skip

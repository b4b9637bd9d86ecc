"""A problem found in input: what, where, how to mend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.words import Text


class Severity(StrEnum):
    """An error stops the import or the solve; a warning is shown and work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One named problem.

    `code` is stable (`FSR-012`), `where` names the element by id (`visit V00012`, `shift S1`), `field` the field,
    `value` what stood there (never a name, address or free text of a person), `cause` what is wrong and
    `action` how to mend it.
    """

    severity: Severity
    code: str
    where: str
    field: str
    value: str
    cause: Text
    action: Text

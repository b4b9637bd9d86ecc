"""Why people are away, in words."""

from __future__ import annotations

from data.vocabulary import AbsenceKind
from services.words import Text

REASONS = {
    AbsenceKind.SICK: Text(sv="Sjuk", en="Sick"),
    AbsenceKind.CARE_OF_CHILD: Text(sv="Vård av barn", en="Care of child"),
    AbsenceKind.HOLIDAY: Text(sv="Semester", en="Holiday"),
    AbsenceKind.PARENTAL: Text(sv="Föräldraledig", en="Parental leave"),
    AbsenceKind.TRAINING: Text(sv="Utbildning", en="Training"),
    AbsenceKind.LEAVE: Text(sv="Ledig", en="Leave"),
    AbsenceKind.OTHER: Text(sv="Annat", en="Other"),
}

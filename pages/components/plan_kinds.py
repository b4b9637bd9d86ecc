"""What each kind of plan is called wherever plans are named: one list, so that no page lacks a kind."""

from __future__ import annotations

from data.vocabulary import PlanKind
from services.words import Text

KINDS = {
    PlanKind.MANUAL: Text(sv="Manuell", en="Manual"),
    PlanKind.IMPORTED: Text(sv="Importerad", en="Imported"),
    PlanKind.OPTIMISED: Text(sv="Optimerad", en="Optimised"),
    PlanKind.PROPOSAL: Text(sv="Förslag", en="Proposal"),
    PlanKind.DRAFT: Text(sv="Utkast", en="Draft"),
    PlanKind.PUBLISHED: Text(sv="Publicerad", en="Published"),
    PlanKind.PERFORMED: Text(sv="Utförd", en="Performed"),
}

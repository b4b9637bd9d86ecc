"""Taking in what care systems hand over: recurring, dated, planned and performed visits, with the plan by hand."""

from services.importing.care.kinds import CareKind, kind_of
from services.importing.care.use_case import CareApplied, CareImporting, CareLook

__all__ = ["CareApplied", "CareImporting", "CareKind", "CareLook", "kind_of"]

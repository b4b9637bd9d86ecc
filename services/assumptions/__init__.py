"""An organisation's own prices, emissions and tolerances: what each means, where it comes from, who changed it when.

Context      What a plan is worth depends on a wage more than on the plan; a figure nobody can question is not believed.
Decision     One value object (`services.kpi.Assumptions`) is handed to every figure that needs a price or a tolerance.
             What an organisation changes of it is kept as a version; each default names its source and year.
Consequence  Figures that are kept are counted anew when assumptions are saved, so that all of them say the same.
Not chosen   Prices in the environment (one organisation is not another); rows written over (nobody could tell why
             last month's report said something else).
"""

from services.assumptions.amounts import AMOUNTS, CHOICES, TOLERANCES, WORTH, Amount, Choice, faults
from services.assumptions.meeting import Meeting, meet
from services.assumptions.stored import own_assumptions
from services.assumptions.use_case import Held, OwnAssumptions

__all__ = [
    "AMOUNTS", "CHOICES", "TOLERANCES", "WORTH", "Amount", "Choice", "Held", "Meeting", "OwnAssumptions", "faults",
    "meet", "own_assumptions",
]  # fmt: skip

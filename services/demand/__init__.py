"""What clients are granted and the dated visits it becomes: laid out ahead, again and again, with one result."""

from services.demand.expansion import Expansion, expand
from services.demand.gaps import Gap
from services.demand.use_case import Demand, Laid

__all__ = ["Demand", "Expansion", "Gap", "Laid", "expand"]

"""A stand-in for hosted field service routing: documented paths, states and refusals, plans of our engine."""

from tests.standins.timefold.server import a_timefold
from tests.standins.timefold.switches import Fault, Switches
from tests.standins.timefold.tenant import Tenant

__all__ = ["Fault", "Switches", "Tenant", "a_timefold"]

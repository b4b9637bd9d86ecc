"""Everything that would spoil a solve of some days, the worst first: what, where, what it costs, how to mend it."""

from services.hindrances.hindrance import Hindrance, Mend
from services.hindrances.use_case import Hindrances

__all__ = ["Hindrance", "Hindrances", "Mend"]

"""Taking files in: look first, name every problem, change nothing by half, change nothing twice."""

from services.importing.use_case import Applied, Importing, Look

__all__ = ["Applied", "Importing", "Look"]

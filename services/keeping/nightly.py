"""What is done once a night, by the worker that takes it: every term is kept, then every audit is verified."""

from __future__ import annotations

from services.keeping.auditing import Auditing
from services.keeping.retention import Retention


class Nightly:
    """The night, shared by however many workers there are."""

    def __init__(self, retention: Retention, auditing: Auditing) -> None:
        self._retention, self._auditing = retention, auditing

    def round(self) -> None:
        """Tonight's round, if nobody has taken it; that an audit does not hold is told in the log and on its page."""
        if self._retention.night():
            self._auditing.verify_all()

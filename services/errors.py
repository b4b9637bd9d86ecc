"""The error tree: every error a person may meet has a code, a cause and an action, in both languages.

    CareError
    ├── BadInput          a file or a form cannot be understood; carries every problem found
    ├── NotAllowed        the actor's role lacks the capability, or the organisation is read-only
    ├── NotFound          no such thing, or not in this organisation (the two are never told apart)
    ├── Conflict          somebody or something changed it meanwhile, or a rule of the trade forbids it
    ├── SignedOut         no valid session
    └── Unavailable       another system or a part of ours cannot answer now

Anything else is a fault of ours: it goes to the log with an id the user can quote.
"""

from __future__ import annotations

from services.words import Text


class CareError(Exception):
    """Something a person can act on.

    Parameters
    ----------
    code
        Stable id such as `PLAN-012`, never reused.
    cause
        What happened.
    action
        What the person can do about it.
    """

    def __init__(self, code: str, cause: Text, action: Text) -> None:
        super().__init__(f"{code}: {cause.en} {action.en}")
        self.code = code
        self.cause = cause
        self.action = action


class BadInput(CareError):
    """Input that cannot be understood; `problems` names each fault (see services.problem.issue.Issue)."""

    def __init__(self, code: str, cause: Text, action: Text, problems: tuple[object, ...] = ()) -> None:
        super().__init__(code, cause, action)
        self.problems = problems


class NotAllowed(CareError):
    """The actor may not do this."""


class NotFound(CareError):
    """No such thing, or not in this organisation."""


class Conflict(CareError):
    """It changed meanwhile, or a rule of the trade forbids it."""


class SignedOut(CareError):
    """No valid session."""


class Unavailable(CareError):
    """A part we depend on cannot answer now."""

"""Accounts: who may sign in to an organisation, how they come to, and how everybody looks after the own one.

Context      Planners come and go, passwords are forgotten, and whoever has left must be out at once.
Decision     Administrators invite by e-mail and send links; people choose their own passwords. A link is 256 random
             bits that serve once within their time; only the SHA-256 is kept. With a mail server a worker draws and
             sends it; without one it is shown once to the administrator who asked for it. Role, status and password
             move the session epoch, so that a change bites at the very next run.
Consequence  Nobody but its user ever knows a password. Nothing answers whether an address has an account somewhere.
Not chosen   Passwords set by administrators; links that carry what they allow (they cannot be taken back).
"""

from data.repositories.invitations import InvitationRow
from data.repositories.sessions import OpenSession
from data.repositories.users import OPEN_STATUSES
from services.accounts.inviting import InvitationWish, Inviting
from services.accounts.joining import Joining, JoinView
from services.accounts.links import Link
from services.accounts.managing import Accounts, RoleWish, UserView
from services.accounts.own import OwnAccount

__all__ = [
    "OPEN_STATUSES",
    "Accounts",
    "InvitationRow",
    "InvitationWish",
    "Inviting",
    "JoinView",
    "Joining",
    "Link",
    "OpenSession",
    "OwnAccount",
    "RoleWish",
    "UserView",
]

"""An identity provider on loopback: real keys, real codes, and a switch for everything that can be wrong with it."""

from tests.standins.openid.server import CLIENT_ID, CLIENT_SECRET, IdentityHouse, identity_house

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "IdentityHouse", "identity_house"]

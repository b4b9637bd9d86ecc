"""An identity provider that speaks OpenID Connect: where to send people, and what it says about who came back.

Context      Whoever can make us believe a token is anybody. Tokens come in many shapes, most of the holes in clients
             were shapes nobody had thought to refuse.
Decision     Authorization code with PKCE (S256), state and nonce; no other flow. The provider is asked through the one
             door (`services.integrations.outbound`) within seconds and a quarter megabyte. Its own document must name
             it as we do. Of a token the signature is weighed first, by RS256 or ES256 and a key it publishes, then
             issuer, audience, authorized party, times (a minute of skew) and nonce. An address counts only as verified.
Consequence  What is not proven is one refusal to people, and one word in the log to the operator.
Not chosen   Streamlit's own `st.login`: its cookie carries the identity and cannot be taken back. Asking the provider's
             userinfo as well: the signed token says who came, a second answer could only disagree.
"""

from services.integrations.openid.faults import Cancelled, NotProven, silent
from services.integrations.openid.provider import Journey, Provider
from services.integrations.openid.proving import Proven

__all__ = ["Cancelled", "Journey", "NotProven", "Proven", "Provider", "silent"]

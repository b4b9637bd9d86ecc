"""The second step of signing in: a code from an app on the phone, or one on paper when the phone is gone.

Context      A password is overheard, reused and phished; whoever has it must not have the plan as well.
Decision     TOTP (RFC 6238, 30 s, one step of drift either way) with a secret sealed by the organisation's key and
             opened for its own user only. Every code serves once: the newest step used is kept, older ones are
             refused. Ten recovery codes of 79 random bits, of which only digests are kept, each for one time.
Consequence  A code read over a shoulder is worthless once typed; a stolen table gives neither secret nor code.
Not chosen   Codes by mail or text message (they can be read along the way); remembering a browser for weeks.
"""

from services.second_step.scale import CodeScale
from services.second_step.use_case import Enrolment, OwnState, SecondSteps

__all__ = ["CodeScale", "Enrolment", "OwnState", "SecondSteps"]

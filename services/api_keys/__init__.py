"""Keys of machines: made and shown once, weighed and counted at every call, closed at once.

Context      Another system signs in without a person, again and again, and its key lies in a file somewhere.
Decision     A key is `prefix.secret`. The prefix finds the row; of the secret, 256 random bits, only an HMAC over the
             prefix with the secret as its key is kept. Every call asks the database whether the key still stands and
             takes a token from its bucket there, so that a key is closed at once and its rate holds over every process.
Consequence  A stolen table opens nothing; a new master key closes no key; a call costs one short transaction.
Not chosen   Signed tokens that carry their rights (they cannot be taken back); an HMAC under the master key (each
             rotation would close every integration); counting calls in each process (two processes, twice the rate).
"""

from data.repositories.api_keys import ApiKeyRow
from services.api_keys.actor import KeyActor
from services.api_keys.use_case import ApiKeys, KeyWish, NewKey, TooFast

__all__ = ["ApiKeyRow", "ApiKeys", "KeyActor", "KeyWish", "NewKey", "TooFast"]

"""Mail: links to join and to set a new password, sent by a worker, when the operator names a mail server.

Context      A page must not wait for a mail server, and a link in a queue or a log is a key under the mat.
Decision     The queue carries ids only. The worker draws the key, keeps its digest, and hands the letter over; a server
             that does not answer is tried again later, and the outcome stands beside the invitation. Another way to
             send is another `Sender`.
Consequence  A letter sent twice carries two keys, of which the newer one opens.
Not chosen   Sending from the page; one key drawn early and kept readable until it is sent.
"""

from services.mail.letter import Letter
from services.mail.posting import Posting, Sender

__all__ = ["Letter", "Posting", "Sender"]

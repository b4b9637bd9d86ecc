"""A sender by SMTP: encrypted from the start or by STARTTLS, never in the clear outside the operator's own network.

What is told of a failure is the server's number and nothing it said: its words quote the address.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Collection
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from services.mail.letter import Letter
from services.settings import MailServer

PATIENCE_S = 15.0
_SENT = "sent"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class _Unencrypted(Exception):
    """The server offers no encryption, and the operator has not said that it stands inside."""


class SmtpSender:
    """Hands letters to one mail server; `context` is what certificates are held against."""

    def __init__(
        self, server: MailServer, inside_hosts: Collection[str] = (), context: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._may_be_clear = server.host in _LOOPBACK | set(inside_hosts)
        self._context = context or ssl.create_default_context()

    def send(self, letter: Letter) -> tuple[str, bool]:
        """The word for what came of it, and whether asking again may help."""
        try:
            with self._connect() as session:
                self._hand_over(session, letter)
        except smtplib.SMTPRecipientsRefused as refused:
            number = next(iter(refused.recipients.values()))[0]
            return f"refused {number}", number < 500
        except smtplib.SMTPResponseException as refused:
            return f"refused {refused.smtp_code}", refused.smtp_code < 500
        except _Unencrypted:
            return "not encrypted", False
        except ssl.SSLError:
            return "no trust", True
        except (OSError, smtplib.SMTPException):
            return "no answer", True
        return _SENT, False

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.is_tls:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE_S, context=self._context)
        return smtplib.SMTP(server.host, server.port, timeout=PATIENCE_S)

    def _hand_over(self, session: smtplib.SMTP, letter: Letter) -> None:
        if not self._server.is_tls:
            session.ehlo()
            if session.has_extn("starttls"):
                session.starttls(context=self._context)
            elif not self._may_be_clear:
                raise _Unencrypted
        if self._server.user:
            session.login(self._server.user, self._server.password)
        session.send_message(self._written(letter))

    def _written(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._server.sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain=self._server.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message

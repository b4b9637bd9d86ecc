"""A mail server on loopback: speaks enough SMTP to take letters, refuse them, fall silent, and encrypt by STARTTLS."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailRoom:
    """What the server took in, and how it is told to behave."""

    port: int = 0
    refuses: int = 0
    """A number to answer every recipient with."""
    is_dumb: bool = False
    tls: ssl.SSLContext | None = None
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)


@contextmanager
def mail_room(**how: object) -> Iterator[MailRoom]:
    """A server that runs while inside, on a thread of its own."""
    room, loop, ready = MailRoom(**how), asyncio.new_event_loop(), threading.Event()  # type: ignore[arg-type]
    ending = asyncio.Event()

    async def serve() -> None:
        server = await asyncio.start_server(lambda r, w: _serve(room, r, w), "127.0.0.1", 0)
        room.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await ending.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield room
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join(10)
        loop.close()


async def _serve(room: MailRoom, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    sender, to = "", ""
    if room.is_dumb:
        writer.close()
        return
    try:
        await _say(writer, "220 mail.example.test ESMTP")
        while line := (await reader.readline()).strip():
            verb = line.split(b" ")[0].upper()
            is_encrypted = writer.get_extra_info("ssl_object") is not None
            if verb == b"EHLO":
                offers = ["AUTH PLAIN"] + (["STARTTLS"] if room.tls and not is_encrypted else [])
                await _say(writer, *(f"250-{each}" for each in ("mail.example.test", *offers)), "250 8BITMIME")
            elif verb == b"STARTTLS" and room.tls:
                await _say(writer, "220 go ahead")
                await writer.start_tls(room.tls)
            elif verb == b"AUTH":
                room.logins.append(line)
                await _say(writer, "235 in")
            elif verb == b"MAIL":
                sender = _address(line)
                await _say(writer, "250 ok")
            elif verb == b"RCPT":
                to = _address(line)
                await _say(writer, f"{room.refuses} no <{to}>" if room.refuses else "250 ok")
            elif verb == b"DATA":
                await _say(writer, "354 go on")
                body = (await reader.readuntil(b"\r\n.\r\n"))[:-3].replace(b"\r\n..", b"\r\n.")
                room.letters.append(message_from_bytes(body, policy=policy.default))
                room.envelopes.append((sender, to))
                room.encrypted.append(is_encrypted)
                await _say(writer, "250 taken")
            elif verb == b"QUIT":
                await _say(writer, "221 bye")
                break
            else:
                await _say(writer, "250 ok")
    except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
        pass  # whoever called has hung up
    finally:
        writer.close()


def _address(line: bytes) -> str:
    return line.partition(b"<")[2].partition(b">")[0].decode()


async def _say(writer: asyncio.StreamWriter, *lines: str) -> None:
    writer.write("".join(f"{line}\r\n" for line in lines).encode())
    await writer.drain()

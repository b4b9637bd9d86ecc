"""Links by mail: queued by ids, drawn and sent by the worker over real sockets, tried again, told of beside the row."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import re
import ssl
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.connect import Database
from data.ids import new_id
from data.repositories.resets import ResetRow
from data.vocabulary import Role
from services.accounts import InvitationWish, RoleWish
from services.errors import CareError
from services.integrations.mail.smtp import SmtpSender
from services.jobs import send_link
from services.jobs.shop import Shop
from services.mail import Letter, Posting
from services.mail.posting import PAUSES_S
from services.settings import MailServer
from tests.integration.services.accounts.hall import ANOTHER, HERE, Hall, a_hall
from tests.standins.mail import MailRoom, mail_room

BASE = "https://plan.example.se"
EMAIL = "ny.planerare@example.test"
NOON = dt.datetime(2027, 2, 3, 11, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def hall(database: Database) -> Hall:
    return a_hall(database, "Posthallen", sends_mail=True)


def sender(room: MailRoom) -> SmtpSender:
    return SmtpSender(MailServer("127.0.0.1", room.port, False, "", "", "caire@example.test"))


def posting(hall: Hall, room: MailRoom) -> Posting:
    return Posting(hall.database, sender(room), BASE, lambda: NOON)


def jobs(owner_url: str) -> list[dict[str, Any]]:
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT args || jsonb_build_object('at', scheduled_at) FROM queue.procrastinate_jobs"
            " WHERE task_name = 'send_link' ORDER BY id"
        ).fetchall()
    return [row[0] for row in rows]


def invited(hall: Hall, email: str = EMAIL) -> UUID:
    assert hall.inviting.invite(hall.admin, InvitationWish(email, RoleWish(Role.SCHEDULER))) is None
    return hall.inviting.open(hall.admin)[0].id


def key_in(room: MailRoom) -> str:
    found = re.search(re.escape(BASE) + r"/join\?key=(\S+)", room.letters[-1].get_content())
    assert found is not None
    return found[1]


def test_an_invitation_reaches_the_mailbox_and_its_link_lets_in(hall: Hall, owner_url: str) -> None:
    invitation = invited(hall)
    with mail_room() as room:
        shop = Shop(None, None, None, "", posting=posting(hall, room))  # type: ignore[arg-type]
        asyncio.run(send_link.run(shop, {**jobs(owner_url)[-1], "at": ""}))
    letter = room.letters[0]
    assert room.envelopes == [("caire@example.test", EMAIL)]
    assert (letter["To"], letter["From"]) == (EMAIL, "caire@example.test")
    assert "Inbjudan till Caire" in letter["Subject"]
    assert "Posthallen" in letter.get_content()
    [row] = [row for row in hall.inviting.open(hall.admin) if row.id == invitation]
    assert (row.mail_outcome, row.mailed_at is not None) == ("sent", True)
    found = hall.who(hall.redeemed(hall.joining.join(key_in(room), "Nils Ny", ANOTHER, HERE)))
    assert found is not None
    assert found.user_name == "Nils Ny"


def test_the_queue_holds_ids_and_neither_address_nor_key(hall: Hall, owner_url: str) -> None:
    invitation = invited(hall, "hemlig.adress@example.test")
    hall.accounts.send_reset(hall.admin, hall.member().id)
    told = jobs(owner_url)[-2:]
    assert told[0]["invitation_id"] == str(invitation)
    assert set(told[0]) == {"invitation_id", "organization_id", "tries", "at"}
    assert set(told[1]) == {"reset_id", "organization_id", "tries", "at"}


def test_a_forgotten_password_comes_by_mail_to_who_has_an_account_and_to_nobody_else(
    hall: Hall, owner_url: str
) -> None:
    user = hall.member()
    before = len(jobs(owner_url))
    hall.joining.ask_password(f"{new_id().hex}@example.test", HERE)
    assert len(jobs(owner_url)) == before
    hall.joining.ask_password(user.email, HERE)
    [job] = jobs(owner_url)[before:]
    with mail_room() as room:
        outcome = posting(hall, room).reset(hall.tenant.organization_id, UUID(job["reset_id"]))
    assert (outcome, room.envelopes[0][1]) == ("sent", user.email)
    assert hall.who(hall.redeemed(hall.joining.set_password(key_in(room), ANOTHER, HERE))) is not None


def test_sent_twice_the_newer_letter_opens_and_the_older_does_not(hall: Hall) -> None:
    invitation = invited(hall, "tva@example.test")
    with mail_room() as room:
        keys = []
        for _ in range(2):
            assert posting(hall, room).invitation(hall.tenant.organization_id, invitation) == "sent"
            keys.append(key_in(room))
    assert hall.joining.look(keys[1]).email == "tva@example.test"
    with pytest.raises(CareError, match="JOIN-001"):
        hall.joining.look(keys[0])


@pytest.mark.parametrize(
    ("how", "outcome", "is_tried_again"),
    [
        ({"refuses": 550}, "refused 550", False),
        ({"refuses": 451}, "refused 451", True),
        ({"is_dumb": True}, "no answer", True),
    ],
)
def test_what_the_server_says_stands_beside_the_invitation(
    hall: Hall, owner_url: str, how: dict[str, object], outcome: str, is_tried_again: bool
) -> None:
    invitation = invited(hall, f"{new_id().hex}@example.test")
    before = len(jobs(owner_url))
    with mail_room(**how) as room:
        assert posting(hall, room).invitation(hall.tenant.organization_id, invitation) == outcome
    [row] = [row for row in hall.inviting.open(hall.admin) if row.id == invitation]
    assert (row.mail_outcome, row.mailed_at) == (outcome, None)
    again = jobs(owner_url)[before:]
    assert len(again) == is_tried_again
    if again:
        later = dt.datetime.fromisoformat(again[0]["at"])
        assert (again[0]["tries"], later - NOON) == (1, dt.timedelta(seconds=PAUSES_S[0]))


def test_in_the_end_nobody_is_written_to_any_more(hall: Hall, owner_url: str) -> None:
    invitation = invited(hall, "tyst@example.test")
    before = len(jobs(owner_url))
    with mail_room(is_dumb=True) as room:
        posting(hall, room).invitation(hall.tenant.organization_id, invitation, tries=len(PAUSES_S))
    assert len(jobs(owner_url)) == before


def test_what_is_closed_meanwhile_is_not_sent(hall: Hall) -> None:
    invitation = invited(hall, "stangd@example.test")
    hall.inviting.withdraw(hall.admin, invitation)
    user = hall.member()
    row = ResetRow(new_id(), user.id, user.id, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    with hall.database.writing(hall.tenant.acting()) as work:
        work.resets.add(row, None)
        work.resets.close(row.id)
    with mail_room() as room:
        post, organization_id = posting(hall, room), hall.tenant.organization_id
        assert post.invitation(organization_id, invitation) is None
        assert post.reset(organization_id, row.id) is None
    assert room.letters == []


def certificate(path: Path) -> ssl.SSLContext:
    """A server's certificate for 127.0.0.1, signed by itself; its file is what a client may trust."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


def test_letters_are_encrypted_where_the_server_can_and_only_to_one_that_is_trusted(tmp_path: Path) -> None:
    letter = Letter("nils@example.test", "Hej", "Hej!\n")
    with mail_room(tls=certificate(tmp_path / "mail.pem")) as room:
        assert sender(room).send(letter) == ("no trust", True)
        trusting = ssl.create_default_context(cafile=str(tmp_path / "mail.pem"))
        server = MailServer("127.0.0.1", room.port, False, "caire", "hemligt", "caire@example.test")
        assert SmtpSender(server, context=trusting).send(letter) == ("sent", False)
    assert room.encrypted == [True]
    assert len(room.logins) == 1


def test_nothing_is_sent_in_the_clear_outside_the_operators_network(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = Letter("nils@example.test", "Hej", "Hej!\n")
    with mail_room() as room:
        server = MailServer("127.0.0.2", room.port, False, "", "", "caire@example.test")
        elsewhere = SmtpSender(server)
        monkeypatch.setattr(elsewhere, "_server", MailServer("127.0.0.1", room.port, False, "", "", "c@example.test"))
        assert elsewhere.send(letter) == ("not encrypted", False)
        assert SmtpSender(server, inside_hosts=["127.0.0.2"])._may_be_clear
    assert room.letters == []

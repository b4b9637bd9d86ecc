"""Whatever a stranger answers ends in an answer or one calm sentence, in time, within its size, and on record."""

from __future__ import annotations

import itertools
import logging
import socket
import time

import pytest

from services.errors import Unavailable
from services.integrations.outbound import InDoubt, MemoryLedger, NotSent, Outbound, Patience, destination_of
from services.integrations.outbound.breaker import FALLS
from tests.unit.services.integrations.outbound.stranger import Stranger, a_stranger

KEY = "tf-hemlig-nyckel"
QUICK = Patience(connect_s=2.0, read_s=0.4, write_s=2.0, total_s=0.8, most_bytes=10_000)
HEAD = b"HTTP/1.1 200 OK\r\n"


def door(stranger: Stranger, ledger: MemoryLedger | None = None) -> Outbound:
    place = destination_of("c1", stranger.url, {"127.0.0.1"})
    return Outbound(place, ledger or MemoryLedger(), {"X-API-KEY": KEY}, QUICK)


def test_an_answer_comes_back_whole_and_the_call_is_told_without_key_query_or_body() -> None:
    ledger = MemoryLedger()
    with a_stranger() as stranger:
        answer = door(stranger, ledger).ask("POST", "/v1/plans", [("tag", "hemlig")], b'{"secret": 1}')
    assert (answer.status, answer.body) == (200, b"{}")
    assert KEY.encode() in stranger.heard[0]
    (call,) = ledger.calls
    told = str(call)
    assert told.startswith("POST /v1/plans: 200, ")
    assert not any(secret in told for secret in (KEY, "hemlig", "secret", "127.0.0.1"))
    assert not call.is_failure


@pytest.mark.parametrize(
    ("parts", "pause_s", "code"),
    [
        ([b""], 1.0, "OUT-007"),
        ([HEAD, *[b"X-Drip: 1\r\n"] * 100], 0.05, "OUT-007"),
        ([HEAD + b"Content-Length: 9000\r\n\r\n", *[b"x"] * 100], 0.05, "OUT-007"),
        ([HEAD + b"Content-Length: 90\r\n\r\n{"], 0.0, "OUT-006"),
        ([b"SSH-2.0-OpenSSH\r\n"], 0.0, "OUT-006"),
        ([HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"], 0.0, "OUT-006"),
        ([HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"], 0.0, "OUT-006"),
        ([HEAD + b"Content-Length: 20000\r\n\r\n" + b"x" * 20_000], 0.0, "OUT-005"),
        ([HEAD + b"\r\n", *[b"y" * 4000] * 9], 0.0, "OUT-005"),
        ([b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n"], 0.0, "OUT-004"),
        ([b""], 0.0, "OUT-006"),
    ],
    ids=[
        "silence", "dripping head", "dripping body", "cut off", "another protocol", "broken chunks", "compressed",
        "too large", "endless", "redirect", "hung up",
    ],
)  # fmt: skip
def test_every_fault_is_told_in_time_and_leaves_a_doubt(parts: list[bytes], pause_s: float, code: str) -> None:
    ledger = MemoryLedger()
    begin = time.monotonic()
    with a_stranger(*parts, pause_s=pause_s) as stranger, pytest.raises(InDoubt) as fault:
        door(stranger, ledger).ask("GET", "/")
    assert fault.value.code == code
    assert time.monotonic() - begin < 20  # a limit against hanging, not a measurement
    assert [(call.outcome, call.is_failure) for call in ledger.calls] == [(code, True)]


def test_nobody_at_home_leaves_no_doubt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(NotSent, match="OUT-002"):
        door(Stranger(port=port)).ask("POST", "/", body=b"{}")


def test_a_redirect_is_followed_nowhere() -> None:
    with a_stranger() as elsewhere:
        moved = f"HTTP/1.1 307 Moved\r\nLocation: {elsewhere.url}/\r\nContent-Length: 0\r\n\r\n".encode()
        with a_stranger(moved) as stranger, pytest.raises(InDoubt, match="OUT-004"):
            door(stranger).ask("GET", "/")
        assert elsewhere.heard == []


def test_after_failures_in_a_row_the_connection_rests_and_nothing_is_sent() -> None:
    ledger = MemoryLedger()
    with a_stranger(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") as stranger:
        for _ in range(FALLS):
            assert door(stranger, ledger).ask("GET", "/").status == 503
        with pytest.raises(NotSent, match="OUT-008"):
            door(stranger, ledger).ask("GET", "/")
        assert len(stranger.heard) == FALLS


def test_a_refusal_of_ours_is_no_failure_of_theirs() -> None:
    ledger = MemoryLedger()
    with a_stranger(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") as stranger:
        for _ in range(FALLS + 1):
            assert door(stranger, ledger).ask("GET", "/").status == 404


def test_the_name_is_looked_up_once_and_exactly_that_address_is_called() -> None:
    asked = itertools.count()

    def answers(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if next(asked) == 0 else ["10.0.0.1"]

    with a_stranger() as stranger:
        place = destination_of("c1", f"http://plan.example:{stranger.port}", {"plan.example"})
        assert Outbound(place, MemoryLedger(), patience=QUICK, resolve=answers).ask("GET", "/").status == 200
        assert f"Host: plan.example:{stranger.port}".encode().lower() in stranger.heard[0].lower()
    assert next(asked) == 1


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.1.2.3"], ["169.254.169.254"], ["::1"]])
def test_a_public_name_that_leads_inside_is_not_called(found: list[str]) -> None:
    place = destination_of("c1", "https://plan.example")
    with pytest.raises(NotSent, match="OUT-003"):
        Outbound(place, MemoryLedger(), resolve=lambda host, port: found).ask("GET", "/")


def test_a_name_nobody_knows_is_silence() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(NotSent, match="OUT-002"):
        Outbound(destination_of("c1", "https://plan.example"), MemoryLedger(), resolve=unknown).ask("GET", "/")


def test_lines_are_heard_as_they_come_until_enough_is_heard() -> None:
    heard: list[str] = []

    def hear(line: str) -> bool:
        heard.append(line)
        return "done" not in line

    head = HEAD + b"Content-Type: text/event-stream\r\n\r\n"
    with a_stranger(head, b"data: on", b"e\r\ndata: done\r\ndata: three\r\n", b"data: four\n") as stranger:
        assert door(stranger).listen("/events", hear) == 200
    assert heard == ["data: one", "data: done"]


def test_neither_logs_nor_faults_hold_the_key_or_the_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), a_stranger(b"") as stranger, pytest.raises(Unavailable) as fault:
        door(stranger).ask("GET", "/", [("q", "hemlig")])
    told = caplog.text + str(fault.value) + repr(fault.value.__cause__)
    assert not any(secret in told for secret in (KEY, "hemlig", str(stranger.port)))

"""Whatever an address service answers ends in places or one calm sentence; logs and errors never hold the address."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator

import pytest

from services.errors import Unavailable
from services.integrations.geocoding import Hit, Nominatim
from services.integrations.geocoding.nominatim import MOST_BYTES, MOST_HITS
from tests.address_service import HOME, AddressService, address_service

ADDRESS = "Hemliga gatan 7, Solby"


@pytest.fixture
def service() -> Iterator[AddressService]:
    with address_service() as running:
        yield running


def a_client(service: AddressService, timeout_s: float = 10.0, pause_s: float = 0.0) -> Nominatim:
    return Nominatim(service.url, timeout_s=timeout_s, pause_s=pause_s)


def test_several_places_come_back_in_their_order_and_only_sweden_is_asked_for(service: AddressService) -> None:
    service.answers(HOME, {**HOME, "display_name": "Storgatan 1, Granby", "lat": 60.1})
    assert a_client(service).search(ADDRESS) == [
        Hit("Storgatan 1, Solby", 59.3293, 18.0686),
        Hit("Storgatan 1, Granby", 60.1, 18.0686),
    ]
    (asked,) = service.asked
    assert (asked["q"], asked["countrycodes"], asked["format"]) == (ADDRESS, "se", "jsonv2")


def test_an_address_nobody_knows_has_no_places(service: AddressService) -> None:
    assert a_client(service).search(ADDRESS) == []


def test_more_places_than_were_asked_for_are_cut_and_names_are_made_plain(service: AddressService) -> None:
    service.answers(*[{**HOME, "display_name": "a\u0000\n" + "b" * 400}] * 50)
    hits = a_client(service).search(ADDRESS)
    assert len(hits) == MOST_HITS
    assert all(hit.label.isprintable() and len(hit.label) <= 200 for hit in hits)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b'{"error": "no"}', b"[1]", b'[{"lat": "x", "lon": "1"}]', b'[{"lat": "1"}]', b"[" * 100_000,
        b'[{"lat": "nan", "lon": "1"}]', b"\xff\xfe", b'[{"lat": null, "lon": 1}]', b"[" + b" " * MOST_BYTES + b"]",
    ],
    ids=["nothing", "a page", "an object", "a number", "no number", "no longitude", "deep", "nan", "no text", "null",
         "endless"],
)  # fmt: skip
def test_an_answer_that_is_no_list_of_places_is_told_so(service: AddressService, body: bytes) -> None:
    service.body = body
    with pytest.raises(Unavailable, match="GEO-003"):
        a_client(service).search(ADDRESS)


@pytest.mark.parametrize(("status", "code"), [(429, "GEO-002"), (503, "GEO-001"), (403, "GEO-003"), (204, "GEO-003")])
def test_a_refusal_is_told_by_its_kind(service: AddressService, status: int, code: str) -> None:
    service.status, service.body = status, b"" if status == 204 else b"[]"
    with pytest.raises(Unavailable, match=code):
        a_client(service).search(ADDRESS)


def test_a_redirect_is_not_followed_and_the_address_goes_nowhere_else(service: AddressService) -> None:
    with address_service() as elsewhere:
        service.redirects_to = f"{elsewhere.url}/search"
        with pytest.raises(Unavailable, match="GEO-004"):
            a_client(service).search(ADDRESS)
        assert elsewhere.asked == []


def test_a_slow_one_a_dripping_one_and_one_that_breaks_off_are_given_up(service: AddressService) -> None:
    service.wait_s = 3.0
    with pytest.raises(Unavailable, match="GEO-001"):
        a_client(service, timeout_s=0.3).search(ADDRESS)
    service.wait_s, service.drips = 0.0, True
    with pytest.raises(Unavailable, match=r"GEO-00[13]"):
        a_client(service, timeout_s=0.3).search(ADDRESS)
    service.drips, service.breaks_off = False, True
    with pytest.raises(Unavailable, match=r"GEO-00[13]"):
        a_client(service).search(ADDRESS)


def test_nobody_at_home_is_silence() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(Unavailable, match="GEO-001"):
        Nominatim(f"http://127.0.0.1:{port}").search(ADDRESS)


def test_two_questions_are_a_second_apart_whoever_asks_them(service: AddressService) -> None:
    client = a_client(service, pause_s=0.4)
    threads = [threading.Thread(target=client.search, args=(ADDRESS,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gaps = [later - earlier for earlier, later in zip(service.at, service.at[1:], strict=False)]
    assert len(gaps) == 2
    assert sum(gaps) >= 0.6  # the second may be late, never early: both pauses lie between the first and the last


def test_who_would_have_to_wait_long_is_told_instead(service: AddressService) -> None:
    client = Nominatim(service.url, pause_s=60.0)
    client.search(ADDRESS)
    with pytest.raises(Unavailable, match="GEO-002"):
        client.search(ADDRESS)


def test_neither_logs_nor_errors_hold_the_address(service: AddressService, caplog: pytest.LogCaptureFixture) -> None:
    client = a_client(service)
    with caplog.at_level(logging.INFO):
        client.search(ADDRESS)
        service.status = 500
        with pytest.raises(Unavailable) as refused:
            client.search(ADDRESS)
    told = " ".join([caplog.text, str(refused.value), refused.value.cause.sv, repr(refused.value.__cause__)])
    assert "Hemliga" not in told

"""Where a session comes from: enough to recognise oneself by, too little to be followed by."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from pages.shell.origin import address_of, network_of, origin_of

GECKO, WEBKIT = "Gecko/20100101 Firefox/128.0", "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0"
FIREFOX = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) {GECKO}"
CHROME = f"Mozilla/5.0 (Linux; Android 14; K) {WEBKIT} Mobile Safari/537.36"
EDGE = f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Safari/537.36 Edg/128.0.0.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


def a_request(agent: str, host: str = "192.0.2.77") -> Request:
    return Request({"type": "http", "headers": [(b"user-agent", agent.encode())], "client": (host, 4711)})


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox · Windows"),
        (CHROME, "Chrome · Android"),
        (EDGE, "Edge · Windows"),
        (SAFARI, "Safari · iPhone"),
        ("curl/8.5", None),
        ("", None),
        ("<script>alert(1)</script>" * 100, None),
    ],
)
def test_a_browser_is_known_by_its_name_and_system_only(agent: str, device: str | None) -> None:
    assert origin_of(a_request(agent)).device == device


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.x"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("127.0.0.1", None),
        ("::1", None),
        ("testclient", None),
        ("", None),
    ],
)
def test_the_last_part_of_an_address_is_not_kept(address: str, network: str | None) -> None:
    assert network_of(address) == network
    assert origin_of(a_request(FIREFOX, address)).network == network


@pytest.mark.parametrize(
    ("address", "counted"), [("192.0.2.77", "192.0.2.77"), ("127.0.0.1", "local"), ("::1", "local"), ("", "local")]
)
def test_a_route_counts_attempts_of_a_network_under_the_same_name_as_a_page(address: str, counted: str) -> None:
    assert address_of(a_request(FIREFOX, address)) == counted

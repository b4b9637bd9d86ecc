"""Only one named host is ever called, and no address inside a network unless the operator has named the host."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BadInput
from services.integrations.outbound import NotSent, destination_of
from services.integrations.outbound.resolving import MOST_TRIED, checked_addresses, is_public

INSIDE = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/8", "100.64.0.0/10",
    "224.0.0.0/4", "240.0.0.0/4", "198.18.0.0/15", "::1/128", "::/128", "fc00::/7", "fe80::/10", "ff00::/8",
)  # fmt: skip


def inside() -> st.SearchStrategy[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    networks = st.sampled_from([ipaddress.ip_network(each) for each in INSIDE])
    return networks.flatmap(lambda n: st.integers(0, n.num_addresses - 1).map(lambda at: n[at]))


@given(inside())
def test_no_address_inside_a_network_is_public_however_it_is_wrapped(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert not is_public(str(ip))
    if isinstance(ip, ipaddress.IPv4Address):
        assert not is_public(f"::ffff:{ip}")
        assert not is_public(str(ipaddress.IPv6Address(0x64FF9B << 96 | int(ip))))
        assert not is_public(str(ipaddress.IPv6Address(0x2002 << 112 | int(ip) << 80)))


@given(inside(), st.lists(st.sampled_from(["93.184.216.34", "2606:2800:220:1::1"])), st.randoms())
def test_one_address_inside_spoils_all_the_others(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address, public: list[str], dice: object
) -> None:
    found = [*public, str(ip)]
    with pytest.raises(NotSent, match="OUT-003"):
        checked_addresses("x", 443, may_be_inside=False, resolve=lambda host, port: found)
    assert checked_addresses("x", 443, may_be_inside=True, resolve=lambda host, port: found) == found[:MOST_TRIED]


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_open_network_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "1.2.3", "fe80::1%eth0"])
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.text(max_size=40))
def test_whatever_the_path_the_host_stays_the_same(path: str) -> None:
    place = destination_of("c", "https://app.example/api/models/x")
    try:
        url = place.url(path)
    except BadInput:
        return
    assert urlsplit(url).netloc == "app.example"
    assert url.startswith("https://app.example/api/models/x/")


@pytest.mark.parametrize(
    "address",
    [
        "", "app.example", "http://app.example", "ftp://app.example", "https://", "https://user:pass@app.example",
        "https://app.example/?q=1", "https://app.example/#x", "https://app.example/../x", "https://app.example:99999",
        "https://äpp.example", "https://app example", "https://app.example\\@evil.example", "javascript:alert(1)",
        "https://" + "a" * 600,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_service_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="OUT-001"):
        destination_of("c", address)


def test_only_a_host_the_operator_has_named_may_be_inside_or_without_https() -> None:
    named = {"plan.internal:8080", "other.internal"}
    assert destination_of("c", "http://plan.internal:8080/api", named).may_be_inside
    assert destination_of("c", "http://OTHER.internal/", named).may_be_inside
    assert not destination_of("c", "https://plan.internal", named).may_be_inside
    with pytest.raises(BadInput):
        destination_of("c", "http://plan.internal:9090", named)

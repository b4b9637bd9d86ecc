"""From a host's name to the addresses that may be connected to; one that leads inside spoils them all."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from services.integrations.outbound.faults import inside, silent

Resolve = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
MOST_TRIED = 4


def system_resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says, in its order, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the open network; what is wrapped in an IPv6 address is looked at too."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = _wrapped(ip)
        if wrapped is not None:
            return is_public(str(wrapped))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def checked_addresses(host: str, port: int, *, may_be_inside: bool, resolve: Resolve = system_resolve) -> list[str]:
    """The addresses to try, in order; raises `NotSent`. A name with one address inside is not trusted with others."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError):
        raise silent() from None
    if not found:
        raise silent()
    if not may_be_inside and not all(is_public(each) for each in found):
        raise inside()
    return found[:MOST_TRIED]


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside: mapped, 6to4, Teredo or NAT64."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None

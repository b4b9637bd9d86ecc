"""Where a browser is: its network as far as one recognises it, its name, and how it reaches us."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request

from services.settings import Settings
from services.signing_in import Origin

# The first that is named wins: every browser also names those it wants to be taken for.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def origin_of(request: Request) -> Origin:
    """What is kept of where a session begins; nobody's full address, no version that tells browsers apart."""
    agent = request.headers.get("user-agent", "")
    named = [next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return Origin(" · ".join(filter(None, named)) or None, network_of(request.client.host if request.client else ""))


def network_of(address: str) -> str | None:
    """The address without its last part: a street's worth of people in IPv4, a site in IPv6; None for this machine."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return None
    if known.is_loopback:
        return None
    if known.version == 4:
        return address.rpartition(".")[0] + ".x"
    return f"{ipaddress.ip_network((known, 48), strict=False).network_address}/48"


def address() -> str:
    """The reader's address, for counting attempts."""
    return st.context.ip_address or "local"


def address_of(request: Request) -> str:
    """The same for a route: of this machine Streamlit tells no address, and both must count under one name."""
    here = request.client.host if request.client else ""
    return here if network_of(here) else "local"


def base_url(settings: Settings) -> str:
    """How browsers reach us: as the operator says, else as this one does."""
    if settings.base_url:
        return settings.base_url
    here = urlsplit(str(st.context.url or ""))
    return f"{here.scheme}://{here.netloc}" if here.netloc else ""

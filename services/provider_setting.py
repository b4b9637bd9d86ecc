"""The settings of an identity provider as a second door: all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from services.bad_setting import BadSetting

_ISSUER, _CLIENT, _SECRET = "CAIRE_OIDC_ISSUER", "CAIRE_OIDC_CLIENT_ID", "CAIRE_OIDC_CLIENT_SECRET"
_SECRET_FILE, _NAME = "CAIRE_OIDC_CLIENT_SECRET_FILE", "CAIRE_OIDC_NAME"
_LONGEST_NAME = 60
RETURN_PATH = "session/provider"
"""Where people come back to, below our own address; the provider must know it by heart."""


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Who may say who somebody is, and what we are called there; `button` are the words of the way to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    button: str | None = None


def identity_provider(env: Mapping[str, str], inside_hosts: Collection[str]) -> IdentityProvider | None:
    """The provider `env` names, None when it names none; half a provider is a mistake and not a choice."""
    given = {name: env.get(name, "").strip() for name in (_ISSUER, _CLIENT, _SECRET, _SECRET_FILE, _NAME)}
    if not any(given.values()):
        return None
    secret = given[_SECRET] or _read(given[_SECRET_FILE])
    for name, value in ((_ISSUER, given[_ISSUER]), (_CLIENT, given[_CLIENT]), (_SECRET, secret)):
        if not value:
            raise BadSetting(f"{name} is missing: {_ISSUER}, {_CLIENT} and {_SECRET} (or its file) belong together.")
    if not env.get("CAIRE_BASE_URL", "").strip():
        raise BadSetting(f"{_ISSUER} needs CAIRE_BASE_URL: the provider must know where to send people back to.")
    _check_issuer(given[_ISSUER], inside_hosts)
    if len(given[_NAME]) > _LONGEST_NAME or not given[_NAME].isprintable():
        raise BadSetting(f"{_NAME} must be the words of a button, at most {_LONGEST_NAME} characters.")
    return IdentityProvider(given[_ISSUER], given[_CLIENT], secret, given[_NAME] or None)


def _read(named: str) -> str:
    if not named:
        return ""
    try:
        return Path(named).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{_SECRET_FILE}: {named} cannot be read.") from None


def _check_issuer(issuer: str, inside_hosts: Collection[str]) -> None:
    """By https, or a host the operator has named as one inside; whoever can change what it says can be anybody."""
    try:
        parts = urlsplit(issuer)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    is_named = host in inside_hosts or f"{host}:{port}" in inside_hosts
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_named) if host else False
    if not is_safe or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(
            f"{_ISSUER} must be the provider's address as it calls itself, such as https://login.example.se; "
            "without https only for a host in CAIRE_INSIDE_HOSTS."
        )

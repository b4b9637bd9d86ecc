"""The environment, read once and typed; a bad value ends the start with one clear sentence.

CAIRE_HOME              state directory: embedded database, keys, logs (default: .caire beside app.py)
DATABASE_URL            any PostgreSQL 16 or newer; without it the embedded server is started
CAIRE_MASTER_KEY        32 bytes in base64 that wrap every data key (older ones behind it while rotating), or
CAIRE_MASTER_KEY_FILE   a file with the same; without either a key file is made in CAIRE_HOME
CAIRE_ARCHIVES          directory of sealed archives, the same for every machine (default: archives in CAIRE_HOME)
DEMO                    on | off: a demo organisation and its users on the sign-in page (default on)
CAIRE_TRIALS            on | off: whoever comes to the sign-in page may start a trial (default as DEMO)
PORT, CAIRE_ADDRESS     where to listen (default 8501 on 127.0.0.1)
CAIRE_BASE_URL          how browsers reach us, such as https://plan.example.se; https makes cookies Secure
CAIRE_WORKERS           worker processes beside the app, 0–16 (default 1)
CAIRE_LANGUAGE          sv | en for people who have not chosen (default sv)
CAIRE_ZONE              wall clock of the organisations (default Europe/Stockholm)
CAIRE_GEOCODER_URL      a Nominatim-compatible service that is told addresses to find their positions (default none)
CAIRE_INSIDE_HOSTS      hosts (host or host:port) connections may reach inside a network or without https (default none)
CAIRE_SMTP_URL          a mail server that sends links: smtps://user:password@host, or smtp:// with STARTTLS; needs
                        CAIRE_BASE_URL (default none: links are shown to the administrator who asks for them)
CAIRE_MAIL_FROM         the address mail comes from (default caire@ the mail server's host)
CAIRE_OIDC_ISSUER       an identity provider (OpenID Connect) as a second door, with CAIRE_OIDC_CLIENT_ID and
                        CAIRE_OIDC_CLIENT_SECRET (or …_SECRET_FILE); needs CAIRE_BASE_URL (default none)
CAIRE_OIDC_NAME         words of its button (default: Sign in with your organisation's account)
CAIRE_BASEMAP_URL       a map style to draw behind routes; tiles tell its host where clients live (default none)
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from services.bad_setting import BadSetting
from services.provider_setting import IdentityProvider, identity_provider
from services.words import Language

__all__ = ["MASTER_KEY_BYTES", "BadSetting", "MailServer", "Settings", "read_settings", "write_master_keys"]

MASTER_KEY_BYTES = 32
_BESIDE_APP = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over; `is_tls`: encrypted from the first byte, else by STARTTLS."""

    host: str
    port: int
    is_tls: bool
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything operations may change; secrets stay out of `repr`."""

    home: Path
    database_url: str | None = field(repr=False)
    master_key: bytes = field(repr=False)
    older_master_keys: tuple[bytes, ...] = field(repr=False)
    key_file: Path | None
    archives: Path
    heads: Path
    is_demo_on: bool
    port: int
    address: str
    base_url: str | None
    workers: int
    language: Language
    basemap_url: str | None
    geocoder_url: str | None
    inside_hosts: frozenset[str] = frozenset()
    are_trials_on: bool = False
    mail: MailServer | None = None
    identity_provider: IdentityProvider | None = None

    @property
    def is_https(self) -> bool:
        """Whether browsers reach us by https only."""
        return self.base_url is not None and self.base_url.startswith("https://")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in `environment` (the process's own by default); makes CAIRE_HOME and the key file if missing."""
    env = os.environ if environment is None else environment
    home = Path(env.get("CAIRE_HOME") or _BESIDE_APP / ".caire").expanduser().resolve()
    _make_home(home)
    (master_key, *older), key_file = _master_keys(env, home)
    inside_hosts = frozenset(env.get("CAIRE_INSIDE_HOSTS", "").replace(",", " ").split())
    return Settings(
        home=home,
        database_url=_database_url(env.get("DATABASE_URL", "")),
        master_key=master_key,
        older_master_keys=tuple(older),
        key_file=key_file,
        heads=home / "audit-seals",
        archives=Path(env.get("CAIRE_ARCHIVES") or home / "archives").expanduser().resolve(),
        is_demo_on=_is_on(env, "DEMO", default=True),
        port=_whole(env, "PORT", default=8501, low=1, high=65535),
        address=env.get("CAIRE_ADDRESS") or "127.0.0.1",
        base_url=_web_address(env, "CAIRE_BASE_URL"),
        workers=_whole(env, "CAIRE_WORKERS", default=1, low=0, high=16),
        language=_language(env.get("CAIRE_LANGUAGE") or Language.SV.value),
        basemap_url=_web_address(env, "CAIRE_BASEMAP_URL"),
        geocoder_url=_web_address(env, "CAIRE_GEOCODER_URL"),
        are_trials_on=_is_on(env, "CAIRE_TRIALS", default=_is_on(env, "DEMO", default=True)),
        inside_hosts=inside_hosts,
        mail=_mail_server(env),
        identity_provider=identity_provider(env, inside_hosts),
    )


def _make_home(home: Path) -> None:
    try:
        home.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"CAIRE_HOME: {home} cannot be made ({error.strerror}); choose a writable directory."
        ) from None


def _database_url(given: str) -> str | None:
    """`postgres://` and a bare `postgresql://` become SQLAlchemy's name of the driver we ship."""
    if not given:
        return None
    scheme, found, rest = given.partition("://")
    if not found or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise BadSetting("DATABASE_URL must begin with postgresql:// or postgres://.")
    return f"postgresql+psycopg://{rest}"


def _master_keys(env: Mapping[str, str], home: Path) -> tuple[list[bytes], Path | None]:
    """The current key and the older ones behind it, and the file that holds them if one does."""
    if given := env.get("CAIRE_MASTER_KEY"):
        return _decoded(given, "CAIRE_MASTER_KEY"), None
    if named := env.get("CAIRE_MASTER_KEY_FILE"):
        path = Path(named).expanduser()
        try:
            return _decoded(path.read_text(encoding="ascii"), "CAIRE_MASTER_KEY_FILE"), path
        except (OSError, UnicodeDecodeError):
            raise BadSetting(f"CAIRE_MASTER_KEY_FILE: {named} cannot be read.") from None
    path = _own_key_file(home)
    return _decoded(path.read_text(encoding="ascii"), "the key file in CAIRE_HOME"), path


def write_master_keys(path: Path, keys: Sequence[bytes]) -> None:
    """Replace the key file in one step; readable by its owner only."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(base64.b64encode(key).decode("ascii") + "\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _own_key_file(home: Path) -> Path:
    """The key file in CAIRE_HOME, made at the first start, complete or not at all, readable by its owner only."""
    path = home / "master.key"
    if path.exists():
        return path
    draft = home / f".master.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secrets.token_bytes(MASTER_KEY_BYTES)).decode("ascii") + "\n")
    try:
        os.link(draft, path)  # unlike rename, link keeps a key another process has made meanwhile
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path


def _decoded(written: str, where: str) -> list[bytes]:
    keys = []
    for each in written.split() or [""]:
        try:
            keys.append(base64.b64decode(each, validate=True))
        except (binascii.Error, ValueError):
            keys.append(b"")
    if any(len(key) != MASTER_KEY_BYTES for key in keys):
        raise BadSetting(
            f"{where} must hold {MASTER_KEY_BYTES} bytes in base64; make one with: openssl rand -base64 32."
        )
    return keys


def _is_on(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    given = env.get(name, "").strip().lower()
    if not given:
        return default
    if given in {"on", "1", "true", "yes"}:
        return True
    if given in {"off", "0", "false", "no"}:
        return False
    raise BadSetting(f"{name} must be on or off, not {given!r}.")


def _whole(env: Mapping[str, str], name: str, *, default: int, low: int, high: int) -> int:
    given = env.get(name, "").strip()
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or not low <= int(given) <= high:
        raise BadSetting(f"{name} must be a whole number from {low} to {high}, not {given!r}.")
    return int(given)


def _web_address(env: Mapping[str, str], name: str) -> str | None:
    given = env.get(name, "").strip().rstrip("/")
    if not given:
        return None
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadSetting(f"{name} must be a web address such as https://plan.example.se, not {given!r}.")
    return given


def _mail_server(env: Mapping[str, str]) -> MailServer | None:
    given = env.get("CAIRE_SMTP_URL", "").strip()
    if not given:
        return None
    if not env.get("CAIRE_BASE_URL", "").strip():
        raise BadSetting("CAIRE_SMTP_URL needs CAIRE_BASE_URL: letters must say where their links lead.")
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in {"smtp", "smtps"}:
        raise BadSetting("CAIRE_SMTP_URL must be like smtps://user:password@mail.example.se.")
    is_tls = parts.scheme == "smtps"
    sender = env.get("CAIRE_MAIL_FROM", "").strip() or f"caire@{host}"
    if sender.count("@") != 1 or not sender.isprintable() or " " in sender:
        raise BadSetting("CAIRE_MAIL_FROM must be one e-mail address.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port or (465 if is_tls else 587), is_tls, user, password, sender)


def _language(given: str) -> Language:
    if given not in {language.value for language in Language}:
        raise BadSetting(f"CAIRE_LANGUAGE must be sv or en, not {given!r}.")
    return Language(given)

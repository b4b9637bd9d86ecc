"""Runs pg_dump and pg_restore: finds a set new enough for a server, and keeps the password off the command line.

Context      pg_dump refuses a server newer than itself, and pg_restore a file newer than itself.
Decision     Of the machine's own programs and those that come with the app, the oldest set that is new enough; of two
             alike the machine's own, which speaks TLS where the one that comes with the app does not.
Consequence  A backup is no newer than it must be, so that as many servers as possible can take it back.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from data.binaries import NoServerFound, every_set
from data.urls import plain

_PLACES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql")


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL ended with an error; the message is what it said about it."""


@dataclass(frozen=True, slots=True)
class Programs:
    """A directory with pg_dump and pg_restore, and their major version."""

    directory: Path
    major: int

    def run(self, name: str, url: str, *arguments: str) -> None:
        """Run one on the database at `url`; what it says is reduced to its errors, for details may quote rows."""
        with tempfile.TemporaryDirectory(prefix="caire-") as hidden:
            address = _without_password(url, Path(hidden) / "pass")
            self._said(name, "--no-password", f"--dbname={address}", *arguments)

    def listed(self, archive: Path) -> list[str]:
        """What an archive holds, one line each, in the form in which pg_restore takes back a choice of it."""
        return [line for line in self._said("pg_restore", "--list", str(archive)).splitlines() if line[:1] != ";"]

    def _said(self, name: str, *arguments: str) -> str:
        done = subprocess.run(
            [self.directory / name, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            errors = [line for line in done.stderr.splitlines() if "error:" in line.lower()]
            raise ProgramFailed((errors[0] if errors else f"{name} ended with {done.returncode}.")[:300])
        return done.stdout


def at_least(major: int) -> Programs:
    """The oldest programs of this major version or a newer one. Raises NoServerFound."""
    found = [Programs(place, version) for place in _candidates() if (version := _major(place)) >= major]
    if not found:
        raise NoServerFound(f"No pg_dump and pg_restore of PostgreSQL {major} or newer are on this machine.")
    return min(found, key=lambda programs: programs.major)  # of two alike the first, which is the machine's own


def _candidates() -> Iterator[Path]:
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent
    for place in _PLACES:
        yield from sorted(Path(place).glob("*/bin"))
    yield from every_set()


def _major(directory: Path) -> int:
    """The version of the programs in a directory, 0 where they do not stand whole."""
    if not all((directory / name).is_file() for name in ("pg_dump", "pg_restore")):
        return 0
    said = subprocess.run([directory / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def _without_password(url: str, hidden: Path) -> str:
    """The address with its password moved to a file that only we can read."""
    parts = conninfo_to_dict(plain(url))
    password = parts.pop("password", None)
    if password is not None:
        escaped = str(password).replace("\\", "\\\\").replace(":", "\\:")
        hidden.touch(mode=0o600)
        hidden.write_text(f"*:*:*:*:{escaped}\n", encoding="utf-8")
        parts["passfile"] = str(hidden)
    return make_conninfo("", **parts)

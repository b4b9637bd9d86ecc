"""The files of the embedded server: made once by initdb, complete or not there at all."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from data.binaries import Account

OWNER = "caire_admin"


class ServerDidNotStart(RuntimeError):
    """The embedded server could not be made or did not answer in time; the message ends with its last words."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data directory with its password, port and log; `who` is the account the server runs as."""

    directory: Path
    programs: Path
    who: Account | None

    @property
    def data(self) -> Path:
        """Where the server keeps its files."""
        return self.directory / "data"

    def create(self) -> None:
        """Make the data directory unless it stands: in a temporary place first, renamed when whole."""
        if self.data.exists():
            return
        for left in self.directory.glob("making-*"):
            shutil.rmtree(left)  # an initdb that was killed
        password = secrets.token_urlsafe(24)
        part = Path(tempfile.mkdtemp(prefix="making-", dir=self.directory))
        secret = part / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        if self.who is not None:
            for path in (part, secret):
                os.chown(path, self.who.uid, self.who.gid)
        command: list[str | Path] = [
            self.programs / "initdb", "-D", part / "data", "-U", OWNER, "-A", "scram-sha-256", "-E", "UTF8",
            "--no-locale", f"--pwfile={secret}",
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd="/", capture_output=True, text=True, check=False,
            user=self.uid, group=self.gid, extra_groups=self.groups,
        )  # fmt: skip
        if done.returncode != 0:
            raise ServerDidNotStart(f"initdb failed: {done.stderr.strip()[-400:]}")
        self.write("password", password)
        (part / "data").rename(self.data)
        shutil.rmtree(part)

    def clear_stale_pid(self) -> None:
        """Remove the pid file of a server that is gone, or stop an orphan of ours; call it holding the lock.

        After a restart of a container the pid may belong to somebody else, so the command line decides.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split()[0])
            is_ours = str(self.data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            is_ours = False
        if is_ours:
            os.kill(pid, signal.SIGINT)
            deadline = time.monotonic() + 10
            while Path(f"/proc/{pid}/cmdline").exists() and time.monotonic() < deadline:
                time.sleep(0.05)
        elif Path("/proc/self").exists():
            pid_file.unlink(missing_ok=True)

    def read(self, name: str) -> str:
        """A small file's text, empty when it is not there."""
        path = self.directory / name
        return path.read_text().strip() if path.exists() else ""

    def write(self, name: str, value: str) -> None:
        """A small file, readable by us only, replaced at once."""
        part = self.directory / f"{name}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(value)
        part.rename(self.directory / name)

    def last_words(self) -> str:
        """The end of the server's log."""
        return self.read("server.log")[-600:]

    @property
    def uid(self) -> int | None:
        """The account's user id, None for our own."""
        return None if self.who is None else self.who.uid

    @property
    def gid(self) -> int | None:
        """The account's group id, None for our own."""
        return None if self.who is None else self.who.gid

    @property
    def groups(self) -> list[int] | None:
        """No further groups for another account, our own otherwise."""
        return None if self.who is None else []

"""Runs a PostgreSQL of our own for a laptop and the tests: started by the first who asks, shared by the rest.

Context      A planner's laptop has no database server; the package's own launcher uses trust authentication.
Decision     A keeper thread holds a file lock and owns the server. It restarts a server that was killed; in every
             other process the keeper waits for the lock and takes over, on the same port, when the owner is gone.
Consequence  The server dies with its owner (PDEATHSIG follows the thread that forks, and the keeper lives as long as
             the process), nobody has to be the first, and connection pools find the server where it was.
Not chosen   A Unix socket (its path has a length limit under deep homes); relaxed fsync (the data is real).
"""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
from psycopg import sql

from data import binaries
from data.cluster import OWNER, Cluster, ServerDidNotStart
from data.ports import free_port

__all__ = ["DATABASE", "OWNER", "EmbeddedPostgres", "ServerDidNotStart"]

DATABASE = "caire"
_PR_SET_PDEATHSIG = 1
_WAIT_S = 0.05
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # statements may carry personal data: never in the log
    "log_parameter_max_length_on_error": "0",
}


class EmbeddedPostgres:
    """The database server of `home`; `bin_dir` names other PostgreSQL programs, `settings` other server settings."""

    def __init__(self, home: Path, bin_dir: Path | None = None, settings: dict[str, str] | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        who = binaries.account()
        directory = binaries.directory(home, who)
        programs = binaries.reachable_programs(binaries.programs(bin_dir), directory, who)
        self._cluster = Cluster(directory, programs, who)
        self._settings = _SETTINGS | (settings or {})
        self._libc = ctypes.CDLL(None, use_errno=True)  # loaded before any fork
        self._stopping = threading.Event()
        self._keeper: threading.Thread | None = None
        self._failure: BaseException | None = None
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The owner's URL; valid once `start` has returned."""
        return self._url_of(DATABASE)

    def start(self, timeout_s: float = 60.0) -> str:
        """The owner's URL of a server that answers, started here unless another process owns it."""
        if self._keeper is None or not self._keeper.is_alive():
            self._stopping.clear()
            self._failure = None
            self._keeper = threading.Thread(target=self._keep, name="postgres-keeper", daemon=True)
            self._keeper.start()
            atexit.register(self.stop)
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if self._failure is not None:
                raise self._failure
            if self._answers():
                return self.url
            time.sleep(_WAIT_S)
        raise ServerDidNotStart(f"PostgreSQL did not answer within {timeout_s:.0f} s. {self._cluster.last_words()}")

    def stop(self) -> None:
        """Stop the server if this process owns it, and wait until it is down."""
        self._stopping.set()
        if self._keeper is not None:
            self._keeper.join(timeout=30)
        atexit.unregister(self.stop)

    def _keep(self) -> None:
        handle = os.open(self._cluster.directory / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            while not self._stopping.is_set():
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    self._stopping.wait(_WAIT_S)  # somebody else owns the server: wait to take over
                    continue
                self._cluster.create()
                self._run()
        except (OSError, subprocess.SubprocessError, ServerDidNotStart) as problem:
            self._failure = problem
        finally:
            os.close(handle)

    def _run(self) -> None:
        self._cluster.clear_stale_pid()
        port = free_port(int(self._cluster.read("port") or 0))  # its own, so that connection pools find it again
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        with open(self._cluster.directory / "server.log", "ab") as log:
            self.server = subprocess.Popen(
                [self._cluster.programs / "postgres", "-D", self._cluster.data, "-p", str(port), *settings],
                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=self._die_with_keeper,  # noqa: PLW1509 - one call into a library loaded before the fork
                user=self._cluster.uid, group=self._cluster.gid, extra_groups=self._cluster.groups,
            )  # fmt: skip
        self._cluster.write("port", str(port))
        while self.server.poll() is None:
            if self._stopping.wait(_WAIT_S):
                self.server.send_signal(signal.SIGINT)  # fast shutdown: rolls back, writes a checkpoint
                self.server.wait()
        # A killed server may leave backends that still hold its shared memory: the next attempt waits for them.
        self._stopping.wait(_WAIT_S)

    def _answers(self) -> bool:
        if not self._cluster.read("port") or not self._cluster.data.exists():
            return False
        try:
            with psycopg.connect(self._url_of("postgres"), connect_timeout=2, autocommit=True) as admin:
                if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                    admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        except (psycopg.OperationalError, psycopg.errors.UniqueViolation, psycopg.errors.DuplicateDatabase):
            return False  # not up yet, or another process makes the database at this moment
        return True

    def _url_of(self, database: str) -> str:
        cluster = self._cluster
        return f"postgresql://{OWNER}:{cluster.read('password')}@127.0.0.1:{cluster.read('port')}/{database}"

    def _die_with_keeper(self) -> None:
        if sys.platform == "linux":
            self._libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)

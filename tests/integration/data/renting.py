"""A second server, older if wanted, whose owner may make roles and databases and nothing more: as one rents it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from data import binaries
from data.embedded import EmbeddedPostgres
from data.urls import as_role
from tests.integration.conftest import UNSAFE

OLDEST, NEWEST = 0, -1


@contextmanager
def a_rented_server(version: int = OLDEST) -> Iterator[str]:
    """The owner's address of an empty database on a server of its own."""
    home = Path(tempfile.mkdtemp(prefix="caire-tests-"))
    home.chmod(0o711)
    server = EmbeddedPostgres(home, bin_dir=binaries.every_set()[version], settings=UNSAFE)
    try:
        admin_url = server.start()
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute("CREATE ROLE renter LOGIN CREATEROLE CREATEDB PASSWORD 'rent'")
            admin.execute("ALTER DATABASE caire OWNER TO renter")
        yield as_role(admin_url, "renter", "rent")
    finally:
        server.stop()
        shutil.rmtree(home)

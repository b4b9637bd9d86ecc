"""A database opens with the master key it was sealed by, and says so calmly when another one is put before it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ids import new_id
from data.vocabulary import Role
from data.work import Context
from services.bootstrap import open_services
from services.settings import BadSetting, Settings, read_settings


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that the account of the server can walk to, with one organisation in it."""
    with tempfile.TemporaryDirectory(prefix="caire-tests-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with open_services(read_settings({"CAIRE_HOME": folder})) as services:
            organization_id = new_id()
            with services.database.writing(Context(organization_id, None, Role.SUPER_ADMIN)) as work:
                work.organizations.make_own("Nyckelhemtjänsten")
        yield home


def test_a_database_of_another_key_is_not_opened_and_opens_again_with_its_own(home: Path) -> None:
    key_file = home / "master.key"
    own = key_file.read_bytes()
    key_file.unlink()

    with pytest.raises(BadSetting, match="sealed by another master key"), open_services(_settings(home)):
        pass

    key_file.write_bytes(own)
    with open_services(_settings(home)) as services:
        assert services.database is not None


def _settings(home: Path) -> Settings:
    return read_settings({"CAIRE_HOME": str(home)})

"""Settings: good defaults, typed values, and one clear sentence for each bad one."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from services.settings import BadSetting, Settings, read_settings
from services.words import Language

KEY = base64.b64encode(bytes(range(32))).decode()


def read(tmp_path: Path, **environment: str) -> Settings:
    return read_settings({"CAIRE_HOME": str(tmp_path), **environment})


def test_an_empty_environment_gives_a_demo_on_the_embedded_database_for_this_machine_only(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database_url is None
    assert settings.is_demo_on
    assert (settings.address, settings.port, settings.workers) == ("127.0.0.1", 8501, 1)
    assert settings.language is Language.SV
    assert not settings.is_https
    assert settings.basemap_url is None


@pytest.mark.parametrize(
    ("environment", "are_on"),
    [
        ({}, True),
        ({"DEMO": "off"}, False),
        ({"DEMO": "off", "CAIRE_TRIALS": "on"}, True),
        ({"CAIRE_TRIALS": "off"}, False),
    ],
)
def test_trials_may_be_started_where_there_is_a_demo_unless_it_is_said(
    tmp_path: Path, environment: dict[str, str], are_on: bool
) -> None:
    assert read(tmp_path, **environment).are_trials_on is are_on


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_database_url_reaches_the_same_driver(tmp_path: Path, scheme: str) -> None:
    settings = read(tmp_path, DATABASE_URL=f"{scheme}://u:p@db/caire?sslmode=require")
    assert settings.database_url == "postgresql+psycopg://u:p@db/caire?sslmode=require"


def test_the_key_file_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.master_key == second.master_key
    assert len(first.master_key) == 32
    assert stat.S_IMODE((tmp_path / "master.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["master.key"]


def test_a_master_key_from_the_environment_or_a_named_file_leaves_no_file_behind(tmp_path: Path) -> None:
    named = tmp_path / "elsewhere"
    named.write_text(KEY + "\n")
    home = tmp_path / "home"
    assert read(home, CAIRE_MASTER_KEY=KEY).master_key == bytes(range(32))
    assert read(home, CAIRE_MASTER_KEY_FILE=str(named)).master_key == bytes(range(32))
    assert list(home.iterdir()) == []


def test_secrets_are_not_in_the_printed_settings(tmp_path: Path) -> None:
    printed = repr(read(tmp_path, DATABASE_URL="postgres://u:hemligt@db/caire", CAIRE_MASTER_KEY=KEY))
    assert "hemligt" not in printed
    assert repr(bytes(range(32))) not in printed


def test_a_base_url_with_https_is_https(tmp_path: Path) -> None:
    assert read(tmp_path, CAIRE_BASE_URL="https://plan.example.se/").is_https
    assert not read(tmp_path, CAIRE_BASE_URL="http://plan.example.se").is_https


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db/caire"),
        ("DATABASE_URL", "caire"),
        ("CAIRE_MASTER_KEY", "too short"),
        ("CAIRE_MASTER_KEY", base64.b64encode(b"x" * 31).decode()),
        ("CAIRE_MASTER_KEY_FILE", "no/such/file"),
        ("DEMO", "maybe"),
        ("PORT", "80a"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("CAIRE_WORKERS", "17"),
        ("CAIRE_BASE_URL", "plan.example.se"),
        ("CAIRE_BASE_URL", "javascript://x"),
        ("CAIRE_LANGUAGE", "no"),
    ],
)
def test_a_bad_value_is_named_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as refused:
        read(tmp_path, **{name: value})
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_mail_server_is_read_with_its_port_sender_and_secrets_kept_out_of_sight(tmp_path: Path) -> None:
    base = {"CAIRE_BASE_URL": "https://plan.example.se"}
    plain = read(tmp_path, CAIRE_SMTP_URL="smtp://mail.example.se", **base).mail
    assert plain is not None
    assert (plain.host, plain.port, plain.is_tls, plain.user) == ("mail.example.se", 587, False, "")
    assert plain.sender == "caire@mail.example.se"
    whole = read(
        tmp_path, CAIRE_SMTP_URL="smtps://us%40er:p%2Fw@mail.example.se:2465", CAIRE_MAIL_FROM="plan@example.se", **base
    ).mail
    assert whole is not None
    assert (whole.port, whole.is_tls, whole.user, whole.password) == (2465, True, "us@er", "p/w")
    assert whole.sender == "plan@example.se"
    assert "p/w" not in repr(whole)


@pytest.mark.parametrize(
    "environment",
    [
        {"CAIRE_SMTP_URL": "smtp://mail.example.se"},
        {"CAIRE_SMTP_URL": "http://mail.example.se", "CAIRE_BASE_URL": "https://plan.example.se"},
        {"CAIRE_SMTP_URL": "smtp://:x", "CAIRE_BASE_URL": "https://plan.example.se"},
        {"CAIRE_SMTP_URL": "smtp://a", "CAIRE_MAIL_FROM": "a b", "CAIRE_BASE_URL": "https://plan.example.se"},
    ],
)
def test_a_mail_server_that_cannot_be_used_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    with pytest.raises(BadSetting, match=r"CAIRE_(SMTP_URL|MAIL_FROM)"):
        read(tmp_path, **environment)


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="CAIRE_HOME"):
        read_settings({"CAIRE_HOME": str(tmp_path / "file" / "home")})

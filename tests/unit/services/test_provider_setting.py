"""The settings of an identity provider: all of them or none, and nothing that could make anybody somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.settings import BadSetting, Settings, read_settings

WHOLE = {
    "CAIRE_BASE_URL": "https://plan.example.se",
    "CAIRE_OIDC_ISSUER": "https://login.example.se/realms/vard/",
    "CAIRE_OIDC_CLIENT_ID": "caire",
    "CAIRE_OIDC_CLIENT_SECRET": "hemligheten",
}


def read(tmp_path: Path, **environment: str) -> Settings:
    return read_settings({"CAIRE_HOME": str(tmp_path), **environment})


def test_without_a_word_there_is_no_second_door(tmp_path: Path) -> None:
    assert read(tmp_path).identity_provider is None


def test_a_provider_is_read_as_it_calls_itself_and_its_secret_is_kept_out_of_sight(tmp_path: Path) -> None:
    settings = read(tmp_path, **WHOLE, CAIRE_OIDC_NAME="Logga in med vårdens konto")
    found = settings.identity_provider
    assert found is not None
    assert (found.issuer, found.client_id) == ("https://login.example.se/realms/vard/", "caire")
    assert (found.client_secret, found.button) == ("hemligheten", "Logga in med vårdens konto")
    assert "hemligheten" not in repr(settings)


def test_the_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("ur filen\n", encoding="utf-8")
    named = {**WHOLE, "CAIRE_OIDC_CLIENT_SECRET": "", "CAIRE_OIDC_CLIENT_SECRET_FILE": str(path)}
    found = read(tmp_path, **named).identity_provider
    assert found is not None
    assert found.client_secret == "ur filen"


def test_a_provider_inside_the_network_may_do_without_https_where_the_operator_has_named_it(tmp_path: Path) -> None:
    for inside in ("login.kommun.lan", "login.kommun.lan:8080"):
        named = {**WHOLE, "CAIRE_OIDC_ISSUER": "http://login.kommun.lan:8080", "CAIRE_INSIDE_HOSTS": inside}
        assert read(tmp_path, **named).identity_provider is not None


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"CAIRE_OIDC_CLIENT_SECRET": ""}, "CAIRE_OIDC_CLIENT_SECRET is missing"),
        ({"CAIRE_OIDC_CLIENT_ID": " "}, "CAIRE_OIDC_CLIENT_ID is missing"),
        ({"CAIRE_OIDC_ISSUER": ""}, "CAIRE_OIDC_ISSUER is missing"),
        ({"CAIRE_BASE_URL": ""}, "CAIRE_OIDC_ISSUER needs CAIRE_BASE_URL"),
        ({"CAIRE_OIDC_ISSUER": "http://login.example.se"}, "CAIRE_OIDC_ISSUER must be"),
        ({"CAIRE_OIDC_ISSUER": "login.example.se"}, "CAIRE_OIDC_ISSUER must be"),
        ({"CAIRE_OIDC_ISSUER": "https://"}, "CAIRE_OIDC_ISSUER must be"),
        ({"CAIRE_OIDC_ISSUER": "https://a:b@login.example.se"}, "CAIRE_OIDC_ISSUER must be"),
        ({"CAIRE_OIDC_ISSUER": "https://login.example.se:port"}, "CAIRE_OIDC_ISSUER must be"),
        ({"CAIRE_OIDC_ISSUER": "https://login.example.se?x=1"}, "CAIRE_OIDC_ISSUER must be"),
        ({"CAIRE_OIDC_NAME": "x" * 61}, "CAIRE_OIDC_NAME must be"),
        (
            {"CAIRE_OIDC_CLIENT_SECRET": "", "CAIRE_OIDC_CLIENT_SECRET_FILE": "/nowhere/at/all"},
            "CAIRE_OIDC_CLIENT_SECRET_FILE: /nowhere/at/all cannot be read",
        ),
    ],
)
def test_half_a_provider_or_an_unsafe_one_ends_the_start_with_one_sentence(
    tmp_path: Path, environment: dict[str, str], named: str
) -> None:
    with pytest.raises(BadSetting, match=named) as refused:
        read(tmp_path, **{**WHOLE, **environment})
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "hemligheten" not in str(refused.value)

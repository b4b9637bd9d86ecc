"""Headers and server options: what a browser is told, and what Streamlit's server is kept from doing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit import config

from pages.shell.headers import SecurityHeaders, content_policy, security_headers
from pages.shell.serving import apply, server_options
from tests.browser_without_window import BrowserWithoutWindow
from tests.fakes import settings_for

CONFIG = Path(__file__).parents[4] / ".streamlit" / "config.toml"


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values.split() for name, _, values in (part.partition(" ") for part in policy.split("; "))}


def test_every_answer_carries_the_headers_an_error_too(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    answer = BrowserWithoutWindow(Starlette(middleware=[Middleware(SecurityHeaders, settings=settings)])).get(
        "/nowhere"
    )
    assert answer.status_code == 404
    for name, value in security_headers(settings).items():
        assert answer.headers[name] == value
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_page_of_ours_may_be_framed_or_run_foreign_or_inline_scripts(tmp_path: Path) -> None:
    policy = directives(content_policy(settings_for(tmp_path)))
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["object-src"] == ["'none'"]
    scripts = policy["script-src"]
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert sum(value.startswith("'sha256-") for value in scripts) == 1
    everything = " ".join(value for values in policy.values() for value in values)
    assert re.findall(r"https?://\S+", everything) == []


def test_a_map_style_opens_its_host_for_tiles_and_nothing_else(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, CAIRE_BASEMAP_URL="https://tiles.example.se/style.json?key=1")
    policy = directives(content_policy(settings))
    opened = {name for name, values in policy.items() if "https://tiles.example.se" in values}
    assert opened == {"img-src", "connect-src"}


def test_https_is_demanded_for_two_years_only_where_we_are_on_https(tmp_path: Path) -> None:
    assert "Strict-Transport-Security" not in security_headers(settings_for(tmp_path))
    secure = security_headers(settings_for(tmp_path, CAIRE_BASE_URL="https://plan.example.se"))
    assert secure["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.mark.parametrize(
    ("environment", "hosts"),
    [
        ({}, ["localhost", "127.0.0.1", "::1"]),
        ({"CAIRE_BASE_URL": "https://plan.example.se"}, ["localhost", "127.0.0.1", "::1", "plan.example.se"]),
        ({"CAIRE_ADDRESS": "0.0.0.0"}, ["*"]),
    ],
)
def test_only_known_host_names_are_answered_where_they_can_be_known(
    tmp_path: Path, environment: dict[str, str], hosts: list[str]
) -> None:
    assert server_options(settings_for(tmp_path, **environment))["server.allowedHosts"] == hosts


def test_no_foreign_page_may_steer_ours_by_messages(tmp_path: Path) -> None:
    assert server_options(settings_for(tmp_path, PORT="9000"))["client.allowedOrigins"] == ["http://localhost:9000"]


def test_the_options_are_known_to_streamlit(tmp_path: Path) -> None:
    options = server_options(settings_for(tmp_path))
    before = {name: config.get_option(name) for name in options}
    apply(options)
    assert {name: config.get_option(name) for name in options} == options
    apply(before)


def test_the_configuration_keeps_the_dangerous_doors_shut() -> None:
    chosen = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert chosen["server"]["enableAgentApi"] is False
    assert chosen["server"]["enableXsrfProtection"] is True
    assert chosen["server"]["maxUploadSize"] == 20
    assert chosen["server"]["maxMessageSize"] == 20
    assert chosen["browser"]["gatherUsageStats"] is False
    assert chosen["client"]["showErrorDetails"] == "none"
    unknown = [
        f"{section}.{option}"
        for section in ("server", "browser", "client")
        for option in chosen[section]
        if f"{section}.{option}" not in config._config_options_template
    ]
    assert unknown == []

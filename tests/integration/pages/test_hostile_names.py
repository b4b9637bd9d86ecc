"""Names made to be taken for links, pictures or scripts: every page shows them as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.vocabulary import Role
from pages import PAGES
from pages.shell.page import PageSpec
from services.access import Actor
from services.bootstrap import Services
from services.signing_in import SignedIn
from tests.fakes import STOCKHOLM, a_context
from tests.integration.conftest import make_tenant
from tests.integration.pages.hostile import HOSTILE, LINK, PICTURE, Lair, lair

SHOWN_AS_WRITTEN = {
    "options", "value", "values", "default", "raw_values", "set_value", "data", "json", "spec", "placeholder", "url",
    "id", "key", "form_id", "element_id", "page_script_hash", "bytes", "mixed_data", "file_name", "styler", "columns",
}  # fmt: skip
"""Fields of Streamlit's messages that no Markdown is made of: choices, typed texts, tables, data of components."""
IS_MARKDOWN_THERE = {"button_group", "radio"}
"""Where choices are Markdown all the same."""


@pytest.fixture(scope="module")
def den(services: Services, database: Database, owner_url: str) -> Lair:
    return lair(services, make_tenant(database, "Nästet"), owner_url)


@pytest.fixture(autouse=True)
def _no_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {}))


def opened(services: Services, page: PageSpec, actor: Actor, home: Path) -> AppTest:
    known = SignedIn(actor, HOSTILE, HOSTILE, STOCKHOLM)
    ctx = replace(
        a_context(home), needs=page.needs, actor=actor, services=services, ask_again=lambda is_activity: known,
        clock=lambda: datetime.now(UTC),
    )  # fmt: skip

    def script(ctx: object, page: object) -> None:
        page.render(ctx)  # type: ignore[attr-defined]

    return AppTest.from_function(script, args=(ctx, page), default_timeout=60).run()


def obeyed(message: Any, kind: str = "") -> Iterator[str]:
    """Where a text of the message would be read as a link or a picture."""
    for field, value in message.ListFields():
        if field.name in SHOWN_AS_WRITTEN and kind not in IS_MARKDOWN_THERE:
            continue
        for each in value if isinstance(value, (list, tuple)) or hasattr(value, "append") else [value]:
            if hasattr(each, "ListFields"):
                yield from obeyed(each, field.name)
            elif isinstance(each, str) and (LINK in each or PICTURE in each):
                yield f"{kind}.{field.name}: {each}"


def elements(block: Any) -> Iterator[Any]:
    """Every message of a run, blocks too."""
    yield block.proto
    for child in getattr(block, "children", {}).values():
        yield from elements(child)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_hostile_name_is_shown_as_it_is_written(
    services: Services, den: Lair, tmp_path: Path, page: PageSpec
) -> None:
    platform = replace(den.admin, role=Role.SUPER_ADMIN)
    actor = next(each for each in (den.admin, den.carer, den.client, platform) if each.may(page.needs))
    run = opened(services, page, actor, tmp_path)
    assert not run.exception
    found = [each for part in (run.main, run.sidebar) for message in elements(part) if message is not None
             for each in obeyed(message, message.DESCRIPTOR.name)]  # fmt: skip
    assert not found, "\n".join(found)

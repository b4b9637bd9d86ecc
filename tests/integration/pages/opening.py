"""A page of administrators as AppTest runs it, over real services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from streamlit.testing.v1 import AppTest

from pages.shell.page import PageSpec
from services.access import Actor
from services.bootstrap import Services
from services.signing_in import SignedIn
from services.words import Language
from tests.fakes import STOCKHOLM, a_context

NOTHING: Mapping[str, object] = MappingProxyType({})


def opened(
    module: str,
    services: Services,
    actor: Actor,
    home: Path,
    language: Language = Language.SV,
    held: Mapping[str, object] = NOTHING,
) -> AppTest:
    """The page of `module`, drawn once; `held` is what its widgets hold before."""
    page: PageSpec = import_module(module).PAGE
    ctx = replace(
        a_context(home), needs=page.needs, actor=actor, services=services, language=language,
        clock=lambda: datetime.now(UTC), ask_again=lambda _: SignedIn(actor, "Petra", "Testkommun", STOCKHOLM),
    )  # fmt: skip

    def script(module: str, ctx: object) -> None:
        from importlib import import_module

        import_module(module).PAGE.render(ctx)

    app = AppTest.from_function(script, args=(module, ctx), default_timeout=60)
    for key, value in held.items():
        app.session_state[key] = value
    return app.run()


def said(page: AppTest) -> str:
    """Everything that is told in words."""
    told = (*page.markdown, *page.caption, *page.info, *page.warning, *page.success, *page.error, *page.code)
    return "\n".join(str(each.value) for each in told)


def tables(page: AppTest) -> str:
    """Everything that stands in tables."""
    return "\n".join(each.value.to_csv() for each in page.dataframe)

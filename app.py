"""Front door: who are you, what may you see, run that page."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages import PAGES
from pages.shell import frame
from pages.shell.guard import uncaught
from pages.shell.headers import SecurityHeaders
from pages.shell.leaving import stay_where_somebody_went
from pages.shell.routes import routes
from pages.shell.serving import answer_at_once, apply, name_pages_ourselves, server_options
from services import bootstrap
from services.settings import BadSetting, Settings, read_settings


def import_late() -> None:
    """Get what is slow to import: the sign-in form while the database starts, then what draws tables.

    What is imported stays, so the garbage collector need not walk it again. Streamlit's own collection after each run
    is off (.streamlit/config.toml): it walked a quarter of a million objects, 0.2 s in which nobody was answered.
    """
    for name in ("pages.shell.sign_in_form", "pandas"):
        import_module(name)
    gc.freeze()


def serve(settings: Settings) -> st.App:
    """The server: our routes and headers around Streamlit, and what starts and stops with it."""

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
        asyncio.get_running_loop().run_in_executor(None, import_late)
        try:
            with bootstrap.running(settings):
                yield {}
        except BadSetting as refused:
            sys.stderr.write(f"Caire cannot start. {refused}\n")
            raise

    name_pages_ourselves()
    answer_at_once()
    stay_where_somebody_went()
    return st.App(
        __file__,
        lifespan=lifespan,
        routes=routes(page.url_path for page in PAGES),
        middleware=[Middleware(SecurityHeaders, settings=settings)],
        on_script_error=uncaught(settings.language),
    )


if get_script_run_ctx(suppress_warning=True) is not None:
    frame.show(bootstrap.required(), PAGES)
else:
    try:
        chosen = read_settings()
    except BadSetting as refused:
        sys.exit(f"Caire cannot start. {refused}")
    app = serve(chosen)
    if __name__ == "__main__":
        with suppress(KeyboardInterrupt):
            app.run(config=server_options(chosen))
    else:
        apply(server_options(chosen))

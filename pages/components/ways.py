"""Ways to other pages: buttons that stay in the same tab, where a link in a text would open another."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shell.context import PageContext
from services.words import Text


def way_to(
    ctx: PageContext, url_path: str, label: Text, icon: str, key: str, *, is_primary: bool = False, **query: str
) -> None:
    """A button to the page at `url_path`; what `query` says is passed on to it."""
    if st.button(ctx.say(label), icon=icon, key=key, type="primary" if is_primary else "secondary"):
        _go(url_path, query)


def quiet_way_to(ctx: PageContext, url_path: str, label: Text, key: str, **query: str) -> None:
    """As `way_to`, without a frame, where the way is a part of what it stands beside."""
    if st.button(ctx.say(label), icon=":material/arrow_forward:", key=key, type="tertiary"):
        _go(url_path, query)


def go_to(url_path: str, **query: str) -> None:
    """Leave for the page at `url_path`."""
    _go(url_path, query)


def _go(url_path: str, query: Mapping[str, str]) -> None:
    st.switch_page(
        st.Page(_named_by_its_address, url_path=url_path, title=url_path),
        query_params={k: v for k, v in query.items() if v},
    )


def _named_by_its_address() -> None:
    """Stands for the page, which the frame draws."""

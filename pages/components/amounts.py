"""Columns of written amounts in a table: to the right, so that ones stand below ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig


def amounts(titles: Iterable[str]) -> dict[str, ColumnConfig]:
    """The `column_config` of these columns."""
    return {title: st.column_config.Column(alignment="right") for title in titles}

"""A chart with its twin as a table, which can be taken away as CSV or XLSX."""

from __future__ import annotations

import streamlit as st
from plotly.graph_objects import Figure

from pages.shell.context import PageContext
from services.insights.tables import Table
from services.words import Text
from services.workbook.plain_files import CSV_MIME, XLSX_MIME, csv_file, xlsx_file

NOTHING = Text(sv="Inga värden för de här dagarna.", en="No values for these days.")
TABLE = Text(sv="Tabell", en="Table")
CSV, XLSX = Text(sv="CSV", en="CSV"), Text(sv="Excel", en="Excel")


def chart_card(
    ctx: PageContext, key: str, title: str, figure: Figure | None, table: Table, note: str = "", said: str = ""
) -> None:  # fmt: skip
    """The card, with `note` on hover and `said` below the chart; without a value it says so."""
    with st.container(border=True, key=f"figures_card_{key}"):
        st.markdown(f"**{title}**", help=note or None)
        if not table.shown or figure is None:
            st.caption(ctx.say(NOTHING))
            return
        st.plotly_chart(figure, key=f"figures.chart.{key}", config={"displayModeBar": False}, alt=title)
        if said:
            st.caption(said)
        twin(ctx, key, title, table)


def twin(ctx: PageContext, key: str, title: str, table: Table) -> None:
    """The table behind a chart, folded, with its files."""
    import pandas as pd  # a second that the sign-in page does not wait for

    with st.expander(ctx.say(TABLE), icon=":material/table:"):
        st.dataframe(pd.DataFrame(table.shown, columns=list(table.columns)), hide_index=True, height="auto")
        files(ctx, key, title, table)


def files(ctx: PageContext, key: str, title: str, table: Table) -> None:
    """A table to take away, made when it is asked for."""
    name = f"{key}-{ctx.now():%Y-%m-%d}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            ctx.say(CSV), lambda: csv_file(table.columns, table.raw, ctx.language), f"{name}.csv", CSV_MIME,
            key=f"figures.csv.{key}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            ctx.say(XLSX), lambda: xlsx_file(title, table.columns, table.raw), f"{name}.xlsx", XLSX_MIME,
            key=f"figures.xlsx.{key}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip

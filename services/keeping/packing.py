"""An archive's file: one Parquet table per database table in a zip, typed, readable without us once opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Rows = list[dict[str, Any]]
Columns = Mapping[str, list[tuple[str, type | None]]]


def pack(tables: Mapping[str, Rows], columns: Columns) -> bytes:
    """The tables as one file; `columns` gives each table's columns and the Python type of those kept as they are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as file:
        for name, rows in tables.items():
            # Rows of an older archive say nothing of columns added since, and must not begin to.
            held = rows[0].keys() if rows else dict(columns[name])
            schema = pa.schema([(column, _kind(told)) for column, told in columns[name] if column in held])
            part = io.BytesIO()
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), part, compression="zstd")
            file.writestr(f"{name}.parquet", part.getvalue())
    return whole.getvalue()


def unpack(whole: bytes) -> dict[str, Rows]:
    """What was packed."""
    import pyarrow.parquet as pq

    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        return {
            name.removesuffix(".parquet"): pq.read_table(io.BytesIO(file.read(name))).to_pylist()
            for name in file.namelist()
        }


def _kind(told: type | None) -> pa.DataType:
    import pyarrow as pa

    kinds = {bool: pa.bool_(), int: pa.int64(), date: pa.date32(), datetime: pa.timestamp("us", tz="UTC")}
    return pa.string() if told is None else kinds[told]

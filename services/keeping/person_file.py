"""What one person gets: a zip of everything as JSON for machines, and as a page to read or print."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from html import escape
from io import BytesIO
from typing import Any

from services.audit_log.words import column_title, value_words
from services.words import Language, Text

JSON_NAME, PAGE_NAME = "uppgifter.json", "uppgifter.html"
_TITLE = Text(sv="Uppgifter om dig", en="What is held about you")
_LEAD = Text(
    sv="Allt som {organization} har sparat om dig i Caire den {day}. Samma uppgifter finns i {file} för maskiner.",
    en="Everything {organization} holds about you in Caire on {day}. The same is in {file} for machines.",
)
_ROWS = Text(sv="{table} ({count})", en="{table} ({count})")
_STYLE = (
    "body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1E1B2E}"
    "h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%;margin:.5rem 0;break-inside:avoid}"
    "th,td{text-align:left;vertical-align:top;border-top:1px solid #E6E3F0;padding:.2rem .5rem}th{width:14rem}"
)

Found = Mapping[str, Sequence[Mapping[str, Any]]]


def as_json(found: Found) -> bytes:
    """Everything by table, for machines."""
    return json.dumps(found, ensure_ascii=False, indent=2, default=_plain).encode()


def as_page(found: Found, titles: Mapping[str, Text], organization: str, day: date, language: Language) -> bytes:
    """Everything by table, to read; one small table per row, empty values left out."""
    lead = _LEAD(language, organization=organization, day=day.isoformat(), file=JSON_NAME)
    parts = [f"<h1>{escape(_TITLE(language))}</h1><p>{escape(lead)}</p>"]
    for table, rows in found.items():
        title = titles[table](language) if table in titles else table
        parts.append(f"<h2>{escape(_ROWS(language, table=title, count=len(rows)))}</h2>")
        parts += [_row(row, language) for row in rows]
    head = f'<meta charset="utf-8"><title>{escape(_TITLE(language))}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{"".join(parts)}</body></html>'.encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in one zip."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return raw.getvalue()


def _row(row: Mapping[str, Any], language: Language) -> str:
    cells = (
        f"<tr><th>{escape(column_title(name)(language))}</th><td>{escape(_written(value, language))}</td></tr>"
        for name, value in row.items()
        if value not in (None, "", [], {}) and name != "organization_id"
    )
    return f"<table>{''.join(cells)}</table>"


def _written(value: object, language: Language) -> str:
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value_words(value if isinstance(value, bool) else _plain(value), language)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)

"""Bytes of a file to text: UTF-8 with or without its mark, or Windows-1252; garbled letters are told, not guessed."""

from __future__ import annotations

from services.integrations.care_files.faults import MOST_MB
from services.problem.report import Report

_MB = 1024 * 1024
_GARBLED = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "\ufffd")


def decoded(raw: bytes, filename: str, report: Report) -> str | None:
    """The text, or None with the reason in `report`."""
    if len(raw) > MOST_MB * _MB:
        report.add("FILE-001", filename, size_mb=len(raw) // _MB)
        return None
    if not raw.strip():
        report.add("FILE-002", filename)
        return None
    text = _text(raw)
    if text is None or "\x00" in text:
        report.add("FILE-003", filename)
        return None
    if any(sign in text for sign in _GARBLED):
        report.add("FILE-004", filename)
        return None
    return text


def _text(raw: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None

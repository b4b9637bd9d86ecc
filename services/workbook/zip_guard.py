"""Looks at the packing of a workbook before it is opened: what it would unpack to, and nothing that could burst.

A workbook is a zip of XML. A few kilobytes can claim to be terabytes, and a few lines of XML too (entities). Python's
zipfile never gives more than the directory declares, so that what is counted here is what there is.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from services.problem.report import Report
from services.workbook.faults import BURSTS, ENTITIES, NO_WORKBOOK, TOO_LARGE

MOST_BYTES = 20_000_000
MOST_PARTS = 300
MOST_UNPACKED = 150_000_000
MOST_RATIO = 150
SMALL_BYTES = 1_000_000
"""A part this small may be packed as tightly as it likes."""

_CHUNK = 1 << 20
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = {b"\xff\xfe", b"\xfe\xff"}
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, LookupError)
"""What zipfile raises of a torn or encrypted file."""


def may_open(raw: bytes, report: Report) -> bool:
    """Whether the file can be opened without harm; otherwise why not is in `report`."""
    if len(raw) > MOST_BYTES:
        report.add(TOO_LARGE, "", value=len(raw), most=MOST_BYTES // 1_000_000)
        return False
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            parts = packed.infolist()
            if not _is_bounded(parts, report):
                return False
            if any(_has_entities(packed, part) for part in parts):
                report.add(ENTITIES, "")
                return False
            names = set(packed.namelist())
    except _TORN:
        report.add(NO_WORKBOOK, "")
        return False
    if "[Content_Types].xml" not in names:
        report.add(NO_WORKBOOK, "")
        return False
    return True


def _is_bounded(parts: list[zipfile.ZipInfo], report: Report) -> bool:
    """By the directory alone: nothing is unpacked yet."""
    unpacked = sum(part.file_size for part in parts)
    bursting = [
        part
        for part in parts
        if part.file_size > SMALL_BYTES and part.file_size > MOST_RATIO * max(1, part.compress_size)
    ]
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or bursting:
        report.add(BURSTS, "", parts=len(parts), size=unpacked // 1_000_000, most=MOST_UNPACKED // 1_000_000)
        return False
    if any(part.compress_type not in _PACKINGS or part.flag_bits & 1 for part in parts):
        report.add(NO_WORKBOOK, "")
        return False
    return True


def _has_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether XML declares entities, which can grow without end; also reads every byte once, so torn parts show."""
    longest = max(map(len, _FORBIDDEN))
    is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
    with packed.open(part) as stream:
        before, is_first = b"", True
        while chunk := stream.read(_CHUNK):
            # UTF-16 or UTF-32 would hide the words looked for.
            is_wide = is_first and is_xml and (b"\x00" in chunk[:4] or chunk[:2] in _WIDE)
            if is_wide or any(word in before + chunk for word in _FORBIDDEN):
                return True
            before, is_first = chunk[-longest:], False
    return False

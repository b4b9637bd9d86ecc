"""`verify-audit`: checks every entry of the audit against its seals, and the seals against those remembered."""

from __future__ import annotations

import argparse
import sys
from uuid import UUID

from data.repositories.seals import SealCheck, Tampering
from services.bootstrap import open_services
from services.settings import BadSetting, read_settings

TAMPERED = 3

_TOLD = {
    Tampering.ENTRIES: "entries were altered, removed, added or moved",
    Tampering.SEAL: "the seal was altered or not made with the key",
    Tampering.MISSING: "seals are missing",
    Tampering.KEY: "the key that seals is gone or does not open",
}


def run(arguments: list[str]) -> int:
    """0 when everything stands, 2 when a setting or an id cannot be used, 3 when something was tampered with."""
    parser = argparse.ArgumentParser(
        prog="python -m services verify-audit",
        description="Checks the audit of every organisation, or of those named; ends with 3 when anything was altered.",
    )
    parser.add_argument("organization", nargs="*", type=UUID, help="id of an organisation; all without any")
    asked = parser.parse_args(arguments)
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"The audit cannot be checked. {refused}", file=sys.stderr)
        return 2
    with open_services(settings) as services:
        checks = [services.auditing.check(each) for each in asked.organization or services.auditing.organizations()]
    for check in checks:
        print(_line(check))
    faults = sum(check.fault is not None for check in checks)
    entries = sum(check.entries for check in checks)
    print(f"{len(checks)} organisations, {entries} sealed entries, {faults} organisations with a fault")
    return TAMPERED if faults else 0


def _line(check: SealCheck) -> str:
    about = f"{check.organization_id}: {check.seals} seals, {check.entries} entries, {check.unsealed} not sealed yet"
    if check.oldest_unsealed is not None:
        about += f" (the oldest of {check.oldest_unsealed:%Y-%m-%d %H:%M} UTC)"
    if check.fault is None:
        return f"{about}: whole"
    place = "" if check.n is None else f" at seal {check.n}"
    if check.until is not None:
        since = "the beginning" if check.after is None else f"{check.after:%Y-%m-%d %H:%M:%S}"
        place += f", between {since} and {check.until:%Y-%m-%d %H:%M:%S} UTC"
    return f"{about}: NOT WHOLE: {_TOLD[check.fault]}{place}"

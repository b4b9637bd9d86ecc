"""A process of its own that does one act and can be killed over it: `python -m … <act> <json>`.

It says `ready` when everything is imported and connected, waits for a line, acts, and says `done`.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

from data.connect import Database
from data.vault import KeyRing
from data.vocabulary import ArchiveFamily, Role
from services.access import Actor
from services.importing.care import CareImporting
from services.keeping.archiving import Archiving

FAR = date(2100, 1, 1)


def say(word: str) -> None:
    """One line to whoever started us."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Do as told."""
    told = json.loads(sys.argv[1])
    database = Database(told["url"], KeyRing.of(bytes.fromhex(told["key"])), pool_size=2)
    organization, user = UUID(told["organization"]), UUID(told["user"])
    say("ready")
    sys.stdin.readline()
    if told["act"] == "import":
        days = (date.fromisoformat(told["first"]), date.fromisoformat(told["last"]))
        importing = CareImporting(database)
        importing.apply(
            Actor(organization, user, Role.ADMIN),
            "fil",
            Path(told["file"]).read_bytes(),
            days,
            Path(told["positions"]).read_bytes(),
        )
    else:
        Archiving(database, Path(told["archives"])).take_out(organization, ArchiveFamily.VISITS, FAR)
    say("done")


if __name__ == "__main__":
    main()

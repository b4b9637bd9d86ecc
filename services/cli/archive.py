"""`archive`: lists an organisation's archives, does tonight's round now, or puts a month back."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from uuid import UUID

from services.bootstrap import open_services
from services.cli.saying import answer
from services.errors import CareError
from services.settings import BadSetting, read_settings


def run(arguments: list[str]) -> int:
    """0 when done, 2 when a setting, an id or a file cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m services archive", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("now", help="archive and forget what is over its time, in every organisation")
    listing = acts.add_parser("list", help="the archives of an organisation")
    listing.add_argument("organization", type=UUID)
    restoring = acts.add_parser("restore", help="put the rows of an archive back for 30 days")
    restoring.add_argument("organization", type=UUID)
    restoring.add_argument("archive", type=UUID)
    asked = parser.parse_args(arguments)
    try:
        settings = read_settings()
        with open_services(settings) as services:
            if asked.act == "now":
                services.retention.round(datetime.now(UTC))
            elif asked.act == "restore":
                row = services.archiving.put_back(asked.organization, asked.archive)
                answer({"restored": str(row.id), "rows": row.rows_kept})
            for row in [] if asked.act == "now" else services.archiving.all(asked.organization):
                state = "in the tables" if row.restored_at else "archived"
                print(f"{row.id}  {row.family:<7} {row.month:%Y-%m}  {row.rows_kept} rows  {row.size} bytes  {state}")
    except (BadSetting, CareError) as refused:
        print(f"Nothing was done. {refused}", file=sys.stderr)
        return 2
    return 0

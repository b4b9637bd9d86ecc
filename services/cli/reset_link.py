"""`reset-link`: a link for a new password, for who runs the machine, when no administrator is left to make one."""

from __future__ import annotations

import argparse
import sys

from services.bootstrap import open_services
from services.cli.saying import answer
from services.errors import CareError
from services.settings import BadSetting, read_settings


def run(arguments: list[str]) -> int:
    """0 when the link is printed, 2 when a setting or the address cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m services reset-link", description=__doc__)
    parser.add_argument("email", help="the user's e-mail address")
    parser.add_argument("--without-second-step", action="store_true", help="take the second step away too")
    asked = parser.parse_args(arguments)
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"No link can be made. {refused}", file=sys.stderr)
        return 2
    with open_services(settings) as services:
        try:
            link = services.joining.help_in(asked.email, without_second_step=asked.without_second_step)
        except CareError as refused:
            print(f"{refused.code} {refused.cause(settings.language)}", file=sys.stderr)
            return 2
    base = settings.base_url or f"http://{settings.address}:{settings.port}"
    answer({"link": base.rstrip("/") + link.path, "lasts_min": 60})
    return 0

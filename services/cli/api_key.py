"""`api-key`: makes, lists and closes keys of machines; a new key is printed once and kept nowhere."""

from __future__ import annotations

import argparse
import sys
from uuid import UUID

from data.repositories.api_keys import ApiKeyRow
from data.vocabulary import ApiScope, Role
from services.access import Actor
from services.api_keys import KeyWish
from services.bootstrap import Services, open_services
from services.cli.saying import answer
from services.errors import CareError
from services.settings import BadSetting, read_settings


def run(arguments: list[str]) -> int:
    """0 when done, 2 when a setting or an argument cannot be used; whoever may run this acts as an administrator."""
    asked = _parser().parse_args(arguments)
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"Keys cannot be looked after. {refused}", file=sys.stderr)
        return 2
    actor = Actor(asked.organization, asked.user, Role.ADMIN)
    with open_services(settings) as services:
        try:
            answer(_do(services, actor, asked))
        except CareError as refused:
            print(
                f"{refused.code} {refused.cause(settings.language)} {refused.action(settings.language)}",
                file=sys.stderr,
            )
            return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services api-key", description="Makes, lists and closes keys of the API of an organisation."
    )
    parser.add_argument("organization", type=UUID, help="id of the organisation")
    parser.add_argument("user", type=UUID, help="id of the administrator the keys are made and closed by")
    acts = parser.add_subparsers(dest="act", required=True)
    make = acts.add_parser("make", help="a new key; its secret is shown this once")
    make.add_argument("name", help="whose key it is")
    make.add_argument("scopes", nargs="+", type=ApiScope, help=", ".join(scope.value for scope in ApiScope))
    make.add_argument("--days", type=int, default=365)
    make.add_argument("--rate", type=int, default=120, help="calls a minute")
    acts.add_parser("list", help="every key, without secrets")
    acts.add_parser("revoke", help="close a key at once").add_argument("key", type=UUID)
    return parser


def _do(services: Services, actor: Actor, asked: argparse.Namespace) -> dict[str, object]:
    if asked.act == "list":
        return {"keys": [_told(row) for row in services.api_keys.all(actor)]}
    if asked.act == "revoke":
        services.api_keys.revoke(actor, asked.key)
        return {"revoked": str(asked.key)}
    made = services.api_keys.make(actor, KeyWish(asked.name, asked.scopes, asked.days, asked.rate))
    return {**_told(made.row), "key": made.whole}


def _told(row: ApiKeyRow) -> dict[str, object]:
    moments = {"expires_at": row.expires_at, "last_used_at": row.last_used_at, "revoked_at": row.revoked_at}
    return {
        "id": str(row.id), "name": row.name, "prefix": row.prefix, "scopes": [scope.value for scope in row.scopes],
        "rate_per_min": row.rate_per_min,
        **{name: None if moment is None else moment.isoformat() for name, moment in moments.items()},
    }  # fmt: skip

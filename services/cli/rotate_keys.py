"""`rotate-keys`: a new master key, new data keys, or a new key of the blind indexes, while everybody works on."""

from __future__ import annotations

import argparse
import secrets
import sys
from dataclasses import replace
from uuid import UUID

from services.bootstrap import open_services
from services.cli.saying import answer
from services.settings import MASTER_KEY_BYTES, BadSetting, Settings, read_settings, write_master_keys

_MASTER = """\
A new master key. Without CAIRE_MASTER_KEY the key file is renewed: a new key is put first, every data key is wrapped
by it, then the old key is removed. With CAIRE_MASTER_KEY give the new key first and the old one behind it, run this,
then take the old one away. Restart the app and its workers afterwards."""


def run(arguments: list[str]) -> int:
    """0 when done, 2 when a setting or an argument cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m services rotate-keys",
        description=f"master: {_MASTER} data: a new data key per organisation. index: a new key of the blind indexes.",
    )
    parser.add_argument("what", choices=["master", "data", "index"])
    parser.add_argument("organization", nargs="*", type=UUID, help="id of an organisation; all without any")
    asked = parser.parse_args(arguments)
    try:
        settings = read_settings()
        if asked.what == "master":
            settings = _with_a_new_key(settings)
    except BadSetting as refused:
        print(f"Keys cannot be renewed. {refused}", file=sys.stderr)
        return 2
    with open_services(settings) as services:
        keeper = services.key_keeping
        acts = {"master": keeper.rewrap, "data": keeper.renew_data_key, "index": keeper.renew_index_key}
        # The master key wraps everybody's keys; with some left out the old one could not go.
        named = keeper.organizations() if asked.what == "master" else asked.organization or keeper.organizations()
        counts = [acts[asked.what](each) for each in named]
    if asked.what == "master" and settings.key_file is not None:
        write_master_keys(settings.key_file, [settings.master_key])
    answer({"renewed": asked.what, "organizations": len(counts), "items": sum(counts)})
    return 0


def _with_a_new_key(settings: Settings) -> Settings:
    """The new key first and the old one behind it; what was begun and not ended goes on with the key it made."""
    if settings.older_master_keys:
        return settings
    if settings.key_file is None:
        raise BadSetting("CAIRE_MASTER_KEY must hold the new key and, behind it, the old one.")
    fresh = secrets.token_bytes(MASTER_KEY_BYTES)
    write_master_keys(settings.key_file, [fresh, settings.master_key])
    return replace(settings, master_key=fresh, older_master_keys=(settings.master_key,))

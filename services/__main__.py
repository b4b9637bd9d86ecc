"""The command line: `python -m services <command> …`, one file per command in services/cli."""

from __future__ import annotations

import sys
from importlib import import_module

COMMANDS: dict[str, tuple[str, str]] = {
    "solve": ("services.cli.solve", "plan a model input and write the plan"),
    "score": ("services.cli.score", "score a plan of a model input, row by row"),
    "check": ("services.cli.check", "find every problem of a model input"),
    "seed-demo": ("services.cli.seed_demo", "lay demo data into the demo organisation"),
    "archive": ("services.cli.archive", "list archives, take old months out, put one back"),
    "rotate-keys": ("services.cli.rotate_keys", "renew the master key, data keys or the key of the indexes"),
    "verify-audit": ("services.cli.verify_audit", "check the audit against its seals"),
    "migrate": ("services.cli.migrate", "bring the database to the newest migration"),
    "backup": ("services.cli.backup", "write the whole database to a new directory"),
    "restore": ("services.cli.restore", "take a backup back into an empty database"),
    "api-key": ("services.cli.api_key", "make, list and close keys of the API"),
    "reset-link": ("services.cli.reset_link", "make a link for a new password, when no administrator can"),
    "worker": ("services.cli.worker", "serve the queue of solves"),
}
"""Command → the module whose `run(arguments)` does it and gives the exit code, and what it is for."""

OK, FAULT, BAD_INPUT, STOPPED = 0, 1, 2, 130
"""Exit codes; 1 is a fault of ours and comes with its traceback."""


def main(arguments: list[str]) -> int:
    """Runs one command; its module is imported only now, so that each starts as fast as it can."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        width = max(map(len, COMMANDS))
        lines = [f"  {name:<{width}}  {purpose}" for name, (_, purpose) in COMMANDS.items()]
        print("usage: python -m services <command> …", *lines, sep="\n", file=sys.stderr)
        return OK if arguments else BAD_INPUT
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"Unknown command {name!r}; there are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return BAD_INPUT
    module, _ = COMMANDS[name]
    code: int = import_module(module).run(rest)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

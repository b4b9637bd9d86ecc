"""Whatever is done to a file, it is read or refused with reasons; nothing is ever raised."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random

from services.integrations.timefold.reader import read_input, read_output
from services.integrations.timefold.writer import write_input
from services.problem import Severity
from services.problem.columns import columns
from tests.strategies import a_random_problem
from tests.unit.services.integrations.timefold.a_file import Json, a_file

STRANGE: list[object] = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    float("nan"),
    float("inf"),
    "",
    " ",
    "x",
    "\x00",
    "\ud800",
    "V1",
    [],
    [[]],
    {},
    {"id": {}},
    [None],
    "PT0S",
    "-PT1H",
    "P9999D",
    "2027-02-01T07:00:00",
    "2027-02-01T07:00:00+01:00",
    "9999-12-31T23:59:59Z",
    [0, 0],
    [91, 181],
    "{x}",
    "{0}",
]
"""What no field expects, and what a wrong field might get."""

Slot = tuple[dict[str, object] | list[object], str | int]


def slots(node: object) -> Iterator[Slot]:
    """Every place in a document that holds a value."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield node, key
            yield from slots(value)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield node, index
            yield from slots(value)


def mutated(document: Json, rng: Random) -> Json:
    """1 or 2 values dropped, replaced, doubled or moved to another place."""
    spoilt: Json = copy.deepcopy(document)
    for _ in range(rng.randint(1, 2)):
        found = list(slots(spoilt))
        if not found:
            break
        holder, key = rng.choice(found)
        value = holder[key]  # type: ignore[index]
        act = rng.randrange(4)
        if act == 0:
            del holder[key]  # type: ignore[arg-type]
        elif act == 1:
            holder[key] = copy.deepcopy(rng.choice(STRANGE))  # type: ignore[index]
        elif act == 2 and isinstance(holder, list):
            holder.append(copy.deepcopy(value))
        else:
            other, elsewhere = rng.choice(found)
            holder[key] = copy.deepcopy(other[elsewhere])  # type: ignore[index]
    return spoilt


def documents(seed: int) -> Json:
    return a_file() if seed % 3 == 0 else write_input(a_random_problem(Random(seed % 17), is_exchangeable=True))


def survives(seed: int) -> bool:
    """Reads one mutated file; true when it was still a problem."""
    document = mutated(documents(seed), Random(seed))
    found = read_input(json.dumps(document).encode())
    if found.problem is None:
        assert any(issue.severity is Severity.ERROR for issue in found.issues)
        return False
    columns(found.problem)
    read_output(json.dumps(write_input(found.problem)).encode(), found.problem)
    return True


def test_a_mutated_file_is_read_or_refused_never_a_crash(campaign: Callable[[int, int], int]) -> None:
    size = campaign(400, 20_000)
    survived = sum(survives(seed) for seed in range(size))
    assert 0.02 * size < survived < 0.9 * size


def test_bytes_at_random_are_refused() -> None:
    rng = Random(1)
    whole = json.dumps(a_file()).encode()
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(rng.randint(1, 5)):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        found = read_input(bytes(spoilt[: rng.choice([len(spoilt), rng.randrange(len(spoilt))])]))
        assert found.problem is not None or found.issues

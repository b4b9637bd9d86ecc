"""What has changed between two model inputs, in the solver's patch language, so that it may go on from its own plan.

Whole shifts, visits and groups are replaced, never single fields: a replaced element is taken out and put at the end,
which changes nothing, because order has no meaning. What is taken out comes first, what is new comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Model = Mapping[str, Any]
Step = dict[str, object]
_LISTS = ("vehicles", "visits", "visitGroups")


def patch_between(before: Model, after: Model) -> list[Step]:
    """Steps that turn `before` into `after`, up to the order of elements."""
    steps = list(_top(before, after))
    for name in reversed(_LISTS):
        steps += [_step("remove", f"/{name}/[id={gone}]") for gone in _ids(before, name) - _ids(after, name)]
    for name in _LISTS:
        old, new = _by_id(before, name), _by_id(after, name)
        if new and name not in before:
            steps.append(_step("add", f"/{name}", []))
        for identity, element in new.items():
            if identity not in old:
                steps.append(_step("add", f"/{name}/-", element))
            elif name == "vehicles":
                steps += _shifts(identity, old[identity], element)
            elif old[identity] != element:
                steps.append(_step("replace", f"/{name}/[id={identity}]", element))
    return steps


def _top(before: Model, after: Model) -> Iterator[Step]:
    names = sorted((before.keys() | after.keys()) - set(_LISTS))
    for name in names:
        if name not in after:
            yield _step("remove", f"/{name}")
        elif before.get(name) != after[name]:
            yield _step("replace" if name in before else "add", f"/{name}", after[name])


def _shifts(vehicle: str, before: Model, after: Model) -> Iterator[Step]:
    path = f"/vehicles/[id={vehicle}]/shifts"
    old, new = _by_id(before, "shifts"), _by_id(after, "shifts")
    for gone in sorted(old.keys() - new.keys()):
        yield _step("remove", f"{path}/[id={gone}]")
    for identity, shift in new.items():
        if identity not in old:
            yield _step("add", f"{path}/-", shift)
        elif old[identity] != shift:
            yield _step("replace", f"{path}/[id={identity}]", shift)


def _by_id(model: Model, name: str) -> dict[str, Model]:
    return {element["id"]: element for element in model.get(name, ())}


def _ids(model: Model, name: str) -> set[str]:
    return set(_by_id(model, name))


def _step(op: str, path: str, value: object = None) -> Step:
    return {"op": op, "path": path} if op == "remove" else {"op": op, "path": path, "value": value}

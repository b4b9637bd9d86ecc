"""Plans better than the best known, each in its family's own form, in one archive beside the results."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.benchmarks.engine.tasks import load
from tests.benchmarks.families.care import Instance
from tests.benchmarks.families.care_files import plan_of
from tests.benchmarks.families.care_score import score

ARCHIVE = Path(__file__).parents[1] / "results" / "new-best.zip"
ENDING = ".sol.json"


def held(archive: Path = ARCHIVE) -> dict[tuple[str, str], str]:
    """Texts of the plans kept, by family and instance."""
    if not archive.exists():
        return {}
    with ZipFile(archive) as file:
        names = [name for name in file.namelist() if name.endswith(ENDING)]
        return {_key(name): file.read(name).decode() for name in names}


def keep(family: str, name: str, text: str, archive: Path = ARCHIVE) -> None:
    """A new best is no claim without its plan; the better one stays where there are two."""
    plans = held(archive)
    before = plans.get((family, name))
    instance = load(family, name)
    if not isinstance(instance, Instance) or (before and _worth(instance, before) <= _worth(instance, text)):
        return
    plans[family, name] = text
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for (of_family, instance_name), plan in sorted(plans.items()):
            entry = ZipInfo(f"{of_family}/{instance_name}{ENDING}")  # without the moment it was written
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, plan)


def _key(name: str) -> tuple[str, str]:
    family, _, instance = name.removesuffix(ENDING).partition("/")
    return family, instance


def _worth(instance: Instance, text: str) -> float:
    return score(instance, plan_of(instance, json.loads(text))).objective

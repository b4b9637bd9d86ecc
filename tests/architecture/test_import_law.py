"""The contracts of pyproject.toml: each is broken by the import it is there to forbid, and by nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, source

# The contract's first words, the file that breaks it, and the line that does.
BREACHES = (
    ("A page asks a service", "data/connect.py", "from services.words import Text"),
    ("Within services", "services/words.py", "from services.solvers import port"),
    ("Within services", "services/problem/__init__.py", "import services.engine"),
    ("Pages know neither", "pages/planning/solve.py", "import sqlalchemy"),
    ("Pages know neither", "pages/shell/guard.py", "from httpx import get"),
    ("Of the data, pages know", "pages/planning/solve.py", "from data.work import Work"),
    ("Services work without Streamlit", "services/planning.py", "import streamlit as st"),
    ("SQL lives in data", "services/planning.py", "import sqlalchemy"),
    ("The pure rooms", "services/solvers/port.py", "from data.work import Work"),
    ("The pure rooms", "services/words.py", "import services.planning"),
    ("The data knows the database", "data/work.py", "import pandas"),
    ("Integrations never lean", "services/integrations/one/__init__.py", "import services.integrations.two"),
)
SKELETON: Mapping[str, str] = {
    "pages/__init__.py": "",
    "pages/planning/__init__.py": "",
    "pages/planning/solve.py": "import streamlit\nfrom services import planning\nfrom data.vocabulary import Role",
    "pages/shell/__init__.py": "",
    "pages/shell/guard.py": "import streamlit",
    "services/__init__.py": "",
    "services/words.py": "",
    "services/errors.py": "from services.words import Text",
    "services/access.py": "from data.vocabulary import Role\nfrom services.errors import NotAllowed",
    "services/planning.py": "from data.work import Work\nfrom services.solvers.port import Solver",
    "services/problem/__init__.py": "from services.words import Text",
    "services/engine/__init__.py": "import numpy",
    "services/constraints/__init__.py": "import services.problem\nimport services.engine",
    "services/solvers/__init__.py": "",
    "services/solvers/port.py": "import services.constraints\nfrom data.vocabulary import Role",
    "services/integrations/__init__.py": "",
    "services/integrations/one/__init__.py": "import httpx\nimport services.problem",
    "services/integrations/two/__init__.py": "",
    "data/__init__.py": "",
    "data/connect.py": "import sqlalchemy",
    "data/work.py": "from data.connect import engine",
    "data/vocabulary.py": "",
}

Verdict = Callable[[Mapping[str, str]], dict[str, bool]]


@pytest.fixture
def verdict(tmp_path: Path) -> Verdict:
    """Builds a small house with `changes` and says for each contract whether it is kept."""

    def judge(changes: Mapping[str, str]) -> dict[str, bool]:
        for path, text in {**SKELETON, **changes}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        linter = Path(sys.executable).with_name("lint-imports")
        answer = subprocess.run(
            [linter, "--no-cache", "--no-logo"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        told = " ".join(answer.stdout.split())  # long names are wrapped
        judged = {name: re.search(re.escape(name) + r" (KEPT|BROKEN)", told) for name in contracts()}
        assert all(judged.values()), answer.stdout + answer.stderr
        return {name: found is not None and found[1] == "KEPT" for name, found in judged.items()}

    return judge


def contracts() -> set[str]:
    return {
        contract["name"] for contract in tomllib.loads(source("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    }


def test_a_house_built_to_plan_keeps_every_contract(verdict: Verdict) -> None:
    assert all(verdict({}).values())


@pytest.mark.parametrize(("contract", "path", "line"), BREACHES)
def test_a_forbidden_import_breaks_its_contract(verdict: Verdict, contract: str, path: str, line: str) -> None:
    judged = verdict({path: f"{SKELETON[path]}\n{line}"})
    assert [name for name, kept in judged.items() if not kept and name.startswith(contract)] != []


def test_every_contract_has_a_breach_that_shows_it_bites() -> None:
    assert [name for name in contracts() if not any(name.startswith(breach[0]) for breach in BREACHES)] == []

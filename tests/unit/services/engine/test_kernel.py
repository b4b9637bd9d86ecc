"""The kernel is never run with machine code made for other columns than today's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT


@pytest.mark.parametrize("name", ["layout.py", "wide.py"])
def test_an_edit_beside_the_kernel_is_told_before_anything_is_run(tmp_path: Path, name: str) -> None:
    engine = tmp_path / "services" / "engine"
    shutil.copytree(ROOT / "services" / "engine", engine, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "services" / "__init__.py").touch()
    (engine / name).write_text((engine / name).read_text(encoding="utf-8") + "\nEDITED = True\n", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", "import services.engine.kernel"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert "set BESIDE" in told.stderr

"""Set-up speaks plainly when something is missing, and costs nothing when nothing changed."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

SHELL = Path("/bin/sh")


def program(path: Path, script: str) -> None:
    path.write_text(f"#!{SHELL}\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the set-up scripts and a lock, and `bin` with the few programs every system has."""
    home = tmp_path / "clone"
    shutil.copytree(ROOT / ".ci", home / ".ci")
    (home / "requirements.lock").write_text("nothing-yet==1.0\n")
    (tmp_path / "bin").mkdir()
    for name in ("cat", "cksum", "dirname", "rm", "mkdir", "ln"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    program(tmp_path / "bin" / "id", "echo 1000")
    return home


def run(clone: Path, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": str(clone.parent / "bin"), "HOME": str(clone.parent)} | environment
    return subprocess.run([clone / ".ci" / script, *arguments], env=given, capture_output=True, text=True, check=False)


def test_a_python_that_is_too_old_is_named_in_one_sentence(clone: Path) -> None:
    program(clone.parent / "bin" / "python3", '[ "$1" = --version ] && echo "Python 3.9.18"; exit 1')
    answer = run(clone, "setup.sh")
    assert answer.returncode == 1
    assert "Python 3.11 or newer is needed" in answer.stderr
    assert "Python 3.9.18" in answer.stderr
    assert not (clone / ".venv").exists()


# A Python that makes an environment with a Python that writes down how it was called.
FAKE_PYTHON = """
case "$*" in
  *" venv "*) mkdir -p .venv/bin; ln -sf "$0" .venv/bin/python;;
  *"pip install"*) echo "$*" >> installed-with;;
esac
exit 0
"""


def test_a_broken_uv_is_told_and_pip_goes_on(clone: Path) -> None:
    program(clone.parent / "bin" / "python3", FAKE_PYTHON)
    program(clone.parent / "bin" / "uv", "echo 'uv: broken' >&2; exit 3")
    answer = run(clone, "setup.sh")
    assert answer.returncode == 0, answer.stderr
    assert "uv: broken" in answer.stderr
    assert "going on with pip" in answer.stderr
    assert "--require-hashes" in (clone / "installed-with").read_text()


def test_uv_is_told_the_index_pip_uses(clone: Path) -> None:
    program(clone.parent / "bin" / "python3", FAKE_PYTHON)
    program(
        clone.parent / "bin" / "uv",
        'echo "$1 $UV_DEFAULT_INDEX $UV_SYSTEM_CERTS" >> asked-uv; mkdir -p .venv/bin; '
        f"ln -sf {clone.parent}/bin/python3 .venv/bin/python",
    )
    answer = run(clone, "setup.sh", PIP_INDEX_URL="https://packages.example/simple")
    assert answer.returncode == 0, answer.stderr
    assert (clone / "asked-uv").read_text().splitlines() == [
        "venv https://packages.example/simple 1",
        "pip https://packages.example/simple 1",
    ]
    assert not (clone / "installed-with").exists()


def test_set_up_happens_once_and_again_when_the_lock_changes(clone: Path) -> None:
    program(clone.parent / "bin" / "python3", FAKE_PYTHON)
    run(clone, "setup.sh")
    begun = time.monotonic()
    run(clone, "setup.sh")
    assert time.monotonic() - begun < 5
    assert len((clone / "installed-with").read_text().splitlines()) == 1
    (clone / "requirements.lock").write_text("nothing-yet==2.0\n")
    run(clone, "setup.sh")
    assert len((clone / "installed-with").read_text().splitlines()) == 2


def test_an_installation_that_failed_is_not_taken_for_done(clone: Path) -> None:
    program(clone.parent / "bin" / "python3", FAKE_PYTHON.replace('echo "$*" >> installed-with', "exit 1"))
    assert run(clone, "setup.sh").returncode == 1
    assert run(clone, "setup.sh").returncode == 1


def test_without_chromium_an_ordinary_user_gets_the_one_instruction(clone: Path) -> None:
    answer = run(clone, "chromium.sh", "install")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "set CHROMIUM=" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_root_gets_chromium_from_the_system(clone: Path) -> None:
    bin_ = clone.parent / "bin"
    program(bin_ / "id", "echo 0")
    program(bin_ / "apt-get", f'[ "$1" = install ] && ln -s {SHELL} {bin_}/chromium; exit 0')
    answer = run(clone, "chromium.sh", "install")
    assert answer.returncode == 0
    assert answer.stdout.strip() == str(bin_ / "chromium")


def test_chromium_is_looked_for_where_one_says_then_on_the_path_then_with_playwright(clone: Path) -> None:
    kept = clone.parent / ".cache/ms-playwright/chromium-1200/chrome-linux64"
    kept.mkdir(parents=True)
    program(kept / "chrome", "exit 0")
    assert run(clone, "chromium.sh").stdout.strip() == str(kept / "chrome")
    program(clone.parent / "bin" / "google-chrome", "exit 0")
    assert run(clone, "chromium.sh").stdout.strip() == str(clone.parent / "bin" / "google-chrome")
    program(clone.parent / "mine", "exit 0")
    assert run(clone, "chromium.sh", CHROMIUM=str(clone.parent / "mine")).stdout.strip() == str(clone.parent / "mine")


def test_a_chromium_that_was_named_but_is_not_there_is_not_replaced_by_another(clone: Path) -> None:
    program(clone.parent / "bin" / "chromium", "exit 0")
    assert run(clone, "chromium.sh", "install", CHROMIUM="/nowhere/chromium").returncode == 1

"""What the sign-in page waits for, and what nobody waits for after it."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.house import ROOT

SLOW = ("pandas", "numba", "streamlit_authenticator", "alembic", "openpyxl", "scipy")
ASKING = f"import sys, pages, services.bootstrap; print([name for name in {SLOW!r} if name in sys.modules])"


def test_the_pages_come_in_without_the_libraries_that_are_slow_to_import() -> None:
    told = subprocess.run([sys.executable, "-c", ASKING], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


COLLECTING = """
import gc, app
from streamlit import config
app.import_late()
print(config.get_option("runner.postScriptGC"), gc.get_freeze_count() > 50_000)
"""


def test_no_run_is_followed_by_a_walk_over_everything_that_was_ever_imported() -> None:
    told = subprocess.run([sys.executable, "-c", COLLECTING], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "False True"

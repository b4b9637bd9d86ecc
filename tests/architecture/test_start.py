"""What the sign-in page waits for."""

from __future__ import annotations

import subprocess
import sys

SLOW = ("pandas", "numba", "streamlit_authenticator", "alembic", "openpyxl", "scipy")
ASKING = f"import sys, pages, services.bootstrap; print([name for name in {SLOW!r} if name in sys.modules])"


def test_the_pages_come_in_without_the_libraries_that_are_slow_to_import() -> None:
    told = subprocess.run([sys.executable, "-c", ASKING], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"

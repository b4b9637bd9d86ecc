"""Popovers whose content is drawn when they are opened, opened without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def opened(app: AppTest, key: str) -> AppTest:
    """The page after a press on the popover's button; nothing inside was there before."""
    app.session_state[key] = True
    return app.run()

"""What a setting that cannot be used is told as."""

from __future__ import annotations


class BadSetting(Exception):
    """A setting that cannot be used; the message is one sentence for whoever starts the app."""

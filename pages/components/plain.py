"""Names as they are: signs that Markdown would act on are shown, not obeyed."""

from __future__ import annotations

_ACTED_ON = frozenset("\\`*_{}[]()<>#+-!|~:$")


def plain(text: str) -> str:
    """`text` for Markdown, looking exactly as written."""
    return "".join(f"\\{sign}" if sign in _ACTED_ON else sign for sign in text)

"""A map that costs little to make, at every click: no notebook is looked for, and its document has no line breaks."""

from __future__ import annotations

import json
import sys
from typing import Any, cast

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

# pydeck asks with every map whether it stands in a notebook, by compiling its half for notebooks, which then fails.
cast("dict[str, Any]", sys.modules).setdefault("pydeck.widget", None)


class LeanDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """pydeck's map, the same to the browser."""

    def to_json(self) -> str:
        """The same document as pydeck writes, on one line: with line breaks Python's slow encoder walks every point."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))

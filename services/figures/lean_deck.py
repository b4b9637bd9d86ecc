"""A map that is written without line breaks: with them Python's slow encoder walks every point, at every click."""

from __future__ import annotations

import json

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize


class LeanDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """pydeck's map, the same to the browser."""

    def to_json(self) -> str:
        """The same document as pydeck writes, on one line."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))

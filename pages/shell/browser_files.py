"""Scripts and styles of our components, fetched by the browser once instead of travelling with every change.

Context      Streamlit sends an inline component's script and style again with each rerun: 40 kB for every drop.
Decision     The component is three lines that import the real script from a route of ours. The address holds a digest
             of all its files, so a browser keeps them for good and a new version has a new address.
Consequence  Small modules that import each other stay small files; a rerun carries data only.
Not chosen   Streamlit's asset directories: they exist for installed packages only, and we are not one.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

COMPONENTS = Path(__file__).resolve().parents[1] / "components"
FOLDER = "browser"
"""Each component's own folder of this name is served, and nothing beside it."""

FOR_GOOD = "public, max-age=31536000, immutable"


class BrowserFiles(StaticFiles):
    """One component's files; kept for good by browsers that ask for the version we have."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._version = version_of(directory)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_current = scope["path_params"].get("version") == self._version
        response.headers["Cache-Control"] = FOR_GOOD if is_current else "no-store"
        return response


def version_of(directory: Path) -> str:
    """A digest of every file in the folder."""
    digest = hashlib.sha256()
    for path in sorted(directory.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def mounts() -> list[Mount]:
    """A route per component that has files for browsers."""
    found = sorted(COMPONENTS.glob(f"*/{FOLDER}"))
    return [Mount(f"/app/{each.parent.name}/{{version}}", BrowserFiles(each)) for each in found]


def address(component: str) -> str:
    """Where the files of a component are, seen from the document."""
    return f"app/{component}/{version_of(COMPONENTS / component / FOLDER)}"


def loader(component: str, main: str) -> str:
    """The inline script: it hands on to the served one, whose `show` gets what Streamlit gives.

    It must contain a newline, else Streamlit takes it for a path.
    """
    return (
        f'const served = import(new URL("{address(component)}/{main}", document.baseURI))\n'
        "export default async (component) => (await served).show(component)\n"
    )


def style_link(component: str, *names: str) -> str:
    """The style sheets, as links in the component's own markup."""
    return "".join(f'<link rel="stylesheet" href="{address(component)}/{name}">' for name in names)

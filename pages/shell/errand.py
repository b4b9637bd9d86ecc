"""Errands the browser runs for a page: trade a ticket for a cookie, drop it, note the language, go to another door.

A page speaks over a web socket and cannot set a cookie; this component posts to one of our routes, once per errand.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import streamlit as st

from services.provider_setting import RETURN_PATH
from services.words import Language

_SCRIPT = """
const errands = (window.caireErrands ??= {})
export default function (component) {
  const { route, id, fields, language, reload, follow } = component.data
  if (errands[route] === id) return
  errands[route] = id
  document.documentElement.lang = language
  const address = new URL(route, document.baseURI)
  const post = fetch(address, { method: "POST", credentials: "same-origin", body: new URLSearchParams(fields) })
  if (reload) post.finally(() => window.location.reload())
  if (follow) {
    post.then((answer) => answer.json())
      .then(({ address }) => (address ? window.location.assign(address) : window.location.reload()))
      .catch(() => window.location.reload())
  }
}
"""
_component: Callable[..., object] = st.components.v2.component("caire_errand", js=_SCRIPT)


class Errand(StrEnum):
    """The routes a page may send the browser to."""

    BEGIN_SESSION = "session"
    END_SESSION = "session/end"
    KEEP_LANGUAGE = "language"
    GO_TO_PROVIDER = RETURN_PATH


def run_errand(
    errand: Errand, language: Language, fields: dict[str, str], *, reload: bool = False, follow: bool = False
) -> None:
    """Post `fields` to the errand's route, again only when they change; then reload the page or `follow` the answer."""
    told = "&".join(f"{name}={value}" for name, value in fields.items())
    then = {"reload": reload, "follow": follow}
    data = {"route": errand.value, "id": told, "fields": fields, "language": language.value, **then}
    with st.container(key=f"errand-{errand.name.lower()}", height=1, border=False):
        _component(data=data, key=f"errand.{errand.name.lower()}")

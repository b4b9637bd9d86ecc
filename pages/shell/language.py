"""The reader's language: chosen by a switch, kept in a cookie, told to the browser as `<html lang>`."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.shell.errand import Errand, run_errand
from pages.shell.routes import language_of
from pages.shell.state import state_of
from services.words import Language, Text

_LABEL = Text(sv="Språk", en="Language")
_NAMES = {Language.SV: "Svenska", Language.EN: "English"}


@dataclass
class LanguageState:
    """What was chosen in this tab; before that the cookie decides."""

    chosen: Language | None = None


def current_language(otherwise: Language) -> Language:
    """The language to draw this run in."""
    return state_of(LanguageState).chosen or language_of(st.context.cookies, otherwise)


def choose_language(language: Language) -> None:
    """The switch; a change is drawn at once and kept in the browser for a year."""
    chosen = st.segmented_control(
        _LABEL(language),
        list(Language),
        default=language,
        required=True,
        key="shell.language",
        format_func=lambda option: _NAMES[option],
        label_visibility="collapsed",
    )
    if chosen is not language:
        state_of(LanguageState).chosen = chosen
        st.rerun()
    if state_of(LanguageState).chosen is not None:
        run_errand(Errand.KEEP_LANGUAGE, language, {"language": language.value})

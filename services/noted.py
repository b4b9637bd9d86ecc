"""What Caire itself notes in the audit as the reason: sealed in English, read in the reader's own language.

Context      An entry of the audit is sealed as it was written, and an administrator reads it years later.
Decision     Every reason of ours is a text here. Its English is what is written; on reading, an entry that fits one of
             them is said in the reader's language, also one from before there was a Swedish text for it.
Consequence  What a person wrote stands as it was written. The English of a text here is never changed, only added to.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from services.words import Language, Text

_NUMBER = "(?:0|[1-9][0-9]*)"
_WHOLE = re.compile(_NUMBER)
_FITS = {"d": _NUMBER, "s": r"\S+"}
"""What stands where a text asks for a number or for one word."""

PLACES_OF_PLAN = Text(sv="exakta lägen i en plan", en="exact positions of a plan")
PLACES_AROUND = Text(
    sv="exakta lägen kring en klient som placeras", en="exact positions around a client being placed"
)  # fmt: skip
EVERYTHING = Text(sv="allt om personen", en="everything about the person")
WORKBOOK = Text(sv="arbetsbok", en="workbook")
OWN_DAY, OWN_VISITS = Text(sv="den egna dagen", en="own day"), Text(sv="de egna besöken", en="own visits")
GEOCODED = Text(sv="adressen skickad till adresstjänsten", en="address sent to the geocoder")
GONE = Text(sv="borta ur vårdsystemet", en="gone in the care system")
SUPPORT = Text(sv="support: {what}", en="support: {what}")
NAMES_OUT = Text(sv="namn till ett annat system, {who}", en="names to another system, {who}")
MODEL_INPUT = Text(sv="planeringsunderlag: {reason}", en="model input: {reason}")
ORGANIZATION = Text(sv="organisationen: {reason}", en="organization: {reason}")
FIGURES_AS = Text(sv="nyckeltal som {form}", en="key figures as {form}")
RETURN_AS = Text(sv="vad försöket ger som {form}", en="return on the trial as {form}")
PLAN_AS = {
    form: Text(sv=f"planen som {word}", en=f"plan as {form}")
    for form, word in {
        "day_sheets": "dagblad", "day_sheets_pdf": "dagblad (PDF)", "letters": "brev till klienter",
        "letters_pdf": "brev till klienter (PDF)", "xlsx": "arbetsbok", "calendars": "kalendrar",
        "fsr": "fil i Timefolds format",
    }.items()
}  # fmt: skip
LOG_OUT = Text(sv="{entries:d} rader, {first} – {last}", en="{entries:d} entries, {first} – {last}")

PUT_BACK = Text(sv="{rows:d} rader återställda", en="{rows:d} rows put back")
ERASED = Text(sv="{rows:d} rader", en="{rows:d} rows")
SHREDDED = Text(
    sv="{rows:d} rader borttagna, nycklarna förstörda", en="{rows:d} rows removed, keys destroyed"
)  # fmt: skip
ARCHIVED = {
    family: Text(sv=f"{word} {{month}}, {{rows:d}} rader", en=f"{family} {{month}}, {{rows:d}} rows")
    for family, word in {"visits": "besök", "shifts": "pass", "plans": "planer"}.items()
}
RESTORED = {
    family: Text(sv=f"{word} {{month}}", en=f"{family} {{month}}")
    for family, word in {"visits": "besök", "shifts": "pass", "plans": "planer"}.items()
}
REWRAPPED = Text(sv="inslagna av en ny huvudnyckel", en="wrapped by a new master key")
DATA_KEY = Text(sv="datanyckel {version:d}", en="data key {version:d}")
INDEX_KEY = Text(sv="nyckel till sökorden", en="key of the blind indexes")

SOUND = Text(
    sv="håller till {until:s}: {seals:d} sigill, {entries:d} rader",
    en="sound {until:s} {seals:d} seals {entries:d} entries",
)
SOUND_UNSEALED = Text(
    sv="håller: {seals:d} sigill, {entries:d} rader", en="sound {seals:d} seals {entries:d} entries"
)  # fmt: skip
FAULTY = Text(
    sv="håller inte ({fault:s}) till {until:s}: {seals:d} sigill, {entries:d} rader",
    en="fault:{fault:s} {until:s} {seals:d} seals {entries:d} entries",
)
FAULTY_UNSEALED = Text(
    sv="håller inte ({fault:s}): {seals:d} sigill, {entries:d} rader",
    en="fault:{fault:s} {seals:d} seals {entries:d} entries",
)
CALLED = Text(
    sv="{call}: {outcome}, {took_ms:d} ms, {sent:d} B ut, {received:d} B in",
    en="{call}: {outcome}, {took_ms:d} ms, {sent:d} B out, {received:d} B in",
)
CALLED_HOOK = Text(
    sv="{call}: {outcome}, {took_ms:d} ms, {sent:d} B ut", en="{call}: {outcome}, {took_ms:d} ms, {sent:d} B out"
)  # fmt: skip

STATUS = {
    status: Text(sv=f"{word}: {{reason}}", en=f"{status}: {{reason}}")
    for status, word in {
        "active": "öppnat", "trial": "öppnat på prov", "suspended": "pausat", "deactivated": "stängt",
    }.items()
}  # fmt: skip
NEW_PASSWORD = Text(sv="nytt lösenord genom en länk", en="new password by a link")
LINK_MADE = Text(sv="länk gjord på kommandoraden", en="link made on the command line")
STEP_ON = Text(sv="tvåstegsinloggning påslagen", en="second step turned on")
STEP_OFF = Text(sv="tvåstegsinloggning avslagen", en="second step turned off")
CODES = Text(sv="reservkoder förnyade", en="recovery codes renewed")
STEP_TAKEN = Text(sv="tvåstegsinloggning borttagen: {reason}", en="second step taken away: {reason}")


ALL = (
    PLACES_OF_PLAN, PLACES_AROUND, EVERYTHING, WORKBOOK, OWN_DAY, OWN_VISITS, GEOCODED, GONE, SUPPORT, NAMES_OUT,
    MODEL_INPUT, ORGANIZATION, FIGURES_AS, RETURN_AS, *PLAN_AS.values(), LOG_OUT, PUT_BACK, ERASED, SHREDDED,
    *ARCHIVED.values(), *RESTORED.values(), REWRAPPED, DATA_KEY, INDEX_KEY, SOUND, SOUND_UNSEALED, FAULTY,
    FAULTY_UNSEALED, CALLED, CALLED_HOOK, *STATUS.values(), NEW_PASSWORD, LINK_MADE, STEP_ON, STEP_OFF, CODES,
    STEP_TAKEN,
)  # fmt: skip
"""Everything above; of two that fit, the first is what an entry says."""


def read(reason: str | None, language: Language) -> str:
    """Why something was done: what a person wrote as it stands, what Caire noted in the reader's language."""
    for pattern, text in _patterns():
        if found := pattern.fullmatch(reason or ""):
            return text(language, **_values(found))
    return reason or ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Text], ...]:
    return tuple((re.compile(_pattern(text.en), re.DOTALL), text) for text in ALL)


def _pattern(words: str) -> str:
    parts = []
    for plain, name, spec, _ in Formatter().parse(words):
        parts.append(re.escape(plain))
        if name is not None:
            parts.append(f"(?P<{name}>{_FITS.get(spec or '', '.+')})")
    return "".join(parts)


def _values(found: re.Match[str]) -> dict[str, object]:
    """Numbers as numbers again: a text asks for some of them as such."""
    told = found.groupdict()
    return {name: int(word) if _WHOLE.fullmatch(word) else word for name, word in told.items()}

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

_FITS = {"d": "[0-9]+", "s": r"\S+"}
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
    "day_sheets": Text(sv="planen som dagblad", en="plan as day_sheets"),
    "day_sheets_pdf": Text(sv="planen som dagblad (PDF)", en="plan as day_sheets_pdf"),
    "letters": Text(sv="planen som brev till klienter", en="plan as letters"),
    "letters_pdf": Text(sv="planen som brev till klienter (PDF)", en="plan as letters_pdf"),
    "xlsx": Text(sv="planen som arbetsbok", en="plan as xlsx"),
    "calendars": Text(sv="planen som kalendrar", en="plan as calendars"),
    "fsr": Text(sv="planen i Timefolds format", en="plan as fsr"),
}
LOG_OUT = Text(sv="{entries:d} rader, {first} – {last}", en="{entries:d} entries, {first} – {last}")

PUT_BACK = Text(sv="{rows:d} rader återställda", en="{rows:d} rows put back")
ERASED = Text(sv="{rows:d} rader", en="{rows:d} rows")
SHREDDED = Text(
    sv="{rows:d} rader borttagna, nycklarna förstörda", en="{rows:d} rows removed, keys destroyed"
)  # fmt: skip
ARCHIVED = {
    "visits": Text(sv="besök {year:d}-{month:s}, {rows:d} rader", en="visits {year:d}-{month:s}, {rows:d} rows"),
    "shifts": Text(sv="pass {year:d}-{month:s}, {rows:d} rader", en="shifts {year:d}-{month:s}, {rows:d} rows"),
    "plans": Text(sv="planer {year:d}-{month:s}, {rows:d} rader", en="plans {year:d}-{month:s}, {rows:d} rows"),
}
RESTORED = {
    "visits": Text(sv="besök {year:d}-{month:s}", en="visits {year:d}-{month:s}"),
    "shifts": Text(sv="pass {year:d}-{month:s}", en="shifts {year:d}-{month:s}"),
    "plans": Text(sv="planer {year:d}-{month:s}", en="plans {year:d}-{month:s}"),
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
    "active": Text(sv="öppnat: {reason}", en="active: {reason}"),
    "trial": Text(sv="öppnat på prov: {reason}", en="trial: {reason}"),
    "suspended": Text(sv="pausat: {reason}", en="suspended: {reason}"),
    "deactivated": Text(sv="stängt: {reason}", en="deactivated: {reason}"),
}
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
    for pattern, numbers, text in _patterns():
        if found := pattern.fullmatch(reason or ""):
            told = found.groupdict()
            return text(language, **{name: int(word) if name in numbers else word for name, word in told.items()})
    return reason or ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str], Text], ...]:
    """How each text is known again, and which of its values are numbers."""
    return tuple((re.compile(_pattern(text.en), re.DOTALL), _numbers(text.en), text) for text in ALL)


def _pattern(words: str) -> str:
    parts = []
    for plain, name, spec, _ in Formatter().parse(words):
        parts.append(re.escape(plain))
        if name is not None:
            parts.append(f"(?P<{name}>{_FITS.get(spec or '', '.+')})")
    return "".join(parts)


def _numbers(words: str) -> frozenset[str]:
    return frozenset(name for _, name, spec, _ in Formatter().parse(words) if name is not None and spec == "d")

"""The words of the board in both languages."""

from __future__ import annotations

from services.words import Language, Text

VISITS = Text(sv="besök", en="visits")
ONE_VISIT = Text(sv="besök", en="visit")
BREAK = Text(sv="Rast", en="Break")
OUTSIDE = Text(sv="utanför sitt tidsfönster", en="outside its time window")
PINNED = Text(sv="låst", en="locked")
DOUBLE = Text(sv="flera medarbetare samtidigt", en="several carers at once")
MOVABLE = Text(sv="kan läggas en annan dag", en="may be given another day")
WHOLE_DAY = Text(sv="när som helst", en="any time")
NO_TIME = Text(sv="inget möjligt fönster", en="no possible window")
UTILISATION = Text(
    sv="Beläggning: besök, resor och raster av passets längd",
    en="Utilisation: visits, travel and breaks of the shift's length",
)

CHROME: dict[str, Text] = {
    "board": Text(
        sv="Tidslinje. Pilarna går mellan besöken, Retur väljer.",
        en="Timeline. Arrows go between visits, Enter selects.",
    ),
    "fixed": Text(sv="Fast dag", en="Fixed day"),
    "movable": Text(sv="Flyttbar dag", en="Movable day"),
    "break": BREAK,
    "travel": Text(sv="Resa", en="Travel"),
    "waiting": Text(sv="Väntan", en="Waiting"),
    "locked": Text(sv="Låst", en="Locked"),
    "double": Text(sv="Flera", en="Together"),
    "late": Text(sv="Utanför fönster", en="Outside window"),
    "unassigned": Text(sv="Oplanerade", en="Unassigned"),
    "none_unassigned": Text(sv="Alla besök har en medarbetare.", en="Every visit has a carer."),
    "whole_day": Text(sv="Hela dagen", en="Whole day"),
    "zoom_in": Text(sv="Zooma in", en="Zoom in"),
    "zoom_out": Text(sv="Zooma ut", en="Zoom out"),
    "selected": Text(sv="Vald", en="Selected"),
    "now": Text(sv="Nu", en="Now"),
    "nothing": Text(sv="Inga pass den här dagen.", en="No shifts this day."),
}
"""What stands around the bars."""


def visits(count: int) -> Text:
    """`10 besök`, `1 visit`."""
    word = ONE_VISIT if count == 1 else VISITS
    return Text(sv=f"{count} {word.sv}", en=f"{count} {word.en}")


def initials(label: str) -> str:
    """Two or three signs for an avatar: `Anna Berg` → `AB`, `day-07` → `D07`."""
    digits = "".join(sign for sign in label if sign.isdigit())
    letters = [word[0] for word in label.replace("-", " ").replace("_", " ").split() if word[0].isalpha()]
    if digits:
        return ("".join(letters[:1]) + digits[-2:]).upper()
    return ("".join(letters[:1] + letters[1:][-1:]) or label[:2]).upper()


def chrome(language: Language) -> dict[str, str]:
    """The board's own words in one language."""
    return {name: text(language) for name, text in CHROME.items()}

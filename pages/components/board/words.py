"""What stands around the bars of the board, in both languages; `{…}` are filled in by the browser."""

from __future__ import annotations

from services.words import Language, Text

LOCALES = {Language.SV: "sv-SE", Language.EN: "en-GB"}

WORDS: dict[str, Text] = {
    "board": Text(
        sv="Tidslinje. Pilarna går mellan besöken, Retur väljer, Escape släpper valet.",
        en="Timeline. Arrows go between visits, Enter selects, Escape lets go.",
    ),
    "fixed": Text(sv="Fast tid", en="Fixed time"),
    "movable": Text(sv="Flyttbart", en="Movable"),
    "break": Text(sv="Rast", en="Break"),
    "travel": Text(sv="Resa", en="Travel"),
    "waiting": Text(sv="Väntan", en="Waiting"),
    "pinned": Text(sv="Låst", en="Locked"),
    "double": Text(sv="Dubbel", en="Double"),
    "outside": Text(sv="Utanför fönster", en="Outside window"),
    "short": Text(sv="Hinner inte fram", en="Cannot get there in time"),
    "unplanned": Text(sv="Oplanerade", en="Unplanned"),
    "all_planned": Text(sv="Alla besök har en medarbetare.", en="Every visit has a carer."),
    "visits": Text(sv="{n} besök", en="{n} visits"),
    "one_visit": Text(sv="1 besök", en="1 visit"),
    "percent": Text(sv="{n}\u202f%", en="{n}%"),
    "efficiency": Text(sv="Effektivitet {n}\u202f%", en="Efficiency {n}%"),
    "no_efficiency": Text(sv="Inga besök", en="No visits"),
    "minutes": Text(sv="{n}\u202fmin · {window}", en="{n}\u202fmin · {window}"),
    "nobody": Text(sv="Inga pass de här dagarna.", en="No shifts on these days."),
    "whole_day": Text(sv="Hela dagen", en="Whole day"),
    "whole_week": Text(sv="Hela veckan", en="Whole week"),
    "zoom_in": Text(sv="Zooma in", en="Zoom in"),
    "zoom_out": Text(sv="Zooma ut", en="Zoom out"),
    "selected": Text(sv="Vald: {what}", en="Selected: {what}"),
    "cleared": Text(sv="Inget valt", en="Nothing selected"),
}
"""`{n}`, `{window}` and `{what}` are filled in by the browser."""


def words(language: Language) -> dict[str, object]:
    """`words` and `locale` as the component takes them."""
    return {"words": {name: text(language) for name, text in WORDS.items()}, "locale": LOCALES[language]}

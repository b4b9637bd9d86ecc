"""What stands around the bars of the board, in both languages; `{…}` are filled in by the browser."""

from __future__ import annotations

from services.words import Language, Text

LOCALES = {Language.SV: "sv-SE", Language.EN: "en-GB"}

WORDS: dict[str, Text] = {
    "board": Text(
        sv="Tidslinje. Pilarna går mellan besöken, Retur väljer, Escape släpper valet.",
        en="Timeline. Arrows go between visits, Enter selects, Escape lets go.",
    ),
    "board_edit": Text(
        sv="Alt och pilarna flyttar ett besök, Retur sparar, Escape ångrar. P låser, Delete tar ur planen, "
        "Skift F10 öppnar besökets kort, Ctrl Z ångrar det senaste.",
        en="Alt and the arrows move a visit, Enter saves, Escape undoes. P locks, Delete takes it out of the plan, "
        "Shift F10 opens the visit's card, Ctrl Z takes back the last act.",
    ),
    "fixed": Text(sv="Fast tid", en="Fixed time"),
    "movable": Text(sv="Flyttbart", en="Movable"),
    "break": Text(sv="Rast", en="Break"),
    "travel": Text(sv="Resa", en="Travel"),
    "waiting": Text(sv="Väntan", en="Waiting"),
    "pinned": Text(sv="Låst", en="Locked"),
    "double": Text(sv="Dubbel", en="Double"),
    "critical": Text(sv="Kritiskt", en="Critical"),
    "changed": Text(sv="Ändrat", en="Changed"),
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
    "points": Text(sv="{n}\u202fp", en="{n}\u202fp"),
    "saving": Text(sv="Sparar", en="Saving"),
    "saved": Text(sv="Sparat", en="Saved"),
    "put_back": Text(sv="Ingenting ändrat", en="Nothing changed"),
    "no_answer": Text(
        sv="Inget svar: ingenting ändrat. Försök igen, och ladda om sidan om det inte hjälper.",
        en="No answer: nothing changed. Try again, and load the page anew if that does not help.",
    ),
    "locked": Text(
        sv="Besöket är låst. Lås upp det med P eller i besökets kort, så kan det flyttas.",
        en="The visit is locked. Unlock it with P or in the visit's card, then it can be moved.",
    ),
    "only_by_carer": Text(
        sv="Visa raderna per medarbetare för att ge besöket till någon.",
        en="Show rows by carer to give the visit to somebody.",
    ),
    "nowhere": Text(sv="{what} · här kan det inte läggas", en="{what} · cannot be put here"),
    "to_lane": Text(sv="{what} · ta ur planen", en="{what} · take out of the plan"),
    "other_client": Text(sv="en annan klients rad", en="another client's row"),
    "outside_window": Text(sv="utanför fönstret", en="outside the window"),
    "outside_shift": Text(sv="{who} har inget pass då", en="{who} has no shift then"),
    "undo": Text(sv="Ångra", en="Undo"),
    "redo": Text(sv="Gör om", en="Redo"),
    "move": Text(sv="Flytta", en="Move"),
    "carer": Text(sv="Medarbetare", en="Carer"),
    "start": Text(sv="Börjar", en="Starts"),
    "pin": Text(sv="Lås", en="Lock"),
    "unpin": Text(sv="Lås upp", en="Unlock"),
    "take_out": Text(sv="Ta ur planen", en="Take out of the plan"),
    "close": Text(sv="Stäng", en="Close"),
    "who_can": Text(sv="Har plats", en="Has room"),
}
"""`{n}`, `{window}` and `{what}` are filled in by the browser."""


def words(language: Language) -> dict[str, object]:
    """`words` and `locale` as the component takes them."""
    return {"words": {name: text(language) for name, text in WORDS.items()}, "locale": LOCALES[language]}

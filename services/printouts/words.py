"""What stands on paper around the names and times, in both languages."""

from __future__ import annotations

from services.words import Text

TIME, CLIENT = Text(sv="Tid", en="Time"), Text(sv="Klient", en="Client")
WHAT, TOGETHER = Text(sv="Insatser", en="Services"), Text(sv="Tillsammans med", en="Together with")
TRAVEL, DONE = Text(sv="Resa", en="Travel"), Text(sv="Utfört", en="Done")
ADDRESS, BREAK = Text(sv="Adress", en="Address"), Text(sv="Rast", en="Break")
SHIFT = Text(sv="Pass {spells}", en="Shift {spells}")
VISITS = Text(sv="{count} besök", en="{count} visits")
ONE_VISIT = Text(sv="1 besök", en="1 visit")
DAY_SHEETS = Text(sv="Dagslistor", en="Day sheets")
LETTERS = Text(sv="Veckobrev", en="Week letters")
WHO_COMES = Text(sv="Vem kommer till dig", en="Who comes to you")
DEAR = Text(sv="Till {name}", en="To {name}")
PERIOD = Text(sv="{first} – {last}", en="{first} – {last}")
NOBODY = Text(sv="Inget besök", en="No visit")
MAY_CHANGE = Text(
    sv="Tiderna kan ändras om någon blir sjuk eller om en annan klient akut behöver hjälp. Då hör vi av oss.",
    en="Times may change if somebody falls ill or another client needs urgent help. We will then tell you.",
)
MADE = Text(sv="Utskriven {when}", en="Printed {when}")
PSEUDONYMS = Text(sv="Pseudonymer i stället för namn", en="Pseudonyms instead of names")
SECRET = Text(
    sv="Innehåller personuppgifter. Förvara säkert och förstör efter användning.",
    en="Contains personal data. Keep it safe and destroy it after use.",
)
AND = Text(sv=" och ", en=" and ")
PAGE = Text(sv="Sida {page} av {pages}", en="Page {page} of {pages}")

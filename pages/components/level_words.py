"""The three levels a plan is scored in: a short name for badges and cards, and what each means."""

from __future__ import annotations

from services.constraints.kind import Level
from services.words import Text

LEVEL_NAMES = {
    Level.HARD: Text(sv="Krav", en="Hard"),
    Level.MEDIUM: Text(sv="Uppdrag", en="Medium"),
    Level.SOFT: Text(sv="Önskemål", en="Soft"),
}
LEVEL_TOLD = {
    Level.HARD: Text(sv="Får inte brytas", en="Must not be broken"),
    Level.MEDIUM: Text(sv="Utan medarbetare", en="Without a carer"),
    Level.SOFT: Text(sv="Vägs mot varandra", en="Weighed together"),
}
LEVEL_HELP = {
    Level.HARD: Text(
        sv="Poäng för det som inte får brytas. Ska vara 0.", en="Points for what must not be broken. Should be 0."
    ),
    Level.MEDIUM: Text(
        sv="Poäng för besök utan medarbetare. Lägre är bättre.",
        en="Points for visits without a carer. Lower is better.",
    ),
    Level.SOFT: Text(
        sv="Poäng för det som vägs mot varandra: restid, kontinuitet, önskemål. Lägre är bättre.",
        en="Points for what is weighed together: travel, continuity, wishes. Lower is better.",
    ),
}

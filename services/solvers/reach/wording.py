"""What is said of a visit nobody can serve, and how to mend it."""

from __future__ import annotations

from services.words import Text

NO_CARER = Text(
    sv="Ingen av {carers} medarbetare får göra besöket: {counts}.",
    en="None of {carers} carers may make the visit: {counts}.",
)
NO_SHIFT = Text(
    sv="Inget pass klarar besöket: start {window}, {stay}. {nearest}",
    en="No shift can make the visit: start {window}, {stay}. {nearest}",
)
SHIFT = Text(sv="Pass {shift} {why}.", en="Shift {shift} {why}.")
BARRED = Text(sv="Utan dem som inte får komma ({counts}).", en="Leaving out those who may not come ({counts}).")
MATE_DEAD = Text(
    sv="Besöket görs av flera samtidigt ({group}) och {mate} kan ingen göra: {why}",
    en="The visit is made by several at once ({group}), and nobody can make {mate}: {why}",
)
NO_MEETING = Text(
    sv="Besöken i {group} har ingen starttid gemensam.", en="The visits of {group} have no start time in common."
)
TOO_FEW = Text(
    sv="Besöken i {group} börjar samtidigt och behöver {members} olika medarbetare; så många är aldrig lediga ihop "
    "({window}).",
    en="The visits of {group} start at once and need {members} different carers; so many are never there together "
    "({window}).",
)
WAITS_DEAD = Text(
    sv="Besöket ska komma efter {before}, som ingen kan göra: {why}",
    en="The visit must come after {before}, which nobody can make: {why}",
)
WAITS_LONG = Text(
    sv="{chain} Besöket kan därför börja tidigast {ready}, men sista start är {last}.",
    en="{chain} So the visit can start {ready} at the earliest, but the last start is {last}.",
)
WAITS_GAP = Text(
    sv="{chain} Besöket kan därför börja tidigast {ready}, och därefter är ingen starttid möjlig.",
    en="{chain} So the visit can start {ready} at the earliest, and no start after that is possible.",
)
FIRST = Text(
    sv="{visit} börjar tidigast {start} och tar {stay}.", en="{visit} starts {start} at the earliest and takes {stay}."
)
THIS = Text(sv="Detta besök ska komma {gap} {before}.", en="This visit must come {gap} {before}.")
THEN = Text(
    sv="{visit} ska komma {gap} {before}: tidigast {start}.",
    en="{visit} must come {gap} {before}: {start} at the earliest.",
)
GAP = Text(sv="minst {delay} efter", en="at least {delay} after")
NO_GAP = Text(sv="efter", en="after")
COUNTS = (
    (Text(sv="{n} avböjda", en="{n} declined"), "prohibited"),
    (Text(sv="{n} utanför kundens krets", en="{n} outside the client's pool"), "pool"),
    (Text(sv="{n} saknar kompetens ({skills})", en="{n} lack a skill ({skills})"), "skills"),
)
NONE = Text(sv="inga arbetar", en="none work")
ACTIONS = {
    "REACH-001": Text(
        sv="Utöka kundens krets, lägg till kompetensen hos någon eller ändra kravet.",
        en="Widen the client's pool, add the skill to somebody, or change the requirement.",
    ),
    "REACH-002": Text(
        sv="Ändra besökets tid eller längd, eller ett pass start eller slut.",
        en="Change the visit's time or length, or when a shift begins or ends.",
    ),
    "REACH-003": Text(
        sv="Ge besöken gemensam tid, eller sätt in fler medarbetare då.",
        en="Give the visits a time in common, or put in more carers then.",
    ),
    "REACH-004": Text(sv="Åtgärda det besöket först.", en="Mend that visit first."),
    "REACH-005": Text(
        sv="Åtgärda det besöket först, eller ta bort beroendet.", en="Mend that visit first, or drop the dependency."
    ),
    "REACH-006": Text(
        sv="Flytta ett av besöken eller korta tiden mellan dem.",
        en="Move one of the visits or shorten the time between them.",
    ),
}

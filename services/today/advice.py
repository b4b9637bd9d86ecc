"""What a planner should look at first, each with what it means and where to act on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.staffing.endangered import Endangered
from services.supply.gaps import Gap
from services.words import Counted, Text, short_day

MOST_CARERS = 15
"""Different carers in 14 days; the target of continuity."""

MOST_GAPS = 3
ABSENT = Text(sv="{who} är borta i dag och har {count} besök", en="{who} is away today and has {count} visits")
ABSENT_ONE = Text(sv="{who} är borta i dag och har ett besök", en="{who} is away today and has one visit")
ABSENT_EFFECT = Text(
    sv="Ingen kommer till dem; se vem som kan ta över, eller låt Caire lösa om resten av dagen.",
    en="Nobody comes to them; see who can step in, or let Caire solve the rest of the day.",
)
UNPLANNED = Text(sv="{count} besök i dag har ingen medarbetare", en="{count} visits today have no carer")
UNPLANNED_ONE = Text(sv="Ett besök i dag har ingen medarbetare", en="One visit today has no carer")
UNPLANNED_ONE_EFFECT = Text(
    sv="Det blir inte av om ingen tar det; lös om dagen eller lägg det för hand.",
    en="It is not made unless somebody takes it; solve again or place it by hand.",
)
UNPLANNED_EFFECT = Text(
    sv="De blir inte av om ingen tar dem; lös om dagen eller lägg dem för hand.",
    en="They are not made unless somebody takes them; solve again or place them by hand.",
)
GAP_EFFECT = Text(
    sv="{hours} h vård saknar bemanning; flytta ett pass eller ta in någon.",
    en="{hours} h of care lack staff; move a shift or call somebody in.",
)
ENDING = Text(sv="{who}: delegering i {skill} går ut {day}", en="{who}: delegation for {skill} ends {day}")
ENDING_EFFECT = Text(
    sv="{count} besök de närmaste två veckorna blir utan någon som får utföra {count:det|dem}.",
    en="{count} {count:visit|visits} in the next two weeks {count:is|are} left without anybody who may make "
    "{count:it|them}.",
)
ENDING_SAFE = Counted(
    Text(sv="En annan har delegeringen.", en="One other holds the delegation."),
    Text(sv="{count} andra har delegeringen.", en="{count} others hold the delegation."),
)
MANY = Text(sv="Klienter som möter fler än 15 medarbetare: {count}", en="Clients who meet more than 15 carers: {count}")
MANY_EFFECT = Text(
    sv="Flest: {who} med {most} på 14 dagar. Höj vikten för kontinuitet.",
    en="Most: {who} with {most} in 14 days. Raise the weight of continuity.",
)
BOOKED = Text(
    sv="{count} pass har ett fordon som inte går att använda",
    en="{count} {count:shift has a vehicle it|shifts have a vehicle they} cannot use",
)
BOOKED_EFFECT = Text(
    sv="Dubbelbokat, på verkstad eller utan rätt körkort: passet kommer inte iväg.",
    en="Double-booked, in repair or without the licence: the shift cannot leave.",
)
WISHES = Text(sv="{count} önskemål väntar på svar", en="{count} wishes are waiting for an answer")
ONE_WISH = Text(sv="Ett önskemål väntar på svar", en="One wish is waiting for an answer")
WISHES_EFFECT = Text(
    sv="Medarbetare och klienter ser ditt svar; inget ändras innan dess.",
    en="Carers and clients see your answer; nothing changes before it.",
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What, what it means, and the page (and its part) to act on; `is_pressing` is what fails already today."""

    key: str
    what: Text
    effect: Text
    url_path: str
    is_pressing: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What advice is made of.

    `absent` names carers who are away with the visits they have today, `met` clients with the carers they meet in 14
    days.
    """

    unplanned: int = 0
    gaps: Sequence[Gap] = ()
    ending: Sequence[Endangered] = ()
    met: Sequence[tuple[str, int]] = ()
    stranded: int = 0
    absent: Sequence[tuple[str, int]] = ()
    wishes: int = 0


def advise(grounds: Grounds) -> tuple[Advice, ...]:
    """The most pressing first: what fails today, then what will."""
    made = []
    for number, (who, count) in enumerate(grounds.absent):
        what = (ABSENT if count > 1 else ABSENT_ONE).fill(who=who, count=count)
        made.append(Advice(f"absent{number}", what, ABSENT_EFFECT, "plan", is_pressing=True))
    if grounds.unplanned:
        words = UNPLANNED if grounds.unplanned > 1 else UNPLANNED_ONE
        effect = UNPLANNED_EFFECT if grounds.unplanned > 1 else UNPLANNED_ONE_EFFECT
        made.append(Advice("unplanned", words.fill(count=grounds.unplanned), effect, "plan", is_pressing=True))
    if grounds.stranded:
        made.append(Advice("vehicles", BOOKED.fill(count=grounds.stranded), BOOKED_EFFECT, "shifts"))
    for number, gap in enumerate(grounds.gaps[:MOST_GAPS]):
        lacking = f"{timedelta(seconds=gap.carer_s) / timedelta(hours=1):.1f}"
        effect = GAP_EFFECT.fill(hours=Text(sv=lacking.replace(".", ","), en=lacking))
        made.append(Advice(f"gap{number}", gap.words, effect, "shifts", is_pressing=True))
    made.extend(_ending(number, each) for number, each in enumerate(grounds.ending[:MOST_GAPS]))
    over = sorted((count, who) for who, count in grounds.met if count > MOST_CARERS)
    if over:
        most, who = over[-1]
        effect = MANY_EFFECT.fill(who=who, most=most)
        made.append(Advice("continuity", MANY.fill(count=len(over)), effect, "constraints"))
    if grounds.wishes:
        what = (WISHES if grounds.wishes > 1 else ONE_WISH).fill(count=grounds.wishes)
        made.append(Advice("wishes", what, WISHES_EFFECT, "shifts", part="wishes"))
    return tuple(made)


def _ending(number: int, each: Endangered) -> Advice:
    count = len(each.theirs) + len(each.nobodys)
    effect = ENDING_EFFECT.fill(count=count) if count else ENDING_SAFE.of(each.others).fill(count=each.others)
    what = ENDING.fill(who=each.pseudonym, skill=each.skill, day=short_day(each.last_day))
    return Advice(f"ending{number}", what, effect, "employees")

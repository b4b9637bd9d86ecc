"""Gaps in words: when how many carers are missing, with which skill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from services.supply.picture import ANYBODY, Line, Need, Picture
from services.supply.quarters import QUARTER_S
from services.words import SHORT_DAYS, Text, clock

_ANYBODY = Text(sv="medarbetare", en="carers")
_ONE_ANYBODY = Text(sv="medarbetare", en="carer")
_SKILLED = Text(sv="{who} med {skill}", en="{who} with {skill}")
_LEVEL = Text(sv="{skill} (nivå {level})", en="{skill} (level {level})")
_MISSING = Text(sv="{count} {who} saknas", en="{count} {who} missing")
_UP_TO = Text(sv="upp till {count} {who} saknas", en="up to {count} {who} missing")


@dataclass(frozen=True, slots=True)
class Gap:
    """Quarters in a row of one day that lack carers: `most` at the worst moment, `least` at the best."""

    need: Need
    day: date
    start: datetime
    end: datetime
    least: int
    most: int
    carer_s: int

    @property
    def words(self) -> Text:
        """`tis 17:15–18:30: 2 medarbetare med insulin saknas`."""
        who = in_words(self.need, is_one=self.most == 1)
        told = (_MISSING if self.least == self.most else _UP_TO).fill(count=self.most, who=who)
        # The end of the day reads 24:00, not the midnight of the day after.
        end = clock(self.end) if self.end.date() == self.day else "24:00"
        when = f" {clock(self.start)}–{end}: "
        return SHORT_DAYS[self.day.weekday()] + Text(sv=when, en=when) + told


def in_words(need: Need, *, is_one: bool = False) -> Text:
    """`medarbetare med insulin`."""
    who = _ONE_ANYBODY if is_one else _ANYBODY
    return who if need == ANYBODY else _SKILLED.fill(who=who, skill=skill_words(need))


def skill_words(need: Need) -> Text:
    """`insulin`, with the level where it is not the first."""
    name, level = need
    return _LEVEL.fill(skill=name, level=level) if level > 1 else Text(sv=name, en=name)


def gaps(picture: Picture, needs: Iterable[Need] | None = None) -> list[Gap]:
    """Every gap of these needs, or of all of them, the largest first."""
    told = picture.lines if needs is None else needs
    found = [gap for need in told for gap in _of(need, picture.lines[need], picture)]
    return sorted(found, key=lambda gap: (-gap.carer_s, gap.start, gap.need))


def _of(need: Need, line: Line, picture: Picture) -> Iterator[Gap]:
    missing = line.missing.tolist()
    for day, numbers in picture.quarters.days.items():
        run: list[int] = []
        for number in (*numbers, numbers.stop):
            if number < numbers.stop and missing[number]:
                run.append(number)
            elif run:
                counts = [missing[each] for each in run]
                start, end = picture.quarters.moment(run[0]), picture.quarters.moment(run[-1] + 1)
                yield Gap(need, day, start, end, min(counts), max(counts), QUARTER_S * sum(counts))
                run = []

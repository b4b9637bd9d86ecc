"""From needs to dated visits: windows, pairs of carers, and what must come before what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.demo.clients import DemoClient
from services.demo.clock import MINUTE_S, at_s, days_from, is_weekend
from services.demo.need import Need
from services.problem import After, Group, Visit, Window

WISH_MIN = 10
"""A wished time means within so many minutes of it."""

WISH_PREFERENCE = 3
_DAY_START_MIN = 7 * 60
_MOVED_REST_H = 72


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A need on its usual day: one visit, or two that start together."""

    client: DemoClient
    need: Need
    day: date
    visits: tuple[Visit, ...]

    @property
    def wished_s(self) -> int:
        """The start the client is used to, epoch seconds."""
        return at_s(self.day, self.need.at_min)


def date_visits(clients: list[DemoClient], first_day: date, days: int) -> list[DatedVisit]:
    """Every visit of the days, by client and day."""
    number = group = 0
    dated: list[DatedVisit] = []
    for client in clients:
        made: dict[tuple[int, date], Visit] = {}
        latest: dict[int, Visit] = {}
        occasions = sorted(_occasions(client, first_day, days), key=lambda each: (each[0], each[1].at_min))
        for day, need, allowed in occasions:
            group += need.carers > 1
            group_id = f"G{group:04d}" if need.carers > 1 else None
            visits = []
            for _ in range(need.carers):
                number += 1
                visits.append(_visit(f"V{number:05d}", client, need, allowed, group_id))
            after = _after(need, day, made, latest)
            made[need.number, day] = latest[need.number] = visits[0]
            dated.append(DatedVisit(client, need, day, tuple(replace(visit, after=after) for visit in visits)))
    return dated


def groups_of(dated: list[DatedVisit]) -> tuple[Group, ...]:
    """The visits that start together."""
    pairs = ([visit.id for visit in each.visits] for each in dated if len(each.visits) > 1)
    named = (each.visits[0].group_id for each in dated if len(each.visits) > 1)
    return tuple(Group(str(group_id), tuple(ids)) for group_id, ids in zip(named, pairs, strict=True))


def _occasions(client: DemoClient, first_day: date, days: int) -> Iterator[tuple[date, Need, list[date]]]:
    """`(usual day, need, days it may be done)`; weeks are counted from the first day."""
    horizon = days_from(first_day, days)
    for need in client.needs:
        rhythm = need.rhythm
        for day in horizon:
            if not rhythm.is_due(day, first_day):
                continue
            if rhythm.usual is None:
                yield day, need, [day]
                continue
            week = horizon if rhythm.is_loose else [d for d in horizon if _week(d, first_day) == _week(day, first_day)]
            yield day, need, [each for each in week if each.weekday() in rhythm.weekdays and not is_weekend(each)]


def _week(day: date, first_day: date) -> int:
    return (day - first_day) // timedelta(days=7)


def _visit(visit_id: str, client: DemoClient, need: Need, allowed: list[date], group_id: str | None) -> Visit:
    return Visit(
        id=visit_id,
        client_id=client.id,
        place_id=client.home.place_id,
        duration_s=need.duration_min * MINUTE_S,
        windows=tuple(window for day in allowed for window in _windows(need, day)),
        title=need.service.title,
        skills=tuple((skill, 1) for skill in need.skills),
        priority=need.service.priority,
        is_optional=need.is_optional,
        group_id=group_id,
    )


def _windows(need: Need, day: date) -> list[Window]:
    """One window, or three when there is a wish: before it, around it, after it."""
    if need.slack_min is None:
        first, last = need.service.first_min, need.service.last_min
        return [_window(need, day, first, last - need.duration_min)]
    first, last = max(_DAY_START_MIN, need.at_min - need.slack_min), need.at_min + need.slack_min
    if not need.has_wish:
        return [_window(need, day, first, last)]
    liked_from, liked_to = max(first, need.at_min - WISH_MIN), min(last, need.at_min + WISH_MIN)
    windows = [_window(need, day, first, liked_from - 1)] if liked_from > first else []
    windows.append(_window(need, day, liked_from, liked_to, WISH_PREFERENCE))
    return [*windows, _window(need, day, liked_to + 1, last)]


def _window(need: Need, day: date, first_min: int, last_min: int, preference: int = 0) -> Window:
    return Window(
        at_s(day, first_min), at_s(day, last_min), at_s(day, last_min) + need.duration_min * MINUTE_S, preference
    )


def _after(need: Need, day: date, made: dict[tuple[int, date], Visit], latest: dict[int, Visit]) -> tuple[After, ...]:
    """The meal before on the same day, and the time before of the same need."""
    after = []
    if need.after is not None and (need.after, day) in made:
        after.append(After(made[need.after, day].id, need.delay_min * MINUTE_S))
    rest_h = need.rest_h or (_MOVED_REST_H if need.rhythm.usual is not None and need.rhythm.every_weeks == 1 else 0)
    if rest_h and need.number in latest:
        after.append(After(latest[need.number].id, rest_h * 3600))
    return tuple(after)

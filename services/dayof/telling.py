"""Differences in words: who gets which visits, whose time moves, which client meets somebody new."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.dayof.differences import CarerDifference, ClientDifference, Happened, VisitDifference
from services.problem import Problem
from services.words import Text, clock, short_day

_VISIT = {
    Happened.HANDED_OVER: Text(
        sv="{visit} går från {before} till {after}, {when}.", en="{visit} goes from {before} to {after}, {when}."
    ),
    Happened.RETIMED: Text(
        sv="{visit} flyttas från {from_} till {to} hos {after}.", en="{visit} moves from {from_} to {to} with {after}."
    ),
    Happened.PLANNED: Text(sv="{visit} får {after}, {when}.", en="{visit} gets {after}, {when}."),
    Happened.UNPLANNED: Text(
        sv="{visit} har ingen längre (var {before} {from_}).", en="{visit} has nobody any more (was {before} {from_})."
    ),
    Happened.ADDED: Text(
        sv="{visit} är nytt och görs av {after}, {when}.", en="{visit} is new, made by {after}, {when}."
    ),
    Happened.CANCELLED: Text(
        sv="{visit} är avbokat (var {before} {from_}).", en="{visit} is cancelled (was {before} {from_})."
    ),
}
_ADDED_OPEN = Text(sv="{visit} är nytt och har ingen ännu.", en="{visit} is new and has nobody yet.")
_CANCELLED_OPEN = Text(sv="{visit} är avbokat.", en="{visit} is cancelled.")
_ON_DAY = Text(sv="{what} {day}", en="{what} {day}")
_AT = Text(sv="kl. {at}", en="at {at}")
_INSTEAD = Text(sv="kl. {at} i stället för {was}", en="at {at} instead of {was}")
_CARER = Text(
    sv="{who}: {before} → {after} besök, {worked} arbete{more}.",
    en="{who}: {before} → {after} {after:visit|visits}, {worked} work{more}.",
)
_CLIENT = Text(
    sv="{who}: {before} → {after} medarbetare{new}.", en="{who}: {before} → {after} {after:carer|carers}{new}."
)
_NEW = Text(sv=", ny: {names}", en=", new: {names}")
_TRAVEL = Text(sv=", {minutes} min resa", en=", {minutes} min travel")


class Teller:
    """Knows the names of two problems' visits, clients and carers: pseudonyms, no persons' names."""

    def __init__(self, before: Problem, after: Problem) -> None:
        both = (before, after)
        clients = {client.id: client.label for problem in both for client in problem.clients}
        self._clients = clients
        self._carers = {carer.id: carer.label for problem in both for carer in problem.carers}
        self._visits = {
            v.id: " ".join(filter(None, (clients[v.client_id], v.title))) for problem in both for v in problem.visits
        }
        self._zone = ZoneInfo(after.zone)
        self._is_one_day = len({self._moment(shift.start_s).date() for shift in after.shifts}) == 1

    def visit(self, each: VisitDifference) -> Text:
        """What becomes of a visit; on which day, where the plan has several."""
        before, after = each.before, each.after
        days = {self._moment(place.start_s).date() for place in (before, after) if place}
        was = self._said(before.start_s, days) if before else ""
        at = self._said(after.start_s, days) if after else ""
        words = _VISIT[each.happened]
        if each.happened is Happened.ADDED and after is None:
            words = _ADDED_OPEN
        if each.happened is Happened.CANCELLED and before is None:
            words = _CANCELLED_OPEN
        when = _INSTEAD.fill(at=at, was=was) if was and at and was != at else _AT.fill(at=at)
        return words.fill(
            visit=self._named(each, days), when=when, from_=was, to=at,
            before=self._carers[before.carer_id] if before else "", after=self._carers[after.carer_id] if after else "",
        )  # fmt: skip

    def carer(self, each: CarerDifference) -> Text:
        """What changes for a carer."""
        travel = round((each.travel_s[1] - each.travel_s[0]) / 60)
        return _CARER.fill(
            who=self._carers[each.carer_id], before=each.visits[0], after=each.visits[1],
            worked=_signed(each.worked_s[1] - each.worked_s[0]),
            more=_TRAVEL.fill(minutes=f"{travel:+d}".replace("-", "−")) if travel else "",
        )  # fmt: skip

    def client(self, each: ClientDifference) -> Text:
        """What changes for a client."""
        names = ", ".join(self._carers[who] for who in each.new_carers)
        new = _NEW.fill(names=names) if names else ""
        return _CLIENT.fill(who=self._clients[each.client_id], before=each.carers[0], after=each.carers[1], new=new)

    def _named(self, each: VisitDifference, days: set[date]) -> Text:
        name = self._visits[each.visit_id]
        if self._is_one_day or len(days) != 1:
            return Text(sv=name, en=name)
        return _ON_DAY.fill(what=name, day=short_day(min(days)))

    def _said(self, moment_s: int, days: set[date]) -> Text:
        """When: the clock, after the day where that is another than before."""
        moment = self._moment(moment_s)
        at = Text(sv=clock(moment), en=clock(moment))
        return at if len(days) == 1 else _ON_DAY.fill(what=short_day(moment.date()), day=at)

    def _moment(self, moment_s: int) -> datetime:
        return datetime.fromtimestamp(moment_s, self._zone)


def _signed(seconds: int) -> str:
    """`+1 h 20 min`, `−35 min`, `±0 min`."""
    hours, minutes = divmod(round(abs(seconds) / 60), 60)
    size = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"{'+' if seconds > 0 else '−' if seconds < 0 else '±'}{size}"

"""Edits in words: what was done to which visit, from where to where, by pseudonyms and times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.repositories.edits import EditRow
from data.vocabulary import PlanEditKind
from services.problem import Problem, StopKind
from services.words import MONTHS, Language, Text, clock

NOBODY = Text(sv="ingen", en="nobody")
SAYS: dict[PlanEditKind, Text] = {
    PlanEditKind.MOVE: Text(sv="{what} flyttades från {was} till {became}", en="{what} moved from {was} to {became}"),
    PlanEditKind.SWAP: Text(sv="{what} bytte plats med ett annat besök: {became}", en="{what} traded places: {became}"),
    PlanEditKind.UNASSIGN: Text(sv="{what} togs ur planen (låg hos {was})", en="{what} taken out (was with {was})"),
    PlanEditKind.PIN: Text(sv="{what} låstes", en="{what} locked"),
    PlanEditKind.UNPIN: Text(sv="{what} låstes upp", en="{what} unlocked"),
    PlanEditKind.CANCEL: Text(sv="{what} ställdes in", en="{what} cancelled"),
    PlanEditKind.REPLACE_CARER: Text(
        sv="{count} besök bytte medarbetare: {became} i stället för {was}",
        en="{count} {count:visit|visits} changed carer: {became} instead of {was}",
    ),
    PlanEditKind.ACCEPT: Text(
        sv="{count} besök som i en annan plan", en="{count} {count:visit|visits} as in another plan"
    ),
}


def in_words(problem: Problem, row: EditRow) -> Text:
    """One edit; `problem` is the plan's as it was asked."""
    names = _Names(problem)
    before, after = row.change["before"], row.change["after"]
    about = after.get("about", [])
    first = about[0] if about else ""
    return SAYS[row.kind].fill(
        what=names.visit(first),
        was=names.stand(_where(before, first)),
        became=names.stand(_where(after, first)),
        count=len(about),
    )


class _Names:
    """Pseudonyms and local times of the few visits and shifts that are told of: looked for, not all named first."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._zone = problem, ZoneInfo(problem.zone)

    def visit(self, visit_id: str) -> Text:
        """`K012 Morgon`."""
        label = "–"
        if visit := next((each for each in self._problem.visits if each.id == visit_id), None):
            client = next(each.label for each in self._problem.clients if each.id == visit.client_id)
            label = f"{client} {visit.title.split(',')[0]}".strip()
        return Text(sv=label, en=label)

    def stand(self, where: tuple[str, int] | None) -> Text:
        """`Bo 1 feb 08:30`, or nobody."""
        if where is None:
            return NOBODY
        carer, start = self._carer(where[0]), datetime.fromtimestamp(where[1], self._zone)
        said = {
            language: f"{carer} {start.day} {MONTHS[language][start.month - 1][:3]} {clock(start)}"
            for language in Language
        }
        return Text(sv=said[Language.SV], en=said[Language.EN])

    def _carer(self, shift_id: str) -> str:
        whose = next((shift.carer_id for shift in self._problem.shifts if shift.id == shift_id), None)
        return next((carer.label for carer in self._problem.carers if carer.id == whose), "–")


def _where(side: Mapping[str, Any], visit_id: str) -> tuple[str, int] | None:
    for shift, stops in side["routes"].items():
        for kind, stop_id, start in stops:
            if kind == StopKind.VISIT.value and stop_id == visit_id:
                return shift, start
    return None

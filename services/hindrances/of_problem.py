"""Hindrances of dated visits: what `validate` and the reach say of a problem, alike ones told once with what they cost.

The truth is theirs; here it is only gathered: visits of one need that fail for the same reason are one line, so are
visits that require a skill nobody has, and visits on a day without shifts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from services.hindrances.hindrance import Hindrance, Mend
from services.planning.preflight import preflight_issues
from services.planning.readable import with_readable_ids
from services.problem import Issue, Problem, Severity, Visit
from services.problem.validate import validate
from services.words import Language, Text, long_date

NO_SHIFT_THAT_DAY = "PLAN-032"
_NO_SHIFT = Text(sv="Inga pass {day}; inget besök den dagen kan göras.", en="No shifts on {day}; no visit can be made.")
_MAKE = Text(sv="Gör pass för dagen.", en="Make shifts for the day.")
_NOBODY_HAS, _TOO_LOW = "PROB-070", "PROB-071"
_TOLD_BY_THE_ROTA = frozenset({"PROB-056", "PROB-057"})
_EMPTY = frozenset({"PROB-002", "PROB-003"})
_MENDS: tuple[tuple[str, Mend], ...] = (
    ("PROB-002", Mend.LAY_OUT), ("PROB-003", Mend.SHIFTS), ("RUN-011", Mend.LAY_OUT), ("RUN-012", Mend.SHIFTS),
    ("PROB-05", Mend.SHIFTS), ("PROB-06", Mend.PLACE), ("PROB-07", Mend.SKILLS), ("PROB-08", Mend.DAYS),
    ("REACH-00", Mend.NEED), ("PROB-", Mend.VISIT),
)  # fmt: skip
"""By the beginning of the code, the first that fits."""


def of_problem(problem: Problem, needs: Mapping[str, UUID]) -> list[Hindrance]:
    """Everything wrong with the problem; `needs` names the need of each visit that has one."""
    named = with_readable_ids(problem)
    found = _Found(problem, named, needs)
    empty = preflight_issues(problem) if not (problem.visits and problem.shifts) else []
    issues = [each for each in validate(named) if each.code not in _EMPTY | _TOLD_BY_THE_ROTA]
    if empty or any(issue.severity is Severity.ERROR for issue in issues):
        return [found.plain(issue) for issue in (*empty, *issues)]  # the reach needs a problem without an error
    absent = {issue.value for issue in issues if issue.code == _NOBODY_HAS}
    lines = [found.plain(issue) for issue in issues if issue.code != _TOO_LOW]  # the reach tells it by need
    return [*lines, *found.unreached(preflight_issues(problem), absent)]


class _Found:
    def __init__(self, problem: Problem, named: Problem, needs: Mapping[str, UUID]) -> None:
        self._problem, self._needs = problem, needs
        self._zone = ZoneInfo(problem.zone)
        self._visits = {said.id: visit for said, visit in zip(named.visits, problem.visits, strict=True)}
        self._shifts = {said.id: shift for said, shift in zip(named.shifts, problem.shifts, strict=True)}
        self._clients = {client.id: client.label for client in problem.clients}
        self._carers = {carer.id: carer.label for carer in problem.carers}
        self._worked = {day for shift in problem.shifts for day in self._days(shift.start_s, shift.end_s)}

    def plain(self, issue: Issue) -> Hindrance:
        """One fault as it was told, with the visits that share it."""
        visit = self._visit(issue.where)
        if issue.code == _NOBODY_HAS:
            hit = [v for v in self._problem.visits if any(name == issue.value for name, _ in v.skills)]
            return self._line(issue, f"{issue.value}", hit, None)
        return self._line(issue, _place(issue.where), [visit] if visit else [], self._shift_day(issue.where))

    def unreached(self, issues: Iterable[Issue], absent: set[str]) -> Iterator[Hindrance]:
        """Visits nobody can serve: by day where nobody works, else by need and reason."""
        by_day: dict[date, list[Visit]] = defaultdict(list)
        alike: dict[tuple[object, ...], list[tuple[Issue, Visit]]] = defaultdict(list)
        for issue in issues:
            visit = self._visits[_place(issue.where)]
            if any(name in absent for name, _ in visit.skills):
                continue  # the skill is named once
            days = {day for window in visit.windows for day in self._days(window.start_s, window.end_s)}
            if days & self._worked:
                need = self._needs.get(visit.id)
                alike[issue.code, need or (visit.client_id, visit.title, visit.duration_s)].append((issue, visit))
            else:
                by_day[min(days)].append(visit)
        for day, visits in by_day.items():
            yield self._nobody_works(day, visits)
        for same in alike.values():
            yield self._alike(same)

    def _alike(self, same: Sequence[tuple[Issue, Visit]]) -> Hindrance:
        issue, visit = same[0]
        where = _place(issue.where) if len(same) == 1 else f"{self._clients[visit.client_id]} {visit.title}".strip()
        return self._line(issue, where, [each for _, each in same], None)

    def _nobody_works(self, day: date, visits: Sequence[Visit]) -> Hindrance:
        said = Text(sv=long_date(day, Language.SV), en=long_date(day, Language.EN))
        lost_s = sum(visit.duration_s for visit in visits)
        return Hindrance(
            Severity.WARNING, NO_SHIFT_THAT_DAY, day.isoformat(), _NO_SHIFT.fill(day=said), _MAKE, Mend.SHIFTS, None,
            day, len(visits), lost_s, hits=_ids(visits),
        )  # fmt: skip

    def _line(self, issue: Issue, where: str, visits: Sequence[Visit], day: date | None) -> Hindrance:
        mend, about = self._mend(issue, visits)
        is_lost = issue.severity is Severity.ERROR or issue.code.startswith(("REACH", "PROB-07"))
        lost = visits if is_lost else ()
        day = day or (self._day(visits[0]) if visits and issue.code != _NOBODY_HAS else None)
        return Hindrance(
            issue.severity, issue.code, where, issue.cause, issue.action, mend, about, day, len(lost),
            sum(visit.duration_s for visit in lost), hits=_ids(visits),
        )  # fmt: skip

    def _mend(self, issue: Issue, visits: Sequence[Visit]) -> tuple[Mend, UUID | None]:
        mend = next(mend for begins, mend in _MENDS if issue.code.startswith(begins))
        visit = visits[0] if visits else None
        if visit is None:
            return (Mend.SHIFTS if mend is Mend.PLACE else mend), None
        if issue.code == "REACH-001":
            mend = Mend.SKILLS if issue.field == "skills" else Mend.CARERS
        need = self._needs.get(visit.id)
        if mend is Mend.NEED and need is None:
            mend = Mend.VISIT
        about = {Mend.NEED: need, Mend.VISIT: UUID(visit.id)}.get(mend, UUID(visit.client_id))
        return mend, None if mend in {Mend.SKILLS, Mend.SHIFTS, Mend.DAYS} else about

    def _visit(self, where: str) -> Visit | None:
        return self._visits.get(_place(where)) if where.startswith("visit ") else None

    def _shift_day(self, where: str) -> date | None:
        shift = self._shifts.get(_place(where)) if where.startswith("shift ") else None
        return None if shift is None else datetime.fromtimestamp(shift.start_s, self._zone).date()

    def _day(self, visit: Visit) -> date | None:
        return datetime.fromtimestamp(visit.windows[0].start_s, self._zone).date() if visit.windows else None

    def _days(self, start_s: int, end_s: int) -> list[date]:
        first, last = (datetime.fromtimestamp(at, self._zone).date() for at in (start_s, max(start_s, end_s - 1)))
        return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def _ids(visits: Sequence[Visit]) -> tuple[UUID, ...]:
    return tuple(UUID(visit.id) for visit in visits)


def _place(where: str) -> str:
    """`visit K1 Morgon 2027-02-01 08:00, window 2` names that visit."""
    name = where.partition(" ")[2]
    for part in (", window ", ", break "):
        name = name.rpartition(part)[0] or name
    return name

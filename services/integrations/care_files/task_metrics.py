"""Format 4: planned and performed tasks of Alfa eCare, found by a mapping profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.integrations.care_files.cells import harmless
from services.integrations.care_files.decoding import decoded
from services.integrations.care_files.faults import FAULTS
from services.integrations.care_files.json_text import parsed
from services.integrations.care_files.mapping import ALFA_ECARE, MappingProfile
from services.integrations.care_files.priorities import LOWEST
from services.integrations.care_files.records import CareFile, FileClient, FilePlanned
from services.problem.report import Report

Pseudonym = Callable[[str], str]
"""A personal number to an id that cannot be turned back; keyed by the organisation."""

_MOST_MIN = 24 * 60


def read_task_metrics(
    raw: bytes, pseudonym: Pseudonym, zone: ZoneInfo, profile: MappingProfile = ALFA_ECARE, filename: str = "fil"
) -> CareFile:
    """Everything the answer says; personal numbers leave this function only through `pseudonym`."""
    report, file = Report(FAULTS), CareFile()
    text = decoded(raw, filename, report)
    told = parsed(text, filename, report) if text is not None else None
    seen: set[str] = set()
    for number, found in enumerate(_tasks(told, profile, filename, report), start=1):
        file.rows += 1
        task = _Task(found.task, f"{filename} · {number}", profile, report, zone, pseudonym)
        planned = task.planned(found.group)
        if planned is None or planned.ref in seen:
            if planned is not None:
                report.add("FILE-016", f"{filename} · {number}", profile.task_id, harmless(planned.ref))
            file.rejected.add(number)
            file.unread.add(task.ref)
            continue
        seen.add(planned.ref)
        file.planned.append(planned)
        file.clients.setdefault(planned.client_ref, FileClient(planned.client_ref))
    file.issues = report.issues()
    return file


@dataclass(frozen=True, slots=True)
class _Found:
    task: object
    group: str


def _tasks(told: object, profile: MappingProfile, filename: str, report: Report) -> Iterator[_Found]:
    if isinstance(told, dict):  # some answers hold the list inside an object
        told = next((told[key] for key in profile.list_inside if isinstance(told.get(key), list)), told)
    if told is None:
        return
    if not isinstance(told, list):
        report.add("FILE-019", filename, "list_inside", key="list_inside")
        return
    for day in told:
        groups = day.get(profile.groups) if isinstance(day, dict) else None
        if not isinstance(groups, list):
            report.add("FILE-019", filename, "groups", key="groups")
            continue
        for group in groups:
            tasks = group.get(profile.tasks) if isinstance(group, dict) else None
            if not isinstance(tasks, list):
                report.add("FILE-019", filename, "tasks", key="tasks")
                continue
            name = str(group.get(profile.group_id, ""))[:40]
            yield from (_Found(task, name) for task in tasks)


class _Task:
    """One task read by the profile; each key that is missing is named by the profile's own key."""

    def __init__(
        self, task: object, where: str, profile: MappingProfile, report: Report, zone: ZoneInfo, pseudonym: Pseudonym
    ) -> None:
        self._task = task if isinstance(task, dict) else {}
        self._where, self._profile, self._report = where, profile, report
        self._zone, self._pseudonym = zone, pseudonym
        self._is_sound = True

    @property
    def ref(self) -> str:
        """Its id, empty where it has none."""
        return self._told_id("task_id")

    def planned(self, group: str) -> FilePlanned | None:
        """The task as a planned visit, None when it cannot be used."""
        ref, client, carer = self._id("task_id"), self._person("client"), self._person("carer")
        start, end = self._moment("planned_start"), self._moment("planned_end")
        if not self._is_sound or start is None or end is None:
            return None
        if end <= start:
            self._refuse("FILE-015", "planned_end")
            return None
        kind = self._value("visit_type")
        return FilePlanned(
            ref=ref, day=start.astimezone(self._zone).date(), client_ref=client, carer_ref=carer, start=start, end=end,
            service=self._service() or (kind if isinstance(kind, str) else ""), group_ref=group,
            priority=self._profile.priorities.get(kind, LOWEST) if isinstance(kind, str) else LOWEST,
            performed_min=self._performed_min(),
        )  # fmt: skip

    def _value(self, key: str) -> object:
        return self._task.get(getattr(self._profile, key))

    def _told_id(self, key: str) -> str:
        value = self._value(key)
        return "" if isinstance(value, bool) or not isinstance(value, (str, int)) else str(value).strip()[:60]

    def _id(self, key: str) -> str:
        found = self._told_id(key)
        if not found:
            self._refuse("FILE-019", key, key=key)
        return found

    def _person(self, key: str) -> str:
        number = self._id(key)
        return self._pseudonym(number) if number else ""

    def _moment(self, key: str) -> datetime | None:
        value = self._value(key)
        try:
            moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self._refuse("FILE-019", key, key=key)
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)

    def _steps(self) -> list[dict[str, object]]:
        steps = self._value("steps")
        return [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []

    def _service(self) -> str:
        names = (step.get(self._profile.step_name) for step in self._steps())
        return ", ".join(name for name in names if isinstance(name, str))[:255]

    def _performed_min(self) -> int | None:
        """Σ done minutes; None when nothing was done."""
        done = (step.get(self._profile.step_done_min) for step in self._steps())
        total = sum(
            value for value in done if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
        )
        return min(round(total), _MOST_MIN) if total > 0 else None

    def _refuse(self, code: str, field: str, **words: object) -> None:
        self._report.add(code, self._where, field, **words)
        self._is_sound = False

"""Visits the care system tells of no more: which are called off with us, which left alone, and when somebody is asked.

Context      A visit that is taken away there shall not be made; but a broken export takes every visit away.
Decision     Only visits it has told of itself count, still to come and within the days that were asked for. When more
             than a fifth of them would be gone, or a question was answered with nothing, none is touched: a planner is
             asked. What waits for a planner already counts neither way.
Consequence  What is published, pinned, begun, changed by hand or ours to say stands and is told, each with its reason.
             A visit that was called off so and is told of again comes back by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from data.repositories.syncs import LetterRow, SyncRow
from data.repositories.visits import VisitRow
from data.vocabulary import AuditAction, LetterKind, VisitStatus
from data.work import Work
from services import noted
from services.ecare import refusals
from services.ecare.intake import Held
from services.importing.care.meeting import OPEN
from services.importing.care.rules import Days, Ground, Wins
from services.integrations.care_files import CareFile
from services.words import Text

ONE_IN = 5
"""More than one in so many gone at once is asked about."""
ALL_REF = "gone"
"""The one letter that asks about all of them."""
LEFT, MANY, EMPTY, AGREED = "ECARE-021", "ECARE-022", "ECARE-023", "ECARE-024"


class Why(StrEnum):
    """Why a visit that is gone there stands here."""

    BEGUN = "begun"
    PUBLISHED = "published"
    PINNED = "pinned"
    BY_HAND = "by_hand"
    OURS = "ours"
    UNREAD = "unread"


@dataclass(frozen=True)
class Heard:
    """What was asked and answered: from which moment on visits are still to come, and of which group ("": of all)."""

    answers: Sequence[tuple[Days, CareFile]]
    refs: Collection[str]
    now: datetime
    group: str = ""

    @property
    def days(self) -> Days:
        """First and last day asked for."""
        return self.answers[0][0][0], self.answers[-1][0][1]

    def answer(self, day: date) -> CareFile:
        """The answer of that day."""
        return next(file for (first, last), file in self.answers if first <= day <= last)


@dataclass
class Gone:
    """Visits to call off, or left alone and why; with `asks` neither, but somebody is asked about all `missing`."""

    missing: list[VisitRow] = field(default_factory=list)
    standing: int = 0
    off: list[VisitRow] = field(default_factory=list)
    left: list[tuple[VisitRow, Why]] = field(default_factory=list)
    asks: str = ""


def gone_of(held: Held, heard: Heard, waiting: Collection[str], agreed: int = 0) -> Gone:
    """Compare; `waiting` are those a planner was told of before, `agreed` how many somebody said may go."""
    own = [row for row in held.visits.values() if _is_theirs_to_come(row, held, heard)]
    unread = {ref for _, file in heard.answers for ref in file.unread}
    gone = [row for row in own if row.external_ref not in heard.refs and row.external_ref not in unread]
    found = Gone([row for row in gone if row.external_ref not in waiting], len(own))
    found.asks = _question(found, heard, agreed)
    for row in () if found.asks else gone:
        why = _why_left(row, held.ground, heard.answer(row.visit_date))
        if why is None:
            found.off.append(row)
        else:
            found.left.append((row, why))
    return found


def call_off(work: Work, sync: SyncRow, held: Held, heard: Heard, counts: Counter[str]) -> list[date]:
    """Do it, add to the counts of the exchange, and say on which days."""
    letters = [each for each in work.syncs.letters() if each.kind is LetterKind.GONE]
    answered = (each for each in letters if each.code == AGREED and each.sync_id == sync.id)
    agreed = max((int(each.cause.get("missing", 0)) for each in answered), default=0)
    gone = gone_of(held, heard, {each.ref for each in letters}, agreed)
    counts.update(_settle(work, sync, heard, gone, letters))
    return [row.visit_date for row in gone.off]


def _settle(work: Work, sync: SyncRow, heard: Heard, gone: Gone, letters: Iterable[LetterRow]) -> dict[str, int]:
    """Call off what is gone, tell what stands and ask what is doubtful."""
    if gone.asks:
        work.syncs.write_letters(sync.id, [_asking(gone)])
        return {"missing": len(gone.missing)}
    keys = [(row.visit_date, row.id) for row in gone.off]
    if keys:
        if work.visits.cancel(keys) != len(keys):
            raise refusals.CHANGED_MEANWHILE  # a carer has begun one of them just now
        work.care_tasks.gone(keys)
        work.audit.note(AuditAction.CANCEL, "visits", [row.id for row in gone.off], noted.GONE.en)
    still = {row.external_ref for row, _ in gone.left}
    work.syncs.settle_letters(LetterKind.GONE, _over(work, heard, letters, still))
    # Where an answer has rows that cannot be read, those rows wait already.
    work.syncs.write_letters(sync.id, [_leaving(row, why) for row, why in gone.left if why is not Why.UNREAD])
    counts = {"cancelled": len(keys)}
    for _, why in gone.left:
        counts[f"left_{why}"] = counts.get(f"left_{why}", 0) + 1
    return counts


def _is_theirs_to_come(row: VisitRow, held: Held, heard: Heard) -> bool:
    known, (first, last) = held.known.get(row.id), heard.days
    return (
        known is not None
        and heard.group in ("", known.care_group)
        and first <= row.visit_date <= last
        and row.status is not VisitStatus.CANCELLED
        and (row.planned_start or row.windows[0].start) > heard.now
    )


def _question(gone: Gone, heard: Heard, agreed: int) -> str:
    """Why somebody has to be asked first; empty when nobody has."""
    if not gone.missing:
        return ""
    if not any(file.rows for _, file in heard.answers):
        return EMPTY
    is_silent = any(not heard.answer(row.visit_date).rows for row in gone.missing)
    is_much = ONE_IN * len(gone.missing) > gone.standing
    return MANY if (is_silent or is_much) and len(gone.missing) > agreed else ""


def _why_left(row: VisitRow, ground: Ground, file: CareFile) -> Why | None:
    if row.status not in OPEN:
        return Why.BEGUN
    if ground.holds(row.visit_date):
        return Why.PUBLISHED
    if row.pin is not None:
        return Why.PINNED
    if row.is_by_hand:
        return Why.BY_HAND
    if ground.rules.wanted is Wins.OURS:
        return Why.OURS
    return Why.UNREAD if "" in file.unread else None


def _asking(gone: Gone) -> LetterRow:
    words = refusals.ALL_GONE if gone.asks == EMPTY else refusals.MANY_GONE
    told = words.fill(missing=len(gone.missing), standing=gone.standing)
    return LetterRow(LetterKind.GONE, ALL_REF, gone.asks, {**_told(told), "missing": len(gone.missing)})


def _leaving(row: VisitRow, why: Why) -> LetterRow:
    return LetterRow(
        LetterKind.GONE, row.external_ref or "", LEFT, _told(refusals.STANDS[why.value]), row.visit_date,
        client_id=row.client_id, employee_id=row.employee_id,
    )  # fmt: skip


def _over(work: Work, heard: Heard, letters: Iterable[LetterRow], still: Collection[str | None]) -> list[str]:
    """Letters that this exchange has answered: the visit is told of again or called off, or its day has passed."""
    today, (first, last) = heard.now.date(), heard.days
    over = []
    for each in letters:
        days = (each.day, each.day) if each.day is not None else _days_of(work, each)
        is_asked = first <= max(days[0], today) and days[1] <= last
        if each.ref not in still and (is_asked or days[1] < today):
            over.append(each.ref)
    return over


def _days_of(work: Work, letter: LetterRow) -> Days:
    sync = None if letter.sync_id is None else work.syncs.find(letter.sync_id)
    assert sync is not None  # a letter goes with its exchange
    assert sync.first_day is not None
    assert sync.last_day is not None
    return sync.first_day, sync.last_day


def _told(words: Text) -> dict[str, str]:
    return {"sv": words.sv, "en": words.en}

"""Weights and parameters of single employees and clients: read, checked, written, and explained step by step.

One row of the database holds what one person has of one rule: a weight, values of parameters, or both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from data.repositories.constraints import ValueRow
from data.vocabulary import EntityType
from data.work import ReadingWork, Work
from services.access import Actor
from services.constraints import BY_ID
from services.constraints.kind import Weights
from services.constraints.limits import Change, check_change
from services.planning.settings import settings_of_row, value_of
from services.planning.weighing import weights_of
from services.problem import Issue, Severity
from services.tuning import journal
from services.tuning.views import Clash, Override, Step
from services.words import Text

_CATALOGUE, _ORGANIZATION = Text(sv="Regelverket", en="The catalogue"), Text(sv="Organisationen", en="The organisation")
_DRAFT, _EMPLOYEE = Text(sv="Profilen", en="The profile"), Text(sv="Medarbetaren", en="The carer")
_CLIENT = Text(sv="Klienten", en="The client")
_TWICE = Text(
    sv="{title} står två gånger för {who}: {first} och {second}.",
    en="{title} stands twice for {who}: {first} and {second}.",
)
_ONCE = Text(sv="Ta bort den ena raden.", en="Take one of the rows out.")


def read(work: ReadingWork) -> list[Override]:
    """Of employees and clients, a weight first, then parameters."""
    names = journal.names_of(work)
    rows = [row for row in work.constraints.values() if row.entity_type is not EntityType.ORGANIZATION]
    found = []
    for row in rows:
        who = (row.name, row.entity_type, row.entity_id, names.get(row.entity_id, ""))
        if row.override_weight is not None:
            found.append(Override(*who, row.override_weight))
        found += [Override(*who, setting.value, setting.name) for setting in settings_of_row(row)]
    return found


def of_organization(work: ReadingWork) -> dict[tuple[str, str], int]:
    """(rule, parameter) → value."""
    rows = [row for row in work.constraints.values() if row.entity_type is EntityType.ORGANIZATION]
    return {(each.constraint_id, each.name): each.value for row in rows for each in settings_of_row(row)}


def faults(wanted: Sequence[Override]) -> tuple[Issue, ...]:
    """Everything that forbids these overrides; the same thing said twice of one person too."""
    found = [issue for each in wanted for issue in check_change(_change(each))]
    held: dict[tuple[str, str, UUID], Override] = {}
    for each in wanted:
        first = held.setdefault(_key(each), each)
        if first is not each:
            title = BY_ID[each.constraint_id].title if each.constraint_id in BY_ID else each.constraint_id
            told = _TWICE.fill(title=title, who=each.who, first=str(first.weight), second=str(each.weight))
            found.append(
                Issue(
                    Severity.ERROR,
                    "TUNE-014",
                    f"constraint {each.constraint_id}",
                    "weight",
                    str(each.weight),
                    told,
                    _ONCE,
                )
            )
    return tuple(found)


def write(work: Work, actor: Actor, wanted: Iterable[Override], gone: Iterable[Override]) -> None:
    """Set what is wanted and take out what is gone, each noted in the journal; other parts of a row stay."""
    held = {(row.name, row.entity_id): row for row in work.constraints.values()}
    for each, weight in [*((each, None) for each in gone), *((each, each.weight) for each in wanted)]:
        key = (each.constraint_id, each.entity_id)
        row = held.get(key)
        was, held[key] = _told(row, each.parameter), _changed(row, each, weight)
        if was == weight:
            continue
        if held[key].override_weight is None and not list(settings_of_row(held[key])):
            work.constraints.forget(each.constraint_id, each.entity, each.entity_id)
        else:
            work.constraints.override(held[key])
        journal.note_override(work, actor, each, was, weight)


def is_out_of_date(work: ReadingWork, seen: Sequence[Override], written: Sequence[Override]) -> bool:
    """Whether what is written over is no longer as it was seen."""
    stands, was = ({_key(each): each.weight for each in rows} for rows in (read(work), seen))
    return any(stands.get(_key(each)) != was.get(_key(each)) for each in written)


def clashes(rows: Sequence[Override]) -> list[Clash]:
    """An employee's and a client's that would meet on one visit and say different things."""
    return [
        Clash(mine.constraint_id, mine.who, theirs.who, mine.weight, theirs.weight, mine.parameter)
        for mine in rows
        if mine.entity is EntityType.EMPLOYEE
        for theirs in rows
        if theirs.entity is EntityType.CLIENT
        and (theirs.constraint_id, theirs.parameter) == (mine.constraint_id, mine.parameter)
        and theirs.weight != mine.weight
    ]


def steps_of_weight(
    work: ReadingWork, draft: Weights, constraint_id: str, employee: UUID | None, client: UUID | None
) -> list[Step]:
    """Where the weight of a match is looked for."""
    whole = weights_of(work, draft)
    definitions = {row.name: row.weight for row in work.constraints.definitions()}
    rule = BY_ID[constraint_id]
    places: list[tuple[Text, int | None]] = [
        (_CATALOGUE, rule.weight), (_ORGANIZATION, definitions.get(constraint_id)),
        (_DRAFT, draft.organization.get(constraint_id)),
        (_EMPLOYEE, whole.carer.get((constraint_id, str(employee))) if employee else None),
        (_CLIENT, whole.client.get((constraint_id, str(client))) if client else None),
    ]  # fmt: skip
    return _steps(places[:1] if rule.is_system else places)


def steps_of_parameter(
    work: ReadingWork, constraint_id: str, name: str, employee: UUID | None, client: UUID | None
) -> list[Step]:
    """Where the value of a parameter is looked for; profiles do not hold any."""
    parameter = next(each for each in BY_ID[constraint_id].parameters if each.name == name)
    own = {
        (row.entity_type, row.entity_id): _told(row, name)
        for row in work.constraints.values()
        if row.name == constraint_id
    }
    common = next((value for (kind, _), value in own.items() if kind is EntityType.ORGANIZATION), None)
    return _steps([
        (_CATALOGUE, parameter.default), (_ORGANIZATION, common),
        (_EMPLOYEE, own.get((EntityType.EMPLOYEE, employee)) if employee else None),
        (_CLIENT, own.get((EntityType.CLIENT, client)) if client else None),
    ])  # fmt: skip


def _steps(places: list[tuple[Text, int | None]]) -> list[Step]:
    """The last place that says something wins."""
    winner = max(i for i, (_, value) in enumerate(places) if value is not None)
    return [Step(place, value, i == winner) for i, (place, value) in enumerate(places)]


def _change(each: Override) -> Change:
    if each.parameter:
        return Change(each.constraint_id, parameters={each.parameter: each.weight}, entity=each.entity)
    return Change(each.constraint_id, weight=each.weight, entity=each.entity)


def _key(each: Override) -> tuple[str, str, UUID]:
    return each.constraint_id, each.parameter, each.entity_id


def _told(row: ValueRow | None, parameter: str) -> int | None:
    """What a row says of the weight (no parameter) or of a parameter."""
    if row is None or not parameter:
        return row.override_weight if row else None
    return next((setting.value for setting in settings_of_row(row) if setting.name == parameter), None)


def _changed(row: ValueRow | None, each: Override, value: int | None) -> ValueRow:
    """The row with another weight or parameter; None takes it out."""
    known = {setting.name: setting.value for setting in settings_of_row(row)} if row else {}
    weight = row.override_weight if row else None
    if not each.parameter:
        weight = value
    elif value is None:
        known.pop(each.parameter, None)
    else:
        known[each.parameter] = value
    return ValueRow(each.constraint_id, each.entity, each.entity_id, value_of(known), weight)

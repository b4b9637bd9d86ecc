"""What may be changed of a rule, and the refusals, each with its reason and a way out; nothing is read or saved here.

Values come from pages, files and programs, so anything may stand where a whole number should.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data.vocabulary import EntityType
from services.constraints import BY_ID
from services.constraints.kind import Constraint, Level
from services.constraints.parameter import Range
from services.problem.issue import Issue, Severity
from services.problem.report import shown
from services.words import Language, Text, number


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to set of one rule: for the organisation, or for one employee or client.

    `weight`, `level` and the values of `parameters` as they were given; None: left as it is.
    """

    constraint_id: str
    weight: object = None
    is_enabled: object = None
    parameters: Mapping[str, object] = field(default_factory=dict)
    entity: EntityType = EntityType.ORGANIZATION
    level: object = None


NO_SUCH_RULE = (
    Text(sv="Regeln {rule} finns inte.", en="There is no rule {rule}."),
    Text(sv="Välj en regel ur listan.", en="Choose a rule from the list."),
)
IS_SYSTEM = (
    Text(
        sv="{title} är en systemregel. Den skyddar klienter och medarbetare och kan inte ändras eller stängas av.",
        en="{title} is a system rule. It protects clients and carers and cannot be changed or switched off.",
    ),
    Text(sv="Låt regeln stå som den är.", en="Leave the rule as it is."),
)
NOT_WHOLE = (
    Text(sv="{value} är inget heltal ({what}).", en="{value} is not a whole number ({what})."),
    Text(sv="Skriv ett heltal från {least} till {most}.", en="Write a whole number from {least} to {most}."),
)
OUT_OF_RANGE = (
    Text(
        sv="{value} ligger utanför det tillåtna ({what}: {least} till {most}).",
        en="{value} is outside what is allowed ({what}: {least} to {most}).",
    ),
    NOT_WHOLE[1],
)
HARD_ZERO = (
    Text(
        sv="{title} är ett förbud. Med vikten 0 vore det borta utan att någon ser det.",
        en="{title} forbids something. With the weight 0 it would be gone without anybody noticing.",
    ),
    Text(
        sv="Sätt minst 1, eller stäng av regeln; det syns i historiken.",
        en="Set at least 1, or switch the rule off, which the history shows.",
    ),
)
NOT_YES_OR_NO = (
    Text(sv="{value} är varken ja eller nej.", en="{value} is neither yes nor no."),
    Text(sv="Ange om regeln ska vara på eller av.", en="Say whether the rule is to be on or off."),
)
NO_SUCH_PARAMETER = (
    Text(sv="{title} har ingen inställning {name}.", en="{title} has no setting {name}."),
    Text(sv="Inställningar som finns: {known}.", en="Settings there are: {known}."),
)
NOT_FOR = (
    Text(
        sv="{title} ({what}) kan inte ställas in för en enskild {who}.",
        en="{title} ({what}) cannot be set for one {who}.",
    ),
    Text(sv="Ändra för hela organisationen i stället.", en="Change it for the whole organisation instead."),
)
NOT_A_LEVEL = (
    Text(sv="{title} kan inte vara {value}.", en="{title} cannot be {value}."),
    Text(
        sv="Den kan vara: {known}. Bara det som ett besök antingen bryter eller håller kan vara ett förbud.",
        en="It can be: {known}. Only what a visit either breaks or keeps can be a ban.",
    ),
)
NONE = Text(sv="inga", en="none")
WEIGHT, LEVEL = Text(sv="vikt", en="weight"), Text(sv="nivå", en="level")
SWITCH = Text(sv="på eller av", en="on or off")
WHO = {
    EntityType.ORGANIZATION: Text(sv="organisation", en="organisation"),
    EntityType.EMPLOYEE: Text(sv="medarbetare", en="carer"),
    EntityType.CLIENT: Text(sv="klient", en="client"),
}


def check_change(change: Change) -> tuple[Issue, ...]:
    """Everything that forbids the change; none: it may be made."""
    rule = BY_ID.get(change.constraint_id)
    if rule is None:
        return (
            _issue("TUNE-001", change, "name", change.constraint_id, NO_SUCH_RULE, rule=shown(change.constraint_id)),
        )
    if rule.is_system:
        return (_issue("TUNE-002", change, "name", rule.id, IS_SYSTEM, title=rule.title),)
    return (*_switch(rule, change), *_level(rule, change), *_weight(rule, change), *_parameters(rule, change))


def _switch(rule: Constraint, change: Change) -> tuple[Issue, ...]:
    value = change.is_enabled
    if value is None:
        return ()
    if not isinstance(value, bool):
        return (_issue("TUNE-006", change, "enabled", value, NOT_YES_OR_NO, value=shown(value)),)
    if change.entity is not EntityType.ORGANIZATION:
        return (_not_for(rule, change, "enabled", SWITCH),)
    return ()


def _level(rule: Constraint, change: Change) -> tuple[Issue, ...]:
    if change.level is None:
        return ()
    if change.entity is not EntityType.ORGANIZATION:
        return (_not_for(rule, change, "type", LEVEL),)
    if _chosen(rule, change) is None:
        known = ", ".join(level.value for level in Level if level in rule.levels)
        words: dict[str, Text | str] = {"title": rule.title, "value": shown(change.level), "known": known}
        return (_issue("TUNE-009", change, "type", change.level, NOT_A_LEVEL, **words),)
    return ()


def _chosen(rule: Constraint, change: Change) -> Level | None:
    """The level asked for, where the rule can have it."""
    return next((level for level in rule.levels if change.level == level), None)


def _weight(rule: Constraint, change: Change) -> tuple[Issue, ...]:
    value = change.weight
    if value is None:
        return ()
    if change.entity is not EntityType.ORGANIZATION and change.entity not in rule.overrides:
        return (_not_for(rule, change, "weight", WEIGHT),)
    level = _chosen(rule, change) or rule.level
    if level is Level.HARD and type(value) is int and value == 0:
        return (_issue("TUNE-005", change, "weight", value, HARD_ZERO, title=rule.title),)
    return _number(change, "weight", value, replace(rule, level=level).limits, WEIGHT)


def _parameters(rule: Constraint, change: Change) -> tuple[Issue, ...]:
    known = {parameter.name: parameter for parameter in rule.parameters}
    found: list[Issue] = []
    for name, value in change.parameters.items():
        if name not in known:
            names = Text(sv=", ".join(known), en=", ".join(known)) if known else NONE
            said = shown(name)
            words = {"title": rule.title, "name": Text(sv=f"”{said}”", en=f'"{said}"'), "known": names}
            found.append(_issue("TUNE-007", change, said, value, NO_SUCH_PARAMETER, **words))
            continue
        parameter = known[name]
        if change.entity is not EntityType.ORGANIZATION and change.entity not in parameter.overrides:
            found.append(_not_for(rule, change, name, parameter.title))
        else:
            found += _number(change, name, value, parameter.limits, parameter.title)
    return tuple(found)


def _number(change: Change, name: str, value: object, limits: Range, what: Text) -> tuple[Issue, ...]:
    words: dict[str, Text | str] = {"what": what, "least": _written(limits.least), "most": _written(limits.most)}
    if type(value) is not int:  # neither a fraction nor True, which is a 1 in disguise
        return (_issue("TUNE-003", change, name, value, NOT_WHOLE, value=shown(value), **words),)
    if value not in limits:
        return (_issue("TUNE-004", change, name, value, OUT_OF_RANGE, value=_written(value), **words),)
    return ()


def _not_for(rule: Constraint, change: Change, name: str, what: Text) -> Issue:
    who = change.entity
    return _issue("TUNE-008", change, name, who.value, NOT_FOR, title=rule.title, what=what, who=WHO[who])


def _written(value: int) -> Text | str:
    """Grouped as each language does; beyond anything sensible only by its size."""
    if abs(value) >= 10**18:
        return shown(value)
    return Text(sv=number(value, Language.SV), en=number(value, Language.EN))


def _issue(
    code: str, change: Change, name: str, given: object, words: tuple[Text, Text], /, **filled: Text | str
) -> Issue:
    cause, action = (text.fill(**filled) for text in words)
    where = f"constraint {shown(change.constraint_id)}"
    return Issue(Severity.ERROR, code, where, name, shown(given), cause, action)

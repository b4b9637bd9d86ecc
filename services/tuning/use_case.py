"""The use case: dials, what-if, profiles, overrides, explanation and history of the weights."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.constraints import DefinitionRow
from data.vocabulary import EntityType
from data.work import Conflict as Broken
from data.work import Context, Work
from services.access import Actor, Capability
from services.constraints import BY_ID, CATALOGUE
from services.constraints.effective import effective, organization_weight
from services.constraints.exchange import Drowning, drowning, weight_for
from services.constraints.kind import Level, Weights
from services.constraints.levels import at_level
from services.constraints.limits import Change, check_change
from services.constraints.profiles import BALANCED, PROFILES
from services.constraints.reweighing import KeptRow, keep, weigh
from services.constraints.scoring import ScoreSheet, reweigh
from services.constraints.sentences import sentence, visit_label
from services.errors import BadInput, Conflict, NotFound
from services.planning.use_case import Planning
from services.planning.views import OpenPlan
from services.planning.weighing import weights_of
from services.problem import Issue
from services.solvers.moves import moves
from services.solvers.reach import reach
from services.tuning import documents, journal, overriding
from services.tuning.documents import EMPTY
from services.tuning.views import (
    Alternative,
    Clash,
    Dial,
    HistoryLine,
    MatchLine,
    Override,
    ProfileView,
    RowChange,
    Step,
    VersionView,
    WhatIf,
)
from services.words import Text

MOST_KEPT = 8
OWN = "own:"

_TAKEN = Conflict(
    "TUNE-010",
    Text(sv="Det finns redan en profil med det namnet.", en="There is a profile of that name already."),
    Text(sv="Välj ett annat namn, eller spara en ny version av den.", en="Choose another name, or save a new version."),
)
_CHANGED = Conflict(
    "TUNE-011",
    Text(sv="Någon annan har sparat profilen under tiden.", en="Somebody else has saved the profile meanwhile."),
    Text(sv="Öppna profilen igen, jämför och spara på nytt.", en="Open the profile again, compare and save once more."),
)
_OVERTAKEN = Conflict(
    "TUNE-021",
    Text(
        sv="Någon annan har ändrat samma undantag under tiden.", en="Somebody else changed the same override meanwhile."
    ),
    Text(sv="Jämför ditt och deras, och spara på nytt.", en="Compare yours and theirs, and save again."),
)
_GONE = NotFound(
    "TUNE-012",
    Text(sv="Profilen finns inte.", en="There is no such profile."),
    Text(sv="Läs in sidan igen.", en="Load the page again."),
)
_NO_VISIT = NotFound(
    "TUNE-013",
    Text(sv="Besöket finns inte i planen.", en="The visit is not in the plan."),
    Text(sv="Välj ett annat besök.", en="Choose another visit."),
)
_NAMELESS = BadInput(
    "TUNE-015",
    Text(sv="Profilen har inget namn.", en="The profile has no name."),
    Text(sv="Skriv ett namn som ni känner igen.", en="Write a name that you will recognise."),
)


class Tuning:
    """Weights of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._planning = Planning(database)
        self._kept: OrderedDict[tuple[UUID, UUID], tuple[OpenPlan, tuple[KeptRow, ...]]] = OrderedDict()
        self._lock = threading.Lock()

    # dials

    def dials(self, actor: Actor, draft: Weights = EMPTY) -> list[Dial]:
        """Every rule of the catalogue as it stands in the draft, in the catalogue's order."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            own, whole = weights_of(work, EMPTY), weights_of(work, draft)
            overridden = [row.name for row in work.constraints.values() if row.override_weight is not None]
        return [
            Dial(
                rule=rule,
                level=at_level(rule, whole).level,
                weight=_weight(rule.id, whole),
                default=rule.weight,
                organization=_weight(rule.id, own),
                is_enabled=rule.id not in whole.disabled,
                overrides=overridden.count(rule.id),
            )
            for rule in CATALOGUE
        ]

    def checked(self, draft: Weights, change: Change) -> Weights:
        """The draft with one more change; raises `BadInput` saying why not."""
        documents.refuse(self.faults(draft, change))
        organization, disabled, levels = dict(draft.organization), set(draft.disabled), dict(draft.levels)
        if isinstance(change.weight, int):
            organization[change.constraint_id] = change.weight
        if change.is_enabled is not None:
            (disabled.discard if change.is_enabled else disabled.add)(change.constraint_id)
        if change.level is not None:
            levels[change.constraint_id] = next(e for e in BY_ID[change.constraint_id].levels if e == change.level)
            if change.level == Level.HARD and organization.get(change.constraint_id) == 0:
                organization[change.constraint_id] = 1  # a ban of weight 0 would be gone without anybody noticing
        return replace(draft, organization=organization, disabled=frozenset(disabled), levels=levels)

    @staticmethod
    def faults(draft: Weights, change: Change) -> tuple[Issue, ...]:
        """Everything that forbids the change in this draft, where the rule may have another level than usually."""
        return check_change(replace(change, level=change.level or draft.levels.get(change.constraint_id)))

    # what-if

    def what_if(self, actor: Actor, plan_id: UUID, draft: Weights) -> WhatIf:
        """The plan under its own weights and under the draft; nothing is saved."""
        actor.require(Capability.TUNE)
        opened, kept = self._opened(actor, plan_id)
        with self._database.reading(_context(actor)) as work:
            after = weigh(kept, weights_of(work, draft))
        before = {row.constraint.id: row for row in opened.sheet.rows}
        rows = tuple(
            RowChange(
                row.constraint, row.units, before[row.constraint.id].weight, row.weight,
                before[row.constraint.id].cost, row.cost,
            )
            for row in after.rows
        )  # fmt: skip
        return WhatIf(opened.sheet.score, after.score, rows)

    def drowned(self, actor: Actor, plan_id: UUID, draft: Weights) -> tuple[Drowning, ...]:
        """Rules that leave the others no say on this plan under the draft."""
        actor.require(Capability.TUNE)
        return drowning(self._sheet(actor, plan_id, draft))

    def exchanged(self, actor: Actor, draft: Weights, constraint_id: str, reference_id: str, units: float) -> Weights:
        """The draft in which one unit of a rule is worth so many units of another."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            whole = weights_of(work, draft)
        weight = weight_for(BY_ID[constraint_id], BY_ID[reference_id], units, whole)
        return self.checked(draft, Change(constraint_id, weight=weight))

    def whole(self, actor: Actor, draft: Weights) -> Weights:
        """The draft on top of the organisation's own weights and overrides: what a solve would use."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            return weights_of(work, draft)

    def matches(
        self, actor: Actor, plan_id: UUID, constraint_id: str, draft: Weights = EMPTY, worst: int = 20
    ) -> list[MatchLine]:
        """The costliest breaches of one rule in a plan, each as a sentence."""
        actor.require(Capability.TUNE)
        opened, _ = self._opened(actor, plan_id)
        whole = self.whole(actor, draft)
        row = reweigh(opened.sheet, opened.columns, whole).row(constraint_id)
        held = effective(row.constraint, opened.columns, whole).of_matches(row.matches)
        costs = row.matches.units * held * row.constraint.points_per_unit
        order = (-costs).argsort(kind="stable")[:worst]
        return [
            MatchLine(sentence(row, int(i), opened.columns, opened.timetable), int(row.matches.units[i]), int(costs[i]))
            for i in order
        ]

    def alternatives(self, actor: Actor, plan_id: UUID, visit_id: str, draft: Weights = EMPTY) -> list[Alternative]:
        """Every other carer with room for the visit, with the exact change of the score, the cheapest first."""
        actor.require(Capability.TUNE)
        opened, _ = self._opened(actor, plan_id)
        c, weights = opened.columns, self.whole(actor, draft)
        sheet = reweigh(opened.sheet, c, weights)
        row = next((i for i, visit in enumerate(c.problem.visits) if visit.id == visit_id), None)
        if row is None:
            raise _NO_VISIT
        names, zone = {carer.id: carer.label for carer in c.problem.carers}, ZoneInfo(c.problem.zone)
        return [
            Alternative(
                carer=names[move.carer_id],
                start=datetime.fromtimestamp(move.start_s, zone),
                hard=move.score.hard - sheet.score.hard,
                medium=move.score.medium - sheet.score.medium,
                soft=move.score.soft - sheet.score.soft,
                by_rule=tuple((BY_ID[name], points) for name, points in move.by_rule),
            )
            for move in moves(c, opened.timetable, opened.plan, sheet, weights, reach(c), row)
        ]

    def visits(self, actor: Actor, plan_id: UUID) -> dict[str, Text]:
        """The visits of a plan by id, as a reader knows them."""
        actor.require(Capability.TUNE)
        opened, _ = self._opened(actor, plan_id)
        return {
            visit.id: visit_label(opened.columns, opened.timetable, i) for i, visit in enumerate(opened.problem.visits)
        }

    # profiles

    def profiles(self, actor: Actor) -> list[ProfileView]:
        """Presets first, then the organisation's own."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            own = work.profiles.all()
        presets = [ProfileView(p.slug, p.title, p.meaning, p.weights) for p in PROFILES.values()]
        return presets + [
            ProfileView(
                key=f"{OWN}{row.id}", title=_plain(row.name), meaning=_plain(row.note or row.name),
                weights=documents.weights_of_document(row.weights), id=row.id, is_default=row.is_default,
                version=row.version, note=row.note, made_by=row.made_by, made_at=row.made_at,
            )
            for row in own
        ]  # fmt: skip

    def save(self, actor: Actor, name: str, draft: Weights, note: str = "") -> UUID:
        """A new profile of this name."""
        actor.require(Capability.TUNE)
        documents.check(draft)
        weights, told = documents.document_of(draft), _name(name)
        try:
            with self._database.writing(_context(actor)) as work:
                profile_id = work.profiles.add(told, weights, note[:500], actor.user_id)
                journal.note_profile(work, actor, told, None, weights)
        except Broken as broken:
            raise _TAKEN from broken
        return profile_id

    def save_version(self, actor: Actor, profile: ProfileView, draft: Weights, note: str = "") -> None:
        """A new version of an own profile, after the one that was read."""
        actor.require(Capability.TUNE)
        documents.check(draft)
        weights = documents.document_of(draft)
        with self._database.writing(_context(actor)) as work:
            if profile.id is None or not work.profiles.add_version(
                profile.id, profile.version, weights, note[:500], actor.user_id
            ):
                raise _CHANGED
            journal.note_profile(work, actor, profile.title.sv, documents.document_of(profile.weights), weights)

    def versions(self, actor: Actor, profile_id: UUID) -> list[VersionView]:
        """Every version of an own profile, the newest first."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            rows = work.profiles.versions(profile_id)
        return [
            VersionView(row.version, documents.weights_of_document(row.weights), row.note, row.made_by, row.made_at)
            for row in rows
        ]

    def roll_back(self, actor: Actor, profile: ProfileView, version: int, note: str = "") -> None:
        """The profile as it was, saved as its newest version; nothing in between is lost."""
        actor.require(Capability.TUNE)
        if profile.id is None:
            raise _GONE
        found = next((v for v in self.versions(actor, profile.id) if v.version == version), None)
        if found is None:
            raise _GONE
        self.save_version(actor, profile, found.weights, note)

    def rename(self, actor: Actor, profile_id: UUID, name: str) -> None:
        """Another name for an own profile."""
        actor.require(Capability.TUNE)
        told = _name(name)
        try:
            with self._database.writing(_context(actor)) as work:
                was = next((row.name for row in work.profiles.all() if row.id == profile_id), None)
                if was is None or not work.profiles.rename(profile_id, told):
                    raise _GONE
                journal.note_profile(work, actor, told, {journal.NAME: was}, {journal.NAME: told})
        except Broken as broken:
            raise _TAKEN from broken

    def make_default(self, actor: Actor, profile_id: UUID | None) -> None:
        """The profile that Solve offers first; None: the presets' Balanced."""
        actor.require(Capability.TUNE)
        with self._database.writing(_context(actor)) as work:
            rows = work.profiles.all()
            usual = BALANCED.title.sv
            was = next((row.name for row in rows if row.is_default), usual)
            became = next((row.name for row in rows if row.id == profile_id), usual)
            work.profiles.make_default(profile_id)
            journal.note_profile(work, actor, became, {journal.DEFAULT: was}, {journal.DEFAULT: became})

    def remove(self, actor: Actor, profile: ProfileView) -> None:
        """Remove an own profile; plans keep the weights they were made with."""
        actor.require(Capability.TUNE)
        with self._database.writing(_context(actor)) as work:
            if profile.id is None or not work.profiles.remove(profile.id):
                raise _GONE
            journal.note_profile(work, actor, profile.title.sv, documents.document_of(profile.weights), None)

    def take_in(self, actor: Actor, raw: bytes) -> UUID:
        """A profile out of a file."""
        actor.require(Capability.TUNE)
        name, weights = documents.from_file(raw)
        return self.save(actor, name, weights)

    @staticmethod
    def difference(one: Weights, other: Weights) -> list[tuple[str, int, int]]:
        """The rules two sets weigh differently: (rule, weight in one, weight in the other)."""
        both = ((rule.id, _weight(rule.id, one), _weight(rule.id, other)) for rule in CATALOGUE)
        return [each for each in both if each[1] != each[2]]

    # overrides

    def overrides(self, actor: Actor) -> list[Override]:
        """What single employees and clients have instead of the organisation's weights and parameters."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            return overriding.read(work)

    def set_overrides(
        self,
        actor: Actor,
        wanted: Sequence[Override],
        gone: Sequence[Override] = (),
        seen: Sequence[Override] | None = None,
    ) -> None:
        """Write overrides, all or none; refused with every fault named.

        `seen` are all overrides as the planner saw them: refused when somebody changed one that is written meanwhile.
        """
        actor.require(Capability.TUNE)
        documents.refuse(overriding.faults(wanted))
        with self._database.writing(_context(actor)) as work:
            work.constraints.wait_for_others()
            if seen is not None and overriding.is_out_of_date(work, seen, [*wanted, *gone]):
                raise _OVERTAKEN
            _seed(work)
            overriding.write(work, actor, wanted, gone)

    def parameters(self, actor: Actor) -> dict[tuple[str, str], int]:
        """What the organisation has set of the rules' parameters: (rule, parameter) → value."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            return overriding.of_organization(work)

    def set_parameter(self, actor: Actor, constraint_id: str, name: str, value: int) -> None:
        """Set one parameter for the whole organisation; it holds for plans made from now on."""
        whole = Override(constraint_id, EntityType.ORGANIZATION, actor.organization_id, "", value, name)
        self.set_overrides(actor, [whole])

    def resolution(
        self, actor: Actor, draft: Weights, constraint_id: str, employee: UUID | None, client: UUID | None,
        parameter: str = "",
    ) -> list[Step]:  # fmt: skip
        """Where the weight of a match, or a parameter, is looked for and which place wins."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            if parameter:
                return overriding.steps_of_parameter(work, constraint_id, parameter, employee, client)
            return overriding.steps_of_weight(work, draft, constraint_id, employee, client)

    def clashes(self, actor: Actor) -> list[Clash]:
        """Overrides of an employee and of a client that would meet on one visit; the client's wins."""
        return overriding.clashes(self.overrides(actor))

    # history

    def history(self, actor: Actor) -> list[HistoryLine]:
        """Every change, the newest first."""
        actor.require(Capability.TUNE)
        with self._database.reading(_context(actor)) as work:
            return journal.read(work)

    def _opened(self, actor: Actor, plan_id: UUID) -> tuple[OpenPlan, tuple[KeptRow, ...]]:
        """A plan and its units, counted once per version; every reader is an actor of the same organisation."""
        key = (actor.organization_id, plan_id)
        with self._database.reading(_context(actor)) as work:
            version = work.drafts.version(plan_id)
        with self._lock:
            held = self._kept.get(key)
            if held is not None and held[0].summary.version == version:
                self._kept.move_to_end(key)
                return held
        opened = self._planning.open_plan(actor, plan_id)
        found = (opened, keep(opened.sheet, opened.columns))
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def _sheet(self, actor: Actor, plan_id: UUID, draft: Weights) -> ScoreSheet:
        opened, _ = self._opened(actor, plan_id)
        return reweigh(opened.sheet, opened.columns, self.whole(actor, draft))


def _weight(constraint_id: str, weights: Weights) -> int:
    """The weight a rule would have were it on."""
    shown = replace(weights, disabled=frozenset())
    return organization_weight(at_level(BY_ID[constraint_id], shown), shown)


def seed_catalogue(work: Work) -> int:
    """The catalogue's rows of an organisation, by an administrator; those that stand are left as they were tuned."""
    return work.constraints.seed(
        DefinitionRow(rule.id, rule.level, rule.category, rule.weight, is_system=rule.is_system) for rule in CATALOGUE
    )


def _seed(work: Work) -> None:
    """The catalogue's rows of the organisation, made when the first override needs one."""
    known = {row.name for row in work.constraints.definitions()}
    if any(rule.id not in known for rule in CATALOGUE):
        seed_catalogue(work)


def _name(given: str) -> str:
    name = given.strip()[:120]
    if not name:
        raise _NAMELESS
    return name


def _plain(words: str) -> Text:
    """A name somebody gave, the same in every language."""
    said = words.strip() or "–"
    return Text(sv=said, en=said)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

"""The use case: drafts, offers, edits, undo and redo, and the history; two planners at once lose nothing.

One edit is one transaction that holds the draft's row: it reads the newest state, tries the wish there, scores the
plan whole with the catalogue and writes the next version. What was offered or judged before is not trusted.
"""

from __future__ import annotations

from uuid import UUID

from data.connect import Database
from data.repositories.drafts import DraftRow
from data.repositories.edits import EditRow
from data.vocabulary import AuditAction, PlanKind
from data.work import Context, ReadingWork, Work
from services import noted
from services.access import Actor, Capability
from services.editing import refusals
from services.editing.desk import Desk, kept_of
from services.editing.history import in_words
from services.editing.judging import judge
from services.editing.lifting import Lifted, lifted
from services.editing.offering import Bench, mates_of, offers
from services.editing.patching import Kept, difference, turned
from services.editing.proposing import KIND, Proposal, Touched, named, propose
from services.editing.routes import plan_of
from services.editing.stacks import again_of, last_of, meet, theirs_since, told_of
from services.editing.views import Accept, Done, Draft, Edit, Offer, Override, Verdict, Wish
from services.errors import Conflict, NotFound
from services.planning import refusals as planning_refusals
from services.planning.overlay import overlay_from_json
from services.planning.results import results
from services.planning.stored import plan_from_json, plan_to_json, score_to_json
from services.planning.views import OpenPlan, PlanSummary
from services.problem import Plan
from services.words import Language, Text

SHORTEST_REASON = 5
UNDONE = Text(sv="Ångrat: {what}.", en="Undone: {what}.")
REDONE = Text(sv="Gjort om: {what}.", en="Redone: {what}.")


class Editing:
    """Drafts of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database, desk: Desk | None = None) -> None:
        self._database = database
        self._desk = desk or Desk()

    def version(self, actor: Actor, plan_id: UUID) -> int:
        """How often the plan was changed: one row by its key, to be asked every few seconds."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(context(actor)) as work:
            counted = work.drafts.version(plan_id)
        if counted is None:
            raise planning_refusals.no_plan()
        return counted

    def draft(self, actor: Actor, plan_id: UUID) -> Draft:
        """The draft itself, or a new one branched from a plan of any other kind."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(context(actor)) as work:
            row = self._draft_row(work, actor, plan_id)
        return self.state(actor, row.id)

    def state(self, actor: Actor, plan_id: UUID) -> Draft:
        """Where a plan stands, and what the actor could undo and redo in it."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(context(actor)) as work:
            row = found(work.drafts.row(plan_id))
            if row.kind is not PlanKind.DRAFT:
                return Draft(row.id, row.parent_id, row.row_version)
            edits = work.edits.of(plan_id)
            last, again = last_of(edits, actor.user_id), again_of(edits, actor.user_id)
            problem = self._desk.problem(work, row) if last or again else None
        said = [in_words(problem, edit) if edit and problem else None for edit in (last, again)]
        return Draft(row.id, row.parent_id, row.row_version, *said)

    def parent_plan(self, actor: Actor, plan_id: UUID) -> Plan | None:
        """The plan a draft was branched from; None for other plans, and when that plan is gone."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(context(actor)) as work:
            row = found(work.drafts.row(plan_id))
            is_branch = row.kind is PlanKind.DRAFT and row.parent_id is not None
            parent = work.drafts.row(row.parent_id) if is_branch and row.parent_id else None
        return None if parent is None else plan_from_json(parent.output_solution)

    def offers(self, actor: Actor, plan_id: UUID, visit_id: str) -> list[Offer]:
        """The best place on each shift that can take the visit, the cheapest plan first, with its exact price."""
        actor.require(Capability.SEE_PLAN)
        bench = self.bench(actor, plan_id)
        row = bench.now.columns.visit_index.get(visit_id)
        if row is None:
            raise refusals.no_visit()
        return offers(bench, row)

    def lifted(self, actor: Actor, plan_id: UUID, visit_id: str, language: Language) -> Lifted:
        """The same for the board, with why other carers do not make it; nothing of a visit the plan does not have."""
        actor.require(Capability.SEE_PLAN)
        bench = self.bench(actor, plan_id)
        row = bench.now.columns.visit_index.get(visit_id)
        return ((), ()) if row is None else lifted(bench, row, language)

    def judge(self, actor: Actor, plan_id: UUID, wish: Wish) -> Verdict:
        """What the wish would do to the plan as it stands, without doing it."""
        actor.require(Capability.SEE_PLAN)
        bench = self.bench(actor, plan_id)
        with self._database.reading(context(actor)) as work:
            row = found(work.drafts.row(plan_id))
            proposal = _proposal(work, bench, row, wish)
        return judge(bench, proposal).verdict

    def open_plan(self, actor: Actor, summary: PlanSummary) -> OpenPlan:
        """The plan whole, as it lies on the desk: after an edit nothing is read and counted anew."""
        actor.require(Capability.SEE_PLAN)
        now = self.bench(actor, summary.id).now
        c = now.columns
        return OpenPlan(summary, c.problem, c, now.plan, now.times, now.sheet, now.weights)

    def note_opened(self, actor: Actor, plan_id: UUID) -> None:
        """That the actor opened the exact positions of homes goes on record, though the plan lay open already."""
        actor.require(Capability.SEE_PLAN)
        with self._database.writing(context(actor)) as work:
            _note_opened(work, plan_id)

    def bench(self, actor: Actor, plan_id: UUID) -> Bench:
        """The plan ready to be asked; that its positions were opened is on record."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(context(actor)) as work:
            is_open = self._desk.is_open(work, plan_id)
            bench = self._desk.bench(work, found(work.drafts.row(plan_id)))
        if not is_open:
            with self._database.writing(context(actor)) as work:
                _note_opened(work, plan_id)
        return bench

    def edit(
        self, actor: Actor, plan_id: UUID, base: int, wish: Wish, reason: str | None = None,
        override: Override | None = None,
    ) -> Done:  # fmt: skip
        """Do it: on the draft (branched now, if the plan is none) as it stands, though the planner saw `base`.

        Raises `NotAllowedByRules` unless the rules allow it or an administrator overrides them, and
        `changed_meanwhile` when somebody else has touched the same visits or shifts since `base`.
        """
        actor.require(Capability.EDIT_PLAN)
        if override is not None:
            actor.require(Capability.OVERRIDE_RULES)
        why = _why(reason if override is None else override.reason, is_needed=override is not None)
        with self._database.writing(context(actor)) as work:
            row = self._draft_row(work, actor, plan_id)
            base = base if row.id == plan_id else row.row_version
            bench = self._opened(work, row)
            proposal = self._proposed(work, actor, row, base, bench, wish)
            judged = judge(bench, proposal)
            if not judged.verdict.is_allowed and override is None:
                raise refusals.NotAllowedByRules(judged.verdict.reasons, judged.verdict.helps)
            after = Kept(plan_of(bench.now.columns, {**bench.now.routes, **judged.routes}), proposal.overlay)
            before = Kept(bench.now.plan, overlay_from_json(row.output_solution))
            if before == after:
                raise refusals.nothing_changes()
            then = self._write(work, row, after)
            visits = bench.now.columns.problem.visits
            sides = difference(before, after, [visits[v].id for v in proposal.about])
            seq = work.edits.add(
                row.id, KIND[type(wish)], *sides, actor.user_id, why, version=row.row_version + 1,
                is_override=not judged.verdict.is_allowed,
            )  # fmt: skip
            made = next(edit for edit in work.edits.of(row.id) if edit.seq == seq)
            words = in_words(self._desk.problem(work, row), made)
        self._desk.put_back(actor.organization_id, row.id, row.row_version + 1, then)
        return Done(row.id, row.row_version + 1, seq, then.now.sheet.score, words, was_stale=base != row.row_version)

    def undo(self, actor: Actor, plan_id: UUID, seq: int | None = None) -> Done:
        """Take back the actor's newest edit, or the edit `seq`; refused when its visits were moved on since."""
        return self._turn(actor, plan_id, seq, is_undo=True)

    def redo(self, actor: Actor, plan_id: UUID) -> Done:
        """Make the edit the actor took back last once more."""
        return self._turn(actor, plan_id, None, is_undo=False)

    def history(self, actor: Actor, plan_id: UUID) -> list[Edit]:
        """Every edit of a draft, the newest first."""
        actor.require(Capability.SEE_PLAN)
        self.bench(actor, plan_id)
        with self._database.reading(context(actor)) as work:
            rows = work.edits.of(plan_id)
            if not rows:
                return []
            problem = self._desk.problem(work, found(work.drafts.row(plan_id)))
            names = {user.id: user.name for user in work.users.all()}
        return [
            Edit(
                row.seq, row.kind, in_words(problem, row), names.get(row.edited_by, "–"),
                row.edited_by == actor.user_id, row.made_at, row.undone_at is not None, row.reason,
            )
            for row in reversed(rows)
        ]  # fmt: skip

    def told_since(self, work: ReadingWork, row: DraftRow, base: int) -> list[Text]:
        """What was done to a draft since `base`, in words."""
        problem = self._desk.problem(work, row)
        return [told_of(work, problem, edit) for edit in work.edits.of(row.id) if edit.version > base]

    def _turn(self, actor: Actor, plan_id: UUID, seq: int | None, *, is_undo: bool) -> Done:
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(context(actor)) as work:
            row = found(work.drafts.lock(plan_id))
            bench, edits = self._opened(work, row), work.edits.of(plan_id)
            mine = last_of(edits, actor.user_id) if is_undo else again_of(edits, actor.user_id)
            edit = mine if seq is None else next((e for e in edits if e.seq == seq and e.undone_at is None), None)
            if edit is None:
                raise refusals.nothing_to_undo()
            sides = edit.change["after"], edit.change["before"]
            problem = self._desk.problem(work, row)
            breaks = (each.id for shift in problem.shifts for each in shift.breaks)
            after = turned(kept_of(row), *(sides if is_undo else sides[::-1]), breaks)
            words = in_words(problem, edit)
            if after is None or self._is_worse(work, row, bench, after, edit):
                raise refusals.changed_meanwhile(theirs_since(work, problem, actor, edits, edit) or [words])
            then, version = self._write(work, row, after), row.row_version + 1
            mark = work.edits.undo if is_undo else work.edits.redo
            mark(plan_id, edit.seq, version)
        self._desk.put_back(actor.organization_id, plan_id, version, then)
        said = (UNDONE if is_undo else REDONE).fill(what=words)
        return Done(plan_id, version, edit.seq, then.now.sheet.score, said)

    def _is_worse(self, work: Work, row: DraftRow, bench: Bench, after: Kept, edit: EditRow) -> bool:
        """Whether turning an edit in a plan others have changed since breaks more rules than before."""
        if edit.version == row.row_version:
            return False
        then = self._desk.trial(work, row, after)
        return then.now.sheet.score.hard > bench.now.sheet.score.hard

    def _draft_row(self, work: Work, actor: Actor, plan_id: UUID) -> DraftRow:
        row = found(work.drafts.lock(plan_id))
        if row.kind is PlanKind.DRAFT:
            return row
        return found(work.drafts.lock(work.drafts.branch(plan_id, row.name, actor.user_id)))

    def _opened(self, work: Work, row: DraftRow) -> Bench:
        if not self._desk.is_open(work, row.id):
            _note_opened(work, row.id)
        return self._desk.bench(work, row)

    def _proposed(
        self, work: Work, actor: Actor, row: DraftRow, base: int, bench: Bench, wish: Wish
    ) -> Proposal:  # fmt: skip
        """What the wish means now; refused by name where others were there first since `base`."""
        try:
            proposal = _proposal(work, bench, row, wish)
        except (Conflict, NotFound):
            # What the plan no longer has, a colleague may have taken: then that is what is told.
            self._refuse_if_theirs(work, actor, row, base, named(wish))
            raise
        self._refuse_if_theirs(work, actor, row, base, _touched(bench, proposal))
        return proposal

    def _refuse_if_theirs(self, work: Work, actor: Actor, row: DraftRow, base: int, touched: Touched) -> None:
        """A stale wish stands unless others have touched its visits or shifts since."""
        if base == row.row_version:
            return
        problem = self._desk.problem(work, row)
        told = [
            told_of(work, problem, edit)
            for edit in work.edits.of(row.id)
            if edit.version > base and edit.edited_by != actor.user_id and meet(edit, *touched)
        ]
        if told:
            raise refusals.changed_meanwhile(told)

    def _write(self, work: Work, row: DraftRow, after: Kept) -> Bench:
        """The next version, scored whole by the catalogue."""
        bench = self._desk.trial(work, row, after)
        then = bench.now
        output = {**plan_to_json(after.plan), **after.overlay.to_json()}
        figures = results(then.columns, then.times).to_json()
        if not work.drafts.rewrite(
            row.id, row.row_version, output, score_to_json(then.sheet.score, then.sheet), figures
        ):
            raise refusals.is_published()
        return bench


def _touched(bench: Bench, proposal: Proposal) -> Touched:
    """The visits meant with all that come along, and the shifts that are named or emptied."""
    c = bench.now.columns
    rows = {v for about in proposal.about for v in (about, *mates_of(c, about))} | {*proposal.mates}
    visits = frozenset(c.problem.visits[v].id for v in rows)
    return visits, frozenset(c.problem.shifts[s].id for s in proposal.shifts)


def _proposal(work: ReadingWork, bench: Bench, row: DraftRow, wish: Wish) -> Proposal:
    other = None
    if isinstance(wish, Accept):
        theirs = found(work.drafts.row(wish.plan_id))
        other = plan_from_json(theirs.output_solution)
        if not _shares(bench, other):
            raise refusals.other_days()
    return propose(bench, overlay_from_json(row.output_solution), wish, other)


def _shares(bench: Bench, other: Plan) -> bool:
    return any(route.shift_id in bench.now.columns.shift_index for route in other.routes)


def _why(reason: str | None, *, is_needed: bool) -> str | None:
    said = (reason or "").strip()
    if is_needed and len(said) < SHORTEST_REASON:
        raise refusals.no_reason()
    return said or None


def _note_opened(work: Work, plan_id: UUID) -> None:
    work.audit.note(AuditAction.READ, "schedule_solutions", [plan_id], noted.PLACES_OF_PLAN.en)


def found(row: DraftRow | None) -> DraftRow:
    """The row, or that there is no such plan."""
    if row is None:
        raise planning_refusals.no_plan()
    return row


def context(actor: Actor) -> Context:
    """The transactions of a planner."""
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")

"""What a planner does to a plan, from buttons or from the board; every answer is kept to be said once.

An act names the version the page showed; a refusal is words, not an error: why, and what would help. The first act on
a plan that is no draft branches one, and the page goes on there. Acts are callbacks, done before the page is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pages.shell.context import PageContext
from pages.shell.state import typed
from services.access import Actor
from services.editing.refusals import NotAllowedByRules
from services.editing.views import Done, Move, Override, Pin, Unassign, Unpin, Wish
from services.errors import CareError, SignedOut
from services.words import Text, number

PUBLISHED = Text(
    sv="Publicerad som nummer {number}: {visits} besök {visits:ändrat|ändrade}, {carers} medarbetare har fått veta.",
    en="Published as number {number}: {visits} {visits:visit|visits} changed, {carers} {carers:carer has|carers have} "
    "been told.",
)
ENDED = SignedOut(
    "EDIT-020",
    Text(sv="Du är utloggad. Ingenting ändrades.", en="You are signed out. Nothing was changed."),
    Text(sv="Logga in igen och gör om ändringen.", en="Sign in again and make the change once more."),
)


@dataclass
class EditState:
    """What became of the last act: `note` is said once, `refused` stays until something else is done or picked.

    `turns` gives the widgets of a move a new name when what they offered is out of date, `shows_all` opens the whole
    history. `lifted` is the visit in the planner's hand on the board, `seq` the number of the board's last act.
    """

    note: Text | None = None
    refused: tuple[Text, Text] | None = None
    refused_wish: Wish | None = None
    refused_beside: str | None = None
    turns: int = 0
    shows_all: bool = False
    lifted: str | None = None
    seq: int = 0

    def show_all(self) -> None:
        """The whole history, not only what was done last."""
        self.shows_all = True

    def refuse(self, refused: CareError, wish: Wish | None = None) -> None:
        """The last act was not done; `wish` may be overruled."""
        self.note, self.refused = None, (refused.cause, refused.action)
        self.refused_wish = wish if isinstance(refused, NotAllowedByRules) else None
        self.refused_beside = None

    def beside(self, selection: str | None) -> None:
        """What is picked now; a refusal that was told beside something else is over."""
        if self.refused is not None and self.refused_beside not in (None, selection or ""):
            self.refused = self.refused_wish = None
        self.refused_beside = (selection or "") if self.refused is not None else None


@dataclass(frozen=True)
class Acts:
    """The acts on the plan the page shows in `version`; `on_plan` is told the draft's id when one is branched."""

    ctx: PageContext
    plan_id: UUID
    version: int
    on_plan: Callable[[UUID], None]

    def do(self, wish: Wish, override: str | None = None) -> None:
        """Any wish; what became of it stands in `EditState`."""
        allowed = None if override is None else Override(override)
        editing = self.ctx.services.editing
        self._answered(lambda: editing.edit(self._actor(), self.plan_id, self.version, wish, override=allowed), wish)

    def move(self, visit_id: str, shift_id: str, start_s: int) -> None:
        """A visit to a shift at a moment."""
        self.do(Move(visit_id, shift_id, start_s))

    def pin(self, visit_id: str, *, is_pinned: bool) -> None:
        """A visit held, or let go."""
        self.do(Pin(visit_id) if is_pinned else Unpin(visit_id))

    def unassign(self, visit_id: str) -> None:
        """A visit out of the plan."""
        self.do(Unassign(visit_id))

    def undo(self, seq: int | None = None) -> None:
        """The planner's last edit taken back, or one by its number."""
        self._answered(lambda: self.ctx.services.editing.undo(self._actor(), self.plan_id, seq))

    def redo(self) -> None:
        """What was taken back last, made again."""
        self._answered(lambda: self.ctx.services.editing.redo(self._actor(), self.plan_id))

    def allow(self, reason_key: str) -> None:
        """What the rules have just refused, by an administrator who says why in the field of that key."""
        wish = self.ctx.state(EditState).refused_wish
        if wish is not None:
            self.do(wish, override=str(typed(reason_key) or ""))

    def publish(self, reason_key: str) -> None:
        """Publish what the page shows, for the reason in the field of that key."""
        reason, state = str(typed(reason_key) or ""), self.ctx.state(EditState)
        state.turns += 1
        try:
            made = self.ctx.services.publishing.publish(self._actor(), self.plan_id, self.version, reason)
        except CareError as refused:
            state.refuse(refused)
            return
        visits, carers = (number(count, self.ctx.language) for count in (made.visits, made.carers))
        state.note = PUBLISHED.fill(number=made.number, visits=visits, carers=carers)
        state.refused = None
        self.on_plan(made.plan_id)

    def _actor(self) -> Actor:
        """Who acts: a callback runs before the page asks who is there, and a session that has ended acts no more."""
        signed_in = self.ctx.ask_again(True)
        if signed_in is None:
            raise ENDED
        return signed_in.actor

    def _answered(self, act: Callable[[], Done], wish: Wish | None = None) -> None:
        state = self.ctx.state(EditState)
        state.turns += 1
        try:
            done = act()
        except CareError as refused:
            state.refuse(refused, wish)
            return
        state.note, state.refused, state.refused_wish = done.words, None, None
        if done.plan_id != self.plan_id:
            self.on_plan(done.plan_id)

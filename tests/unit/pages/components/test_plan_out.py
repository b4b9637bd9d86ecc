"""Taking a plan out: one button, a form, days, people, and names only with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell.context import PageContext
from services.access import Actor
from services.printouts.order import NO_REASON, File, Form, Order
from services.printouts.use_case import Printouts
from services.words import Language
from tests.fakes import a_context
from tests.unit.services.printouts.a_week import MONDAY, a_week

WEEK = a_week()


@dataclass
class FakePrintouts:
    """Remembers what was asked for."""

    asked: list[Order] = field(default_factory=list)

    def take_out(self, actor: Actor, plan_id: UUID, order: Order, language: Language) -> File:
        if order.with_names and not order.reason:
            raise NO_REASON
        self.asked.append(order)
        return File("caire.html", "text/html", b"<!doctype html>")


@pytest.fixture
def ctx(tmp_path: Path) -> PageContext:
    made = a_context(tmp_path)
    return replace(made, services=replace(made.services, printouts=cast("Printouts", FakePrintouts())))


def drawn(ctx: PageContext, form: Form) -> AppTest:
    def script(ctx: object, opened: object, day: object, form: object) -> None:
        from pages.components.plan_out import plan_out
        from pages.shell import guard
        from pages.shell.state import choose

        choose("plan_out.form", form)
        guard.draw(ctx, lambda fresh: plan_out(fresh, opened, day))  # type: ignore[arg-type]

    app = AppTest.from_function(script, args=(ctx, WEEK, MONDAY, form), default_timeout=30).run()
    assert not app.exception
    return app


def asked(ctx: PageContext) -> list[Order]:
    return cast("FakePrintouts", ctx.services.printouts).asked


def test_day_sheets_are_of_the_day_looked_at_and_of_everybody(ctx: PageContext) -> None:
    drawn(ctx, Form.DAY_SHEETS).button(key="plan_out.make").click().run()
    assert asked(ctx) == [Order(Form.DAY_SHEETS, MONDAY, MONDAY)]


def test_letters_are_of_the_week_as_far_as_the_plan_goes_and_of_clients(ctx: PageContext) -> None:
    app = drawn(ctx, Form.LETTERS)
    app.multiselect(key="plan_out.who.Clients").select("Anna").run()
    app.button(key="plan_out.make").click().run()
    assert asked(ctx) == [Order(Form.LETTERS, MONDAY, date(2027, 2, 2), client_ids=("Anna",))]


def test_names_ask_for_a_reason(ctx: PageContext) -> None:
    app = drawn(ctx, Form.DAY_SHEETS)
    assert not app.text_input
    app.checkbox(key="plan_out.names").check().run()
    app.button(key="plan_out.make").click().run()
    assert "Det saknas en anledning" in "".join(str(each.value) for each in app.markdown)
    app.text_input(key="plan_out.why").input("utskrift till morgonen").run()
    app.button(key="plan_out.make").click().run()
    assert asked(ctx)[0].with_names
    assert asked(ctx)[0].reason == "utskrift till morgonen"


def test_ids_only_forms_offer_no_names(ctx: PageContext) -> None:
    assert not drawn(ctx, Form.MODEL_OUTPUT).checkbox


def test_who_may_not_reveal_is_not_asked(ctx: PageContext) -> None:
    expired = replace(ctx, actor=replace(ctx.actor, read_only=True))
    assert not drawn(expired, Form.DAY_SHEETS).checkbox

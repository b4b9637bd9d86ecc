"""What is said of a picked visit and carer."""

from __future__ import annotations

from services.board.facts import carer_facts, client_facts, visit_facts
from services.board.reasons import alternatives
from services.constraints.scoring import score_sheet
from services.problem.columns import Columns, columns
from services.problem.timetable import Timetable, timetable
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, pinned, skills

SV = Language.SV
DAY = (0, 24 * 3600)


def laid(*things: object, **routes: list[str]) -> tuple[Columns, Timetable]:
    c = columns(a_problem(*things))  # type: ignore[arg-type]
    return c, timetable(c, a_plan(routes))


def test_a_visit_that_breaks_a_rule_says_so_before_what_it_merely_costs() -> None:
    c, t = laid(a_visit("Anna", "08:00-09:00", km=5), a_shift("Bo"), Bo=["Anna 09:30"])
    costs = visit_facts(c, t, score_sheet(c, t), 0, DAY, SV).costs
    assert "utanför tillåten tid" in costs[0]
    assert len(costs) > 1


def test_what_a_client_costs_as_a_whole_is_told_at_the_visit() -> None:
    c, t = laid(
        a_visit("Anna.1"), a_visit("Anna.2"), a_shift("Bo"), a_shift("Eva"), Bo=["Anna.1 07:00"], Eva=["Anna.2 07:00"]
    )
    assert any("möter" in said for said in visit_facts(c, t, score_sheet(c, t), 0, DAY, SV).costs)


def test_a_locked_visit_is_not_called_movable() -> None:
    c, t = laid(a_visit("Anna", pin=pinned("Bo 08:00")), a_shift("Bo"), Bo=["Anna 08:00"])
    assert visit_facts(c, t, score_sheet(c, t), 0, DAY, SV).badges == (("Låst", "gray"),)


def test_a_visit_tells_its_skills_and_a_priority_that_is_not_the_lowest() -> None:
    c, t = laid(a_visit("Anna", skills=(("insulin", 1), ("lyft", 2)), priority=1), a_shift("Bo"))
    lines = dict(visit_facts(c, t, score_sheet(c, t), 0, DAY, SV).lines)
    assert (lines["Kräver"], lines["Prioritet"], lines["Tid"]) == ("insulin, lyft 2", "1", "Oplanerat")


def test_a_carer_without_visits_has_no_efficiency() -> None:
    c, t = laid(a_visit("Anna"), a_shift("Bo"))
    facts = carer_facts(c, t, 0, [0], SV)
    assert dict(facts.lines)["Effektivitet"] == "–"
    assert facts.stops == ()


def test_a_client_tells_who_comes_when() -> None:
    c, t = laid(
        a_visit("Anna.1"), a_visit("Anna.2"), a_visit("Olle"), a_shift("Bo"), a_shift("Eva"),
        Bo=["Anna.2 12:00", "Olle 13:00"], Eva=["Anna.1 08:00"],
    )  # fmt: skip
    facts = client_facts(c, t, 0, [0, 1], SV)
    assert facts.stops == (("08:00", "Eva"), ("12:00", "Bo"))
    assert (facts.subtitle, dict(facts.lines)["Olika medarbetare"]) == ("2 besök", "2")


def test_a_carer_with_room_is_named_with_the_extra_travel() -> None:
    c, t = laid(a_visit("Anna", "08:00-09:00", km=5), a_visit("Olle", km=5), a_shift("Bo"), a_shift("Eva"),
                Bo=["Olle 10:00"])  # fmt: skip
    assert alternatives(c, t, 0, SV).with_room == (("Bo", "0\u202fmin mer resa"), ("Eva", "10\u202fmin mer resa"))


def test_carers_with_the_same_reason_are_told_together() -> None:
    c, t = laid(a_visit("Anna", skills=(("insulin", 1),)), a_shift("Bo"), a_shift("Eva"))
    found = alternatives(c, t, 0, SV)
    assert found.with_room == ()
    assert [who for _, who in found.against] == [("Bo", "Eva")]
    assert len(found.hopeless) == 1


def test_a_full_shift_is_told_before_a_rule_that_forbids() -> None:
    c, t = laid(
        a_visit("Anna", "08:00-08:00", skills=(("insulin", 1),)), a_visit("Olle", "08:00-08:00"),
        a_shift("Bo"), a_shift("Eva"),
        a_shift("Mats", skills=skills(["insulin"])), Mats=["Olle 08:00"],
    )  # fmt: skip
    assert [who for _, who in alternatives(c, t, 0, SV).against] == [("Mats",), ("Bo", "Eva")]

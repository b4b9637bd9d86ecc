"""The parts of the carers' page: what runs out with its visits, hours, homes and utilisation, each from its service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from streamlit.testing.v1 import AppTest

from data.ids import new_id
from data.repositories.people import EmployeeRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import AvailabilityKind
from services.access import Actor
from services.staffing import Endangered, Home, Hours, Settling, Utilisation
from services.words import Language
from tests.fakes import a_context

EVA, NORTH, KARL = EmployeeRow(new_id(), "M1"), new_id(), new_id()
START = datetime(2027, 2, 5, 7, 15, tzinfo=UTC)
VISIT = VisitRow(
    new_id(), date(2027, 2, 5), KARL, new_id(), 1800, (WindowRow(START, START, START + timedelta(minutes=30)),),
    title="Insulin", planned_start=START, employee_id=EVA.id,
)  # fmt: skip
RUNS_OUT = Endangered(EVA.id, "M1", "insulin", date(2027, 2, 4), (VISIT,), (), needing=3, others=2)
MORNINGS = Hours(AvailabilityKind.PREFERRED, time(6), time(14), (1, 2, 5))


@dataclass
class FakeStaffing:
    """Says what it is told to and remembers what it was asked to write."""

    found: Sequence[Endangered] = (RUNS_OUT,)
    written: list[object] = field(default_factory=list)

    def endangered(self, actor: Actor, first: date, last: date) -> Sequence[Endangered]:
        return [each for each in self.found if first <= each.last_day <= last]

    def client_names(self, actor: Actor) -> dict[UUID, str]:
        return {KARL: "K1"}

    def hours(self, actor: Actor, employee_id: UUID) -> list[Hours]:
        return [MORNINGS]

    def set_hours(
        self, actor: Actor, employee_id: UUID, told: Iterable[Hours], *, seen: Sequence[Hours] | None = None
    ) -> None:
        self.written.append((employee_id, list(told)))

    def homes(self, actor: Actor) -> list[Home]:
        return [Home(EVA.id, "M1", NORTH, is_placed=False)]

    def settle(self, actor: Actor, changed: Sequence[Settling]) -> None:
        self.written.extend(changed)

    def utilisation(self, actor: Actor, first: date, last: date) -> list[Utilisation]:
        return [
            Utilisation(EVA.id, "M1", 10, 88 * 3600, 80 * 3600, 0, 40 * 3600),
            Utilisation(new_id(), "M2", 0, 0, None, 0, 0),
        ]


class FakeSupply:
    """One district."""

    def districts(self, actor: Actor) -> dict[str, UUID]:
        return {"Norr": NORTH}


class FakeFleet:
    """An office."""

    def known_spots(self, actor: Actor) -> list[tuple[str, float, float]]:
        return [("", 59.3, 18.1)]


def opened(tmp_path: Path, part: str, staffing: FakeStaffing) -> AppTest:
    ctx = replace(a_context(tmp_path), language=Language.SV)
    services: Any = replace(ctx.services, staffing=staffing, supply=FakeSupply(), fleet=FakeFleet())  # type: ignore[arg-type]

    def script(ctx: object, everybody: object) -> None:
        from pages.components.staff_parts import staff_part

        staff_part(ctx, everybody)  # type: ignore[arg-type]

    page = AppTest.from_function(script, args=(replace(ctx, services=services), [EVA]), default_timeout=30).run()
    page.button_group(key="employees.part").select(part).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(each.value for each in [*page.markdown, *page.caption, *page.success, *page.info])


def test_what_runs_out_is_listed_with_the_visits_in_danger(tmp_path: Path) -> None:
    page = opened(tmp_path, "Delegeringar som går ut", FakeStaffing())
    (row,) = page.dataframe[0].value.to_dict("records")
    assert (row["Medarbetare"], row["Kompetens"], row["Planerade med medarbetaren"], row["Andra som har den"]) == (
        "M1", "insulin", 1, 2,
    )  # fmt: skip
    assert page.expander[0].label == "M1 · insulin · till och med torsdag 4 februari (1)"
    (visit,) = page.dataframe[1].value.to_dict("records")
    assert (visit["Dag"], visit["Tid"], visit["Klient"], visit["Varför"]) == (
        "fredag 5 februari", "08:15", "K1", "Planerade med medarbetaren",
    )  # fmt: skip


def test_a_period_in_which_nothing_runs_out_says_so(tmp_path: Path) -> None:
    assert "Inget går ut" in said(opened(tmp_path, "Delegeringar som går ut", FakeStaffing(found=())))


def test_hours_of_one_kind_are_one_line_with_its_weekdays_ticked(tmp_path: Path) -> None:
    page = opened(tmp_path, "Tillgänglighet", FakeStaffing())
    (line,) = page.dataframe[0].value.to_dict("records")
    assert (line["kind"], line["start"], [line[f"day{i}"] for i in range(1, 8)]) == (
        "Vill gärna", time(6), [True, True, False, False, True, False, False],
    )  # fmt: skip


def test_homes_show_the_district_and_only_whether_they_are_placed(tmp_path: Path) -> None:
    page = opened(tmp_path, "Hem och område", FakeStaffing())
    (home,) = page.dataframe[0].value.to_dict("records")
    assert (home["who"], home["district"], home["is_placed"]) == ("M1", "Norr", False)
    assert page.button(key=f"employees.homes.{EVA.id}.save").disabled


def test_utilisation_sums_up_and_lists_everybody(tmp_path: Path) -> None:
    page = opened(tmp_path, "Beläggning", FakeStaffing())
    assert [metric.value.replace("\u202f", " ") for metric in page.metric] == ["88 h", "80 h", "110 %", "1", "0"]
    eva, bo = page.dataframe[0].value.to_dict("records")
    assert (eva["Beläggning"], eva["Skillnad, h"]) == (110, 8)
    assert bo["Avtal, h"] != bo["Avtal, h"]  # nothing is agreed, so nothing is shown

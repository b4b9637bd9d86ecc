"""Two planners edit the same rows on a real database: nothing is lost, nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from data.connect import Database
from data.vocabulary import EntityType, Role
from services.access import Actor
from services.errors import BadInput, CareError, Conflict
from services.fleet import Fleet
from services.fleet.rows import new_vehicle
from services.grids import Column, Draft, Edits, GridRow
from services.register import Register
from services.register.cells import client_cells, client_fields, employee_cells, employee_fields
from services.register.rows import ClientRow
from services.register.use_case import ChangedMeanwhile
from services.tuning import Override, Tuning
from services.words import Text
from tests.integration.conftest import make_tenant
from tests.integration.services.care import Care, seed_care

NAMES = ("pseudonym", "granted_h", "wishes", "protected_identity", "status")
KINDS = {"granted_h": "number", "wishes": "list", "protected_identity": "flag"}
COLUMNS = tuple(Column(name, Text(sv=name, en=name), KINDS.get(name, "text")) for name in NAMES)
USUAL_TIME = "soft.time.same_hour"


@dataclass
class Planner:
    """Somebody with the clients' grid open in a browser of their own."""

    register: Register
    actor: Actor
    draft: Draft = field(default_factory=Draft)
    rows: list[ClientRow] = field(default_factory=list)

    def look(self) -> dict[str, GridRow]:
        self.rows = self.register.clients(self.actor)
        now = {str(row.id): GridRow.of(row.id, row.pseudonym, COLUMNS, client_cells(row)) for row in self.rows}
        if self.draft.is_behind(now):
            self.draft.begin(now)
        return now

    def edit(self, client: ClientRow, **cells: object) -> None:
        changed = dict(self.draft.edits.changed)
        changed[str(client.id)] = {**changed.get(str(client.id), {}), **cells}
        self.draft.take(replace(self.draft.edits, changed=changed))

    def save(self, edits: Edits) -> None:
        """As the page does, against the rows last read."""
        standing = {str(row.id): row for row in self.rows}
        changed = [replace(standing[key], **client_fields(cells)) for key, cells in edits.changed.items()]
        self.register.save_clients(self.actor, [client_fields(cells) for cells in edits.added], changed)
        self.draft.saved()


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Solbacken"))


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)


@pytest.fixture
def planners(register: Register, care: Care) -> tuple[Planner, Planner]:
    """Two planners who have read the same clients."""
    both = (Planner(register, care.actor), Planner(register, care.actor))
    for planner in both:
        planner.look()
    return both


def standing(planner: Planner) -> dict[str, dict[str, object]]:
    return {row.pseudonym: client_cells(row) for row in planner.register.clients(planner.actor)}


def test_two_planners_who_change_different_cells_of_a_client_both_get_their_way(
    planners: tuple[Planner, Planner],
) -> None:
    anna, bo = planners
    client = anna.rows[0]
    anna.edit(client, granted_h=40)
    bo.edit(client, wishes=("kvinna",))
    anna.save(anna.draft.edits.on(anna.look()))
    now = bo.look()
    assert [each.is_clash for each in bo.draft.meetings(now)] == [False]
    bo.save(bo.draft.edits.on(now))
    told = standing(anna)[client.pseudonym]
    assert (told["granted_h"], told["wishes"]) == (40, ("kvinna",))


@pytest.mark.parametrize(("is_mine", "became"), [(True, 20), (False, 40)])
def test_a_cell_that_both_changed_waits_for_the_second_planners_word(
    planners: tuple[Planner, Planner], is_mine: bool, became: int
) -> None:
    anna, bo = planners
    client, other = anna.rows[:2]
    anna.edit(client, granted_h=40)
    bo.edit(client, granted_h=20)
    bo.edit(other, granted_h=10)
    anna.save(anna.draft.edits.on(anna.look()))
    now = bo.look()
    (met,) = bo.draft.meetings(now)
    (cell,) = met.cells
    assert (met.is_clash, cell.column, cell.yours, cell.theirs) == (True, "granted_h", 20, 40)
    bo.draft.settle(now, str(client.id), is_mine=is_mine)
    bo.save(bo.draft.edits.on(bo.look()))
    assert standing(anna)[client.pseudonym]["granted_h"] == became
    assert standing(anna)[other.pseudonym]["granted_h"] == 10


def test_a_change_between_the_look_and_the_save_is_refused_and_the_edits_stay(
    planners: tuple[Planner, Planner],
) -> None:
    anna, bo = planners
    client, other = anna.rows[:2]
    bo.edit(client, granted_h=20)
    bo.edit(other, granted_h=10)
    looked_at = bo.look()
    anna.edit(client, granted_h=40)
    anna.save(anna.draft.edits.on(anna.look()))
    with pytest.raises(ChangedMeanwhile, match="REG-001") as refused:
        bo.save(bo.draft.edits.on(looked_at))
    assert set(refused.value.theirs) == {client.id}
    assert bo.draft.edits.count == 2
    told = standing(anna)
    assert (told[client.pseudonym]["granted_h"], told[other.pseudonym]["granted_h"]) == (40, None)


def test_new_rows_and_changed_ones_are_written_together_or_not_at_all(planners: tuple[Planner, Planner]) -> None:
    anna, _ = planners
    first, second = anna.rows[:2]
    new = {"pseudonym": "Alldeles ny", "granted_h": 5}
    taken = Edits({str(first.id): {"pseudonym": second.pseudonym}}, (new,))
    with pytest.raises(Conflict, match="REG-002") as refused:
        anna.save(taken)
    assert second.pseudonym in refused.value.cause.sv
    assert "Pseudonym" in refused.value.cause.sv
    assert "Alldeles ny" not in standing(anna)
    anna.save(Edits({str(first.id): {"granted_h": 7}}, (new,)))
    assert standing(anna)["Alldeles ny"]["granted_h"] == 5
    assert standing(anna)[first.pseudonym]["granted_h"] == 7


def test_a_pseudonym_too_long_to_be_kept_is_not_called_taken(planners: tuple[Planner, Planner]) -> None:
    anna, _ = planners
    first, long = anna.rows[0], "K" * 41
    for edits in (Edits({str(first.id): {"pseudonym": long}}), Edits(added=({"pseudonym": long},))):
        with pytest.raises(BadInput, match="REG-009") as refused:
            anna.save(edits)
        assert "41 tecken" in refused.value.cause.sv
    anna.save(Edits({str(first.id): {"pseudonym": long[:40]}}))
    assert long[:40] in standing(anna)


def test_a_new_row_without_a_name_is_refused(planners: tuple[Planner, Planner], register: Register) -> None:
    anna, _ = planners
    with pytest.raises(CareError, match="REG-004"):
        register.save_clients(anna.actor, [{"granted_minutes_month": 60}])
    with pytest.raises(CareError, match="REG-004"):
        register.save_employees(anna.actor, [{}])


def test_a_cell_that_is_shown_and_saved_unchanged_changes_nothing(register: Register, care: Care) -> None:
    for client in register.clients(care.actor):
        assert replace(client, **client_fields(client_cells(client))) == client
    for employee in register.employees(care.actor):
        assert replace(employee, **employee_fields(employee_cells(employee))) == employee


def test_the_later_of_two_who_changed_the_same_vehicle_is_refused(database: Database, care: Care) -> None:
    fleet = Fleet(database)
    fleet.save(care.actor, [replace(new_vehicle(), name="Bil 1"), replace(new_vehicle(), name="Bil 2")])
    first, second = fleet.vehicles(care.actor)
    fleet.save(care.actor, changed=[replace(first, capacity=4)])
    with pytest.raises(Conflict, match="FLEET-001"):
        fleet.save(care.actor, changed=[replace(second, capacity=2), replace(first, capacity=2)])
    assert [row.capacity for row in fleet.vehicles(care.actor)] == [4, None]


@pytest.fixture
def weigh(database: Database, care: Care) -> Callable[[int, Sequence[Override]], None]:
    """Set one client's weight as a planner who has seen these overrides."""

    def write(weight: int, seen: Sequence[Override]) -> None:
        wanted = Override(USUAL_TIME, EntityType.CLIENT, care.clients[0], "K1", weight)
        Tuning(database).set_overrides(replace(care.actor, role=Role.ADMIN), [wanted], seen=seen)

    return write


def test_an_override_that_somebody_changed_since_it_was_seen_is_not_written_over(
    database: Database, care: Care, weigh: Callable[[int, Sequence[Override]], None]
) -> None:
    tuning, admin = Tuning(database), replace(care.actor, role=Role.ADMIN)
    weigh(7, [])
    seen = tuning.overrides(admin)
    weigh(9, seen)
    for stale in (seen, []):
        with pytest.raises(Conflict, match="TUNE-021"):
            weigh(11, stale)
    assert [each.weight for each in tuning.overrides(admin)] == [9]
    weigh(11, tuning.overrides(admin))
    assert [each.weight for each in tuning.overrides(admin)] == [11]

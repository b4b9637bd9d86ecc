"""From rows of the workbook to rows of the organisation: names become ids, and everything that would be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from data.ids import new_id
from data.repositories.constraints import DefinitionRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, Relation
from data.repositories.places import PlaceRow
from data.repositories.requirements import RequirementRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from services.integrations.care_files.sweden import is_in_sweden
from services.tuning.views import Override
from services.workbook import faults
from services.workbook.comparing import Matched
from services.workbook.reading import Notes, Told
from services.workbook.shapes import Record, Value
from services.workbook.standing import Held, Standing


@dataclass
class Intake:
    """Everything a workbook would write; changed rows carry the version they were read as."""

    standing: Standing
    notes: Notes
    today: date
    matched: dict[str, Matched] = field(default_factory=dict)
    places: list[PlaceRow] = field(default_factory=list)
    districts: dict[str, UUID] = field(default_factory=dict)
    new_employees: list[tuple[EmployeeRow, EmployeeSecrets]] = field(default_factory=list)
    employees: list[tuple[EmployeeRow, EmployeeSecrets | None]] = field(default_factory=list)
    new_clients: list[tuple[ClientRow, ClientSecrets]] = field(default_factory=list)
    clients: list[tuple[ClientRow, ClientSecrets | None]] = field(default_factory=list)
    relations: dict[UUID, list[Relation]] = field(default_factory=dict)
    new_vehicles: list[VehicleRow] = field(default_factory=list)
    vehicles: list[VehicleRow] = field(default_factory=list)
    new_templates: list[TemplateRow] = field(default_factory=list)
    templates: list[TemplateRow] = field(default_factory=list)
    new_needs: list[RequirementRow] = field(default_factory=list)
    needs: list[RequirementRow] = field(default_factory=list)
    new_shifts: list[ShiftRow] = field(default_factory=list)
    shifts: list[tuple[ShiftRow, ShiftRow]] = field(default_factory=list)
    weights: list[tuple[DefinitionRow, DefinitionRow]] = field(default_factory=list)
    overrides: list[tuple[Told, Override]] = field(default_factory=list)
    employee_names: dict[str, UUID] = field(default_factory=dict)
    client_names: dict[str, UUID] = field(default_factory=dict)

    def named(self, told: Told, key: str, names: Mapping[str, UUID]) -> UUID | None:
        """The id of what a cell names; refused when there is no such name."""
        name = told.values.get(key)
        if name is None:
            return None
        found = names.get(str(name))
        if found is None:
            self.notes.refuse(told, key, faults.NOBODY, name, what=told.sheet.sheet.column(key).title)
        return found

    def placed(self, told: Told, differing: Mapping[str, object], held: Record) -> tuple[float, float] | None:
        """The position told, when it is another one; refused when it is half of one or nowhere in the country."""
        if not {"lat", "lon"} & differing.keys():
            return None
        at = [told.values.get(key) if told.values.get(key) is not None else held.get(key) for key in ("lat", "lon")]
        lat, lon = at
        if not (isinstance(lat, float) and isinstance(lon, float) and is_in_sweden(lat, lon)):
            self.notes.refuse(told, "lat", faults.HALF_A_PLACE)
            return None
        return lat, lon

    def new_place(self, position: tuple[float, float] | None) -> UUID | None:
        """A place at the position; None when there is none."""
        if position is None:
            return None
        self.places.append(PlaceRow(new_id(), *position))
        return self.places[-1].id

    def district(self, told: Told) -> UUID | None:
        """The district's id, made when it is new."""
        name = told.values.get("district")
        if name is None:
            return None
        known = self.standing.districts.get(str(name))
        if known is None:
            known = self.districts.setdefault(str(name), new_id())
        return known


Row = tuple[Told, Held | None, dict[str, tuple[Value, Value]]]


def rows_of(matched: Matched) -> Iterator[Row]:
    """New and changed rows: as told, as it stands, and what differs (of a new one, everything told)."""
    for told in matched.new:
        yield told, None, {key: (None, value) for key, value in told.values.items() if value is not None}
    for change in matched.changed:
        yield change.told, change.held, change.differing


def settle(matched: Matched) -> None:
    """Take out rows that were refused on the way."""
    matched.new = [told for told in matched.new if not told.is_rejected]
    matched.changed = [change for change in matched.changed if not change.told.is_rejected]

"""What the choices in the cells' lists are called."""

from __future__ import annotations

from data.vocabulary import (
    ClientStatus,
    EmployeeStatus,
    EntityType,
    PaymentModel,
    ShiftStatus,
    Transport,
    VehicleStatus,
)
from services.recurrence import Kind
from services.words import Text

Words = dict[str, Text]

CLIENT_STATUS: Words = {
    ClientStatus.ACTIVE.value: Text(sv="Aktiv", en="Active"),
    ClientStatus.PAUSED.value: Text(sv="Pausad", en="Paused"),
    ClientStatus.ENDED.value: Text(sv="Avslutad", en="Ended"),
}
"""Erasing a person is an act of its own and no word in a list."""

EMPLOYEE_STATUS: Words = {
    EmployeeStatus.ACTIVE.value: Text(sv="Aktiv", en="Active"),
    EmployeeStatus.INACTIVE.value: Text(sv="Inaktiv", en="Inactive"),
}
VEHICLE_STATUS: Words = {
    VehicleStatus.ACTIVE.value: Text(sv="I bruk", en="In use"),
    VehicleStatus.MAINTENANCE.value: Text(sv="På verkstad", en="In maintenance"),
    VehicleStatus.INACTIVE.value: Text(sv="Ur bruk", en="Out of use"),
}
SHIFT_STATUS: Words = {
    ShiftStatus.PLANNED.value: Text(sv="Planerat", en="Planned"),
    ShiftStatus.ACTIVE.value: Text(sv="Pågår", en="Under way"),
    ShiftStatus.COMPLETED.value: Text(sv="Avslutat", en="Completed"),
}
TRANSPORT: Words = {
    Transport.CAR.value: Text(sv="Bil", en="Car"),
    Transport.BIKE.value: Text(sv="Cykel", en="Bicycle"),
    Transport.WALK.value: Text(sv="Gång", en="On foot"),
    Transport.PUBLIC.value: Text(sv="Kollektivt", en="Public transport"),
}
PAYMENT: Words = {
    PaymentModel.HOURLY.value: Text(sv="Timlön", en="Hourly"),
    PaymentModel.MONTHLY.value: Text(sv="Månadslön", en="Monthly"),
}
RECURRENCE: Words = {
    Kind.DAILY.value: Text(sv="Varje dag", en="Every day"),
    Kind.WEEKLY.value: Text(sv="Varje vecka", en="Every week"),
    Kind.EVERY_N_WEEKS.value: Text(sv="Var n:e vecka", en="Every n weeks"),
    Kind.N_PER_WEEK.value: Text(sv="Gånger i veckan", en="Times a week"),
    Kind.DATES.value: Text(sv="Bestämda datum", en="Given dates"),
}
ENTITY: Words = {
    EntityType.EMPLOYEE.value: Text(sv="Medarbetare", en="Employee"),
    EntityType.CLIENT.value: Text(sv="Klient", en="Client"),
}

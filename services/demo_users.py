"""The users of the demo organisation, one per role; known to everybody, so they exist only while DEMO is on."""

from __future__ import annotations

from dataclasses import dataclass

from data.vocabulary import Role
from services.words import Text

DEMO_PASSWORD = "valkommen till caire"


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Somebody to try the product as."""

    role: Role
    email: str
    name: str
    title: Text
    does: Text


DEMO_CARER = DemoUser(
    Role.EMPLOYEE,
    "medarbetare@demo.example",
    "Maja Medarbetare",
    Text(sv="Medarbetare", en="Carer"),
    Text(sv="sin egen dag och vecka", en="her own day and week"),
)
DEMO_CLIENT = DemoUser(
    Role.CLIENT,
    "klient@demo.example",
    "Klara Klient",
    Text(sv="Klient", en="Client"),
    Text(sv="vem som kommer och när", en="who comes and when"),
)
DEMO_USERS: tuple[DemoUser, ...] = (
    DemoUser(
        Role.SCHEDULER,
        "planerare@demo.example",
        "Petra Planerare",
        Text(sv="Planerare", en="Planner"),
        Text(sv="planerar, löser och publicerar", en="plans, solves and publishes"),
    ),
    DemoUser(
        Role.ADMIN,
        "chef@demo.example",
        "Carl Chef",
        Text(sv="Enhetschef", en="Manager"),
        Text(sv="nyckeltal, användare och inställningar", en="key figures, users and settings"),
    ),
    DEMO_CARER,
    DEMO_CLIENT,
    DemoUser(
        Role.SUPER_ADMIN,
        "plattform@demo.example",
        "Pelle Plattform",
        Text(sv="Plattform", en="Platform"),
        Text(sv="organisationer och drift", en="organisations and operation"),
    ),
)

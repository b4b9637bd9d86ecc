"""Migrations on a database that has rows: each step since the first release runs, is undone, and runs again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, pool

from data import migrating
from data.urls import for_sqlalchemy
from tests.integration.conftest import a_database
from tests.integration.data.unruled import show_everything
from tests.integration.migrations.test_running import shape

FIRST_RELEASE = "0009"
ORGANIZATION = "00000000-0000-7000-8000-00000000000a"
# Two carers on one shift in one car; a third shift overlaps the first; a fourth comes from another system's file.
# Of two planners one has signed in.
ROWS = f"""
INSERT INTO caire.organizations (id, name, status) VALUES ('{ORGANIZATION}', 'Solbacken', 'active');
INSERT INTO caire.employees (organization_id, id, pseudonym)
SELECT '{ORGANIZATION}', ('00000000-0000-7000-8000-0000000000' || name)::uuid, name
FROM unnest(ARRAY['e1', 'e2']) AS name;
INSERT INTO caire.places (organization_id, id, position_enc, lat_rounded, lon_rounded, key_version) VALUES
  ('{ORGANIZATION}', '{ORGANIZATION}', 'sealed', 59.3, 18.1, 1);
INSERT INTO caire.vehicles (organization_id, id, name, type, capacity) VALUES
  ('{ORGANIZATION}', '00000000-0000-7000-8000-0000000000c1', 'Bil 1', 'car', 2);
INSERT INTO caire.employee_shifts (organization_id, id, employee_id, date, vehicle_id, planned_start, planned_end,
  start_place_id, end_place_id, external_ref)
SELECT '{ORGANIZATION}', gen_random_uuid(), employee::uuid, current_date, vehicle::uuid,
  current_date + start, current_date + stop, '{ORGANIZATION}', '{ORGANIZATION}', file
FROM (VALUES
  ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-0000000000c1', time '07:00', time '15:00', NULL),
  ('00000000-0000-7000-8000-0000000000e2', '00000000-0000-7000-8000-0000000000c1', time '07:00', time '15:00', NULL),
  ('00000000-0000-7000-8000-0000000000e1', NULL, time '12:00', time '18:00', NULL),
  ('00000000-0000-7000-8000-0000000000e2', NULL, time '08:00', time '12:00', 'S-1'))
  AS s (employee, vehicle, start, stop, file);
INSERT INTO caire.users (organization_id, id, name, email, password_hash, role)
SELECT '{ORGANIZATION}', ('00000000-0000-7000-8000-0000000000' || id)::uuid, name, lower(name) || '@example.test', '',
  'scheduler'
FROM (VALUES ('a1', 'Vana'), ('a2', 'Nya')) AS u (id, name);
INSERT INTO caire.user_sessions (organization_id, id, user_id, token_sha256, session_epoch, expires_at) VALUES
  ('{ORGANIZATION}', gen_random_uuid(), '00000000-0000-7000-8000-0000000000a1', sha256('token'), 1, now());
BEGIN; SET LOCAL ROLE caire_definer;
INSERT INTO caire.constraint_definitions (organization_id, id, name, type, priority, weight, category, is_system) VALUES
  ('{ORGANIZATION}', gen_random_uuid(), 'hard.skill.required', 'HARD', '', 1, 'SKILL', true),
  ('{ORGANIZATION}', gen_random_uuid(), 'soft.travel.minutes', 'SOFT', '', 2, 'LOCATION', false);
COMMIT;
"""


@pytest.fixture
def owner(server_url: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The owner's connection to a database of the first release, with rows."""
    with a_database(server_url) as url:
        to(url, FIRST_RELEASE)
        with psycopg.connect(url, autocommit=True) as connection:
            show_everything(connection)
            connection.execute(ROWS.encode())
            yield connection


def to(url: str, revision: str, is_back: bool = False) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS).replace("%", "%%"))
    with create_engine(for_sqlalchemy(url), poolclass=pool.NullPool).connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if is_back else command.upgrade)(config, revision)


def url_of(owner: psycopg.Connection[tuple[Any, ...]]) -> str:
    info = owner.info
    return f"postgresql://{info.user}:{info.password}@{info.host}:{info.port}/{info.dbname}"


def test_the_shifts_that_stand_are_booked_and_who_has_worked_here_is_not_led_around(
    owner: psycopg.Connection[tuple[Any, ...]],
) -> None:
    """Of two shifts that overlap the earlier is booked; what a file brought is taken as it is."""
    to(url_of(owner), "head")
    show_everything(owner)  # of the tables that are new
    people = owner.execute(
        "SELECT right(employee_id::text, 2), to_char(lower(during) AT TIME ZONE current_setting('timezone'), 'HH24:MI')"
        " FROM caire.employee_bookings ORDER BY 1"
    ).fetchall()
    cars = owner.execute("SELECT right(vehicle_id::text, 2), carers FROM caire.vehicle_bookings").fetchall()
    assert people == [("e1", "07:00"), ("e2", "07:00")]
    assert cars == [("c1", 2)]
    assert owner.execute("SELECT right(user_id::text, 2) FROM caire.guided_tours").fetchall() == [("a1",)]


def test_every_step_can_be_undone_and_done_again(owner: psycopg.Connection[tuple[Any, ...]]) -> None:
    url = url_of(owner)
    released = shape(url)
    to(url, "head")
    newest = shape(url)
    to(url, FIRST_RELEASE, is_back=True)
    assert shape(url) == released
    to(url, "head")
    assert shape(url) == newest
    show_everything(owner)
    assert owner.execute("SELECT count(*) FROM caire.employee_shifts").fetchone() == (4,)

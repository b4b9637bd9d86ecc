"""A job put in the queue with its row is fetched by a worker that can reach nothing but the queue."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
from procrastinate import App, PsycopgConnector

from data.connect import Database
from data.ids import new_id
from data.urls import for_queue
from tests.integration.conftest import Tenant


def work_off(login_url: str, queue: str) -> list[dict[str, str]]:
    """Run a worker until the queue is empty; what its one task was given."""
    app = App(connector=PsycopgConnector(conninfo=for_queue(login_url), min_size=1, max_size=4))
    given: list[dict[str, str]] = []

    @app.task(name="take_note")
    def take_note(**ids: str) -> None:
        given.append(ids)

    async def run() -> None:
        async with app.open_async():
            await app.run_worker_async(queues=[queue], wait=False, install_signal_handlers=False)

    asyncio.run(run())
    return given


def test_a_worker_gets_the_ids_and_nothing_else(database: Database, own: Tenant, login_url: str) -> None:
    solution = new_id()
    with database.writing(own.acting()) as work:
        number = work.jobs.enqueue("take_note", {"solution_id": solution}, queue="notes", lock=str(solution))
    assert number > 0
    assert work_off(login_url, "notes") == [{"solution_id": str(solution), "organization_id": str(own.organization_id)}]
    assert work_off(login_url, "notes") == [], "done once"


def test_the_queue_role_reads_no_care_data(login_url: str) -> None:
    with psycopg.connect(for_queue(login_url)) as connection:
        assert connection.execute("SELECT current_user, current_schema()").fetchone() == ("caire_queue", "queue")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT count(*) FROM caire.clients")

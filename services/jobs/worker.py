"""A worker: takes solves one at a time and other work beside them, and brings back those whose worker has died.

Context      procrastinate prunes dead workers only at its start and never gives their jobs to somebody else.
Decision     Beside the worker runs a reaper that puts jobs of silent workers back. Any number of workers may do so.
             When the connection to the database is lost, everything begins anew once it is back.
Consequence  A job may be put back although its worker lives; the fence of the run's attempt makes that harmless.
Not chosen   A reaper process of its own: one more thing that can be dead.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from data.repositories.queue_care import NOTE_FAULT
from data.urls import for_queue
from services.jobs import JOBS
from services.jobs.housekeeping import keep_house
from services.jobs.queue import AT_ONCE
from services.jobs.shop import Shop

BEAT_S = 1.0
SILENT_AFTER_S = 6.0
"""A worker that has not been heard of for so long is taken for dead."""
REAP_EVERY_S = 2.5
REST_S = 0.5
_LOG = logging.getLogger("caire.jobs")


class Worker:
    """Serves the queue until it is asked to end."""

    def __init__(self, shop: Shop, login_url: str, duties: tuple[Callable[[], object], ...] = ()) -> None:
        self._shop = shop
        self._login_url = login_url
        self._duties = duties
        self._ending = asyncio.Event()

    async def serve(self) -> None:
        """Work until a signal asks us to end; a running job is then given back to the queue."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self._ending.set)
        await self._shop.get_ready()
        housekeeping = asyncio.create_task(keep_house(self._duties))
        while not self._ending.is_set():
            try:
                await self._serve_once()
            except ConnectorException:
                _LOG.warning("the queue cannot be reached, trying again")
            await asyncio.sleep(REST_S)
        housekeeping.cancel()
        await self._shop.close()

    async def _serve_once(self) -> None:
        """Until the database is lost or we are asked to end."""
        app = self._app()
        async with app.open_async():
            working = {asyncio.create_task(_work(app, queue, at_once)) for queue, at_once in AT_ONCE.items()}
            reaping = asyncio.create_task(self._reap(app))
            ending = asyncio.create_task(self._ending.wait())
            tasks = working | {reaping, ending}
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            for fault in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(fault, Exception):
                    _LOG.warning("serving the queue ended: %s", type(fault).__name__)

    def _app(self) -> App:
        """A queue with every job of ours; a job that raises is tried again until its run is over."""
        connector = PsycopgConnector(
            conninfo=for_queue(self._login_url), min_size=1, max_size=4 + len(AT_ONCE), timeout=10
        )
        app = App(connector=connector)
        for name, module in JOBS.items():
            app.task(name=name, retry=RetryStrategy(wait=1), pass_context=True)(self._job(module))
        return app

    def _job(self, module: str) -> Any:
        async def job(context: JobContext, **ids: str) -> None:
            try:
                await import_module(module).run(self._shop, ids)
            except Exception as fault:
                await _note_fault(context, type(fault).__name__)
                raise

        return job

    async def _reap(self, app: App) -> None:
        """Put the jobs of silent workers back in the queue, again and again."""
        manager = app.job_manager
        while True:
            for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER_S):
                await _put_back(app, stalled)
            await asyncio.sleep(REAP_EVERY_S)


async def _note_fault(context: JobContext, fault: str) -> None:
    """For those who look after the queue: the kind of fault, never its words, which may quote a row."""
    told = {"job": context.job.id, "fault": fault[:80]}
    with contextlib.suppress(ConnectorException):
        await context.app.connector.execute_query_async(NOTE_FAULT, **told)


async def _work(app: App, queue: str, at_once: int) -> None:
    await app.run_worker_async(
        queues=[queue],
        concurrency=at_once,
        install_signal_handlers=False,
        shutdown_graceful_timeout=0.1,
        update_heartbeat_interval=BEAT_S,
        stalled_worker_timeout=SILENT_AFTER_S,
        fetch_job_polling_interval=1.0,
    )


async def _put_back(app: App, stalled: Job) -> None:
    assert stalled.id is not None
    try:
        await app.job_manager.retry_job_by_id_async(stalled.id, datetime.now(UTC))
        _LOG.warning("job %d was left by its worker and is taken up again", stalled.id)
    except ConnectorException:
        # Another worker was quicker, or the database is gone; the next look will tell.
        _LOG.info("job %d could not be put back now", stalled.id)

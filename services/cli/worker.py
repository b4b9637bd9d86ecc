"""`worker`: serves the queue of solves until it is asked to end; start as many as there are machines."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

from services.bootstrap import Services, open_services
from services.ecare.syncing import Syncing
from services.insights.keeping import FigureKeeping
from services.jobs.shop import Shop
from services.jobs.worker import Worker
from services.keeping.nightly import Nightly
from services.mail import Posting
from services.planning.runs import Runs
from services.settings import BadSetting, read_settings
from services.webhooks.calling import Calling


def run(arguments: list[str]) -> int:
    """0 when asked to end, 2 when a setting cannot be used."""
    argparse.ArgumentParser(
        prog="python -m services worker",
        description="Serves the queue; needs the same CAIRE_HOME or DATABASE_URL and master key as the app.",
    ).parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"The worker cannot start. {refused}", file=sys.stderr)
        return 2
    with open_services(settings) as services:
        asyncio.run(_serve(services))
    return 0


def _posting(services: Services) -> Posting | None:
    settings = services.settings
    if settings.mail is None or settings.base_url is None:
        return None
    from services.integrations.mail.smtp import SmtpSender  # its library is worth loading only where mail is sent

    return Posting(services.database, SmtpSender(settings.mail, settings.inside_hosts), settings.base_url)


async def _serve(services: Services) -> None:
    database = services.database
    settings = services.settings
    keys = (settings.master_key, *settings.older_master_keys)
    shop = Shop(
        Runs(database), FigureKeeping(database), Calling(database, settings.inside_hosts), database.url, *keys,
        inside_hosts=settings.inside_hosts, syncing=Syncing(database, settings.inside_hosts).carry_out,
        laying=services.first_data.lay,
        posting=_posting(services),
    )  # fmt: skip
    await Worker(
        shop, database.url, (services.auditing.seal, Nightly(services.retention, services.auditing).round)
    ).serve()

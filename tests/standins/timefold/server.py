"""Runs the stand-in on a real socket, and calls webhooks as the platform does: signed, and again until it hears 200."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.request import Request, urlopen

import uvicorn

from tests.standins.timefold.app import BASE, application
from tests.standins.timefold.switches import Switches
from tests.standins.timefold.tenant import Dataset, Tenant

START_S = 30.0
KEY = "tf-nyckel-som-ingen-ska-se"


class Timefold(Tenant):
    """The tenant with its address."""

    url: str = ""

    def calls_webhook(self, address: str, secret: str, headers: tuple[str, str], tries: int = 3) -> None:
        """Call `address` whenever a dataset ends, signed with `secret` in the named headers (signature, timestamp)."""

        def call(dataset: Dataset) -> None:
            body, signed = a_webhook_call(dataset, secret, headers, datetime.now(UTC))
            for _ in range(tries):
                with urlopen(Request(address, body, signed, method="POST")) as answer:
                    if answer.status == 200:
                        return
                time.sleep(0.1)

        self.on_change = call


def a_webhook_call(
    dataset: Dataset, secret: str, headers: tuple[str, str], moment: datetime
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a call."""
    body = json.dumps({
        "id": dataset.id, "name": dataset.name, "model": "field-service-routing", "modelVersion": "v1",
        "tags": dataset.tags, "status": dataset.status, "runLink": "", "outputLink": "",
    }).encode()  # fmt: skip
    stamp = str(int(moment.timestamp()))
    signature = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).digest()
    return body, {headers[0]: base64.b64encode(signature).decode(), headers[1]: stamp}


@contextmanager
def a_timefold(switches: Switches | None = None, key: str = KEY) -> Iterator[Timefold]:
    """The stand-in, running while inside."""
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").disabled = True  # answers that break off on purpose are no news
    tenant = Timefold(switches or Switches(), key)
    config = uvicorn.Config(
        application(tenant), host="127.0.0.1", port=0, log_config=None, access_log=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_S
    while not server.started:
        assert time.monotonic() < deadline, "the stand-in did not start"
        time.sleep(0.01)
    tenant.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}{BASE}"
    try:
        yield tenant
    finally:
        tenant.close()
        server.force_exit = server.should_exit = True
        thread.join(START_S)

"""Measures the audit as an administrator searches it, at a million entries: `python -m tests.benchmarks.audit_log`.

The entries lie in the two months that are open, in an organisation of 41 carers and 115 clients, among as many of
others. Prints the median of each question, asked as the page asks it. The last line is JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ids import new_id
from data.repositories.users import UserRow
from data.vault import KeyRing
from data.vocabulary import Role, UserStatus
from services.access import Actor
from services.audit_log import Act, AuditLog, Wanted
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from tests.integration.conftest import MASTER_KEY, Tenant, make_tenant
from tests.integration.services.care import seed_care

ENTRIES, TIMES, MOST_S = 1_000_000, 5, 0.3
# Nearly everything is visits laid out and figures of shifts; what an administrator looks for is rare.
_LAY = """
INSERT INTO audit.log (organization_id, at, lineage, txid, db_user, app_user, app_role, action, table_name, row_id,
  client_id, old_row, new_row, reason)
SELECT %(org)s, %(last)s::timestamptz - (n * interval '5 seconds'), 1, n, 'caire_app',
  CASE WHEN n %% 50000 = 7 THEN %(rare)s::uuid ELSE %(usual)s::uuid END, 'scheduler',
  CASE WHEN n %% 1000 = 3 THEN 'READ' WHEN n %% 3 = 0 THEN 'INSERT' ELSE 'UPDATE' END,
  CASE WHEN n %% 1000 = 3 THEN 'clients' WHEN n %% 40000 = 9 THEN 'districts' WHEN n %% 2000 = 12 THEN 'user_sessions'
    WHEN n %% 3 = 1 THEN 'employee_shifts' ELSE 'visits' END,
  (md5((n %% 9000)::text))::uuid::text, NULL, '{"status": "PLANNED"}', '{"status": "DONE", "kind": "x"}',
  CASE WHEN n %% 1000 = 3 THEN 'ringer om nyckeln' END
FROM generate_series(1, %(count)s) AS n
"""


def main() -> int:
    """0 when every question is answered in time."""
    with tempfile.TemporaryDirectory(prefix="caire-audit-") as folder:
        home = Path(folder)
        home.chmod(0o711)  # an unprivileged account must be able to walk to it
        server = EmbeddedPostgres(home)
        owner_url = server.start()
        try:
            migrating.upgrade(owner_url)
            database = Database(migrating.prepare_login(owner_url, "benchmark"), KeyRing.of(MASTER_KEY))
            told = measured(database, owner_url, home)
            database.close()
        finally:
            server.stop()
    print(json.dumps(told))
    return 0 if max(told.values()) <= MOST_S else 1


def measured(database: Database, owner_url: str, home: Path) -> dict[str, float]:
    """Median seconds of each question."""
    tenant, other = make_tenant(database, "Mätgården"), make_tenant(database, "Granngården")
    seed_care(database, tenant, clients=115, carers=41)
    rare = UserRow(new_id(), "Rara", f"{new_id()}@example.test", Role.ADMIN, UserStatus.ACTIVE)
    with database.writing(tenant.acting()) as work:
        work.users.add(rare, "no hash")
    for each in (tenant, other):
        lay(owner_url, each, rare)
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    log, now = AuditLog(database, Auditing(database, Heads(home / "heads"))), datetime.now(UTC)
    whole = Wanted(now - timedelta(days=60), now + timedelta(days=1))
    deep = (now - timedelta(days=25), 0)
    rows = {
        "the newest page": lambda: log.search(actor, whole),
        "a page half a million back": lambda: log.search(actor, whole, deep),
        "a week": lambda: log.search(actor, replace(whole, first=now - timedelta(days=7))),
        "a usual user": lambda: log.search(actor, replace(whole, user_id=tenant.admin_id)),
        "a rare user": lambda: log.search(actor, replace(whole, user_id=rare.id)),
        "a rare table": lambda: log.search(actor, replace(whole, table="districts")),
        "what was shown of people": lambda: log.search(actor, replace(whole, act=Act.REVEALED)),
        "who signed in": lambda: log.search(actor, replace(whole, act=Act.SIGNED_IN)),
        "published plans, of which there are none": lambda: log.search(actor, replace(whole, act=Act.PUBLISHED)),
        "one record": lambda: log.search(actor, replace(whole, record="c4ca4238-a0b9-2382-0dcc-509a6f75849b")),
        "nothing that is": lambda: log.search(actor, replace(whole, record="finns inte")),
        "a rare act": lambda: log.search(actor, replace(whole, act=Act.ERASED)),
    }
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {ENTRIES:,} entries", flush=True)
    return {name: median(name, act) for name, act in rows.items()}


def lay(owner_url: str, tenant: Tenant, rare: UserRow) -> None:
    """A million entries without triggers; spread over the months that are open."""
    asked = {"org": tenant.organization_id, "usual": tenant.admin_id, "rare": rare.id, "count": ENTRIES}
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("SET synchronous_commit = off")
        first = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        span_s = (datetime.now(UTC) - (first - timedelta(days=28))).total_seconds()
        query = _LAY.replace("interval '5 seconds'", f"interval '{span_s / (ENTRIES + 1):.6f} seconds'")
        owner.execute(query, {**asked, "last": datetime.now(UTC)})
        owner.execute("VACUUM (ANALYZE) audit.log")


def median(name: str, act: Callable[[], object]) -> float:
    """Of some times, after one that warms up."""
    act()
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    found = statistics.median(taken)
    print(f"{name:<44} {1000 * found:7.1f} ms", flush=True)
    return round(found, 4)


if __name__ == "__main__":
    sys.exit(main())

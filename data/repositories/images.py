"""What an import wrote over: heard by the database while the import writes, sealed before it ends, read to undo it.

Decision     Triggers hear every row of the import's own transaction (migration 0018), whichever format it came from and
             whatever followed by cascade; here each row is brought to one image, before → digest of after, and sealed.
Consequence  No format can forget a row. Rows laid anew as they were leave no image.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update

from data.ids import new_id
from data.models import Import, ImportImage
from data.repositories.inside import Repository
from data.repositories.planner_tables import MACHINERY, Plain, digest, opened

_HEARD = """
WITH told AS (SELECT seq, table_name, row_key, is_after, told, client_id, employee_id FROM caire.import_images
              WHERE organization_id = :org AND import_id = :import AND told IS NOT NULL),
  first AS (SELECT DISTINCT ON (table_name, row_key) * FROM told ORDER BY table_name, row_key, seq),
  last AS (SELECT DISTINCT ON (table_name, row_key) * FROM told ORDER BY table_name, row_key, seq DESC),
  net AS (
    SELECT f.table_name, f.row_key, coalesce(l.client_id, f.client_id) AS client_id,
      coalesce(l.employee_id, f.employee_id) AS employee_id, CASE WHEN NOT f.is_after THEN f.told END AS before,
      CASE WHEN l.is_after THEN l.told END AS after
    FROM first f JOIN last l USING (table_name, row_key))
SELECT * FROM net
WHERE before - CAST(:noise AS text[]) IS DISTINCT FROM after - CAST(:noise AS text[])
"""


@dataclass(frozen=True, slots=True)
class Image:
    """One row: as it was (None: it was not), and the digest of what it became (None: it went)."""

    table: str
    key: Plain
    before: Plain | None
    after: str | None


class ImagesReading(Repository):
    """What may be asked."""

    def of(self, import_id: UUID) -> list[Image]:
        """Every image of an import."""
        query = select(ImportImage.id, ImportImage.table_name, ImportImage.row_key, ImportImage.image_enc).where(
            ImportImage.organization_id == self._org,
            ImportImage.import_id == import_id,
            ImportImage.image_enc.is_not(None),
        )
        return [self._image(row) for row in self._connection.execute(query)]

    def _image(self, row: Any) -> Image:
        held = json.loads(self._vault.open("import_images", "image_enc", row.id, row.image_enc))
        return Image(row.table_name, row.row_key, held["before"], held["after"])


class Images(ImagesReading):
    """What may be changed."""

    def begin(self, import_id: UUID) -> None:
        """From now on, until `seal`, every row this transaction writes is remembered with the import."""
        self._connection.execute(text("SELECT set_config('app.import_id', :import, true)"), {"import": str(import_id)})

    def seal(self, import_id: UUID) -> int:
        """Hear no more, and seal what was heard; how many rows became another."""
        self._connection.execute(text("SELECT set_config('app.import_id', '', true)"))
        told = {"org": self._org, "import": import_id, "noise": list(MACHINERY)}
        rows = [self._sealed(import_id, row) for row in self._connection.execute(text(_HEARD), told)]
        own = ImportImage.organization_id == self._org, ImportImage.import_id == import_id
        self._connection.execute(delete(ImportImage).where(*own, ImportImage.told.is_not(None)))
        self._inside.insert(ImportImage, rows)
        self._connection.execute(
            update(Import).where(Import.organization_id == self._org, Import.id == import_id).values(images=len(rows))
        )
        return len(rows)

    def forget(self, import_id: UUID) -> None:
        """What an undone import wrote over is needed no more."""
        own = ImportImage.organization_id == self._org, ImportImage.import_id == import_id
        self._connection.execute(delete(ImportImage).where(*own))

    def _sealed(self, import_id: UUID, row: Any) -> dict[str, Any]:
        image_id = new_id()
        before, after = (each and opened(self._vault, row.table_name, each) for each in (row.before, row.after))
        image = json.dumps({"before": before, "after": after and digest(after)})
        return {
            "id": image_id,
            "import_id": import_id,
            "table_name": row.table_name,
            "row_key": row.row_key,
            "client_id": row.client_id,
            "employee_id": row.employee_id,
            "image_enc": self._vault.seal("import_images", "image_enc", image_id, image),
            "key_version": self._vault.version,
        }

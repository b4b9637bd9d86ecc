"""Skills by name: the rest of the code speaks names, the tables keep ids."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from data.ids import new_id
from data.models import Skill
from data.repositories.inside import Repository


class SkillsReading(Repository):
    """What may be asked."""

    def ids(self) -> dict[str, UUID]:
        """The id of every skill, by name."""
        rows = self._connection.execute(select(Skill.name, Skill.id).where(Skill.organization_id == self._org))
        return {row.name: row.id for row in rows}


class Skills(SkillsReading):
    """What may be changed."""

    def ensure(self, names: Iterable[str]) -> dict[str, UUID]:
        """The ids of these skills, made where they are missing."""
        known = self.ids()
        missing = sorted(set(names) - known.keys())
        if not missing:
            return known
        rows = [{"organization_id": self._org, "id": new_id(), "name": name} for name in missing]
        self._connection.execute(insert(Skill).on_conflict_do_nothing(), rows)
        return self.ids()

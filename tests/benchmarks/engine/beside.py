"""How many times our objective each peer's is, day by day: for families of which nobody knows the best plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from tests.benchmarks.engine.tasks import MADE, Json

HEAD = (
    "group",
    "s",
    "solver",
    "days",
    "objective",
    "left out",
    "times ours",
    "least",
    "most",
    "used s",
    "not feasible",
)
OURS = "caire"
Group = tuple[tuple[str, str], Sequence[Json]]
"""Name and solver of a group, and its rows."""
EXPLAINED = """\
Home-care days of our own: seconds of travel, and 36,000 for every visit left out, by a scorer that imports nothing of
the product. *Times ours* is each solver's objective over ours of the same day: above 1 we are ahead; all are medians
over the days. A group *without* something is the same days with that rule dropped for everybody, as some peers have no
word for it. *Used* is all the processor's seconds, starting and reading included; VROOM may end before its time.
"""


def beside_ours(grouped: Sequence[Group]) -> list[str]:
    """The section, nothing where no such day was measured."""
    measured = [row for _, rows in grouped for row in rows]
    ours = {_key(row): row["objective"] for row in measured if row["solver"] == OURS and _is_whole(row)}
    found = [
        _line(_cells(group, solver, [row for row in rows if "objective" in row], ours))
        for (group, solver), rows in sorted(grouped, key=_order)
        if rows[0]["family"] == MADE and any("objective" in row for row in rows)
    ]
    return ["", "### Times ours", "", EXPLAINED, _line(HEAD), _line(["---"] * len(HEAD)), *found] if found else []


def times_ours(rows: Sequence[Json], ours: Mapping[tuple[str, int], float]) -> list[float]:
    """The ratio of each feasible row of a day and a seed of which we have a feasible plan, too."""
    return [row["objective"] / ours[_key(row)] for row in rows if _is_whole(row) and _key(row) in ours]


def _cells(group: str, solver: str, rows: Sequence[Json], ours: Mapping[tuple[str, int], float]) -> list[str]:
    ratios, feasible = times_ours(rows, ours), [row for row in rows if _is_whole(row)]
    seconds = sorted({row["seconds"] for row in rows})
    return [
        group, "/".join(f"{s:g}" for s in seconds), solver, str(len(rows)),
        f"{median(row['objective'] for row in feasible):,.0f}" if feasible else "–",
        f"{median(row['left_out'] for row in feasible):g}" if feasible else "–",
        *(f"{each(ratios):.3f}" if ratios else "–" for each in (median, min, max)),
        f"{median(row['took_s'] * row['cpu_share'] for row in rows):.0f}",
        f"{sum(bool(row['broken']) for row in rows)} of {len(rows)}",
    ]  # fmt: skip


def _is_whole(row: Json) -> bool:
    return row["family"] == MADE and "objective" in row and not row["broken"]


def _key(row: Json) -> tuple[str, int]:
    return str(row["instance"]), int(row["seed"])


def _order(each: Group) -> tuple[int, str, str]:
    """By size, then by what is left out."""
    (group, solver), rows = each
    size = str(rows[0]["instance"]).split("-")[0]
    return int(size) if size.isdigit() else 0, group, solver


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"

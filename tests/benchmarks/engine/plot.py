"""The mean gaps as a drawing: a row per group, a dot per solver; plain SVG, so that no plotting library is needed."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import mean

from tests.benchmarks.engine.table import gaps, groups
from tests.benchmarks.engine.tasks import Json

COLOURS = {"caire": "#0B6E4F", "ortools": "#C2410C", "pyvrp": "#1D4ED8", "vroom": "#7C3AED", "timefold": "#525252"}
LEFT, WIDTH, ROW, TOP = 190, 560, 26, 48
MOST = 0.32
"""A larger gap is drawn at the edge, with its figure."""


def svg(rows: Sequence[Json]) -> str:
    """The drawing; groups without a feasible plan are left out."""
    means = {key: mean(found) for key, each in groups(rows).items() if (found := gaps(each))}
    names = sorted({group for group, _ in means})
    height = TOP + ROW * len(names) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 60}" height="{height}" '
        f'font-family="sans-serif" font-size="12"><title>Mean gap to the best known</title>',
        f'<rect width="{LEFT + WIDTH + 60}" height="{height}" fill="white"/>',
        *_legend({solver for _, solver in means}),
        *_scale(height),
    ]
    for k, name in enumerate(names):
        y = TOP + ROW * k + ROW // 2
        parts.append(f'<text x="{LEFT - 12}" y="{y + 4}" text-anchor="end">{name}</text>')
        parts += [_dot(solver, gap, y) for (group, solver), gap in means.items() if group == name]
    return "\n".join([*parts, "</svg>", ""])


def _x(gap: float) -> float:
    """Roots spread the small gaps, which are the ones that matter."""
    return LEFT + WIDTH * sqrt(min(max(gap, 0.0), MOST) / MOST)


def _dot(solver: str, gap: float, middle: int) -> str:
    y = middle + 3 * (list(COLOURS).index(solver) - len(COLOURS) // 2)  # equal gaps stay apart
    dot = f'<circle cx="{_x(gap):.1f}" cy="{y}" r="5" fill="{COLOURS[solver]}" fill-opacity="0.85">'
    beyond = f'<text x="{_x(gap) + 8:.1f}" y="{y + 4}" fill="{COLOURS[solver]}">{gap:.0%}</text>' if gap > MOST else ""
    return f"{dot}<title>{solver} {gap:.2%}</title></circle>{beyond}"


def _legend(solvers: set[str]) -> list[str]:
    shown = [solver for solver in COLOURS if solver in solvers]
    return [
        f'<circle cx="{LEFT + 90 * k}" cy="16" r="5" fill="{COLOURS[solver]}"/>'
        f'<text x="{LEFT + 90 * k + 10}" y="20">{solver}</text>'
        for k, solver in enumerate(shown)
    ]


def _scale(height: int) -> list[str]:
    return [
        f'<line x1="{_x(gap):.1f}" y1="{TOP - 8}" x2="{_x(gap):.1f}" y2="{height - 24}" stroke="#DDD"/>'
        f'<text x="{_x(gap):.1f}" y="{height - 8}" text-anchor="middle" fill="#525252">{gap:.1%}</text>'
        for gap in (0.0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.3)
    ]

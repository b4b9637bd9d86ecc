"""Prints how long, how commented and how annotated the code of each room is: `python -m tests.architecture.measure`."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

from tests.architecture.house import python_files, source

ROOMS = ("pages", "services", "data", "tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Measures:
    """One column of the table."""

    files: int
    lines: int
    file_lines: Sequence[int]
    function_lines: Sequence[int]
    comments: int
    public: int
    public_documented: int
    annotated: int
    handlers: int
    broad_handlers: int


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Catches everything and does not raise it again."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    is_wide = any(kind is None or (isinstance(kind, ast.Name) and kind.id in WIDE) for kind in caught)
    last = handler.body[-1]
    return is_wide and not (isinstance(last, ast.Raise) and last.exc is None)


WIDE = {"Exception", "BaseException"}


def is_annotated(function: Function) -> bool:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
    return function.returns is not None and all(a.annotation or a.arg in {"self", "cls"} for a in named)


def comments(text: str) -> int:
    return sum(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(io.StringIO(text).readline))


def measure(texts: Sequence[str]) -> Measures:
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    functions = [node for node in nodes if isinstance(node, Function)]
    handlers = [node for node in nodes if isinstance(node, ast.ExceptHandler)]
    public = [node for node in nodes if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")]
    file_lines = [text.count("\n") for text in texts if text.strip()]
    return Measures(
        files=len(file_lines),
        lines=sum(file_lines),
        file_lines=file_lines,
        function_lines=[(f.end_lineno or f.lineno) - f.lineno + 1 for f in functions],
        comments=sum(map(comments, texts)),
        public=len(public),
        public_documented=sum(ast.get_docstring(node) is not None for node in public),
        annotated=sum(map(is_annotated, functions)),
        handlers=len(handlers),
        broad_handlers=sum(map(is_broad, handlers)),
    )


def spread(values: Sequence[int]) -> str:
    """Median / 95th percentile / longest."""
    ranked = sorted(values) or [0]
    return " / ".join(str(ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]) for percent in (50, 95, 100))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def table() -> str:
    measured = {room: measure([source(path) for path in python_files(room)]) for room in ROOMS}
    code_lines = sum(m.lines for room, m in measured.items() if room != "tests")
    rows = [
        ("", *ROOMS),
        ("files", *(str(m.files) for m in measured.values())),
        ("lines", *(str(m.lines) for m in measured.values())),
        ("file lines median / p95 / max", *(spread(m.file_lines) for m in measured.values())),
        ("function median / p95 / max", *(spread(m.function_lines) for m in measured.values())),
        ("comments per 100 lines", *(f"{100 * m.comments / max(m.lines, 1):.1f}" for m in measured.values())),
        ("public with docstring", *(percent(m.public_documented, m.public) for m in measured.values())),
        ("annotated functions", *(percent(m.annotated, len(m.function_lines)) for m in measured.values())),
        ("broad handlers / all", *(f"{m.broad_handlers} / {m.handlers}" for m in measured.values())),
    ]
    drawn = [f"{row[0]:<30}" + "".join(f"{cell:>18}" for cell in row[1:]) for row in rows]
    return "\n".join([*drawn, f"test : code lines             {measured['tests'].lines} : {code_lines}"])


def main() -> None:
    print(table())


if __name__ == "__main__":
    main()

"""The laws that no tool on the shelf can hold, each with good and bad sample lines of its own."""

from __future__ import annotations

import ast

from tests.architecture.law import Law, by_foreign_import, by_import, by_node, by_pattern, is_within, python_in
from tests.architecture.measure import is_broad

OURS = ("app.py", "pages/", "services/", "data/")
MEMORY = {"session_state", "cache_data", "cache_resource"}
# Written in pieces, so that this file keeps its own laws.
INDEX_HOSTS = "|".join(
    ["py" + r"pi\.(org|io)", "python" + r"hosted\.", "npm" + r"js\.(org|com)", "(deb|security)" + r"\.debian"]
)
MACHINE_PATHS = r"(?<![\w.~$)}-])/" + "(root|work|home|Users|opt|mnt)" + r"/\w"


def _is_memory(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "streamlit" and any(alias.name in MEMORY for alias in node.names)
    return isinstance(node, ast.Attribute) and node.attr in MEMORY


def _is_skip(node: ast.AST) -> bool:
    is_pytest = isinstance(node, ast.Attribute) and ast.unparse(node).startswith("pytest.")
    return is_pytest and getattr(node, "attr", "") in {"skip", "skipif", "xfail", "importorskip"}


LAWS = (
    Law(
        name="session state and caches live in the shell",
        why="Caches are shared by all users and keys collide; one file each adds tenant, scope and class to the key.",
        holds_in=lambda path: python_in(*OURS)(path) and not path.startswith("pages/shell/"),
        breaches=by_node(_is_memory),
        keeps=("state = ctx.state(SolveState)", "remember(ctx, 'plans', plans)"),
        breaks=("st.session_state['plan'] = 1", "@st.cache_data\ndef f(): ...", "from streamlit import cache_resource"),
    ),
    Law(
        name="no raw HTML",
        why="A client's note shown as HTML runs in the planner's browser.",
        holds_in=python_in(*OURS),
        breaches=by_node(lambda node: isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"),
        keeps=("st.markdown(text)",),
        breaks=("st.markdown(text, unsafe_allow_html=True)",),
    ),
    Law(
        name="no handler that catches everything",
        why="A swallowed fault is met again by a planner; catch what you can mend, the page guard logs the rest.",
        holds_in=python_in(*OURS, "migrations/"),
        breaches=by_node(lambda node: isinstance(node, ast.ExceptHandler) and is_broad(node)),
        keeps=(
            "try:\n    f()\nexcept OSError:\n    pass",
            "try:\n    f()\nexcept BaseException:\n    undo()\n    raise",
        ),
        breaks=(
            "try:\n    f()\nexcept Exception:\n    pass",
            "try:\n    f()\nexcept:\n    pass",
            "try:\n    f()\nexcept (OSError, BaseException) as e:\n    raise Fault from e",
        ),
        excused={"pages/shell/guard.py": "shows a calm message with an id and logs the fault"},
    ),
    Law(
        name="Streamlit stays in pages and app.py",
        why="A service must run in the worker, on the command line and in a notebook.",
        holds_in=python_in("services/", "data/", "migrations/"),
        breaches=by_import("streamlit", "streamlit_authenticator"),
        keeps=("import streamlined", "from services.words import Text"),
        breaks=("import streamlit as st", "from streamlit.runtime import get_instance"),
    ),
    Law(
        name="the front door knows no data",
        why="app.py asks who you are and opens a page; everything else is behind services.",
        holds_in=lambda path: path == "app.py",
        breaches=by_import("data", "sqlalchemy", "psycopg"),
        keeps=("from services import bootstrap", "import database_of_nobody"),
        breaks=("from data.connect import Database", "import data", "import sqlalchemy as sa"),
    ),
    Law(
        name="history does not move",
        why="A migration that imports today's models means something else tomorrow.",
        holds_in=python_in("migrations/"),
        breaches=by_import("services", "pages", "data.models", "data.repositories"),
        keeps=("import sqlalchemy as sa",),
        breaks=("from data.models.people import Person", "from services import people"),
    ),
    Law(
        name="nothing is set for a whole database session",
        why="A session-level setting follows the connection through the pool to the next tenant.",
        holds_in=lambda path: path.startswith((*OURS, "migrations/")) and path.endswith((".py", ".sql")),
        breaches=by_pattern(
            r"set_config\([^;()]*(\([^()]*\)[^;()]*)*,\s*false\s*\)|\bSET\s+(SESSION\s+)?(ROLE\s+[\w{:'\"]|app\.\w+\s*(=|TO\b))"
        ),
        keeps=(
            "select set_config('app.role', :role, true)",
            "SET LOCAL ROLE caire_app",
            "settings do not follow SET ROLE, so",
        ),
        breaks=(
            "select set_config('app.organization_id', :org, false)",
            "set_config('app.role',\n  coalesce(x, ''),  FALSE )",
            "SET ROLE caire_app",
            "set app.role = 'x'",
        ),
    ),
    Law(
        name="the engine is pure",
        why="It is compiled, measured and tested alone: numbers in, numbers out.",
        holds_in=python_in("services/engine/"),
        breaches=by_foreign_import("numpy", "numba", "scipy", "services.engine"),
        keeps=("import numpy as np", "from services.engine.layout import State", "from time import monotonic"),
        breaks=("from services.words import Text", "from data import vocabulary", "import httpx"),
    ),
    Law(
        name="the data knows only the database",
        why="It takes its settings as arguments and is used by app, worker and command line alike.",
        holds_in=python_in("data/"),
        breaches=by_foreign_import(
            "sqlalchemy", "psycopg", "psycopg_pool", "alembic", "cryptography", "uuid_utils", "data"
        ),
        keeps=("from sqlalchemy import text", "from data.vocabulary import Role"),
        breaks=("from services.words import Text", "import streamlit", "import pandas"),
    ),
    Law(
        name="the data never reads the environment",
        why="What a process is told stands in one place: services/settings.py.",
        holds_in=python_in("data/"),
        breaches=by_node(lambda node: isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}),
        keeps=("os.open(path)",),
        breaks=("os.environ['HOME']", "os.getenv('HOME')"),
    ),
    Law(
        name="only integrations speak to other systems",
        why="What leaves the house is looked through in one room.",
        holds_in=lambda path: python_in(*OURS)(path) and not path.startswith("services/integrations/"),
        breaches=by_import("httpx", "requests", "urllib.request", "aiohttp"),
        keeps=("from urllib.parse import urlsplit",),
        breaks=("import httpx", "from urllib.request import urlopen"),
    ),
    Law(
        name="pages do not import each other",
        why="What two pages share is a component; what they compute is a service.",
        holds_in=lambda path: python_in("pages/")(path) and not path.startswith(("pages/shell/", "pages/__init__")),
        breaches=by_node(
            lambda node: (
                isinstance(node, ast.ImportFrom)
                and is_within(node.module or "", ("pages",))
                and not is_within(node.module or "", ("pages.shell", "pages.components"))
            )
        ),
        keeps=("from pages.shell.page import PageSpec", "from pages.components.board import board"),
        breaks=("from pages.planning.plan import PAGE", "from pages import PAGES"),
    ),
    Law(
        name="no page passes its parameters by pickle",
        why="A link that is unpickled can run code and sign you in.",
        holds_in=python_in(*OURS),
        breaches=by_import("pickle", "marshal", "shelve"),
        keeps=("import json",),
        breaks=("import pickle", "from pickle import loads"),
    ),
    Law(
        name="every test runs",
        why="A skipped test says nothing and looks green.",
        holds_in=python_in("tests/"),
        breaches=by_node(_is_skip),
        keeps=("@pytest.mark.parametrize('case', CASES)\ndef test_x(): ...",),
        breaks=("pytest.skip('later')", "@pytest.mark.xfail\ndef test_x(): ...", "pytest.importorskip('x')"),
    ),
    Law(
        name="no file knows a package host or one person's machine",
        why="Everybody installs from where they are; paths and hosts come from the environment.",
        holds_in=lambda path: (
            not path.endswith((".png", ".woff2", ".ttf", ".svg", ".ico", ".mo", ".gz", ".xlsx", ".zip"))
        ),
        breaches=by_pattern(f"{INDEX_HOSTS}|{MACHINE_PATHS}"),
        keeps=("CAIRE_HOME=.caire", "services/home/x", "example.org/work/x", "#!/bin/sh", "/usr/bin/env"),
        breaks=("--index-url https://py" + "pi.org/simple", "/ho" + "me/anna/caire", "cd /wo" + "rk/main"),
    ),
)

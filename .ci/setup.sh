#!/bin/sh
# Builds .venv from requirements.lock: with uv where it works, else with venv and pip. Instant when nothing changed.
set -eu
cd "$(dirname "$0")/.."

# A clone that was moved must be rebuilt (scripts carry their absolute path), hence the folder in the key.
key="$(cksum <requirements.lock) $(pwd -P)"
stamp=.venv/.built-from
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$key" ] && .venv/bin/python -c ''; then
    exit 0
fi

say() { echo "setup: $*" >&2; }
stop() { say "$*"; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then python="$candidate"; break; fi
done
[ -n "$python" ] || stop "Python 3.11 or newer is needed and was not found (python3 is:" \
    "$(python3 --version 2>&1 || true)); install it, or name it: make run PYTHON=/path/to/python3.11"

# uv reads neither pip's index nor pip's certificates, so it is told about them; no index stands in any file of ours.
with_uv() {
    command -v uv >/dev/null || return 1
    index="${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}}"
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
    export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never
    if ! is_new_enough .venv/bin/python; then uv venv --quiet --clear --python "$python" .venv || return 1; fi
    uv pip sync --quiet --require-hashes --python .venv/bin/python requirements.lock
}

with_pip() {
    if ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --clear .venv || return 1
    fi
    # Not compiling everything halves the wait; Python compiles what is used when it is used.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes \
        -r requirements.lock
}

say "installing the packages of requirements.lock into .venv (once)"
rm -f "$stamp"
if ! with_uv; then
    if command -v uv >/dev/null; then say "uv did not manage (above); going on with pip"; fi
    with_pip || stop "the packages could not be installed (the reason is above); if it is the module venv or ensurepip" \
        "that is missing, install your system's python3-venv package, and run the same command again"
fi
echo "$key" >"$stamp"

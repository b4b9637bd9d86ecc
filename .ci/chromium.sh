#!/bin/sh
# Prints the path of a Chromium for the browser tests; `install` gets one by apt-get when none is there and we are root.
# Looked for in this order: $CHROMIUM, PATH, the browsers Playwright keeps.
set -eu

find_chromium() {
    if [ -n "${CHROMIUM:-}" ]; then command -v "$CHROMIUM"; return; fi
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name"; then return 0; fi
    done
    for path in "${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-/nonexistent}/.cache/ms-playwright}"/chromium-*/chrome-linux*/chrome; do
        if [ -x "$path" ]; then echo "$path"; return 0; fi
    done
    return 1
}

if find_chromium; then exit 0; fi
if [ "${1:-}" = install ] && [ -z "${CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "setup: installing Chromium for the browser tests (once)" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
    if find_chromium; then exit 0; fi
fi
echo "The browser tests need Chromium: install it (Debian: apt-get install chromium)" \
    "or set CHROMIUM=/path/to/chromium, and run the same command again." >&2
exit 1

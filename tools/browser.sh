#!/bin/sh
# Print the path of a Chromium for the browser tests: one that is here, else one that can be had.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

here() {
    for candidate in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$candidate" && return
    done
    .venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path) if Path(path).exists() else sys.exit(1)
PYTHON
}

fetch() {
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "Installing Chromium for the browser tests."
        apt-get -qq update >&2 && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null && return
    fi
    say "Downloading Chromium for the browser tests."
    .venv/bin/playwright install chromium >&2
}

if here; then exit; fi
if fetch && here; then exit; fi
say "The browser tests need a Chromium: install one and run again, or name it: make test CHROMIUM=/path/to/chromium"
exit 1

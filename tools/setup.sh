#!/bin/sh
# Make .venv what the lock file says: `tools/setup.sh runtime` for the site, `tools/setup.sh dev`
# for the site and its tests. `tools/setup.sh uv` prints where uv is. Needs Python 3.11 or newer
# with pip, and nothing else.
set -eu
cd "$(dirname "$0")/.."

wanted=$1
needs="import sys; sys.exit(sys.version_info < (3, 11))"
export UV_PYTHON_DOWNLOADS=never
# Many a school network opens HTTPS on the way and has its own root in the system's certificates.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
unset UV_SYSTEM_PYTHON PYTHONHOME

say() { printf '%s\n' "$*" >&2; }

# The first Python that is new enough: $PYTHON, then every python3 on the PATH, then those beside
# pyenv's shims (a shim may answer only that its version is not switched on).
find_python() {
    IFS='
'
    pyenv=${PYENV_ROOT:-${HOME:-/root}/.pyenv}
    for candidate in ${PYTHON:+"$PYTHON"} $(pythons_on_path) "$pyenv"/versions/*/bin/python3; do
        if "$candidate" -c "$needs" 2>/dev/null; then
            "$candidate" -c "import sys; print(sys.executable)"
            return
        fi
    done
    say "Tassel needs Python 3.11 or newer and found none: install one or name it: make PYTHON=/path/to/python3"
    exit 1
}

pythons_on_path() {
    for name in python3 python3.11 python3.12 python3.13 python3.14 python3.15 python; do
        echo "$PATH" | tr ':' '\n' | while read -r folder; do
            if [ -x "$folder/$name" ]; then echo "$folder/$name"; fi
        done
    done
}

# uv from the PATH, else one of our own. `pip install --target` asks for no virtual environment and
# so also works where the system guards its Python.
find_uv() {
    if command -v uv; then return; fi
    own=.tools/uv/bin/uv
    if ! { [ -x $own ] && cmp -s requirements/uv.txt .tools/uv/lock.txt; }; then
        say "Fetching uv, which installs the rest."
        rm -rf .tools/uv
        PIP_USER=0 PIP_ROOT_USER_ACTION=ignore "$1" -m pip install --quiet --disable-pip-version-check \
            --no-input --require-hashes --target .tools/uv -r requirements/uv.txt >&2
        cp requirements/uv.txt .tools/uv/lock.txt
    fi
    echo $own
}

# A dev environment holds all that the site needs, so it is kept when only the site is asked for.
is_installed() {
    .venv/bin/python -c "$needs" 2>/dev/null && cmp -s "requirements/$1.txt" ".venv/$1.txt"
}

install() {
    python=$(find_python)
    uv=$(find_uv "$python")
    if ! .venv/bin/python -c "$needs" 2>/dev/null; then
        "$uv" venv --quiet --clear --no-project --python "$python" .venv
    fi
    say "Installing what $2 into .venv."
    rm -f .venv/runtime.txt .venv/dev.txt
    "$uv" pip sync --quiet --require-hashes --compile-bytecode --python .venv/bin/python "requirements/$1.txt"
    cp requirements/runtime.txt .venv/runtime.txt
    [ "$1" = runtime ] || cp requirements/dev.txt .venv/dev.txt
}

if [ "$wanted" = uv ]; then
    python=$(find_python)
    find_uv "$python"
    exit
fi
if [ "$wanted" = runtime ] && [ -e .venv/dev.txt ] && ! is_installed runtime; then wanted=dev; fi
if ! is_installed "$wanted"; then
    case $wanted in
    dev) install dev "the site and its tests need" ;;
    *) install runtime "the site needs" ;;
    esac
fi
cmp -s tools/tassel .venv/bin/tassel || { cp tools/tassel .venv/bin/tassel && chmod 755 .venv/bin/tassel; }

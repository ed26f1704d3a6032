#!/bin/sh
# Write requirements/runtime.txt and requirements/dev.txt anew from pyproject.toml; options go to uv:
# `tools/lock.sh --upgrade` takes the newest, without it what is locked stays where it can.
set -eu
cd "$(dirname "$0")/.."

uv=$(tools/setup.sh uv)
compile() {
    "$uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
        --python-version 3.11 --custom-compile-command "make lock" pyproject.toml "$@"
}
compile "$@" -o requirements/runtime.txt
compile "$@" --group dev -c requirements/runtime.txt -o requirements/dev.txt

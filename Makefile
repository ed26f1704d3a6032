.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-slow check format bench audit lock

# The tests' own: how many at once, and which (make test TESTS=tests/stories).
TESTS ?=
PYTEST = CHROMIUM=$$(tools/browser.sh) && export CHROMIUM && .venv/bin/pytest -n auto --dist loadfile $(TESTS)

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what the site needs
	@tools/setup.sh runtime

setup-dev: ## Install what the tests need too
	@tools/setup.sh dev

run: setup ## Start the site, with its sample packs and the demo district
	@.venv/bin/tassel prepare
	@exec .venv/bin/python app.py

test: check ## Run every gate and every test
	@$(PYTEST) -m "not slow" $(if $(TESTS),,--cov --cov-report=term)

test-slow: setup-dev ## Run the thorough tests too
	@export HYPOTHESIS_PROFILE=thorough; $(PYTEST)

check: setup-dev ## Run the gates alone: format, lint, types, floors, templates, libraries
	@.venv/bin/python tools/gates.py
	@.venv/bin/python tools/shape.py

format: setup-dev ## Put code and templates into their one form
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix --quiet .

bench: setup-dev ## Run the benchmarks
	@for each in bench/bench_*.py; do .venv/bin/python "$$each" || exit 1; done

audit: setup-dev ## Ask whether a library has a known hole (needs the network)
	@$$(tools/setup.sh uv) tool run pip-audit --disable-pip --require-hashes -r requirements/runtime.txt

lock: ## Write the lock files anew from pyproject.toml (UPGRADE=--upgrade takes the newest)
	@tools/lock.sh $(UPGRADE)

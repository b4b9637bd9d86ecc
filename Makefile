# Two commands are enough: `make run` and `make test`. Both set up what they need (Python 3.11 or newer, git, make).
.DEFAULT_GOAL := help
.PHONY: help run test lint bench bench-engine bench-data bench-api bench-ui prove pictures isolation chromium setup lock readme

PORT ?= 8501
CAIRE_ADDRESS ?= 127.0.0.1
# Tests in the browser share one app, so they stay on one core (tests/conftest.py).
PYTEST_CORES ?= 2
python := .venv/bin/python
export PORT CAIRE_ADDRESS

help:  ## says what each command does
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 18

run: setup  ## serves the app with a demo organisation
	@echo "Caire: http://$(CAIRE_ADDRESS):$(PORT)  (stop with Ctrl+C)"
	@exec $(python) app.py

test: setup chromium lint  ## runs every test, the browser tests too
	@$(python) -m pytest -n $(PYTEST_CORES)

lint: setup  ## style, types and the import law
	@.venv/bin/ruff check --no-cache .
	@.venv/bin/ruff format --check --no-cache --quiet .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

bench: setup  ## measures the solver on the cases that are present
	@$(python) -m tests.benchmarks

bench-engine: setup  ## measures the engine beside its peers on the literature's families (PEERS_PYTHON has the peers)
	@$(python) -m tests.benchmarks.engine

bench-data: setup  ## measures the database with 2,000 organisations and 5 million visits (minutes, 5 GB)
	@$(python) -m tests.benchmarks.platform

bench-api: setup  ## measures what other systems wait for, against a real server
	@$(python) -m tests.benchmarks.api

bench-ui: setup chromium  ## measures what a planner waits for, in a real browser (half an hour)
	@$(python) -m tests.benchmarks.ui

prove: setup chromium  ## the whole campaigns that `make test` only samples (hours)
	@$(python) -m pytest -n $(PYTEST_CORES) --whole-campaigns --hypothesis-profile=prove

pictures: setup chromium  ## the browser tests with pictures of what they see, in tests/screenshots/latest
	@$(python) -m pytest -n $(PYTEST_CORES) tests/acceptance --pictures

isolation: setup  ## asks every role for every table and month of another organisation (minutes)
	@$(python) -m pytest tests/integration/data/test_isolation.py --whole-campaigns -q

# Asked for first, so that nobody waits for other tests to learn that it is missing.
chromium:  ## finds a browser for the browser tests; as root, gets one
	@.ci/chromium.sh install >/dev/null

setup:  ## builds .venv from requirements.lock
	@.ci/setup.sh

lock:  ## writes requirements.lock anew from pyproject.toml (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev pyproject.toml -o requirements.lock

readme: setup  ## writes the map of the house into README.md
	@$(python) -m tests.architecture.house_map

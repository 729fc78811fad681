# make help lists the targets. Everything runs from this folder; the environment is made in .venv.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 5006
BIN := .venv/bin
export TOOLKIT_CACHE ?= $(CURDIR)/.cache

.PHONY: help dashboards lab test lint lock bench bench-dashboards docs kit browser clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

dashboards: .venv/ready  ## serve the dashboards at http://localhost:5006 (PORT=... for another)
	@exec $(BIN)/toolkit serve --port $(PORT)

lab: .venv/ready  ## open JupyterLab on the notebooks
	@exec $(BIN)/jupyter lab --notebook-dir=. notebooks

test: .venv/ready-dev browser  ## run all tests: units, notebooks, dashboards in a real browser
	$(BIN)/python -m pytest -q -m "not browser"
	$(BIN)/python -m pytest -q -m browser
	$(BIN)/python -m pytest -q --nbmake --nbmake-timeout=120 --ignore=notebooks/workshop notebooks  # the lessons run in tests/workshop

lint: .venv/ready-dev  ## check style, import contracts and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

lock: .venv/ready-dev  ## write the lock files and environment.yml anew from pyproject.toml
	$(BIN)/python scripts/lock.py

bench: .venv/ready-dev  ## measure what is fast, beside the alternatives
	@for script in $(filter-out benchmarks/bench_dashboards.py,$(wildcard benchmarks/bench_*.py)); do echo; echo "== $$script"; $(BIN)/python $$script || exit 1; done

bench-dashboards: .venv/ready-dev browser  ## measure the dashboards in a browser, beside the naive view
	$(BIN)/python benchmarks/bench_dashboards.py

docs: .venv/ready-dev  ## build the site into build/site
	$(BIN)/sphinx-build -W --keep-going -q docs build/site && echo "build/site/index.html"

kit: .venv/ready-dev  ## make the workshop kit in dist/kit and try it with the network off
	$(BIN)/python scripts/kit.py dist/kit

browser: .venv/ready-dev  ## make sure that there is a browser for the tests
	@$(BIN)/python scripts/browser.py

clean:  ## remove the environment and everything made
	rm -rf .venv .cache build dist

.venv/ready: requirements.lock pyproject.toml
	@scripts/install.sh $(PYTHON) requirements.lock
	@touch $@

.venv/ready-dev: requirements-dev.lock pyproject.toml
	@scripts/install.sh $(PYTHON) requirements-dev.lock
	@touch $@ .venv/ready

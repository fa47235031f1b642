# The one way in: `make` lists the targets. Runs with sh and GNU make, also from a path with spaces.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=
LOCK_ARGS ?=
BIN := .venv/bin
# The environment's own uv; before there is one, whichever is installed.
UV = $(or $(wildcard $(BIN)/uv),uv)
COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --custom-compile-command "make lock" $(LOCK_ARGS)

# The mark of a finished environment holds the folder it was made in: one that was interrupted,
# moved or lost its Python is made anew.
ifneq ($(shell test -x $(BIN)/python && cat .venv/.made-in 2>/dev/null),$(CURDIR))
STALE := stale
endif

.PHONY: help demo test unit lint types contracts templates packages bench lock soak torture clean stale

help: ## list these targets
	@awk -F ':.*## ' '/^[.a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

.venv: pyproject.toml requirements-dev.lock $(STALE) ## make the environment, as locked
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "sheets-sync needs Python 3.11 or newer; say which: make PYTHON=python3.11" >&2; exit 1; }
	@rm -f .venv/.made-in
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@echo "Installing uv into it"
	@awk '/^uv==/ { on = 1 } on { print } on && !/\\$$/ { exit }' requirements-dev.lock > .venv/uv.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r .venv/uv.txt || \
	    echo "uv could not be installed; pip will do the work, more slowly" >&2
	@echo "Installing the locked packages"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock || \
	    { echo "uv failed: trying pip, which takes about half a minute" >&2; \
	      $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock; }
	@echo "Installing sheets-sync itself, editable"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . || \
	    $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@pwd -P > .venv/.made-in
	@touch .venv

demo: .venv ## show what sheets-sync does, on files it makes
	@$(BIN)/sheets-sync demo

test: .venv packages lint types contracts templates unit ## check everything, as the build does

packages:
	@sh .ci/packages

unit: .venv ## run the tests alone (PYTEST_ARGS="-k name" for some of them)
	@echo "Testing"
	@$(BIN)/python -m pytest -q -n auto $(PYTEST_ARGS)

lint: .venv ## check the style
	@echo "Checking style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Run: $(BIN)/ruff format ." >&2; exit 1; }

types: .venv ## check the types
	@echo "Checking types"
	@$(BIN)/python -m mypy --no-error-summary

contracts: .venv ## check that imports go down only
	@echo "Checking the import contracts"
	@$(BIN)/lint-imports --no-logo > .venv/contracts.txt 2>&1 || { cat .venv/contracts.txt >&2; exit 1; }

templates: .venv ## check the role templates
	@echo "Checking the role templates"
	@$(BIN)/sheets-sync templates check templates

soak: .venv ## run the tests with many more generated cases; ends with the score of 10,000 torture scenarios
	@SHEETS_SYNC_SOAK=1 $(BIN)/python -m pytest -q -n auto $(PYTEST_ARGS)

N ?= 10000
torture: .venv ## play N torture scenarios (N=10000) and print the score
	@SHEETS_SYNC_TORTURE=$(N) $(BIN)/python -m pytest -q -n auto tests/torture $(PYTEST_ARGS)

bench: .venv packages ## measure speed (BENCH_ARGS="status" for one benchmark of docs/benchmarks.md)
	@$(BIN)/python -m benchmarks $(BENCH_ARGS)

lock: ## write both lock files, after a change of pyproject.toml (LOCK_ARGS=--upgrade for newer versions)
	@echo "Locking the runtime packages"
	@$(COMPILE) --output-file requirements.lock
	@echo "Locking the development packages"
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove everything that was made
	@rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

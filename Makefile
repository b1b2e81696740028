# make test   set everything up in .venv and run every check
# make demo   set everything up and parse the bundled example
# See `make help` for the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE := $(VENV)/.package
STAMP := $(VENV)/.installed
comma := ,
# Spark is tried where there is a Java to run it.
EXTRAS := all$(if $(shell command -v java 2>/dev/null),$(comma)spark)
JOBS ?= 2

.PHONY: help test lint types contracts unit demo bench docs accept clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

# The environment: made from nothing with venv and pip, again only when pyproject.toml changes. The package alone is
# enough for the demo; the checks want everything.
$(PACKAGE): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the package into $(VENV)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(STAMP): $(PACKAGE)
	@echo "installing what the checks need (extras: $(EXTRAS))" >&2
	@$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]' --group dev
	@touch $@

test: lint types contracts unit  ## every check: lint, format, types, import contracts, tests

lint: $(STAMP)  ## ruff, and its formatter as a check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## mypy --strict; pyright's view of the public types, where there is node
	$(BIN)/mypy --strict
	@if command -v node >/dev/null 2>&1; then $(BIN)/python scripts/verify_types.py; \
	else echo "SKIPPED: pyright --verifytypes (node is not installed)"; fi

contracts: $(STAMP)  ## who may import whom
	$(BIN)/lint-imports --no-cache

unit: $(STAMP)  ## the tests; what is skipped is said at the end
	$(BIN)/pytest -n $(JOBS) --dist=worksteal

demo: $(PACKAGE)  ## parse the bundled example: its tables, then its findings
	@$(BIN)/python scripts/demo.py

bench: $(STAMP)  ## the benchmarks
	@$(BIN)/python benchmarks/speed.py
	@for script in accuracy figures; do \
	  if test -f benchmarks/$$script.py; then $(BIN)/python benchmarks/$$script.py; fi; done

docs: $(STAMP)  ## write the generated pages of docs/ again
	$(BIN)/python scripts/make_docs.py

accept: $(STAMP)  ## show what changed in the expected results of tests/fixtures; ACCEPT=write keeps it
	@$(BIN)/python -m tests.accept $(if $(filter write,$(ACCEPT)),--write)

clean:  ## remove the environment and every cache
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

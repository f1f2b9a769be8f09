# Every target makes what it needs: the virtual environment `.venv` from hash-checked requirements, and, for the tests,
# a browser, Java and Neo4j. Nothing is done twice: stamps in `.venv` and `build` remember what is there.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/development.txt
# Two workers: each test file stays on one of them, so that its server is started once; slow files come first.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -rfEs

.PHONY: help install demo test test-all lint format bench lock clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

install: $(VENV)/installed ## make .venv with the kg command

demo: $(VENV)/installed ## load the example stories, ask, draw and export into build/demo
	$(BIN)/kg demo

test: $(VENV)/installed $(VENV)/tools build/neo4j/installed ## run every test but the long ones
	$(PYTEST) -m "not long"

test-all: $(VENV)/installed $(VENV)/tools build/neo4j/installed ## run the long tests too: many kills, scale, an empty installation
	$(PYTEST)

lint: $(VENV)/installed ## check format, style, types and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/installed ## put the code into the project's format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/installed ## measure speed against tests/bench/baseline.json
	$(BIN)/python -m tests.bench

# Hashes only: no address of a package index gets into the files. `make lock ARGUMENTS=--upgrade` takes newer versions.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --custom-compile-command "make lock" $(ARGUMENTS)
lock: $(VENV)/installed ## resolve the dependencies of pyproject.toml into requirements/ again
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --group dev --constraint requirements/run.txt --output-file $(LOCK)

clean: ## stop the demo's engine; remove .venv and all that was built
	if [ -x $(BIN)/kg ]; then $(BIN)/kg stop --data build/demo/data || true; fi
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/bin/python:
	.ci/need-python $(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(VENV)/locked: $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(LOCK)
	@touch $@

$(VENV)/installed: $(VENV)/locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/tools: .ci/need | $(VENV)/bin/python
	.ci/need "Tests in a browser" chromium chromium chromium-browser google-chrome google-chrome-stable
	.ci/need "Tests on Neo4j" default-jre-headless java
	.ci/need "Tests on Neo4j" maven mvn
	@touch $@

build/neo4j/installed: tests/store/neo4j/pom.xml $(VENV)/tools
	tests/store/neo4j/install.sh
	@touch $@

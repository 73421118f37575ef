# Each verb installs what it lacks; the environment is .venv.
PYTHON ?= python3
BIN := .venv/bin
DEMO_OUT ?= demo
BENCHES := $(wildcard bench/*.py)

.PHONY: help setup demo test check fix bench requirements docs
help: ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev,spark,peers,bench]'
	touch $@

setup: .venv/.installed-dev ## Install everything for development

demo: .venv/.installed ## Generate Lindhaga and show what Farled does with it
	$(BIN)/farled demo --folder $(DEMO_OUT)

test: .venv/.installed-dev ## Run every test
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: .venv/.installed-dev ## Everything the house asks, fastest first
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry src
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m pytest -q tests/house

fix: .venv/.installed-dev ## Mend what a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.installed-dev ## Print the ratios of every budget
	@for bench in $(BENCHES); do $(BIN)/python $$bench || exit 1; done

requirements: .venv/.installed-dev ## Print every requirement with its tests
	@$(BIN)/python -m tests.support.requirements

docs: .venv/.installed-dev ## Write docs/reference and docs/images anew
	$(BIN)/python -m tests.support.reference
	$(BIN)/python -m tests.support.pictures

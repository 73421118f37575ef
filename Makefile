# Each verb installs what it lacks; the environment is .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup demo test check fix bench requirements docs clean
help: ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

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
	$(BIN)/farled demo

test: .venv/.installed-dev ## Run every test
	$(BIN)/python -m pytest -n auto

check: .venv/.installed-dev ## Everything the house asks, fastest first
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/deptry src
	$(BIN)/python -m pytest -q tests/house

fix: .venv/.installed-dev ## Mend what can be mended by a tool
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

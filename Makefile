# One command for each thing people do. Needs Python 3.11-3.13; uses uv when it is there, pip otherwise.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check demo bench clean requirements

run: $(VENV)/.installed
	@PORT=$(PORT) $(BIN)/python -m wijkmonitor serve

test: $(VENV)/.installed-dev check
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --ignore=tests/browser
	$(BIN)/python -m pytest tests/browser

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

demo: $(VENV)/.installed
	$(BIN)/python -m wijkmonitor build data/voorbeeldstad

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info[:2] < (3, 14), "wijkmonitor needs Python 3.11, 3.12 or 3.13; this is " + sys.version'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(BIN)/python -r requirements.txt -e . --no-deps; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -r requirements.txt && $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .; fi
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(BIN)/python -r requirements-dev.txt --no-deps; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -r requirements-dev.txt; fi
	@touch $@

# Re-pin after a change of pyproject.toml (needs uv).
requirements:
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) build dist *.egg-info src/*.egg-info .pytest_cache .ruff_cache .mypy_cache

# Everything that a person does with this repository. It needs git, make and Python 3.11 or newer;
# the rest (uv, and through it the locked packages) goes into .uv and .venv in this folder.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && command -v $$p && break; done)
UV ?= $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE VIRTUAL_ENV

.PHONY: help demo test check lint bench clean
help: ## Tell what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

demo: .venv/.ready ## Load the example, report a status, and make Bilag 1 as known before and after
	@$(BIN)/python examples/demo.py

test: .venv/.ready ## Run the tests
	$(BIN)/python -m pytest -n auto $(PYTEST)

check: lint test ## Run all checks: style, types, layers, tests

lint: .venv/.ready ## Run the linters and the type check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.ready ## Measure against the floors (SIZE=10k, 100k or 1m)
	$(BIN)/python -m benchmarks --size $(or $(SIZE),10k) --json benchmarks/results/$(or $(SIZE),10k).json

clean: ## Remove what was built here
	rm -rf .venv .uv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.ready: pyproject.toml uv.lock
	@if [ -z "$(PYTHON)" ]; then \
		echo "Tovholder needs Python 3.11 or newer on the PATH (or: make PYTHON=/path/to/python3)." >&2; exit 1; fi
	@if ! command -v $(UV) >/dev/null 2>&1; then \
		echo "Setting up uv in .uv ..."; \
		{ $(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.5,<1"; } \
		|| { rm -rf .uv; echo "uv could not be set up. On Debian and Ubuntu the package python3-venv is needed." >&2; exit 1; }; fi
	@echo "Setting up the locked packages in .venv ..."
	@$(UV) sync --quiet --frozen --python "$(PYTHON)"
	@touch $@

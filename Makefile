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

.PHONY: help demo test e2e looks schemas check lint bench clean
help: ## Tell what there is
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## (.*)/make \1\t\2/' | expand -t 14

demo: .venv/.ready ## Load the example, report a status, and make Bilag 1 as known before and after
	@$(BIN)/python examples/demo.py

test: .venv/.ready ## Run the tests
	$(BIN)/python -m pytest -n auto $(PYTEST)

e2e: .venv/.ready ## Test the bot end to end against Slack servers that we did not write (npm)
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory .e2e/.ready; fi
	$(BIN)/python -m pytest -m e2e -rs tests/test_e2e_*.py $(PYTEST)

looks: .venv/.ready ## Draw every kind of Slack message into .looks, as the tests send them
	$(BIN)/python tests/looks.py .looks

schemas: .venv/.ready .e2e/.ready ## Make the schemas of Slack's payloads anew from Slack's own types
	$(BIN)/python tests/e2e/schemas.py

check: lint test ## Run all checks: style, types, layers, tests

lint: .venv/.ready ## Run the linters and the type check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.ready ## Measure against the floors (SIZE=10k, 100k or 1m)
	$(BIN)/python -m benchmarks --size $(or $(SIZE),10k) --json benchmarks/results/$(or $(SIZE),10k).json

clean: ## Remove what was built here
	rm -rf .venv .uv .e2e .looks demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

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

# The servers' pinned versions and hashes are in the lock file; npm checks them and runs no script.
.e2e/.ready: tests/e2e/package-lock.json
	@echo "Setting up the servers of the end-to-end tests in .e2e ..."
	@mkdir -p .e2e && cp tests/e2e/package.json tests/e2e/package-lock.json .e2e/
	@cd .e2e && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

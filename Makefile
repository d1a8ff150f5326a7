# Every command of this project. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8080
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --retries 2
LOG := $(VENV)/install.log
SOURCES := pyproject.toml hatch_build.py package.json package-lock.json
CATALOGUES := $(shell find kiosk/translations -name '*.po' 2>/dev/null)

SAY_PYTHON = Buurtkiosk needs Python 3.11 or newer. Install it, or name it: make run PYTHON=python3.12
SAY_VENV = Python cannot make an environment here. Install its venv module (Debian, Ubuntu: apt install python3-venv) and try again.
SAY_FETCH = The packages could not be fetched. Check the internet connection and run the same command again. What went wrong is in $(LOG).
SAY_BUILD = The browser parts could not be fetched or built. Check the internet connection and run the same command again. What went wrong is in $(LOG).
SAY_CHROMIUM = The browser tests need Chromium, and it could not be installed. Install it yourself, or set KIOSK_TEST_CHROMIUM to its path.

.PHONY: help
help: ## Lists what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/.installed $(VENV)/.catalogues ## Installs, makes the demonstration event, serves it and prints the addresses
	@$(BIN)/kiosk serve --demonstration --port $(PORT)

.PHONY: test
test: check chromium ## Installs everything, then runs all checks and all tests
	@$(BIN)/python -m pytest -n $(WORKERS)

.PHONY: check
check: $(VENV)/.tested $(VENV)/.catalogues ## Style, types, templates, floors, licences and catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint --lines
	$(BIN)/python -m pytest tests/house

.PHONY: soak
soak: $(VENV)/.tested $(VENV)/.catalogues chromium ## Three doors, 600 guests, a bad line and a killed phone; takes some minutes
	@$(BIN)/python -m pytest -m soak -o log_level=WARNING

.PHONY: bench
bench: $(VENV)/.tested $(VENV)/.catalogues ## Measures speed beside the floors and writes docs/benchmarks.md
	@$(BIN)/python -m bench

.PHONY: screenshots
screenshots: $(VENV)/.tested $(VENV)/.catalogues chromium ## Takes the pictures of docs/screenshots from a fresh demonstration
	@PYTHONPATH=. $(BIN)/python docs/screenshots.py

.PHONY: messages
messages: $(VENV)/.tested ## Gathers the words to translate and updates all catalogues
	@$(BIN)/python .ci/messages.py

.PHONY: lock
lock: $(VENV)/.tested ## Takes the newest allowed packages into the lock files
	@$(BIN)/python .ci/lock.py

.PHONY: chromium
chromium: $(VENV)/.tested
	@sh .ci/chromium $(BIN) || { echo "$(SAY_CHROMIUM)"; exit 1; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(SAY_PYTHON)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(SAY_VENV)"; exit 1; }
	@echo "Making the Python environment in $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); echo "$(SAY_VENV)"; exit 1; }

$(VENV)/.installed: $(BIN)/python requirements.lock $(SOURCES)
	@echo "Installing, once; this takes a minute or two ..."
	@$(PIP) install -r requirements.lock >$(LOG) 2>&1 || { echo "$(SAY_FETCH)"; exit 1; }
	@$(PIP) install --no-deps -e . >>$(LOG) 2>&1 || { echo "$(SAY_BUILD)"; exit 1; }
	@touch $@ $(VENV)/.catalogues

$(VENV)/.tested: $(VENV)/.installed requirements-test.lock
	@echo "Installing what the tests need, once ..."
	@$(PIP) install -r requirements-test.lock >$(LOG) 2>&1 || { echo "$(SAY_FETCH)"; exit 1; }
	@touch $@

$(VENV)/.catalogues: $(VENV)/.installed $(CATALOGUES)
	@$(BIN)/pybabel -q compile -d kiosk/translations
	@touch $@

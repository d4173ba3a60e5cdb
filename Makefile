# `make run` and `make test` set up everything they need; the second time that takes no time.
# Another Python: make run PYTHON=/path/to/python3. Arguments for the program or for pytest: ARGS="...".

.DEFAULT_GOAL := help
.PHONY: help run test test-all lint bench screenshots lock clean setup setup-dev setup-all

# The first Python on this machine that fits.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
endif
PY := .venv/bin/python
PYTEST := $(PY) -m pytest -n auto
DISPLAY_HERE := $(filter-out Linux,$(shell uname -s))$(DISPLAY)$(WAYLAND_DISPLAY)

help:
	@echo "make run [ARGS=file]   open the window (samples/darna.txt)"
	@echo "make test [ARGS=...]   the tests; make test-all also runs the slow ones, with a screen reader, large libraries"
	@echo "make lint              linter, formatter check, types, import contracts"
	@echo "make bench             measure and print; ARGS=--write puts it into docs/benchmarks.md, ARGS=--huge takes hours"
	@echo "make screenshots       docs/images, made anew"
	@echo "make lock              requirements/*.lock, made anew from pyproject.toml"
	@echo "make clean             remove .venv and everything made by tools"

setup setup-dev setup-all:
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed. On Debian and Ubuntu: sudo apt-get install python3.11" >&2; exit 1; }
	@$(PYTHON) scripts/bootstrap.py $(patsubst setup-%,%,$(filter-out setup,$@))$(if $(filter setup,$@),run)

run: setup
ifneq ($(strip $(ARGS)$(DISPLAY_HERE)),)
	@$(PY) main.py $(or $(ARGS),samples/darna.txt)
else
	@echo "No display here (DISPLAY and WAYLAND_DISPLAY are not set): doing the main job once, offscreen."
	@$(PY) main.py --demo
endif

test: setup-dev
	@$(PYTEST) -m "not slow" $(ARGS)

test-all: setup-all
	@$(PYTEST) $(ARGS)

lint: setup-dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

bench: setup-dev
	@$(PY) -m benchmarks $(ARGS)

screenshots: setup-dev
	@$(PY) scripts/screenshots.py

LOCK = $(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
WHEELS = $(LOCK) pyproject.toml --only-binary :all:

lock: setup
	@$(PY) -m pip install --quiet uv
	@$(WHEELS) --output-file requirements/run.lock
	@$(WHEELS) --extra formats --group dev --constraint requirements/run.lock --output-file requirements/dev.lock
	@$(WHEELS) --extra formats --group dev --group oracles --constraint requirements/dev.lock \
		--output-file requirements/all.lock
	@$(LOCK) --group built --no-deps --output-file requirements/built.lock

clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

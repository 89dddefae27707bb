# The verbs of the house. `make` alone runs lint and test; `make help` lists all. They work from any folder (make -C, make -f).
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
PORT ?= 8000
UNLESS_MISSING := { code=$$?; [ $$code = 77 ] && echo "not run on PostgreSQL: see above"; [ $$code = 77 ]; }
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip
LOCKED := install -q --require-hashes
OURSELVES := install -q --no-deps --no-build-isolation -e .

ifeq ($(wildcard taizhang/py.typed),)
# Called with -f from elsewhere: go home and do it there, with DOCS and OUTPUT as meant from here.
HOME_FOLDER := $(dir $(lastword $(MAKEFILE_LIST)))
absolute = $(if $(1),$(if $(filter /%,$(1)),$(1),$(CURDIR)/$(1)))
%:
	@$(MAKE) --no-print-directory -C "$(HOME_FOLDER)" $@ DOCS="$(call absolute,$(DOCS))" OUTPUT="$(call absolute,$(or $(OUTPUT),out))"
default:
	@$(MAKE) --no-print-directory -C "$(HOME_FOLDER)"
.DEFAULT_GOAL := default
else

OUTPUT ?= out
.DEFAULT_GOAL := default
.PHONY: default help demo test soak lint fix docs figures pictures bench serve lock clean

default: lint test

help: ## list these verbs
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

demo: $(VENV)/.front ## install, read samples (or DOCS=folder) into a ledger in out/ (OUTPUT=folder), fill an office and serve it (PORT=8000); CHECK=1 checks all and stops
	@$(BIN)/taizhang demo $(if $(DOCS),--docs "$(DOCS)") --output "$(OUTPUT)" --port $(PORT) $(if $(CHECK),--check)

serve: $(VENV)/.front ## serve the office of TAIZHANG_HOME (data/) on PORT, with its worker
	@$(BIN)/taizhang serve --port $(PORT)

test: $(VENV)/.test $(VENV)/.front $(VENV)/.debian ## all tests: units, doctests, docs, browser; what touches the database on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -n $(JOBS) $(ARGS)
	@echo "and on PostgreSQL:"
	@tools/postgres.sh $(BIN)/python -m pytest -n $(JOBS) -m "not browser" tests/server $(ARGS) || $(UNLESS_MISSING)

soak: $(VENV)/.test $(VENV)/.front $(VENV)/.debian ## the long tests: kills, 100 users, damaged files, properties with many more examples; writes figures into docs/benchmarks.md
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest --soak -n $(JOBS) tests $(ARGS)
	@HYPOTHESIS_PROFILE=soak tools/postgres.sh $(BIN)/python -m pytest --soak -n $(JOBS) tests/server $(ARGS) || $(UNLESS_MISSING)
	$(BIN)/python -m benchmarks.server kills
	@DURABLE=1 tools/postgres.sh $(BIN)/python -m benchmarks.server kills load --kills 100 || $(UNLESS_MISSING)
	$(BIN)/python -m benchmarks.server pages search values
	@DURABLE=1 tools/postgres.sh $(BIN)/python -m benchmarks.server search || $(UNLESS_MISSING)
	$(BIN)/python -m benchmarks.anchoring
	$(BIN)/python -m benchmarks.answers

lint: $(VENV)/.test ## style, types, floors of the house, messages, tables, generated pages
	$(BIN)/ruff check taizhang tests tools $(wildcard benchmarks)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.messages --check
	$(BIN)/python -m tools.manage makemigrations --check --dry-run
	$(BIN)/python -m tools.pages --check

fix: $(VENV)/.test ## repair what can be repaired: style, catalogues of messages, generated pages
	$(BIN)/ruff check --fix taizhang tests tools $(wildcard benchmarks)
	$(BIN)/python -m tools.messages
	$(BIN)/python -m tools.pages

docs: $(VENV)/.test ## build the pages into site/, offline and strictly
	$(BIN)/python -m tools.pages
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

figures: $(VENV)/.test ## score the reader on all gold at hand and write the figures into docs/reading.md
	$(BIN)/python -m tools.figures

pictures: $(VENV)/.test $(VENV)/.debian ## take the pictures of the docs from the ledger of the samples
	$(BIN)/python -m tools.screenshot

bench: .venv-bench/.bench ## measure speed beside the comparators and write docs/benchmarks.md
	.venv-bench/bin/python -m benchmarks

lock: ## make requirements/*.txt anew from pyproject.toml (UPGRADE=1 takes newer releases)
	PYTHON="$(PYTHON)" tools/lock.sh

clean: ## remove environments and everything that was built
	rm -rf $(VENV) .venv-bench site out build taizhang.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# What is installed is remembered by a stamp that is older than the lock once the lock changes.
$(VENV)/.base: requirements/build.txt requirements/base.txt pyproject.toml
	@PYTHON="$(PYTHON)" tools/python.sh $(VENV)
	$(PIP) $(LOCKED) -r requirements/build.txt
	$(PIP) $(LOCKED) -r requirements/base.txt
	$(PIP) $(OURSELVES)
	@touch $@

$(VENV)/.server: $(VENV)/.base requirements/server.txt
	$(PIP) $(LOCKED) -r requirements/server.txt
	@touch $@

# The front-end libraries of the pages.
$(VENV)/.front: $(VENV)/.server taizhang/server/front/package-lock.json tools/front.sh
	@tools/front.sh $(BIN) && touch $@ || echo "going on without the front-end libraries: one request a click"

$(VENV)/.test: $(VENV)/.server requirements/test.txt requirements/docs.txt
	$(PIP) $(LOCKED) -r requirements/test.txt
	$(PIP) $(LOCKED) -r requirements/docs.txt
	@touch $@

.venv-bench/.bench: requirements/bench.txt pyproject.toml
	@PYTHON="$(PYTHON)" tools/python.sh .venv-bench
	.venv-bench/bin/python -m pip $(LOCKED) --no-deps -r requirements/bench.txt
	.venv-bench/bin/python -m pip $(OURSELVES)
	@touch $@

$(VENV)/.debian: $(VENV)/.base tools/debian.sh
	@tools/debian.sh chromium fonts-noto-cjk postgresql libreoffice-writer-nogui libreoffice-calc-nogui && touch $@ || true
endif

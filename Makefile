# The verbs of the house. `make` alone runs lint and test; `make help` lists all. They work from any folder (make -C, make -f).
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
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

demo: $(VENV)/.base ## install, then read samples (or DOCS=folder) into a ledger in out/ (OUTPUT=folder); CHECK=1 also checks the files
	@$(BIN)/taizhang demo $(if $(DOCS),--docs "$(DOCS)") --output "$(OUTPUT)" $(if $(CHECK),--check)

test: $(VENV)/.test $(VENV)/.debian ## all tests: units, doctests, docs, browser
	$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

soak: $(VENV)/.test $(VENV)/.debian ## the long tests: damaged files and properties with many more examples
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest --soak -n $(JOBS) tests $(ARGS)

lint: $(VENV)/.test ## style, types, floors of the house, generated pages
	$(BIN)/ruff check taizhang tests tools $(wildcard benchmarks)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.pages --check

fix: $(VENV)/.test ## repair what can be repaired: style, generated pages
	$(BIN)/ruff check --fix taizhang tests tools $(wildcard benchmarks)
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

serve: ## the server comes with a later issue; until then this says what there is
	@echo "There is no server yet. What there is: make demo writes one self-contained page, $(OUTPUT)/ledger.html, that needs none."
	@exit 1

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

$(VENV)/.test: $(VENV)/.base requirements/test.txt requirements/docs.txt
	$(PIP) $(LOCKED) -r requirements/test.txt
	$(PIP) $(LOCKED) -r requirements/docs.txt
	@touch $@

.venv-bench/.bench: requirements/bench.txt pyproject.toml
	@PYTHON="$(PYTHON)" tools/python.sh .venv-bench
	.venv-bench/bin/python -m pip $(LOCKED) --no-deps -r requirements/bench.txt
	.venv-bench/bin/python -m pip $(OURSELVES)
	@touch $@

$(VENV)/.debian: $(VENV)/.base tools/debian.sh
	@tools/debian.sh chromium fonts-noto-cjk && touch $@ || true
endif

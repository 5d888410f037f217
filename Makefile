# make run    take in a sample batch (IN=folder: that folder) and serve it on http://127.0.0.1:8000 (PORT=n, SPEAK=en)
# make test   checks, then the tests          make test-all  the slow ones, too
# make check  lint, format, types, floors     make fix       what lint and format can mend by themselves
# make docs   set the README's tables; write the API's description (tests/docs/openapi.json)
# make picture  draw the README's picture again (needs chromium)
# make score  figures against the gold set    make bench     speed, as ratios

SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
SPEAK ?= vi
VANTHU_SHARED ?= ../shared
export PYTHON VANTHU_SHARED
# The tests start some hundred processes: they need not compile the program anew each time.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
READY := .venv/.ready
FAST := not slow and not browser and not postgres

.DEFAULT_GOAL := help
.PHONY: help setup run check fix test test-all score bench docs picture

help:
	@grep '^# make' Makefile | sed 's/^# //'

setup: $(READY)

$(READY): pyproject.toml .ci/setup.sh
	@.ci/setup.sh

sample: | $(READY)
	@$(BIN)/python -m tests.compose sample

run: $(READY) $(if $(IN),,sample)
ifndef IN
	@$(BIN)/vanthu trust add --strangers sample/trust >/dev/null
endif
	@$(BIN)/vanthu ingest --lang $(SPEAK) --once $(if $(IN),"$(IN)",sample/files) || [ $$? -eq 1 ]
	@$(BIN)/vanthu serve --lang $(SPEAK) --port $(PORT)

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test: check
	@$(BIN)/pytest -n 2 --dist loadscope -m "$(FAST)"

test-all: check
	@$(BIN)/pytest -n 2 --dist loadscope

score: $(READY)
	@$(BIN)/python -m tests.score

.peers: pyproject.toml | $(READY)
	@echo "Installing what we are measured against into .peers ..."
	@$(BIN)/python -m tests.bench.peers
	@touch .peers

bench: $(READY) .peers
	@$(BIN)/python -m tests.bench

docs: $(READY)
	@$(BIN)/python -m tests.docs

picture: $(READY)
	@$(BIN)/python -m tests.picture

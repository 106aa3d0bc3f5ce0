# make demo   installs what is needed, builds the graph of seeds/ and draws it
# make test   runs the tests            make check  format, lint, types, import layers
# make bench  measures speed            make docs   rewrites the examples of the README
# make clean  removes what the others made, .venv aside

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALLED := $(VENV)/.kg-installed
DEVELOPMENT := $(VENV)/.kg-development

.DEFAULT_GOAL := demo
.PHONY: install demo test check bench docs clean

$(INSTALLED): pyproject.toml constraints.txt models.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --no-deps --require-hashes -r models.txt
	$(PIP) install --quiet -c constraints.txt -e .
	touch $@

$(DEVELOPMENT): $(INSTALLED)
	$(PIP) install --quiet -c constraints.txt -e ".[dev]"
	touch $@

install: $(INSTALLED)

demo: $(INSTALLED)
	mkdir -p demo
	$(BIN)/kg build seeds -g demo/graph.kg --prune
	$(BIN)/kg export -g demo/graph.kg -o demo/graph.ttl
	$(BIN)/kg view -g demo/graph.kg -o demo/graph.html
	@echo "The graph as a page: $(CURDIR)/demo/graph.html"
	@echo "The graph as Turtle: $(CURDIR)/demo/graph.ttl"

test: $(DEVELOPMENT)
	$(BIN)/python -m pytest

check: $(DEVELOPMENT)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEVELOPMENT)
	$(BIN)/python -m bench

docs: $(DEVELOPMENT)
	$(BIN)/python docs/examples.py

clean:
	rm -rf demo dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

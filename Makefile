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
.PHONY: install demo test check bench docs screenshots editor clean

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

# the parts of the documentation that are made from the code: examples, the ontology's page, the authority file
docs: $(DEVELOPMENT)
	$(BIN)/python -c "from kg.graph.authority_file import rewrite; rewrite()"
	$(BIN)/python -m kg.ontology_page docs/ontology
	$(BIN)/python docs/examples.py

# pictures of the pages, in docs/img; needs Debian's chromium
screenshots: demo $(DEVELOPMENT)
	$(BIN)/python -m bench.screenshots demo/graph.kg

# the SPARQL editor of the page /query, from the npm registry, to be put into a wheel; without it there is a plain form
editor:
	mkdir -p build
	npm pack --silent --pack-destination build @zazuko/yasgui@4.6.2
	mkdir -p kg/server/pages/assets/yasgui
	tar -xzf build/zazuko-yasgui-4.6.2.tgz -C build package/build
	cp build/package/build/yasgui.min.js build/package/build/yasgui.min.css kg/server/pages/assets/yasgui/

clean:
	rm -rf demo dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# Two commands are enough: `make serve` shows the site, `make test` proves it. Needs git, make and Python 3.11 or newer.

PYTHON ?= python3
IS_NEW := import sys; sys.exit(sys.version_info < (3, 11))
BIN := .venv/bin
RUN := $(BIN)/python scripts
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder
NODE := tests/node/node_modules/.package-lock.json
ENGINE := .venv/properdocs/.installed
PEERS := bench/peers/eleventy/node_modules/.package-lock.json

.PHONY: help setup serve staff build check journeys due paper links test shipped lane form test-all versions lint types browser node bench mutants load compare pictures lock licences sbom

## help       this list
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## serve      build, show at http://127.0.0.1:8000/, build again when a file is saved
serve: .venv/site
	@$(RUN) serve

## staff      build the staff edition, show it at http://127.0.0.1:8001/, build again when a file is saved
staff: .venv/staff
	@$(RUN) serve --edition staff

## build      build the public edition into site/; a failed build changes nothing
build: .venv/site
	@$(RUN) build

## check      registry, rules, guide and hand-written pages; under a second
check: .venv/site
	@$(RUN) check

## journeys   every path through the guide
journeys: .venv/site
	@$(RUN) journeys

## due        what to check again, and whom to call this week
due: .venv/site
	@$(RUN) due

## paper      a poster, cards and a guide to fold, as PDF in every language, into paper/
paper: .venv/staff
	@$(RUN) paper

## links      whether the pages of others that we name still answer; needs a network
links: .venv/dev
	@$(RUN) links

## test       lint, types and the tests that every change must pass, in a real browser too; ten minutes
test: .venv/dev browser $(NODE) lint types
	@$(PYTEST) -m "not slow"

## shipped    the tests about what is shipped alone: enough for a change that only takes numbers away
shipped: .venv/dev
	@$(PYTEST) -m "not slow" tests/shipped

## lane       whether what changed since the commit BEFORE only takes numbers away; for workflows
lane: .venv/site
	@PYTHONPATH=scripts $(BIN)/python .ci/lane.py

## form       what the issue form in GITHUB_EVENT_PATH would change, into told/; for workflows
form: .venv/site
	@PYTHONPATH=scripts $(BIN)/python .github/form.py told

## test-all   the same and what is slow and changes rarely: every page, every kill, faults planted in the site's sources
test-all: .venv/dev browser $(NODE) $(ENGINE) lint types
	@$(PYTEST) --thorough

## versions   the exact versions of what the tests run on and no lock file pins
versions: .venv/site
	@.ci/versions

## lint       ruff, all rules, and its formatter
lint: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

## types      mypy, strict
types: .venv/dev
	@$(BIN)/mypy scripts tests bench .ci/*.py .github/*.py

## bench      time and memory beside Hugo, Eleventy and stock Material with the same registry; a quarter of an hour
bench: .venv/bench $(PEERS)
	@PYTHONPATH=scripts:tests $(BIN)/python bench/speed.py

## mutants    plant bugs in scripts/ one at a time and see which test catches each; some hours
mutants: .venv/dev browser $(NODE) $(ENGINE)
	@$(BIN)/python bench/mutants.py

## load       how many visitors the pages stand with nginx and with Caddy on this machine; half a minute
load: .venv/dev browser
	@PYTHONPATH=scripts:tests $(BIN)/python bench/load.py

## compare    our pages beside the same words in stock Material, shipped and national, into docs/comparison.md; half an hour
compare: .venv/dev browser
	@PYTHONPATH=scripts:tests $(BIN)/python bench/compare.py

## pictures   every page in many sizes and modes, into pictures/; some minutes
pictures: .venv/dev browser
	@PYTHONPATH=scripts:tests $(BIN)/python .ci/pictures.py

## browser    make sure there is a Chromium for the tests, and the web servers they try
browser:
	@.ci/browser

## node       make sure there are Node and Java for the tests
node:
	@.ci/node

## lock       the newest of everything: write requirements*.txt, package-lock.json and docs/licences.md anew; review one diff
lock:
	@.ci/lock
	@$(MAKE) --no-print-directory licences

## sbom       what a release is built with, for machines (CycloneDX), into sbom.json
sbom: .venv/dev
	@$(BIN)/python .ci/sbom.py sbom.json

## licences   what is shipped and under which licence, into docs/licences.md
licences: .venv/staff
	@$(BIN)/python .ci/licences.py

.venv/site: requirements.txt
	@$(BIN)/python -c "import pip; $(IS_NEW)" 2>/dev/null || rm -rf .venv
	@test -e .venv || $(PYTHON) -c "$(IS_NEW)" 2>/dev/null || { echo "Det behövs Python 3.11 eller nyare, och $(PYTHON) är äldre eller finns inte. Har du en nyare? Skriv till exempel: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -e .venv || $(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
	@echo "Installing what the site is built with …"
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/staff: .venv/site requirements-staff.txt
	@echo "Installing what the staff edition is built with …"
	@$(INSTALL) -r requirements.txt -r requirements-staff.txt
	@touch $@

.venv/dev: .venv/staff requirements-dev.txt
	@echo "Installing what the tests need …"
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(ENGINE): tests/properdocs/requirements.txt | .venv/dev
	@echo "Installing the engine that MkDocs could be exchanged for …"
	@rm -rf $(@D)
	@$(INSTALL) --target $(@D) -r $<
	@touch $@

.venv/bench: .venv/dev requirements-bench.txt
	@echo "Installing what we are measured against …"
	@$(INSTALL) -r requirements-bench.txt
	@touch $@

$(PEERS): bench/peers/eleventy/package-lock.json | node
	@cd bench/peers/eleventy && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(NODE): tests/node/package-lock.json | node
	@echo "Installing what the tests run on Node …"
	@cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

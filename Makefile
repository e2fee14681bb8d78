# make demo    expands a real facts file with the embedded writer and shows where the results lie
# make test    the fast suite
# make check   what CI runs: format, lint, types, layers, all tests, checker eval, demo in a fresh clone
#
# Needs Python 3.11 or later, git and make; everything else is installed into .venv from the lock files.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: demo test test-engine check lint format bench bench-peers bench-lock lock wheel clean

demo: $(VENV)/.run
	@$(BIN)/draft expand examples/county.yaml --writer builtin --output out/demo --show 24

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

check: lint
	@$(BIN)/python -m pytest -m "slow or not slow"
	@$(BIN)/draft style check
	@$(BIN)/draft eval checker --compare
	@$(BIN)/draft eval natural --compare
	@$(BIN)/draft eval writing --writer builtin
	@$(BIN)/draft eval writing --writer recorded
	@./.ci/fresh-clone

test-engine: $(VENV)/.dev
	@$(PIP) install "ray>=2.50,<3"
	@$(BIN)/python -m pytest -m slow tests/test_ray.py

# What is measured against, each in an environment of its own: they do not agree on one version of openai.
PEERS := litellm llm rank-bm25 ray

bench: $(VENV)/.run
	@$(BIN)/python -m compileall -q src
	@-$(BIN)/python benchmarks/pipeline.py --json benchmarks/results.json
	@$(BIN)/python benchmarks/growth.py --svg docs/growth.svg
	@$(BIN)/python benchmarks/quantities.py

bench-peers: $(PEERS:%=.bench-venv/%/.done)

.bench-venv/%/.done: benchmarks/peers/%.lock
	@echo "安装对照用的 $*……"
	@$(PYTHON) -m venv .bench-venv/$*
	@.bench-venv/$*/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r $<
	@if [ $* = ray ]; then .bench-venv/ray/bin/python -m pip install --disable-pip-version-check --quiet \
		--no-deps --no-build-isolation -e .; fi
	@-.bench-venv/$*/bin/python -m compileall -q .bench-venv/$*/lib
	@touch $@

# The newest of each peer; Ray beside our own locked packages.
bench-lock: $(VENV)/.dev
	@$(PIP) install uv
	@for peer in litellm llm rank-bm25; do echo $$peer | $(COMPILE) --no-annotate - -o benchmarks/peers/$$peer.lock; done
	@$(COMPILE) --no-annotate pyproject.toml --extra ray --group build -c requirements.lock \
		-c requirements-build.lock -o benchmarks/peers/ray.lock

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

wheel: $(VENV)/.dev
	@$(BIN)/python -m hatchling build -t wheel -d dist

lock: $(VENV)/.dev
	@$(PIP) install uv
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) --group build -o requirements-build.lock
	@$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) .bench-venv out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本（含 venv 模块）；安装后重试，或 make PYTHON=/路径/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# The package itself is built with hatchling, so that goes in first, pinned like the rest.
$(VENV)/.run: $(VENV)/.made requirements.lock requirements-build.lock pyproject.toml
	@echo "安装依赖（首次约需一分钟）……"
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

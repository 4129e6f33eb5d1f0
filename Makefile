# From a clone: `make reproduce`. `make help` lists the rest.
PYTHON ?= .venv/bin/python
BASE ?= python3
PLAN ?= notebooks/plans/paper.yml
JOBS ?= 2
ENVIRONMENT := $(filter .venv/%,$(PYTHON))
.DEFAULT_GOAL := help
.PHONY: help setup reproduce status test lint site codebook replication lab clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/bin/python  ## build .venv from requirements.lock

.venv/bin/python: requirements.lock pyproject.toml
	@echo "building .venv from requirements.lock (one to three minutes, and 1.3 GB on the disk)"
	@$(BASE) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else f"Python 3.11 to 3.13 is needed, {BASE} is {v.major}.{v.minor}: make setup BASE=python3.11")'
	@$(BASE) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

reproduce: $(ENVIRONMENT)  ## run every notebook of the plan; FORCE=1 runs again what is done, PLAN=... another plan
	@$(PYTHON) -m helpers run $(PLAN) --jobs $(JOBS) $(if $(FORCE),--force)

site: reproduce  ## write notebooks, figures, tables, reports and runs as static HTML into site/, for any browser
	@$(PYTHON) -m helpers site $(PLAN) --into site --jobs $(JOBS)

status: $(ENVIRONMENT)  ## what is done, stale, failed, and why
	@$(PYTHON) -m helpers status $(PLAN)

test: $(ENVIRONMENT)  ## run all tests and the style check
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check .
	@$(PYTHON) -m pytest -n $(JOBS)

lint: $(ENVIRONMENT)  ## put code and notebooks into shape
	@$(PYTHON) -m ruff check --fix . && $(PYTHON) -m ruff format .
	@$(PYTHON) -m nbstripout --keep-id --extra-keys "metadata.papermill cell.metadata.papermill cell.metadata.execution metadata.language_info.version" notebooks/*.ipynb notebooks/*/*.ipynb

codebook: $(ENVIRONMENT)  ## write docs/codebook.md from helpers/coding/tables.yml
	@$(PYTHON) -m helpers.coding.codebook > docs/.codebook.part && mv docs/.codebook.part docs/codebook.md

replication: reproduce  ## run what is new or stale, then write docs/replication.md from the runs; MORE=... plans that are done too
	@$(PYTHON) -m helpers replication $(PLAN) $(MORE)

lab: $(ENVIRONMENT)  ## open JupyterLab on the notebooks, on this machine only
	@$(PYTHON) -m jupyterlab --ip=127.0.0.1 --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks

clean:  ## remove executed notebooks, their records and pages, and caches; what they found stays, in runs/ too
	@for record in runs/*/*.json; do if [ -f "$${record%.json}.ipynb" ]; then rm "$$record" "$${record%.json}.ipynb"; fi; done
	@for gallery in runs/*/gallery.html; do if [ -f "$$gallery" ]; then rm -rf "$$gallery" "$$(dirname "$$gallery")/pages"; fi; done
	@rm -rf .pytest_cache .ruff_cache .hypothesis

# The two commands a newcomer types: `make lab` and `make test`. The README says what the others do.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
# an `open` without an encoding works here and fails on a Chinese Windows: tests make it an error
STRICT = PYTHONWARNDEFAULTENCODING=1
# tests that share a lab or a graded class stand in one file and stay on one worker
PYTEST = python -m pytest -n auto --dist loadfile --no-loadscope-reorder -p shares
# compiled at once: where Python may write no bytecode, each of hundreds of processes compiled pandas anew
INSTALL = $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --constraints requirements.lock --build-constraints requirements.lock

# the lock, but the oldest of the three that everything is computed with
OLDEST = .venv-oldest
# the course as pages and in a browser: its pins are older, because Pyodide's are
SITE = .venv-site
# what a script of tools/site exits with when the runtime cannot be had here; it has said so in a sentence
CANNOT_BE_HAD = 75

# tests of words, files and commands: what they look at computes nothing with these three
NO_NUMBERS = chinese cli concepts handing_in language names packaging platforms reviewing
OLDEST_PINS = 'numpy==2.0.*' 'pandas==2.2.*' 'scipy==1.13.*'

.PHONY: lab test test-slow test-oldest test-engines build check runtime site lite handout exam-bank question-bank release grade-demo bench lock clean

lab: $(VENV)/lab
	$(BIN)/crmlab lab

test: $(VENV)/dev
	$(STRICT) $(BIN)/$(PYTEST) -m "not slow and not engines"

test-slow: $(VENV)/dev
	$(STRICT) $(BIN)/$(PYTEST) -m "slow and not engines"

# lessons, calculators and pictures with the oldest pandas and numpy that pyproject.toml allows
test-oldest: $(OLDEST)/dev
	$(OLDEST)/bin/$(PYTEST) -m "not slow" tests/course/test_lessons.py tests/test_*.py $(NO_NUMBERS:%=--ignore tests/test_%.py)

# the same answers from Polars, PyArrow, DuckDB and Spark; Spark needs a Java of the system
test-engines: $(VENV)/engines
	$(STRICT) $(BIN)/$(PYTEST) -m engines tests/engines

build: $(VENV)/dev
	$(BIN)/python tools/build.py

check: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python tools/layers.py
	$(BIN)/deptry crmlab
	$(BIN)/deptry tests tools tools/site course benchmarks benchmarks/browser benchmarks/desk benchmarks/faults benchmarks/firm benchmarks/grading benchmarks/scale --ignore DEP002,DEP004
	$(BIN)/python tools/build.py --check

# one Pyodide for the pages and for the lab
runtime: $(SITE)/ready
	$(SITE)/bin/python tools/site/runtime.py

# without the runtime the pages are complete, and no cell comes alive
site: $(SITE)/ready
	$(SITE)/bin/python tools/site/runtime.py || [ $$? -eq $(CANNOT_BE_HAD) ]
	$(SITE)/bin/python tools/site/pages.py

lite: runtime
	$(SITE)/bin/python tools/site/lite.py

handout: $(VENV)/lab
	@rm -f dist/crmlab-handout.zip
	$(BIN)/crmlab handout dist/crmlab-handout.zip

# for teachers; `.venv/bin/python tools/exam_bank.py --help` says how to get papers and each student's own items
exam-bank: $(VENV)/dev
	$(BIN)/python tools/exam_bank.py

question-bank: $(VENV)/dev
	$(BIN)/crmlab bank --for moodle --to dist/question-bank/crmlab-moodle.xml
	$(BIN)/crmlab bank --for canvas --to dist/question-bank/crmlab-canvas.zip

# wheel, site, lab, handout, banks and checksums, each of them used once with the network off
release: lite site $(VENV)/dev
	$(BIN)/python tools/release.py

grade-demo: $(VENV)/dev
	$(BIN)/python tools/grade_demo.py

bench: $(VENV)/engines
	$(BIN)/python benchmarks/explorers.py
	$(BIN)/python benchmarks/purchases.py
	$(BIN)/python benchmarks/robustness.py
	$(BIN)/python benchmarks/firm
	$(BIN)/python benchmarks/scale
	$(BIN)/python benchmarks/grading

lock: $(VENV)/uv
	$(BIN)/uv pip compile --quiet --upgrade --all-extras --generate-hashes --universal pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 tools/site/requirements.in --output-file tools/site/requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --no-deps --no-annotate --generate-hashes --universal --python-version 3.12 tools/site/browser.in --output-file tools/site/browser.lock

clean:
	rm -rf $(VENV) $(OLDEST) $(SITE)

$(VENV)/lab: $(VENV)/uv requirements.lock pyproject.toml
	$(INSTALL) --editable '.[lab]'
	@touch $@

$(VENV)/dev: $(VENV)/uv requirements.lock pyproject.toml
	$(INSTALL) --editable '.[lab,excel,dev]'
	@touch $@

$(VENV)/engines: $(VENV)/dev
	$(INSTALL) --editable '.[lab,excel,dev,engines]'
	@touch $@

$(OLDEST)/dev: $(VENV)/uv requirements.lock pyproject.toml
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(OLDEST)
	@sed -n '/^\(numpy\|pandas\|scipy\)==/!s/^\([a-z0-9.-]*==[^\\]*\)\\$$/\1/p' requirements.lock > $(OLDEST)/pins.txt
	@printf '%s\n' $(OLDEST_PINS) >> $(OLDEST)/pins.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(OLDEST)/bin/python --constraints $(OLDEST)/pins.txt --editable '.[lab,excel,dev]'
	@touch $@

$(SITE)/ready: $(VENV)/uv tools/site/requirements.lock pyproject.toml
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(SITE)
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(SITE)/bin/python --requirements tools/site/requirements.lock --build-constraints requirements.lock
	@touch $@

# uv itself comes from the lock too, checked against its hashes by pip.
$(VENV)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "CRM Lab needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $(VENV)/uv.lock
	@touch $@

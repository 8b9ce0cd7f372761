# Every target sets up what it needs first; see tools/prepare.py.
PYTHON ?= python3

.PHONY: run setup test pictures figures prove-access lock format

run:            ## the product on http://localhost:8000 (PORT=, BINDEGLIED_DATA_DIR=)
	@$(PYTHON) tools/prepare.py run

setup:          ## everything installed and built; `.venv/bin/bindeglied setup` makes a real installation
	@$(PYTHON) tools/prepare.py setup

test:           ## every test that this machine can run
	@$(PYTHON) tools/prepare.py test $(ARGS)

pictures:       ## screenshots of every screen and a contact sheet per width, into pictures/
	@$(PYTHON) tools/prepare.py pictures $(ARGS)

figures:        ## measures and writes docs/figures.md
	@$(PYTHON) tools/prepare.py figures $(ARGS)

prove-access:   ## deletes access lines one after another and names the test that catches each
	@$(PYTHON) tools/prepare.py prove-access $(ARGS)

lock:           ## writes requirements/*.txt anew from pyproject.toml
	@$(PYTHON) tools/prepare.py lock

format:         ## ruff and djlint put everything in order
	@$(PYTHON) tools/prepare.py format

# `make run` opens Ninefold and `make test` passes its tests; each sets up all it needs first.
# On Linux, torch's CPU build is far smaller: make run TORCH_INDEX=https://download.pytorch.org/whl/cpu

TORCH_INDEX ?=
export TORCH_INDEX
BIN = .venv/bin

.PHONY: run test bench screenshots translations clean

run:
	@.ci/set-up run
	@$(BIN)/ninefold

test: export QT_QPA_PLATFORM = offscreen
test:
	@.ci/set-up test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# Speed, smoothness and start-up of this computer, beside their peers; takes about ten minutes.
bench: export QT_QPA_PLATFORM = offscreen
bench:
	@.ci/set-up test
	$(BIN)/python tests/benchmarks/bench.py

# Pictures of the real window, for the README.
screenshots: export QT_QPA_PLATFORM = offscreen
screenshots:
	@.ci/set-up test
	$(BIN)/python tests/screenshots.py

translations:
	@.ci/set-up test
	mkdir -p resources/translations
	$(BIN)/pyside6-lupdate -no-obsolete -locations none $$(find core gui -name '*.py' | sort) \
		-ts resources/translations/ninefold_zh_CN.ts
	$(BIN)/pyside6-lrelease resources/translations/ninefold_zh_CN.ts

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
	find core gui tests -name __pycache__ -type d -prune -exec rm -rf {} +

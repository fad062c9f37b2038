"""What an installed Ninefold requires, and what starting it loads."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pyside_for(python: str) -> list[Requirement]:
    requirements = [Requirement(line) for line in PROJECT["dependencies"]]
    return [
        requirement
        for requirement in requirements
        if requirement.name == "PySide6"
        and (requirement.marker is None or requirement.marker.evaluate({"python_version": python}))
    ]


@pytest.mark.parametrize("version", ["6.12.0", "6.12.1", "6.13.0"])
def test_python_3_11_gets_no_pyside_that_loses_references_to_none(version: str) -> None:
    (requirement,) = _pyside_for("3.11")
    assert Version(version) not in requirement.specifier
    assert Version("6.11.3") in requirement.specifier


@pytest.mark.parametrize("python", ["3.12", "3.13", "3.14"])
def test_newer_pythons_may_have_any_pyside(python: str) -> None:
    (requirement,) = _pyside_for(python)
    assert Version("6.12.0") in requirement.specifier


def test_python_3_11_is_the_oldest() -> None:
    assert PROJECT["requires-python"] == ">=3.11"


def test_dependencies_are_ranges_without_pins() -> None:
    for line in PROJECT["dependencies"]:
        assert not {"==", "~=", "==="} & {spec.operator for spec in Requirement(line).specifier}, line


def _loaded_after(statements: str, *roots: str) -> set[str]:
    """The modules below `roots` that a fresh interpreter has loaded after `statements`."""
    script = (
        f"{statements}\nimport sys\nprint()\nprint(*(m for m in sys.modules if m.split('.')[0] in {roots}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["core.cli", "gui.__main__"])
def test_start_up_loads_no_torch(module: str) -> None:
    assert _loaded_after(f"import {module}", "torch", "torchvision") == set()


def test_the_window_itself_loads_no_torch() -> None:
    assert _loaded_after("import gui.main_window", "torch", "torchvision") == set()


def test_a_subcommand_loads_no_qt() -> None:
    run = (
        "import sys\n"
        "from gui.__main__ import main\n"
        "sys.argv = ['ninefold', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert _loaded_after(run, "PySide6", "pyqtgraph", "torch") == set()


def test_all_of_core_loads_no_qt() -> None:
    walk = (
        "import importlib, pkgutil, core\n"
        "for found in pkgutil.walk_packages(core.__path__, 'core.'):\n"
        "    importlib.import_module(found.name)"
    )
    assert _loaded_after(walk, "PySide6", "shiboken6", "pyqtgraph", "gui") == set()

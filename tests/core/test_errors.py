from __future__ import annotations

import pytest

from core import errors
from core.errors import NinefoldError, RunError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, NinefoldError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_carries_its_code_and_data(kind: type[NinefoldError]) -> None:
    error = kind("no-such-run", run="somewhere")
    assert (error.code, error.data) == ("no-such-run", {"run": "somewhere"})
    assert isinstance(error, NinefoldError)


def test_an_error_reads_as_its_sentence() -> None:
    assert str(RunError("no-such-run", run="/a/b")) == "There is no run in /a/b."


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__ is not None
    for kind in KINDS:
        assert kind.__name__ in errors.__doc__
        assert kind.__doc__

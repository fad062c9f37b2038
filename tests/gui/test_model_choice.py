"""A model chosen on one page, which is told there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import ModelFileError
from gui.pages.classify import ClassifyPage
from gui.pages.results import ResultsPage
from gui.session import Session


@pytest.fixture
def pages(session: Session, qtbot: Any) -> Iterator[tuple[ResultsPage, ClassifyPage]]:
    made = ResultsPage(session), ClassifyPage(session)
    for page in made:
        qtbot.addWidget(page)
        page.show()
    yield made
    for page in made:
        page.shutdown()


def test_a_file_that_is_no_model_is_told_where_it_was_chosen(
    pages: tuple[ResultsPage, ClassifyPage], session: Session, jobs: Any, qtbot: Any
) -> None:
    def read_header(path: Path, control: Any) -> Any:
        raise ModelFileError("model-file-foreign", path=path)
        yield

    jobs.read_header = read_header
    for page, other in (pages, pages[::-1]):
        other.message.hide()
        with qtbot.waitSignal(session.models.failed, timeout=5000):
            page.choice.open(Path("/elsewhere/other.safetensors"))
        assert page.message.isVisible() and "other.safetensors" in page.message.text
        assert not other.message.isVisible()
    assert session.model is None

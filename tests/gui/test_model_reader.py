"""A model whose file cannot be read any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.errors import ModelFileError
from gui.pages.inside import InsidePage
from gui.session import Session

MODEL = Path("/runs/pets/best.safetensors")


def test_without_the_model_in_use_the_inside_page_still_has_what_needs_none(
    session: Session, jobs: Any, qtbot: Any
) -> None:
    def read_header(path: Path, control: Any) -> Any:
        yield from ()
        raise ModelFileError("model-file-missing", path=path)

    jobs.read_header = read_header
    page = InsidePage(session)
    qtbot.addWidget(page)
    with qtbot.waitSignal(session.models.unreadable, timeout=5000):
        session.use_model(MODEL)
        page.show()
        assert session.models.describing and page.section is None
    assert page.section is not None and page.section.view.isVisible()
    assert page.message.isVisible() and "best.safetensors" in page.message.text
    page.bar.choose("depths")
    assert page._views.currentWidget() is page._no_model
    page.shutdown()

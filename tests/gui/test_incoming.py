"""Pictures that come together with the model that is to name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import ModelFileError
from gui.pages.classify import ClassifyPage
from gui.session import Session

OLD, NEW = Path("/models/old.safetensors"), Path("/models/new.safetensors")
PICTURE = Path("/pictures/1.png")


@pytest.fixture
def page(session: Session, qtbot: Any) -> Iterator[ClassifyPage]:
    made = ClassifyPage(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


@pytest.mark.parametrize("before", [None, OLD])
def test_the_model_names_what_came_with_it(
    page: ClassifyPage, session: Session, jobs: Any, qtbot: Any, before: Path | None
) -> None:
    session.use_model(before)
    with qtbot.waitSignal(session.classify_finished, timeout=5000):
        page.incoming.take([PICTURE, NEW])
    assert [call for call in jobs.calls if call[0] == "classify"] == [("classify", NEW, (PICTURE,))]
    session.use_model(OLD)
    assert jobs.names().count("classify") == 1


def test_where_it_is_no_model_nothing_is_named(
    page: ClassifyPage, session: Session, jobs: Any, qtbot: Any
) -> None:
    def read_header(path: Path, control: Any) -> Any:
        raise ModelFileError("model-file-foreign", path=path)
        yield

    session.use_model(OLD)
    jobs.read_header = read_header
    with qtbot.waitSignal(session.models.failed, timeout=5000):
        page.incoming.take([NEW, PICTURE])
    session.use_model(NEW)
    assert "classify" not in jobs.names() and "new.safetensors" in page.message.text


def test_a_runs_folder_is_its_model_and_any_other_is_pictures(
    page: ClassifyPage, session: Session, jobs: Any, qtbot: Any, tmp_path: Path
) -> None:
    run, pictures = tmp_path / "run", tmp_path / "pictures"
    for folder in (run, pictures):
        folder.mkdir()
    (run / "best.safetensors").write_bytes(b"weights")
    with qtbot.waitSignal(session.classify_finished, timeout=5000):
        page.incoming.take([run, pictures])
    assert [call for call in jobs.calls if call[0] == "classify"] == [
        ("classify", run / "best.safetensors", (pictures,))
    ]

"""The Classify page with jobs that answer at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage

from core.errors import ModelFileError
from core.events import (
    ClassifyFinished,
    ItemClassified,
    ItemFailed,
    Phase,
    PhaseChanged,
    Prediction,
    Progress,
)
from core.inference.batch import NamedPixels
from gui.pages.classify import ClassifyPage
from gui.session import JobState, Session

MODEL = Path("/runs/pets quick/best.safetensors")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.fromarray(np.full((30, 40, 3), 90, np.uint8)).save(tmp_path / "a.png")
    return tmp_path / "a.png"


@pytest.fixture
def page(session: Session, qtbot: Any) -> Iterator[ClassifyPage]:
    made = ClassifyPage(session)
    made.resize(1160, 740)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


def answer(jobs: Any, *events: Any, hold: Any = None) -> None:
    """Let the next classification yield `events`."""

    def classify(model: Path, sources: Any, control: Any) -> Any:
        jobs.calls.append(("classify", model, tuple(sources)))
        yield PhaseChanged(Phase.CLASSIFYING)
        for number, event in enumerate(events, 1):
            yield event
            yield Progress(Phase.CLASSIFYING, number, len(events))
        while hold is not None and not control.stop_requested:
            hold.wait(0.002)
        return ClassifyFinished(len(events), 0, control.stop_requested, 0.1)

    jobs.classify = classify


def named(path: Path, *predictions: tuple[str, float]) -> ItemClassified:
    return ItemClassified(path, tuple(Prediction(*p) for p in predictions))


def classify(page: ClassifyPage, paths: list[Path], qtbot: Any) -> None:
    before = page.results.total
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        page.take(paths)
    qtbot.waitUntil(lambda: page.results.total > before)


def test_without_a_model_it_says_how_to_get_one(
    page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any
) -> None:
    assert page.no_model.isVisible()
    assert not page.header.pictures_button.isVisible()
    page.take([picture])
    assert "no model" in page.message.text
    assert "classify" not in jobs.names()
    with qtbot.waitSignal(page.train_requested):
        page.no_model.train_button.click()


def test_pictures_become_rows_with_their_best_class(
    page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any
) -> None:
    page._session.use_model(MODEL)
    assert page.invitation.isVisible()
    answer(
        jobs,
        named(picture, ("cat", 0.9), ("dog", 0.1)),
        ItemFailed(Path("/x/text.jpg"), "not-a-picture"),
        named(Path("/x/b.png"), ("dog", 0.6), ("cat", 0.4)),
    )
    classify(page, [picture], qtbot)
    assert jobs.calls[-1] == ("classify", MODEL, (picture,))
    assert [page.results.result(row).path.name for row in range(3)] == ["a.png", "text.jpg", "b.png"]
    assert [page.tally._model.index(row).data() for row in range(3)] == ["cat  1", "dog  1", "no answer  1"]
    assert page.list.currentIndex().row() == 0
    assert page.detail._answer.full_text().startswith("cat")
    qtbot.waitUntil(lambda: page.list.grab().toImage().pixelColor(40, 40).red() == 90)


def test_an_unreadable_file_shows_its_reason(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(jobs, ItemFailed(Path("/x/text.jpg"), "not-a-picture"))
    classify(page, [Path("/x/text.jpg")], qtbot)
    assert page.detail._answer.full_text() == "No answer"
    assert "no picture" in page.detail.image._reason
    assert page.detail._remedy.text()


def test_a_pill_shows_its_class_alone(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(jobs, *(named(Path(f"/x/{n}.png"), ("cat" if n % 3 else "dog", 1.0)) for n in range(9)))
    classify(page, [Path("/x")], qtbot)
    assert page.tally._model.rows == [("cat", 6), ("dog", 3)]
    page.tally.setCurrentIndex(page.tally._model.index(1))
    assert page.results.rowCount() == 3
    assert page.detail.result is not None and page.detail.result.path.name == "0.png"
    page.tally.clearSelection()
    assert page.results.rowCount() == 9


def test_rows_stream_in_and_the_rest_can_be_cancelled(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(jobs, named(Path("/x/1.png"), ("cat", 1.0)), hold=threading.Event())
    page.take([Path("/x")])
    qtbot.waitUntil(lambda: page.results.total == 1)
    assert page.progress.isVisible()
    page.progress.cancelled.emit()
    assert not page.progress.isVisible()
    assert page._session.classify_state is JobState.IDLE
    page.clear()
    assert page.results.total == 0
    assert page.invitation.isVisible()


def test_pasted_pixels_are_named_and_shown(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 10, 20))
    QGuiApplication.clipboard().setImage(image)
    answer(jobs, named(Path("Pasted picture 1"), ("cat", 1.0)))
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        page.paste()
    (source,) = jobs.calls[-1][2]
    assert isinstance(source, NamedPixels)
    assert source.name == "Pasted picture 1"
    assert (source.pixels == (200, 10, 20)).all()
    qtbot.waitUntil(lambda: page.results.total == 1)
    assert not page.detail._reveal.isVisible()
    qtbot.waitUntil(lambda: page.list.grab().toImage().pixelColor(40, 40).red() == 200)


def test_pasted_files_are_named(page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        page.paste()
    assert jobs.calls[-1][2] == (picture,)


def test_a_clipboard_without_a_picture_says_so(page: ClassifyPage, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    QGuiApplication.clipboard().setText("words")
    page.paste()
    assert "clipboard" in page.message.text


def test_a_dropped_model_is_the_one_in_use(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    def read_header(path: Path, control: Any) -> Any:
        yield from ()
        return SimpleNamespace(classes=("cat", "dog"), metrics={"accuracy": 0.875})

    jobs.read_header = read_header
    with qtbot.waitSignal(page._session.model_changed):
        page.take([MODEL])
    assert page._session.model == MODEL
    qtbot.waitUntil(lambda: "right in validation" in page.header.model_line.full_text())
    assert page.header.model_line.full_text().startswith("pets quick  ·  2 classes  ·  88")


def test_a_file_that_is_no_model_changes_nothing(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    def read_header(path: Path, control: Any) -> Any:
        raise ModelFileError("model-file-foreign", path=path)
        yield

    page._session.use_model(MODEL)
    jobs.read_header = read_header
    with qtbot.waitSignal(page._session.classify_failed):
        page.take([Path("/x/other.safetensors")])
    assert page._session.model == MODEL
    assert "other.safetensors" in page.message.text


def test_a_failure_of_the_job_is_shown_and_the_page_lives_on(
    page: ClassifyPage, jobs: Any, qtbot: Any
) -> None:
    page._session.use_model(MODEL)
    jobs.fail_with = ModelFileError("model-file-missing", path=MODEL)
    with qtbot.waitSignal(page._session.classify_failed):
        page.take([Path("/x/1.png")])
    assert page.message.isVisible()
    answer(jobs, named(Path("/x/1.png"), ("cat", 1.0)))
    classify(page, [Path("/x/1.png")], qtbot)
    assert not page.message.isVisible()

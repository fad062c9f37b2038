"""The Classify page with jobs that answer at once."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from core.errors import DataError, ModelFileError
from core.events import (
    ClassifyFinished,
    Doubt,
    ExportFinished,
    ItemClassified,
    ItemFailed,
    Phase,
    PhaseChanged,
    Prediction,
    Progress,
    SortFinished,
)
from core.inference.batch import NamedPixels
from gui.camera import CameraSource
from gui.pages.classify import ClassifyPage
from gui.session import JobState, Session
from gui.tables import UNSURE, Order
from gui.widgets.correction_dialog import CorrectionDialog
from gui.widgets.export_dialog import ExportDialog

MODEL = Path("/runs/pets quick/best.safetensors")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.fromarray(np.full((30, 40, 3), 90, np.uint8)).save(tmp_path / "a.png")
    return tmp_path / "a.png"


class FakeCamera(CameraSource):
    """Shows what a test gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.there = True
        self.running = False

    def available(self) -> bool:
        return self.there

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False


@pytest.fixture
def camera() -> FakeCamera:
    return FakeCamera()


@pytest.fixture
def page(session: Session, camera: FakeCamera, qtbot: Any) -> Iterator[ClassifyPage]:
    made = ClassifyPage(session, camera)
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


def named(path: Path, *predictions: tuple[str, float], doubt: Doubt | None = None) -> ItemClassified:
    return ItemClassified(path, tuple(Prediction(*p) for p in predictions), doubt)


def describe(jobs: Any, *classes: str) -> None:
    def read_header(path: Path, control: Any) -> Any:
        yield from ()
        return SimpleNamespace(classes=classes, metrics={})

    jobs.read_header = read_header


def drop(page: ClassifyPage, mime: QMimeData) -> None:
    place, kept = QPointF(50, 50), Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(
        place.toPoint(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, kept
    )
    page.dragEnterEvent(entered)
    assert entered.isAccepted()
    page.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, kept))


def classify(page: ClassifyPage, paths: list[Path], qtbot: Any) -> None:
    before = page.view.results.total
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        page.incoming.take(paths)
    qtbot.waitUntil(lambda: page.view.results.total > before)


def test_without_a_model_it_says_how_to_get_one(
    page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any
) -> None:
    assert page.no_model.isVisible()
    assert not page.header.pictures_button.isVisible()
    page.incoming.take([picture])
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
    assert [page.view.results.result(row).path.name for row in range(3)] == ["a.png", "text.jpg", "b.png"]
    assert [page.view.tally._model.index(row).data() for row in range(3)] == [
        "cat  1",
        "dog  1",
        "no answer  1",
    ]
    assert page.view.list.currentIndex().row() == 0
    assert page.view.detail.answer_text.startswith("cat")
    qtbot.waitUntil(lambda: page.view.list.grab().toImage().pixelColor(40, 40).red() == 90)


def test_an_unreadable_file_shows_its_reason(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(jobs, ItemFailed(Path("/x/text.jpg"), "not-a-picture"))
    classify(page, [Path("/x/text.jpg")], qtbot)
    assert page.view.detail.answer_text == "No answer"
    assert "no picture" in page.view.detail.image._reason
    assert page.view.detail._remedy.text()


def test_a_pill_shows_its_class_alone(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(jobs, *(named(Path(f"/x/{n}.png"), ("cat" if n % 3 else "dog", 1.0)) for n in range(9)))
    classify(page, [Path("/x")], qtbot)
    assert page.view.tally._model.rows == [("cat", 6), ("dog", 3)]
    page.view.tally.setCurrentIndex(page.view.tally._model.index(1))
    assert page.view.results.rowCount() == 3
    assert page.view.detail.result is not None and page.view.detail.result.path.name == "0.png"
    page.view.tally.clearSelection()
    assert page.view.results.rowCount() == 9


def test_rows_stream_in_and_the_rest_can_be_cancelled(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(jobs, named(Path("/x/1.png"), ("cat", 1.0)), hold=threading.Event())
    page.incoming.take([Path("/x")])
    qtbot.waitUntil(lambda: page.view.results.total == 1)
    assert page.progress.isVisible()
    page.progress.cancelled.emit()
    assert not page.progress.isVisible()
    assert page._session.classify_state is JobState.IDLE
    page.clear()
    assert page.view.results.total == 0
    assert page.invitation.isVisible()


def test_pasted_pixels_are_named_and_shown(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 10, 20))
    QGuiApplication.clipboard().setImage(image)
    answer(jobs, named(Path("Pasted picture 1"), ("cat", 1.0)))
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        page.incoming.paste()
    (source,) = jobs.calls[-1][2]
    assert isinstance(source, NamedPixels)
    assert source.name == "Pasted picture 1"
    assert (source.pixels == (200, 10, 20)).all()
    qtbot.waitUntil(lambda: page.view.results.total == 1)
    assert not page.view.detail._reveal.isVisible()
    qtbot.waitUntil(lambda: page.view.list.grab().toImage().pixelColor(40, 40).red() == 200)


def test_pasted_files_are_named(page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        page.incoming.paste()
    assert jobs.calls[-1][2] == (picture,)


def test_a_clipboard_without_a_picture_says_so(page: ClassifyPage, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    QGuiApplication.clipboard().setText("words")
    page.incoming.paste()
    assert "clipboard" in page.message.text


def test_a_dropped_model_is_the_one_in_use(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    def read_header(path: Path, control: Any) -> Any:
        yield from ()
        return SimpleNamespace(classes=("cat", "dog"), metrics={"accuracy": 0.875})

    jobs.read_header = read_header
    with qtbot.waitSignal(page._session.model_changed):
        page.incoming.take([MODEL])
    assert page._session.model == MODEL
    qtbot.waitUntil(lambda: "right in validation" in page.header.model_line.full_text())
    assert page.header.model_line.full_text().startswith("pets quick  ·  2 classes  ·  88")


@pytest.mark.parametrize("suffix", [".safetensors", ".PT", ".onnx"])
def test_a_file_that_is_no_model_changes_nothing(
    page: ClassifyPage, jobs: Any, qtbot: Any, suffix: str
) -> None:
    def read_header(path: Path, control: Any) -> Any:
        raise ModelFileError("model-file-foreign", path=path)
        yield

    page._session.use_model(MODEL)
    jobs.read_header = read_header
    with qtbot.waitSignal(page._session.models.failed):
        page.incoming.take([Path(f"/x/other{suffix}")])
    assert page._session.model == MODEL
    assert f"other{suffix}" in page.message.text
    assert page.view.results.total == 0, "it is no picture either"


def test_a_failure_of_the_job_is_shown_and_the_page_lives_on(
    page: ClassifyPage, jobs: Any, qtbot: Any
) -> None:
    page._session.use_model(MODEL)
    jobs.fail_with = ModelFileError("model-file-missing", path=MODEL)
    with qtbot.waitSignal(page._session.classify_failed):
        page.incoming.take([Path("/x/1.png")])
    assert page.message.isVisible()
    answer(jobs, named(Path("/x/1.png"), ("cat", 1.0)))
    classify(page, [Path("/x/1.png")], qtbot)
    assert not page.message.isVisible()


def test_a_picture_dragged_out_of_a_browser_is_named_without_a_connection(
    page: ClassifyPage, jobs: Any, qtbot: Any
) -> None:
    page._session.use_model(MODEL)
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(QColor(9, 8, 7))
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    mime.setImageData(image)
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        drop(page, mime)
    (source,) = jobs.calls[-1][2]
    assert isinstance(source, NamedPixels) and (source.pixels == (9, 8, 7)).all()


def test_a_picture_inside_its_address_is_named(
    page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any
) -> None:
    page._session.use_model(MODEL)
    packed = base64.b64encode(picture.read_bytes()).decode()
    mime = QMimeData()
    mime.setUrls([QUrl(f"data:image/png;base64,{packed}")])
    with qtbot.waitSignal(page._session.classify_finished, timeout=5000):
        drop(page, mime)
    (source,) = jobs.calls[-1][2]
    assert source.pixels.shape == (30, 40, 3) and (source.pixels == 90).all()


def test_of_an_address_alone_it_is_said_that_nothing_is_fetched(page: ClassifyPage, jobs: Any) -> None:
    page._session.use_model(MODEL)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    drop(page, mime)
    assert "no connection" in page.message.text and "Copy image" in page.message.remedy
    assert "classify" not in jobs.names()


def test_a_doubtful_answer_says_so_and_has_a_pill(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    answer(
        jobs,
        named(Path("/x/1.png"), ("cat", 0.4), doubt=Doubt.LOW_CONFIDENCE),
        named(Path("/x/2.png"), ("cat", 0.9)),
    )
    classify(page, [Path("/x")], qtbot)
    assert page.view.detail.head.doubt_text
    assert page.view.tally._model.rows == [("cat", 2), (UNSURE, 1)]
    assert "1 not sure" in page.view.tools.summary.text()
    page.view.tally.setCurrentIndex(page.view.tally._model.index(1))
    assert [r.path.name for r in page.view.results.shown()] == ["1.png"]
    assert page.view.tools.summary.text().startswith("1 of 2")


def test_rows_are_filtered_by_probability_and_sorted(page: ClassifyPage, jobs: Any, qtbot: Any) -> None:
    page._session.use_model(MODEL)
    shares = (0.95, 0.3, 0.7, 0.99)
    answer(jobs, *(named(Path(f"/x/{at}.png"), ("cat", share)) for at, share in enumerate(shares)))
    classify(page, [Path("/x")], qtbot)
    tools = page.view.tools
    tools.ranges.setCurrentIndex(1)
    tools.ranges.activated.emit(1)
    assert [r.path.name for r in page.view.results.shown()] == ["0.png", "3.png"]
    at = tools.orders.findData(Order.SUREST)
    tools.orders.setCurrentIndex(at)
    tools.orders.activated.emit(at)
    assert [r.path.name for r in page.view.results.shown()] == ["3.png", "0.png"]
    page.clear()
    assert tools.order is Order.ARRIVAL and tools.range == (0.0, 1.0)


def test_what_is_on_show_is_saved_as_a_table_and_copied_into_folders(
    page: ClassifyPage, jobs: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page._session.use_model(MODEL)
    failed = ItemFailed(tmp_path / "text.jpg", "not-a-picture")
    good = named(tmp_path / "a.png", ("cat", 0.9))
    answer(jobs, good, failed)
    classify(page, [tmp_path], qtbot)
    done: list[Any] = []

    def write_answers(path: Path, answers: Any, control: Any) -> Any:
        yield from ()
        done.append((path, list(answers)))

    def sort_into(folder: Path, answers: Any, unsure: str, control: Any) -> Any:
        done.append((folder, list(answers)))
        yield PhaseChanged(Phase.COPYING)
        return SortFinished(folder, 1, 1, 0, False)

    jobs.write_answers, jobs.sort_into = write_answers, sort_into
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "table"), ""))
    with qtbot.waitSignal(page._session.output.table_saved, timeout=5000):
        page.choose_table()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    with qtbot.waitSignal(page._session.output.sorted, timeout=5000):
        page.choose_sorted()
    assert done == [(tmp_path / "table.csv", [good, failed]), (tmp_path / "out", [good])]
    assert "1 got a number" in page.done.text


def test_a_heat_map_is_laid_over_the_picture_for_the_chosen_class(
    page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any
) -> None:
    describe(jobs, "cat", "dog")
    with qtbot.waitSignal(page._session.models.described):
        page._session.use_model(MODEL)
    qtbot.waitUntil(lambda: page.view.heat.classes.count() == 3)
    answer(jobs, named(picture, ("cat", 0.9)))
    classify(page, [picture], qtbot)
    with qtbot.waitSignal(page._session.explaining.ready, timeout=5000):
        page.view.heat.switch.setChecked(True)
    assert page.view.detail.image.covered
    assert jobs.calls[-1] == ("heat map", picture, None)
    with qtbot.waitSignal(page._session.explaining.ready, timeout=5000):
        page.view.heat.classes.setCurrentIndex(2)
        page.view.heat.classes.activated.emit(2)
    assert jobs.calls[-1] == ("heat map", picture, "dog")
    page.view.heat.switch.setChecked(False)
    assert not page.view.detail.image.covered


def test_a_wrong_answer_is_copied_for_the_next_training_and_taken_back(
    page: ClassifyPage, picture: Path, jobs: Any, qtbot: Any, tmp_path: Path
) -> None:
    from gui.jobs import CoreJobs

    core = CoreJobs()
    jobs.place, jobs.take_back = core.place, core.take_back
    describe(jobs, "cat", "dog")
    page._session.use_model(MODEL)
    qtbot.waitUntil(lambda: page._session.models.header is not None)
    answer(jobs, named(picture, ("cat", 0.9)))
    classify(page, [picture], qtbot)
    page.corrections.root = tmp_path / "mine"
    page.view.wrong_button.click()
    [dialog] = page.findChildren(CorrectionDialog)
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(page._session.output.placed, timeout=5000):
        dialog.go.click()
    copy = tmp_path / "mine" / "dog" / "a.png"
    assert copy.read_bytes() == picture.read_bytes()
    assert str(copy) in page.done.text
    with qtbot.waitSignal(page._session.output.taken_back, timeout=5000):
        page.done.undo_button.click()
    assert not copy.exists() and picture.exists()


def test_the_camera_is_answered_live_and_let_go_of(
    page: ClassifyPage, camera: FakeCamera, jobs: Any, qtbot: Any
) -> None:
    seen: list[Any] = []

    def watch(model: Path, frames: Any, control: Any) -> Any:
        while not control.stop_requested:
            pixels = frames.take(0.01)
            if pixels is not None:
                seen.append(pixels.shape)
                yield named(Path("camera"), ("newt", 0.8))

    jobs.watch = watch
    page._session.use_model(MODEL)
    page.header.camera_button.click()
    assert camera.running and page.camera.view.isVisible()
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(QColor(1, 2, 3))
    with qtbot.waitSignal(page._session.watching.answered, timeout=5000):
        camera.frame.emit(image)
    assert page.camera.view.head.answer.full_text().startswith("newt")
    assert seen[0] == (480, 853, 3)
    page.camera.view.keep_button.click()
    qtbot.waitUntil(lambda: page.view.results.total == 1)
    assert not camera.running and page.view.isVisible()
    assert page._session.watching.state is JobState.IDLE


def test_the_camera_is_off_while_another_page_is_on_show(
    page: ClassifyPage, camera: FakeCamera, jobs: Any, qtbot: Any
) -> None:
    def watch(model: Path, frames: Any, control: Any) -> Any:
        yield from ()

    jobs.watch = watch
    page._session.use_model(MODEL)
    page.header.camera_button.click()
    page.hide()
    assert not camera.running and not page.header.camera_button.isChecked()


def test_without_a_camera_it_says_so(page: ClassifyPage, camera: FakeCamera) -> None:
    camera.there = False
    page._session.use_model(MODEL)
    page.header.camera_button.click()
    assert "no camera" in page.message.text
    assert not page.header.camera_button.isChecked() and page.invitation.isVisible()


def test_an_export_tells_how_far_it_agrees(page: ClassifyPage, jobs: Any, qtbot: Any, tmp_path: Path) -> None:
    def export(model: Path, target: Path, int8: bool, pictures: Any, control: Any) -> Any:
        yield PhaseChanged(Phase.EXPORTING)
        if target.name == "taken":
            raise DataError("export-target-taken", path=target)
        return ExportFinished(target, 40, 1.0, 0.0004, 0.001, (10_300_000, 6_000_000), (41.5, 24.0), False)

    jobs.export = export
    page._session.use_model(MODEL)
    page.saving.model()
    [dialog] = page.findChildren(ExportDialog)
    with qtbot.waitSignal(page._session.output.exported, timeout=5000):
        dialog.accepted_with.emit(tmp_path / "pets", False, None)
    assert "pets" in page.done.text
    said = page.done.remedy.replace("\xa0", " ")
    assert "100 % of 40 pictures" in said and "0.0004" in said and "6.0 of 10.3" in said
    with qtbot.waitSignal(page._session.output.failed, timeout=5000):
        dialog.accepted_with.emit(tmp_path / "taken", False, None)
    assert not page.done.isVisible(), "it was of the export before"
    dialog.reject()


def test_the_menu_of_models_begins_with_the_last_run(
    page: ClassifyPage, jobs: Any, session: Session, qtbot: Any
) -> None:
    runs = [
        SimpleNamespace(
            model=Path(f"/runs/{name}/best.safetensors"),
            name=name,
            best_accuracy=0.5,
            can_resume=False,
            path=Path(f"/runs/{name}"),
            data=Path("/pets"),
        )
        for name in ("new", "old")
    ]
    jobs.runs = runs
    with qtbot.waitSignal(session.runs_listed, timeout=5000):
        session.list_runs()
    menu = page.header.model_button.menu()
    page.header.model_button._fill()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0].startswith("Last run: new") and texts[1].startswith("old")
    menu.actions()[1].trigger()
    assert session.model == runs[1].model

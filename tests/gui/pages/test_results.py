"""The Results page with jobs that answer at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from core.data.apply import Applied, FileMove, FolderPlan
from core.errors import DataError
from core.events import ItemFailed, Phase, PhaseChanged
from gui.evaluated import result_at
from gui.pages.results import ResultsPage
from gui.session import JobState, Session
from gui.widgets.apply_dialog import ApplyDialog
from gui.widgets.results_header import OTHER

MODEL = Path("/runs/pets quick/best.safetensors")
HOME = Path("/pictures")


@pytest.fixture
def page(session: Session, jobs: Any, qtbot: Any) -> Iterator[ResultsPage]:
    jobs.runs = [
        SimpleNamespace(
            model=MODEL, data=HOME, name="pets quick", best_accuracy=0.9, can_resume=False, path=MODEL.parent
        )
    ]
    made = ResultsPage(session)
    made.resize(1160, 740)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


@pytest.fixture
def evaluated(page: ResultsPage, session: Session, qtbot: Any) -> ResultsPage:
    with qtbot.waitSignal(session.runs_listed, timeout=5000):
        session.list_runs()
    with qtbot.waitSignal(session.evaluating.finished, timeout=5000):
        page.evaluate()
    return page


@pytest.fixture
def searched(evaluated: ResultsPage, session: Session, qtbot: Any) -> ResultsPage:
    with qtbot.waitSignal(session.evaluating.suspects_found, timeout=5000):
        evaluated.search_labels()
    return evaluated


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_without_a_model_it_says_how_to_get_one(page: ResultsPage) -> None:
    assert page._stack.currentWidget() is page._no_model
    assert not page.header.evaluate_button.isVisible()


def test_the_pictures_are_those_that_the_run_learned_from(evaluated: ResultsPage, jobs: Any) -> None:
    assert jobs.calls[-1] == ("evaluate", MODEL, HOME, "validation")
    assert evaluated._stack.currentWidget() is evaluated.view
    assert evaluated.header.model_line.full_text() == "pets quick  ·  pictures  ·  validation"


def test_the_figures_are_in_words(evaluated: ResultsPage) -> None:
    headline = evaluated.view.headline
    assert plain(headline.words(0)).startswith("75 % right. Of 4 pictures.")
    assert "between 30 % and 95 %" in plain(headline.words(0))  # Wilson: 3 of 4, worked out by hand
    assert plain(headline.words(1)).startswith("83 % balanced")  # (1/2 + 1 + 1) / 3


def test_a_cell_opens_its_pictures(evaluated: ResultsPage) -> None:
    evaluated.view.matrix.choose(0, 1)
    pane = evaluated.view.cell_pictures
    assert pane.title == "cat taken for dog"
    assert [picture.path.name for picture in pane.model.pictures] == ["1.png"]
    QTest.keyClick(evaluated.view.matrix, Qt.Key.Key_Right)
    assert pane.model.pictures == [] or len(pane.model.pictures) == 0


def test_a_picture_opens_with_the_answers_of_all_depths(evaluated: ResultsPage) -> None:
    evaluated.view.matrix.choose(0, 1)
    pane = evaluated.view.cell_pictures
    pane.gallery.setCurrentIndex(pane.model.index(0))
    pane.gallery.opened.emit(pane.model.pictures[0])
    detail = evaluated.view.detail
    assert detail.isVisible() and detail.answer_text.startswith("dog")
    assert detail._remedy.text() == "The folder says: cat"
    assert len(detail.body.depths.words()) == 3
    QTest.keyClick(evaluated.view, Qt.Key.Key_Escape)
    assert not detail.isVisible() and pane.gallery.isVisible()


def test_in_a_low_window_a_picture_has_the_room_of_the_figures(evaluated: ResultsPage) -> None:
    evaluated.resize(880, 580)
    view = evaluated.view
    assert view.headline.isVisible()
    view.cell_pictures.opened.emit(result_at(evaluated._evaluating.evaluation, 1), "cat")
    QCoreApplication.processEvents()
    assert not view.headline.isVisible()
    body = view.detail.body
    assert body.bars.geometry().bottom() <= body.depths.geometry().top()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.headline.isVisible()


def test_a_class_shows_its_mistakes_first(evaluated: ResultsPage) -> None:
    evaluated.view.sections.choose("classes")
    evaluated.view.table.choose(0)
    pane = evaluated.view.class_pictures
    assert [picture.path.name for picture in pane.model.pictures] == ["1.png", "0.png"]
    assert "not cat" in pane.model.pictures[0].label


def test_too_few_pictures_for_a_calibration_are_told(evaluated: ResultsPage) -> None:
    evaluated.view.sections.choose("calibration")
    assert "Too few pictures: 4" in evaluated.view.calibration.words


def test_a_precision_is_kept_in_the_model(
    evaluated: ResultsPage, session: Session, jobs: Any, qtbot: Any, make_evaluation: Any
) -> None:
    def keep_precision(evaluation: Any, wanted: float, control: Any) -> Any:
        yield PhaseChanged(Phase.SAVING)
        assert len(evaluation.items) == 4
        return make_evaluation([(0, 0, 0.95)] * 20, threshold=0.9, precision=wanted)

    jobs.keep_precision = keep_precision
    with qtbot.waitSignal(session.evaluating.kept, timeout=5000):
        evaluated.view.calibration.precision.keep_wanted.emit(0.9)
    assert evaluated.view.calibration.precision.choice.currentData() == 0.9
    assert "where 90 % of such answers are right" in plain(evaluated.done.text)


def test_another_folder_is_taken_as_it_is(
    evaluated: ResultsPage, session: Session, jobs: Any, qtbot: Any, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.evaluating.finished, timeout=5000):
        evaluated.take([tmp_path])
    assert jobs.calls[-1] == ("evaluate", MODEL, tmp_path, None)
    assert evaluated.header.part == OTHER


def test_a_failure_is_told_and_the_page_lives_on(
    evaluated: ResultsPage, session: Session, jobs: Any, qtbot: Any
) -> None:
    jobs.fail_with = DataError("one-class", name="cat")
    with qtbot.waitSignal(session.evaluating.failed, timeout=5000):
        evaluated.evaluate()
    assert "cat" in evaluated.message.text
    assert evaluated.view.isVisible()
    with qtbot.waitSignal(session.evaluating.finished, timeout=5000):
        evaluated.evaluate()
    assert not evaluated.message.isVisible()


def test_it_can_be_cancelled(evaluated: ResultsPage, session: Session, jobs: Any, qtbot: Any) -> None:
    def evaluate(model: Path, folder: Path, part: Any, control: Any) -> Any:
        yield PhaseChanged(Phase.EVALUATING)
        while not control.stop_requested:
            yield PhaseChanged(Phase.EVALUATING)

    jobs.evaluate = evaluate
    evaluated.evaluate()
    assert evaluated.progress.isVisible() and not evaluated.header.evaluate_button.isEnabled()
    evaluated.progress.cancelled.emit()
    assert session.evaluating.state is JobState.IDLE
    assert not evaluated.progress.isVisible()


def test_a_report_goes_where_the_user_wants(
    evaluated: ResultsPage,
    session: Session,
    jobs: Any,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[Path] = []

    def write_report(evaluation: Any, path: Path, control: Any) -> Any:
        yield from ()
        written.append(path)

    jobs.write_report = write_report
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    with qtbot.waitSignal(session.evaluating.report_saved, timeout=5000):
        evaluated.choose_report(".csv")
    assert written == [tmp_path / "mine.csv"]
    assert "mine.csv" in evaluated.done.text


def test_suspects_come_as_a_queue_whose_decisions_are_edits(
    searched: ResultsPage, session: Session, jobs: Any, qtbot: Any
) -> None:
    assert searched.view.sections.text("labels") == "Labels 2"
    queue = searched.view.labels.queue
    with qtbot.waitSignal(session.evaluating.editing.edited, timeout=5000):
        QTest.keyClick(queue, Qt.Key.Key_2)
    assert searched.view.sections.text("labels") == "Labels 1"
    edits = [call for call in jobs.calls if call[0] == "edit"]
    assert edits[-1][1] == "_move" and edits[-1][2]["name"] == "dog"
    with qtbot.waitSignal(session.evaluating.editing.edited, timeout=5000):
        queue.undo()
    assert [call[1] for call in jobs.calls if call[0] == "edit"] == ["_move", "undo"]
    assert searched.view.sections.text("labels") == "Labels 2"


def test_files_are_moved_only_after_a_yes_and_can_be_moved_back(
    searched: ResultsPage, session: Session, jobs: Any, qtbot: Any
) -> None:
    move = FileMove(HOME / "cat/0.png", HOME / "dog/0.png")
    applied: list[Any] = []

    def plan_changes(dataset: Any, control: Any) -> Any:
        yield from ()
        return FolderPlan((move,), ())

    def apply_changes(moves: Any, to_bin: Any, control: Any) -> Any:
        applied.append((tuple(moves), tuple(to_bin)))
        yield PhaseChanged(Phase.MOVING)
        return Applied(1, 0, 0, (FileMove(move.target, move.source),))

    jobs.plan_changes, jobs.apply_changes = plan_changes, apply_changes
    with qtbot.waitSignal(session.evaluating.planned, timeout=5000):
        searched.labels.plan()
    [dialog] = searched.findChildren(ApplyDialog)
    assert applied == []
    with qtbot.waitSignal(session.evaluating.applied, timeout=5000):
        dialog.go.click()
    assert applied == [((move,), ())]
    assert "1 file is" in searched.done.text
    with qtbot.waitSignal(session.evaluating.applied, timeout=5000):
        searched.done.undo_button.click()
    assert applied[-1] == ((FileMove(move.target, move.source),), ())


def test_while_files_are_moved_no_others_can_be(
    searched: ResultsPage, session: Session, jobs: Any, qtbot: Any
) -> None:
    going_on = threading.Event()

    def apply_changes(moves: Any, to_bin: Any, control: Any) -> Any:
        yield PhaseChanged(Phase.MOVING)
        going_on.wait(5)
        return Applied(0, 0, 0, ())

    jobs.apply_changes = apply_changes
    button = searched.view.labels.queue.apply_button
    with qtbot.waitSignal(session.evaluating.applying.yielded, timeout=5000):
        session.evaluating.apply_changes((), ())
    assert not button.isEnabled()
    with qtbot.waitSignal(session.evaluating.applied, timeout=5000):
        going_on.set()
    assert button.isEnabled()


def test_a_file_that_cannot_be_moved_is_named(
    searched: ResultsPage, session: Session, jobs: Any, qtbot: Any
) -> None:
    def apply_changes(moves: Any, to_bin: Any, control: Any) -> Any:
        yield ItemFailed(
            HOME / "cat/0.png", "file-not-placed", {"path": "0.png", "folder": "dog", "detail": "full"}
        )
        return Applied(0, 0, 1, ())

    jobs.apply_changes = apply_changes
    with qtbot.waitSignal(session.evaluating.applied, timeout=5000):
        session.evaluating.apply_changes((), ())
    assert "0.png" in searched.message.text

"""The Data page with the real scan, check and record, on small folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from core.config import Augmentation, Preprocessing
from core.data.recent import recent_datasets
from core.data.sample import draw_sample
from core.errors import DataError
from core.events import Finding
from core.paths import datasets_dir
from core.training.recipes import recipe_config
from gui.pages.data import DataPage
from gui.session import JobState, Session
from gui.widgets.dataset_view import EXCLUDED, SKIPPED
from gui.widgets.layouts import ElidedLabel


def noise(path: Path, seed: int) -> None:
    colours = np.random.default_rng(seed).integers(0, 256, (80, 90, 3), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(colours).save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three classes with ten pictures each; one in two classes, one twice, one that is none."""
    root = tmp_path / "pets"
    for number in range(30):
        noise(root / ("cat", "dog", "newt")[number % 3] / f"{number}.png", number)
    shutil.copy(root / "cat" / "0.png", root / "dog" / "conflict.png")
    shutil.copy(root / "newt" / "2.png", root / "newt" / "again.png")
    (root / "dog" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    (root / "dog" / "empty.png").touch()
    return root


@pytest.fixture
def real_session(qtbot: Any) -> Iterator[Session]:
    made = Session()
    yield made
    if shiboken6.isValid(made):
        with qtbot.waitSignal(made.all_stopped, timeout=10000):
            made.shutdown()
        made.deleteLater()


@pytest.fixture
def page(real_session: Session, qtbot: Any) -> Iterator[DataPage]:
    made = DataPage(real_session)
    made.resize(1160, 740)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


def opened(page: DataPage, folder: Path, qtbot: Any) -> None:
    with qtbot.waitSignal(page._session.data.checked, timeout=20000):
        page.open_folder(folder)
    qtbot.waitUntil(lambda: not page._session.busy)  # what the check settled is taken over


def row_of(page: DataPage, kind: str) -> object:
    for key in page.view.findings.keys:
        if key == kind or (isinstance(key, Finding) and key.kind == kind):
            return key
    raise AssertionError(f"{kind} is not among {page.view.findings.keys}")


def listed(page: DataPage) -> dict[str, str]:
    """The files that are listed with their reasons."""
    table = page.view.pane.skipped
    assert table.isVisible()
    model = table.model()
    rows = [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]
    return {Path(name).name: reason for name, reason in rows}


def show(page: DataPage, kind: str) -> None:
    page.view.findings._on_clicked(row_of(page, kind))


def test_an_empty_page_invites(page: DataPage, qtbot: Any) -> None:
    assert page.welcome.isVisible()
    assert not page.welcome.recent.isVisible()


def test_a_folder_is_opened_checked_and_remembered(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    assert page.view.isVisible()
    assert page.view.header.name.full_text() == "pets"
    assert page.view.header.summary.full_text().startswith("3 classes  ·  33 pictures  ·  ")
    assert len(page.view.pane.model.pictures) == 33
    assert [recent.path for recent in recent_datasets()] == [folder]
    assert row_of(page, "label-conflict")
    assert row_of(page, "exact-duplicates")


def test_files_that_cannot_be_read_are_named_with_their_reasons(
    page: DataPage, folder: Path, qtbot: Any
) -> None:
    with qtbot.waitSignal(page._session.data.opened, timeout=10000):
        page.open_folder(folder)
    page.view.check_cancelled.emit()
    show(page, SKIPPED)
    assert listed(page) == {"empty.png": "The file is empty."}
    with qtbot.waitSignal(page._session.data.checked, timeout=20000):
        page.view.check_wanted.emit()
    assert SKIPPED not in page.view.findings.keys
    show(page, "no-pictures-inside")
    assert listed(page) == {"empty.png": "The file is empty."}
    show(page, "unreadable")
    assert list(listed(page)) == ["broken.jpg"]
    assert all(reason and "{" not in reason for reason in listed(page).values())


def test_a_conflict_shows_its_pictures_side_by_side(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    show(page, "label-conflict")
    shown = page.view.pane.model
    assert {p.path.name for p in shown.pictures} == {"0.png", "conflict.png"}
    assert shown.groups == (2,)
    assert {p.label for p in shown.pictures} == {"cat", "dog"}
    (row,) = [row for row in page.view.findings._rows if row.key == row_of(page, "label-conflict")]
    assert row.findChildren(QLabel)[-1].text() == "1"  # one picture, in two classes
    page.view.pane._on_back()
    assert len(shown.pictures) == 33


def test_a_class_filters_the_gallery(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    page.view.classes.choose(["dog", "newt"])
    assert {p.label for p in page.view.pane.model.pictures} == {"dog", "newt"}


def test_class_and_finding_filter_together(page: DataPage, folder: Path, qtbot: Any) -> None:
    (folder / "cat" / "none.png").touch()
    opened(page, folder, qtbot)
    classes, shown = page.view.classes, page.view.pane.model
    show(page, "exact-duplicates")
    classes.choose(["cat"])
    assert list(shown.pictures) == []
    classes.choose(["newt"])
    assert {p.path.name for p in shown.pictures} == {"2.png", "again.png"}
    show(page, "label-conflict")
    assert classes.chosen_names() == ("newt",)
    assert list(shown.pictures) == []
    classes.choose(["cat"])
    assert {p.label for p in shown.pictures} == {"cat", "dog"}  # a pair stays whole
    show(page, "no-pictures-inside")
    assert list(listed(page)) == ["none.png"]
    show(page, "no-pictures-inside")
    assert {p.label for p in shown.pictures} == {"cat"}
    show(page, "label-conflict")
    page.view.pane._on_back()
    assert classes.chosen_names() == () and len(shown.pictures) == 33


def test_what_is_chosen_survives_an_edit_and_another_check(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    page.view.classes.choose(["dog"])
    pane = page.view.pane
    pane.open_picture(pane.model.pictures[3])
    left = pane.model.pictures[3].path
    with qtbot.waitSignal(page._session.data.edited):
        pane._exclude.click()
    assert pane.gallery.isVisible()
    assert page.view.classes.chosen_names() == ("dog",)
    assert left not in {p.path for p in pane.model.pictures}
    assert {p.label for p in pane.model.pictures} == {"dog"}
    with qtbot.waitSignal(page._session.data.checked, timeout=20000):
        page.view.check_wanted.emit()
    assert page.view.classes.chosen_names() == ("dog",)
    show(page, EXCLUDED)
    pane.open_picture(pane.model.pictures[0])
    page.view.classes.choose([])
    show(page, "label-conflict")
    pane.open_picture(pane.model.pictures[0])
    with qtbot.waitSignal(page._session.data.edited):
        pane._exclude.click()
    assert pane.detail.isVisible()
    assert pane._restore.isVisible() and not pane._exclude.isVisible()


def test_a_picture_is_excluded_and_the_exclusion_undone(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    show(page, "label-conflict")
    pane = page.view.pane
    row = next(n for n, p in enumerate(pane.model.pictures) if p.path.name == "conflict.png")
    pane.gallery.select_rows([row])
    assert pane._exclude.isVisible()
    with qtbot.waitSignal(page._session.data.edited):
        pane._exclude.click()
    dataset = page._session.data.dataset
    assert dataset is not None
    assert [(e.path.name, e.reason) for e in dataset.excluded] == [("conflict.png", "label-conflict")]
    assert [p.excluded for p in pane.model.pictures if p.path.name == "conflict.png"] == [True]
    assert "excluded" in page.edited.text
    show(page, EXCLUDED)
    assert [p.path.name for p in pane.model.pictures] == ["conflict.png"]
    with qtbot.waitSignal(page._session.data.edited):
        page.edited.undo_button.click()
    assert page._session.data.dataset is not None and not page._session.data.dataset.excluded
    assert not page.edited.isVisible()


def test_the_keyboard_excludes_undoes_and_goes_back(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    gallery = page.view.pane.gallery
    page.view.classes.choose(["dog"])
    gallery.setFocus()
    gallery.select_rows([0, 2])
    with qtbot.waitSignal(page._session.data.edited):
        QTest.keyClick(gallery, Qt.Key.Key_Delete)
    dataset = page._session.data.dataset
    assert dataset is not None and len(dataset.excluded) == 2
    with qtbot.waitSignal(page._session.data.edited):
        QTest.keyClick(gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dataset = page._session.data.dataset
    assert dataset is not None and not dataset.excluded
    QTest.keyClick(gallery, Qt.Key.Key_Escape)
    assert len(page.view.pane.model.pictures) == 33


def test_copies_are_selected_all_but_one(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    show(page, "exact-duplicates")
    pane = page.view.pane
    assert pane._copies.isVisible()
    pane._copies.click()
    assert len(pane.gallery.selected_pictures()) == len(pane.model.groups)
    show(page, "label-conflict")
    assert not pane._copies.isVisible()


def test_classes_are_renamed_merged_and_left_out(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    bars = page.view.classes
    edited = page._session.data.edited
    assert not page.view._more.isVisible()
    bars.choose(["cat"])
    assert page.view._more.isVisible()
    with qtbot.waitSignal(edited):
        bars.model().setData(bars.model().index(0, 0), " <b>tom</b> ")
    assert not page.view._more.isVisible()
    names = [row.name for row in bars._model.rows]
    assert names == ["<b>tom</b>", "dog", "newt"]
    with qtbot.waitSignal(edited):
        bars.leave_out_wanted.emit(("newt",), True)
    assert [(row.name, row.left_out) for row in bars._model.rows][-1] == ("newt", True)
    with qtbot.waitSignal(edited):
        bars.leave_out_wanted.emit(("newt",), False)
    with qtbot.waitSignal(edited):
        bars.merge_wanted.emit(("dog", "newt"), "dog")
    assert page.view.header.summary.full_text().startswith("2 classes")
    with qtbot.waitSignal(page._session.data.editing.failed):
        bars.rename_wanted.emit("dog", "<b>tom</b>")
    assert "<b>tom</b>" in page.edited.text


def test_a_folder_that_cannot_be_used_says_why_and_how(page: DataPage, tmp_path: Path, qtbot: Any) -> None:
    noise(tmp_path / "flat" / "1.png", 1)
    with qtbot.waitSignal(page._session.data.failed, timeout=10000):
        page.open_folder(tmp_path / "flat")
    assert page.failed.isVisible()
    assert page.failed._text.text()
    assert page.failed._remedy.text()
    assert not page.failed._back.isVisible()


def test_after_a_failure_the_former_dataset_is_still_there(
    page: DataPage, folder: Path, tmp_path: Path, qtbot: Any
) -> None:
    opened(page, folder, qtbot)
    with qtbot.waitSignal(page._session.data.failed, timeout=10000):
        page.open_folder(tmp_path / "nowhere")
    page.failed._back.click()
    assert page.view.isVisible()
    assert page._session.data.dataset is not None and page._session.data.dataset.root == folder


def test_opening_can_be_cancelled(page: DataPage, folder: Path, qtbot: Any) -> None:
    page.open_folder(folder)
    assert page.opening.isVisible()
    page.opening.progress.cancelled.emit()
    assert page.welcome.isVisible()
    assert page._session.data.state is JobState.IDLE


def test_a_check_can_be_cancelled_and_repeated(page: DataPage, folder: Path, qtbot: Any) -> None:
    with qtbot.waitSignal(page._session.data.opened, timeout=10000):
        page.open_folder(folder)
    page.view.check_cancelled.emit()
    assert page.view.findings._note.text()
    with qtbot.waitSignal(page._session.data.checked, timeout=20000):
        page.view.check_wanted.emit()
    assert row_of(page, "label-conflict")


def test_a_picture_is_shown_as_training_sees_it(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    pane = page.view.pane
    with qtbot.waitSignal(page._session.data.preview_ready, timeout=10000):
        pane.gallery.opened.emit(pane.model.pictures[3])
    assert pane.detail.isVisible()
    assert len(pane.detail._draws._images) == 12
    assert not page.view._band.isVisible()
    pane._on_back()
    assert pane.gallery.isVisible() and page.view._band.isVisible()


def test_draws_follow_the_settings_that_a_run_would_have(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    still = replace(
        recipe_config("quick", folder),
        preprocessing=Preprocessing(size=48),
        augmentation=Augmentation(crop_area=1.0, flip=False, brightness=0.0, contrast=0.0, saturation=0.0),
    )
    page._session.use_settings(still)
    pane = page.view.pane
    with qtbot.waitSignal(page._session.data.preview_ready, timeout=10000) as drawn:
        pane.gallery.opened.emit(pane.model.pictures[3])
    (draws,) = drawn.args
    assert {draw.shape for draw in draws} == {(48, 48, 3)}
    assert all(np.array_equal(draw, draws[0]) for draw in draws)
    with qtbot.waitSignal(page._session.data.preview_ready, timeout=10000) as drawn:
        page._session.use_settings(replace(still, augmentation=Augmentation()))
    (draws,) = drawn.args
    assert not all(np.array_equal(draw, draws[0]) for draw in draws)
    page._session.use_settings(replace(still, augmentation=Augmentation(), epochs=7))
    assert not page._session.busy


def test_a_dropped_folder_is_opened_and_two_are_not(page: DataPage, folder: Path, qtbot: Any) -> None:
    def drop(*paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        page.dropEvent(event)
        assert event.dropAction() is Qt.DropAction.CopyAction

    drop(folder / "cat", folder / "dog")
    assert page._message.isVisible()
    with qtbot.waitSignal(page._session.data.checked, timeout=20000):
        drop(folder)
    assert page.view.isVisible()


def test_what_opening_a_folder_warns_of_stays_on_show(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    assert not page._message.isVisible()
    (record,) = datasets_dir().glob("*.json")
    record.write_text("no record")
    opened(page, folder, qtbot)
    assert page._message.isVisible()
    assert "cannot be read any more" in page._message.text
    opened(page, folder, qtbot)
    assert not page._message.isVisible()


def test_train_is_one_click_away(page: DataPage, folder: Path, qtbot: Any) -> None:
    opened(page, folder, qtbot)
    with qtbot.waitSignal(page.train_requested):
        page.view.header.train_wanted.emit()


def test_no_label_reads_markup(page: DataPage, tmp_path: Path, qtbot: Any) -> None:
    root = tmp_path / "<h1>set<h1>"
    for number in range(20):
        noise(root / ("<b>cat<b>", "<img src=x>")[number % 2] / f"<i>{number}.png", number)
    opened(page, root, qtbot)
    page.view.pane.open_picture(page.view.pane.model.pictures[0])
    assert page.view.header.name.text() == "<h1>set<h1>"
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or "<" not in label.text()


def test_a_folder_or_an_archive_is_asked_for(
    page: DataPage, folder: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "pets"), "zip", folder))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(archive), ""))
    for ask, root in ((page.welcome.choose_wanted, folder), (page.welcome.archive_wanted, archive)):
        with qtbot.waitSignal(page._session.data.opened, timeout=10000) as opened:
            ask.emit()
        assert opened.args[0].root == root
        assert len(opened.args[0].items) == 33
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    page.choose_folder()
    assert page._session.data.state is JobState.IDLE


def test_the_sample_is_drawn_and_opened(page: DataPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page._session._jobs, "draw_sample", partial(draw_sample, per_class=3))
    with qtbot.waitSignal(page._session.data.opened, timeout=30000):
        page.welcome.sample_wanted.emit()
        assert page.opening.isVisible()
    assert page._session.data.dataset is not None
    assert len(page._session.data.dataset.classes) == 6
    assert page.view.isVisible()


def test_what_is_being_opened_is_named_wherever_it_was_asked_for(
    session: Session, jobs: Any, qtbot: Any, tmp_path: Path
) -> None:
    page = DataPage(session)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(session.data.checked, timeout=5000):
        page.open_folder(tmp_path / "pets")
    jobs.hold_opening.clear()
    for name in ("birds", "fish"):  # the second before anything is known of the first
        session.data.open(tmp_path / name)
        assert opening_name(page) == name
    jobs.hold_opening.set()
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.draw_sample()
        assert opening_name(page) == "Sample pictures"
    assert opening_name(page) == "Sample pictures", "and not the name of Ninefold's own folder for it"
    jobs.fail_with = DataError("no-pictures", path=tmp_path / "fish")
    with qtbot.waitSignal(session.data.failed, timeout=5000):
        session.data.open(tmp_path / "fish")
    assert page.failed.isVisible() and "fish" in shown_text(page.failed)
    page.shutdown()


def test_what_could_not_be_edited_is_not_told_as_done_later(
    session: Session, jobs: Any, qtbot: Any, tmp_path: Path
) -> None:
    page = DataPage(session)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(session.data.checked, timeout=5000):
        page.open_folder(tmp_path / "pets")
    edit, jobs.edit = jobs.edit, fails
    with qtbot.waitSignal(session.data.editing.failed, timeout=5000):
        page.view.pane.exclude_wanted.emit([tmp_path / "pets" / "0.png"])
    assert page.edited.isVisible() and "excluded" not in page.edited.text
    jobs.edit = edit
    with qtbot.waitSignal(session.data.edited, timeout=5000):
        session.data.editing.undo()  # such as what a check has found out
    assert "excluded" not in page.edited.text
    page.shutdown()


def fails(dataset: Any, change: Any, control: Any) -> Any:
    raise DataError("no-pictures", path=dataset.root)
    yield


def opening_name(page: DataPage) -> str:
    return page.opening.findChildren(ElidedLabel)[0].full_text()


def shown_text(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))

"""Drops anywhere on a page: local files only, always copied, with a veil while they hover."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from gui.widgets.drop_area import local_paths
from gui.widgets.page import DropPage

ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def mime(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


@pytest.fixture
def page(qtbot: Any) -> DropPage:
    made = DropPage()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def enter(page: DropPage, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5), ACTIONS, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    page.dragEnterEvent(event)
    return event.isAccepted()


def test_only_files_of_this_computer_count(tmp_path: Path) -> None:
    name = tmp_path / "a b#c%20 中文.png"
    data = mime(QUrl.fromLocalFile(str(name)), QUrl("https://example.org/x.png"))
    assert local_paths(data) == [name]


def test_a_veil_shows_while_files_hover(page: DropPage, tmp_path: Path) -> None:
    elsewhere, here = mime(QUrl("https://example.org/x.png")), mime(QUrl.fromLocalFile(str(tmp_path)))
    assert not enter(page, elsewhere)
    assert not page._veil.isVisible()
    assert enter(page, here)
    assert page._veil.isVisible()
    assert page._veil.geometry() == page.rect()
    page.dragLeaveEvent(QDragLeaveEvent())
    assert not page._veil.isVisible()


def test_a_drop_is_a_copy_even_where_a_move_is_offered(page: DropPage, tmp_path: Path, qtbot: Any) -> None:
    data = mime(QUrl.fromLocalFile(str(tmp_path)))  # an event does not own its data
    event = QDropEvent(
        QPointF(5, 5),
        ACTIONS,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    with qtbot.waitSignal(page.dropped) as dropped:
        page.dropEvent(event)
    assert dropped.args == [[tmp_path]]
    assert event.dropAction() is Qt.DropAction.CopyAction

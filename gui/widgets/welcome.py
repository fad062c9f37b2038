"""What the Data page shows without a dataset: an invitation, or why a folder could not be used.

Knows no session; what the user wants goes out as signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from core.data.recent import RecentDataset
from gui.icons import icon
from gui.messages import Failure
from gui.text import plain
from gui.theme import SPACE
from gui.widgets.drop_area import DropArea
from gui.widgets.layouts import column, label, spread
from gui.widgets.recent_list import RecentList

WIDTH = 88 * SPACE


class Welcome(QWidget):
    """The empty state: drop, choose, try a sample, or open what was open before."""

    choose_wanted = Signal()
    archive_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = DropArea("images")
        self.area.set_text(
            self.tr("Drop a folder of pictures here"),
            self.tr("One sub-folder for each class, or a zip file of them. Your files are never changed."),
        )
        choose = QPushButton(self.tr("Choose a folder…"))
        choose.setProperty("role", "primary")
        choose.clicked.connect(self.choose_wanted)
        sample = QPushButton(self.tr("Try a sample"))
        sample.setToolTip(self.tr("Ninefold draws six classes of simple pictures to try things out with."))
        sample.clicked.connect(self.sample_wanted)
        archive = QPushButton(self.tr("Open a zip file…"))
        archive.setProperty("role", "quiet")
        archive.clicked.connect(self.archive_wanted)
        self.area.add_button(choose)
        self.area.add_button(sample)
        self.area.add_button(archive)
        self._recent_title = label(self.tr("Recent"), "caption")
        self.recent = RecentList()
        self.recent.wanted.connect(self.recent_wanted)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        lines = column(inner)
        lines.addStretch(1)
        lines.addWidget(self.area, 8)
        lines.addSpacing(2 * SPACE)
        lines.addWidget(self._recent_title)
        lines.addWidget(self.recent)
        lines.addStretch(1)
        spread(self, inner)
        self.show_recent(())

    def show_recent(self, datasets: Sequence[RecentDataset]) -> None:
        self.recent.show_datasets(datasets)
        self._recent_title.setVisible(bool(datasets))


class FolderFailed(QWidget):
    """Why a folder could not be used, what to do, and how a folder should look."""

    choose_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = label("", "caption")
        self._text = label("", "heading", wrap=True)
        self._remedy = label("", "muted", wrap=True)
        self._details = label("", "caption", wrap=True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details_button = QPushButton(self.tr("Details"))
        self._details_button.setProperty("role", "quiet")
        self._details_button.setCheckable(True)
        self._details_button.toggled.connect(self._details.setVisible)
        choose = QPushButton(self.tr("Choose another folder…"))
        choose.setProperty("role", "primary")
        choose.clicked.connect(self.choose_wanted)
        self._back = QPushButton(self.tr("Back"))
        self._back.clicked.connect(self.back_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(choose)
        buttons.addWidget(self._back)
        buttons.addWidget(self._details_button)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        lines = column(inner)
        lines.addStretch(2)
        for widget in (self._folder, self._text, self._remedy):
            lines.addWidget(widget)
        lines.addSpacing(2 * SPACE)
        lines.addWidget(label(self.tr("A folder that works"), "caption"))
        lines.addWidget(_Layout())
        lines.addSpacing(2 * SPACE)
        lines.addLayout(buttons)
        lines.addWidget(self._details)
        lines.addStretch(3)
        spread(self, inner)

    def show_failure(self, failure: Failure, folder: Path | None, *, can_go_back: bool) -> None:
        self._folder.setText(plain(str(folder)) if folder else "")
        self._text.setText(plain(failure.text))
        self._remedy.setText(plain(failure.remedy))
        self._details.setText(failure.details)
        self._details_button.setVisible(bool(failure.details))
        self._details_button.setChecked(False)
        self._details.setVisible(False)
        self._back.setVisible(can_go_back)


class _Layout(QFrame):
    """The wanted layout as a small tree."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        lines = column(self, margin=2 * SPACE, spacing=SPACE // 2)
        flowers, daisy, roses = self.tr("flowers"), self.tr("daisy"), self.tr("roses")
        tree = [(0, "folder", flowers), (1, "folder", daisy), (2, "image", "1.jpg"), (2, "image", "2.jpg")]
        tree += [(1, "folder", roses), (2, "image", "3.jpg"), (2, "image", "4.png")]
        for depth, icon_name, name in tree:
            mark = QLabel()
            mark.setPixmap(icon(icon_name, "text_muted").pixmap(18, 18))
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            row.addSpacing(3 * SPACE * depth)
            row.addWidget(mark)
            row.addWidget(label(name, "strong" if depth == 1 else ""))
            row.addStretch(1)
            lines.addLayout(row)

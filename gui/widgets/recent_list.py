"""The datasets that were opened last, a line each; knows no session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.data.recent import RecentDataset
from gui.icons import pixmap
from gui.tables import Index
from gui.text import file_name, number, plain, tooltip
from gui.theme import SPACE, theme

MOST = 4
ROW = 5 * SPACE
MARK = 18
DATASET = Qt.ItemDataRole.UserRole


class RecentList(QListWidget):
    """`wanted` carries the folder that was clicked."""

    wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Recent folders"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)
        theme().changed.connect(self.viewport().update)

    def show_datasets(self, datasets: Sequence[RecentDataset]) -> None:
        """The first few of them; the list is hidden where there are none."""
        self.clear()
        for dataset in datasets[:MOST]:
            item = QListWidgetItem(file_name(dataset.path))
            item.setData(DATASET, (dataset.path, self._words(dataset)))
            item.setToolTip(tooltip(plain(str(dataset.path))))
            self.addItem(item)
        self.setFixedHeight(ROW * self.count())
        self.setVisible(self.count() > 0)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        folder: Path = item.data(DATASET)[0]
        self.wanted.emit(folder)

    def _words(self, dataset: RecentDataset) -> str:
        words = self.tr("{classes} classes, {pictures} pictures")
        return words.format(classes=number(dataset.classes), pictures=number(dataset.pictures))


class _Delegate(QStyledItemDelegate):
    """An icon, the name, and in muted letters at the right what was in it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(20 * SPACE, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("sunken"))
            painter.drawRoundedRect(rect, SPACE, SPACE)
        mark = QRect(rect.left() + SPACE, rect.center().y() - MARK // 2, MARK, MARK)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(mark, pixmap("folder", MARK, "text_muted", ratio))
        room = rect.adjusted(MARK + 2 * SPACE + SPACE // 2, 0, -SPACE, 0)
        font = theme().font("body")
        metrics = QFontMetrics(font)
        words = index.data(DATASET)[1]
        left = room.width() - metrics.horizontalAdvance(words) - 2 * SPACE
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideMiddle, left)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(font)
        painter.setPen(theme().color("text"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(theme().color("text_muted"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()

"""The answer to one picture: in large letters, its doubt in words, the classes as bars, the three depths.

Knows no session and no picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QSizePolicy, QWidget

from core.events import Doubt, HeadPredictions, Prediction
from gui.icons import pixmap
from gui.tables import Index, doubt_words
from gui.text import per_cent, percent, plain, tooltip
from gui.theme import SPACE, theme
from gui.widgets.bars import BAR_ROLE, Bar, BarDelegate
from gui.widgets.depths import Depths
from gui.widgets.layouts import ElidedLabel, column, label, row

MOST_LINES = 5
LEAST_LINES = 2
ROW = 3 * SPACE + SPACE // 2
MARK = 18


class ProbabilityModel(QAbstractListModel):
    """Classes, the most probable first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._predictions: Sequence[Prediction] = ()

    def show(self, predictions: Sequence[Prediction]) -> None:
        self.beginResetModel()
        self._predictions = predictions
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._predictions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        prediction = self._predictions[index.row()]
        name, share = plain(prediction.label), prediction.probability
        if role == BAR_ROLE:
            return Bar(name, (share,), percent(share), muted=index.row() > 0)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name}: {percent(share)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{name}: {per_cent(f'{100 * share:.2f}')}")
        return None


class ProbabilityBars(QListView):
    """As high as its lines, up to five."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities = ProbabilityModel(self)
        self.setModel(self._probabilities)
        self._bars = BarDelegate(self, ROW)
        self._bars.widest = percent(0.995)
        self.setItemDelegate(self._bars)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The most probable classes"))
        theme().changed.connect(self._fit)

    def show_predictions(self, predictions: Sequence[Prediction]) -> None:
        self._probabilities.show(predictions)
        self.setVisible(bool(predictions))
        self._fit()
        self.scrollToTop()

    @Slot()
    def _fit(self) -> None:
        """Where there is little room, two lines are left, and the rest is scrolled to."""
        lines = min(MOST_LINES, max(1, self._probabilities.rowCount()))
        self.setMinimumHeight(min(LEAST_LINES, lines) * self._bars.height())
        self.setMaximumHeight(lines * self._bars.height())
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(20 * SPACE, self.maximumHeight())


class AnswerHead(QWidget):
    """The first answer in large letters, and below it why it is not sure, if it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubt: Doubt | None = None
        self.answer = ElidedLabel("title")
        self._mark = QLabel()
        self._mark.setFixedSize(QSize(MARK, MARK))
        self._words = label("", "doubt", wrap=True)
        self._line = QWidget()
        line = row()
        self._line.setLayout(line)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        lines = column(self, spacing=SPACE // 2)
        lines.addWidget(self.answer)
        lines.addWidget(self._line)
        theme().changed.connect(self._on_theme)
        self._on_theme()
        self._line.hide()

    def show_answer(self, best: Prediction, doubt: Doubt | None) -> None:
        self.answer.set_full_text(f"{plain(best.label)}  {percent(best.probability)}")
        self.show_doubt(doubt)

    def show_none(self, words: str) -> None:
        """There is no answer."""
        self.answer.set_full_text(words)
        self.show_doubt(None)

    def show_doubt(self, doubt: Doubt | None) -> None:
        self._doubt = doubt
        self._words.setText("" if doubt is None else doubt_words(doubt))
        self._line.setVisible(doubt is not None)

    @property
    def doubt_text(self) -> str:
        return self._words.text()

    @Slot()
    def _on_theme(self) -> None:
        self._mark.setPixmap(pixmap("question", MARK, "warning", self.devicePixelRatioF()))


class AnswerBody(QWidget):
    """The bars, and what each depth says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = ProbabilityBars()
        self.depths = Depths()
        lines = column(self, spacing=SPACE)
        lines.addWidget(self.bars)
        lines.addWidget(self.depths)

    def show_answer(self, predictions: Sequence[Prediction], depths: HeadPredictions | None) -> None:
        self.bars.show_predictions(predictions[:MOST_LINES])
        self.depths.show_depths(depths)

"""One named picture at large, with every class as a bar; knows no session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QPushButton, QSizePolicy, QWidget

from core.events import Prediction
from gui.messages import remedy, sentence
from gui.reveal import reveal
from gui.tables import Index, Result
from gui.text import file_name, per_cent, percent, plain, tooltip
from gui.theme import SPACE, icon, theme
from gui.widgets.bars import BAR_ROLE, Bar, BarDelegate
from gui.widgets.image_view import ImageView
from gui.widgets.layouts import ElidedLabel, column, label, row

MOST_LINES = 8


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


class ResultDetail(QFrame):
    """The answer in large letters, the picture, all classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._result: Result | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.image = ImageView()
        self._answer = ElidedLabel("title")
        self._name = ElidedLabel("caption")
        self._remedy = label("", "muted", wrap=True)
        self._reveal = QPushButton(icon("reveal", "accent"), self.tr("Show in file manager"))
        self._reveal.setProperty("role", "quiet")
        self._reveal.clicked.connect(self._on_reveal)
        self._model = ProbabilityModel(self)
        self._bars = QListView()
        self._bars.setModel(self._model)
        self._delegate = BarDelegate(self)
        self._delegate.widest = percent(0.995)
        self._bars.setItemDelegate(self._delegate)
        self._bars.setUniformItemSizes(True)
        self._bars.setFrameShape(QListView.Shape.NoFrame)
        self._bars.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._bars.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bars.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._bars.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bars.setAccessibleName(self.tr("All classes"))
        theme().changed.connect(self._bars.viewport().update)
        foot = row()
        foot.addWidget(self._name, 1)
        foot.addWidget(self._reveal)
        lines = column(self, margin=2 * SPACE)
        lines.addWidget(self._answer)
        lines.addWidget(self._remedy)
        lines.addWidget(self.image, 1)
        lines.addLayout(foot)
        lines.addWidget(self._bars)

    @property
    def result(self) -> Result | None:
        return self._result

    def show_result(self, result: Result) -> None:
        self._result = result
        self._name.set_full_text(file_name(result.path))
        self._name.setToolTip(tooltip(plain(str(result.path))))
        self._reveal.setVisible(result.path.is_absolute())
        if result.failed:
            self._answer.set_full_text(self.tr("No answer"))
            data = result.data or {}
            self._remedy.setText(remedy(result.reason, data))
            self.image.show_reason(sentence(result.reason, data))
        else:
            best = result.predictions[0]
            self._answer.set_full_text(f"{plain(best.label)}  {percent(best.probability)}")
            self.image.show_path(result.path)
        self._remedy.setVisible(result.failed)
        self._model.show(result.predictions)
        self._bars.setVisible(not result.failed)
        lines = min(MOST_LINES, max(1, len(result.predictions)))
        self._bars.setFixedHeight(lines * self._delegate.height())
        self._bars.scrollToTop()

    def shutdown(self) -> None:
        self.image.shutdown()

    @Slot()
    def _on_reveal(self) -> None:
        if self._result is not None:
            reveal(self._result.path)

"""Item models over core's dataclasses: the pictures of a dataset, and the pictures that were named.

Know no widget and start no job. Names are handed out as harmless plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.events import Doubt, HeadPredictions, ItemClassified, ItemFailed, Prediction
from gui.messages import sentence
from gui.text import file_name, plain, tooltip

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    PICTURE = Qt.ItemDataRole.UserRole + 1  # Picture
    RESULT = Qt.ItemDataRole.UserRole + 2  # Result


class Picture(NamedTuple):
    """One picture of the gallery.

    `label` is the name of its class as shown, `content` the hash of its bytes; "" where it has none.
    """

    path: Path
    label: str
    side: str
    content: str
    excluded: bool = False


class PictureModel(QAbstractListModel):
    """The pictures that the gallery shows just now, in groups where they belong together."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: Sequence[Picture] = ()
        self._groups: tuple[int, ...] = ()
        self.captions = False

    def show(
        self, pictures: Sequence[Picture], groups: Sequence[int] = (), *, captions: bool = False
    ) -> None:
        """Show `pictures`, with a caption each where asked for.

        `groups` are the sizes of consecutive groups, which must add up to all of them.
        """
        if groups and sum(groups) != len(pictures):
            raise ValueError(f"{sum(groups)} grouped of {len(pictures)}")
        self.beginResetModel()
        self._pictures = pictures
        self._groups = tuple(groups)
        self.captions = captions
        self.endResetModel()

    @property
    def pictures(self) -> Sequence[Picture]:
        return self._pictures

    @property
    def groups(self) -> tuple[int, ...]:
        return self._groups

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._pictures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        picture = self._pictures[index.row()]
        if role == Role.PICTURE:
            return picture
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                f"{file_name(picture.path)}, {plain(picture.label)}"
                if picture.label
                else file_name(picture.path)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(plain(str(picture.path)))
        return None


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the Classify page: what a picture is, or why it could not be read."""

    path: Path
    predictions: tuple[Prediction, ...] = ()
    reason: str = ""  # a code of core.messages, "" where the picture was named
    data: Mapping[str, Any] | None = None
    doubt: Doubt | None = None
    depths: HeadPredictions | None = None

    @property
    def failed(self) -> bool:
        return bool(self.reason)


class ResultModel(QAbstractListModel):
    """The rows in the order in which they were done; optionally those of one class only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Result] = []
        self._shown: list[Result] = []
        self._label: str | None = None
        self._counts: dict[str, int] = {}

    def add(self, events: Iterable[ItemClassified | ItemFailed]) -> None:
        """Append a row for each event."""
        results = [_result(event) for event in events]
        self._all += results
        for result in results:
            key = group_of(result)
            self._counts[key] = self._counts.get(key, 0) + 1
        shown = [result for result in results if self._label is None or group_of(result) == self._label]
        if not shown:
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
        self._shown += shown
        self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._all, self._shown, self._label, self._counts = [], [], None, {}
        self.endResetModel()

    def filter(self, label: str | None) -> None:
        """Show the rows whose first answer is `label` ("" for those that failed), or all for None."""
        self.beginResetModel()
        self._label = label
        self._shown = [r for r in self._all if label is None or group_of(r) == label]
        self.endResetModel()

    @property
    def label(self) -> str | None:
        return self._label

    @property
    def total(self) -> int:
        return len(self._all)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many have each class as their first answer; "" stands for the failed ones."""
        return self._counts

    def result(self, row: int) -> Result:
        return self._shown[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        result = self._shown[index.row()]
        if role == Role.RESULT:
            return result
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            reason = sentence(result.reason, result.data or {}) if result.failed else ""
            answer = reason or plain(result.predictions[0].label)
            return f"{file_name(result.path)}: {answer}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(plain(str(result.path)))
        return None


def group_of(result: Result) -> str:
    """The class by which a row is counted and filtered; "" for a failed one."""
    return result.predictions[0].label if result.predictions and not result.failed else ""


def _result(event: ItemClassified | ItemFailed) -> Result:
    match event:
        case ItemClassified(path, predictions, doubt, depths):
            return Result(path, predictions, doubt=doubt, depths=depths)
        case ItemFailed(path, reason, data):
            return Result(path, reason=reason, data=data)

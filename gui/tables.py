"""Item models over core's dataclasses: the pictures of a dataset, and the pictures that were named.

Know no widget and start no job. Names are handed out as harmless plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.events import Doubt, HeadPredictions, ItemClassified, ItemFailed, Prediction
from core.messages import DOUBTS
from gui.messages import sentence
from gui.text import file_name, plain, tooltip

Index = QModelIndex | QPersistentModelIndex

UNSURE = "\0"
"""Stands for the answers in doubt where a class is named: no class can be called so."""


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


class Order(StrEnum):
    """How the rows of the Classify page are sorted."""

    ARRIVAL = "arrival"
    SUREST = "surest"
    LEAST_SURE = "least-sure"
    LABEL = "label"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are shown. `label` is a class, "" for those that failed, `UNSURE`, or None for all."""

    label: str | None = None
    low: float = 0.0  # of the probability of the answer
    high: float = 1.0

    def passes(self, result: Result) -> bool:
        if self.label == UNSURE:
            if result.doubt is None:
                return False
        elif self.label is not None and group_of(result) != self.label:
            return False
        if result.failed:
            return self.low <= 0.0
        return self.low <= result.predictions[0].probability <= self.high


class ResultModel(QAbstractListModel):
    """The rows in the order in which they were done, or sorted; optionally some of them only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Result] = []
        self._shown: list[Result] = []
        self._filter = Filter()
        self._order = Order.ARRIVAL
        self._counts: dict[str, int] = {}

    def add(self, events: Iterable[ItemClassified | ItemFailed]) -> None:
        """Append a row for each event, or put it where it belongs."""
        results = [_result(event) for event in events]
        self._all += results
        for result in results:
            for key in (group_of(result), *((UNSURE,) if result.doubt is not None else ())):
                self._counts[key] = self._counts.get(key, 0) + 1
        shown = [result for result in results if self._filter.passes(result)]
        if not shown:
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
        self._shown += shown
        self.endInsertRows()
        if self._order is not Order.ARRIVAL:
            self._sort()

    def clear(self) -> None:
        self.beginResetModel()
        self._all, self._shown, self._filter, self._counts = [], [], Filter(), {}
        self.endResetModel()

    def show_only(self, wanted: Filter) -> None:
        """Show the rows that pass, and no others."""
        self.beginResetModel()
        self._filter = wanted
        self._shown = [result for result in self._all if wanted.passes(result)]
        self._shown.sort(key=_sort_key(self._order))
        self.endResetModel()

    def sort_by(self, order: Order) -> None:
        self._order = order
        if order is Order.ARRIVAL:
            self.show_only(self._filter)
        else:
            self._sort()

    @property
    def shown_filter(self) -> Filter:
        return self._filter

    @property
    def total(self) -> int:
        return len(self._all)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many have each class as their first answer; "" stands for the failed ones, and `UNSURE` for

        those in doubt, which are counted with their class too.
        """
        return self._counts

    def shown(self) -> list[Result]:
        """All rows that are shown, in their order."""
        return list(self._shown)

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
            doubt = "" if result.doubt is None else f", {doubt_words(result.doubt)}"
            return f"{file_name(result.path)}: {answer}{doubt}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(plain(str(result.path)))
        return None

    def _sort(self) -> None:
        """Sort anew; what is selected stays so. Nearly sorted rows, as after an arrival, cost little."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._shown[index.row()]) for index in self.persistentIndexList()]
        self._shown.sort(key=_sort_key(self._order))
        if kept:
            place = {id(result): row for row, result in enumerate(self._shown)}
            for before, result in kept:
                self.changePersistentIndex(before, self.index(place[id(result)]))
        self.layoutChanged.emit()


def doubt_words(doubt: Doubt) -> str:
    """Why an answer is not sure."""
    return QCoreApplication.translate("core", DOUBTS[doubt])


def group_of(result: Result) -> str:
    """The class by which a row is counted and filtered; "" for a failed one."""
    return result.predictions[0].label if result.predictions and not result.failed else ""


def events_of(results: Iterable[Result]) -> list[ItemClassified | ItemFailed]:
    """The rows as the events that they came from, for whatever writes them down."""
    return [
        ItemFailed(r.path, r.reason, r.data or {})
        if r.failed
        else ItemClassified(r.path, r.predictions, r.doubt, r.depths)
        for r in results
    ]


def _sort_key(order: Order) -> Callable[[Result], Any]:
    """Those without an answer come last in every order but that of arrival and of names."""
    match order:
        case Order.SUREST:
            return lambda r: -r.predictions[0].probability if r.predictions else 1.0
        case Order.LEAST_SURE:
            return lambda r: r.predictions[0].probability if r.predictions else 2.0
        case Order.LABEL:
            return lambda r: (r.failed, group_of(r), -r.predictions[0].probability if r.predictions else 0.0)
        case Order.NAME:
            return lambda r: r.path.name.casefold()
        case _:
            return lambda r: 0  # a sort keeps the order of equals


def _result(event: ItemClassified | ItemFailed) -> Result:
    match event:
        case ItemClassified(path, predictions, doubt, depths):
            return Result(path, predictions, doubt=doubt, depths=depths)
        case ItemFailed(path, reason, data):
            return Result(path, reason=reason, data=data)

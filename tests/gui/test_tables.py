"""The item models, checked by Qt's own model tester among others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.events import ItemClassified, ItemFailed, Prediction
from gui.tables import Picture, PictureModel, ResultModel, Role


def classified(name: str, *labels: str) -> ItemClassified:
    shares = [1.0 / len(labels)] * len(labels)
    return ItemClassified(Path(name), tuple(map(Prediction, labels, shares)))


@pytest.fixture
def results(qtbot: Any) -> ResultModel:
    model = ResultModel()
    model.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return model


def names(model: ResultModel) -> list[str]:
    return [model.result(row).path.name for row in range(model.rowCount())]


def test_rows_come_in_the_order_of_events(results: ResultModel) -> None:
    results.add([classified("a", "rose", "daisy"), ItemFailed(Path("b"), "not-a-picture")])
    results.add([classified("c", "daisy", "rose")])
    assert names(results) == ["a", "b", "c"]
    assert dict(results.counts) == {"rose": 1, "": 1, "daisy": 1}
    assert results.result(1).failed
    assert results.index(0).data(Role.RESULT).predictions[0].label == "rose"


def test_a_filter_holds_for_what_comes_later(results: ResultModel) -> None:
    results.add([classified("a", "rose"), classified("b", "daisy")])
    results.filter("rose")
    results.add([classified("c", "rose"), classified("d", "daisy"), ItemFailed(Path("e"), "file-gone")])
    assert names(results) == ["a", "c"]
    assert results.total == 5
    results.filter("")
    assert names(results) == ["e"]
    results.filter(None)
    assert names(results) == ["a", "b", "c", "d", "e"]


def test_clearing_forgets_rows_counts_and_filter(results: ResultModel) -> None:
    results.add([classified("a", "rose")])
    results.filter("daisy")
    results.clear()
    results.add([classified("b", "rose")])
    assert names(results) == ["b"]
    assert dict(results.counts) == {"rose": 1}


def test_pictures_speak_plain_text(qtbot: Any) -> None:
    model = PictureModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show([Picture(Path("/x/<b>a\n.jpg"), "<i>cats</i>", "train", "1")])
    index = model.index(0)
    assert index.data() == "<b>a\N{REPLACEMENT CHARACTER}.jpg, <i>cats</i>"
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Role.PICTURE).label == "<i>cats</i>"


def test_groups_must_hold_all_pictures(qtbot: Any) -> None:
    model = PictureModel()
    pictures = [Picture(Path(str(n)), "", "", "") for n in range(3)]
    with pytest.raises(ValueError, match="4 grouped of 3"):
        model.show(pictures, (2, 2))
    model.show(pictures, (2, 1), captions=True)
    assert (model.rowCount(), model.groups, model.captions) == (3, (2, 1), True)

"""The item models, checked by Qt's own model tester among others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.events import Doubt, ItemClassified, ItemFailed, Prediction
from gui.tables import (
    UNSURE,
    Filter,
    Order,
    Picture,
    PictureModel,
    Result,
    ResultModel,
    Role,
    events_of,
)


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
    results.show_only(Filter("rose"))
    results.add([classified("c", "rose"), classified("d", "daisy"), ItemFailed(Path("e"), "file-gone")])
    assert names(results) == ["a", "c"]
    assert results.total == 5
    results.show_only(Filter(""))
    assert names(results) == ["e"]
    results.show_only(Filter(None))
    assert names(results) == ["a", "b", "c", "d", "e"]


def test_clearing_forgets_rows_counts_and_filter(results: ResultModel) -> None:
    results.add([classified("a", "rose")])
    results.show_only(Filter("daisy"))
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


answers = st.builds(
    lambda number, label, share, doubt: ItemClassified(
        Path(f"/x/{number}.png"), (Prediction(label, share),), doubt
    ),
    st.integers(0, 99),
    st.sampled_from(["cat", "dog"]),
    st.floats(0, 1),
    st.sampled_from([None, Doubt.LOW_CONFIDENCE]),
) | st.builds(lambda number: ItemFailed(Path(f"/x/{number}.txt"), "not-a-picture"), st.integers(0, 99))


@given(
    st.lists(st.lists(answers, max_size=6), max_size=5),
    st.sampled_from(Order),
    st.sampled_from([None, "cat", "", UNSURE]),
    st.sampled_from([(0.0, 1.0), (0.5, 0.9)]),
)
def test_what_streams_in_shows_as_if_it_had_been_there(
    portions: list[list[Any]], order: Order, label: str | None, limits: tuple[float, float]
) -> None:
    streamed, at_once = ResultModel(), ResultModel()
    wanted = Filter(label, *limits)
    streamed.sort_by(order)
    streamed.show_only(wanted)
    for portion in portions:
        streamed.add(portion)
    at_once.add([event for portion in portions for event in portion])
    at_once.show_only(wanted)
    at_once.sort_by(order)
    assert streamed.shown() == at_once.shown()
    assert all(wanted.passes(result) for result in streamed.shown())
    assert streamed.counts == at_once.counts


def test_the_least_sure_come_first_and_failures_last(results: ResultModel) -> None:
    rows = [("a", 0.9), ("b", 0.2), ("c", 0.5)]
    results.add([ItemFailed(Path("z"), "not-a-picture")])
    results.add([ItemClassified(Path(name), (Prediction("cat", share),)) for name, share in rows])
    results.sort_by(Order.LEAST_SURE)
    assert names(results) == ["b", "c", "a", "z"]
    results.sort_by(Order.ARRIVAL)
    assert names(results) == ["z", "a", "b", "c"]


def test_a_selected_row_stays_the_same_picture_when_rows_are_sorted(results: ResultModel) -> None:
    results.add([ItemClassified(Path(name), (Prediction("cat", 0.5),)) for name in "cab"])
    kept = QPersistentModelIndex(results.index(0))
    results.sort_by(Order.NAME)
    results.add([classified("aa", "dog")])
    assert names(results) == ["a", "aa", "b", "c"]
    assert results.result(kept.row()).path.name == "c"


def test_rows_become_the_events_again_that_they_came_from(results: ResultModel) -> None:
    events = [
        ItemClassified(Path("a"), (Prediction("cat", 0.5),), Doubt.LOW_CONFIDENCE),
        ItemFailed(Path("b"), "file-unreadable", {"detail": "gone"}),
    ]
    results.add(events)
    assert events_of(results.shown()) == events
    assert isinstance(results.result(0), Result)


def test_a_doubt_is_told_to_who_cannot_see_it(results: ResultModel) -> None:
    results.add([ItemClassified(Path("a"), (Prediction("rose", 0.4),), Doubt.LOW_CONFIDENCE)])
    words = results.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "a: rose, not sure: too close to other classes"

"""One picture at large, in little room and in much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QScrollArea

from core.events import Doubt, HeadPredictions, Prediction
from gui.tables import Result
from gui.widgets.result_detail import ResultDetail

BEST = Prediction("cat", 0.4)


@pytest.fixture(params=[False, True], ids=["narrow", "wide"])
def detail(request: Any, qtbot: Any) -> Iterator[ResultDetail]:
    made = ResultDetail(wide=request.param)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


@pytest.mark.parametrize("height", [340, 480, 900])
def test_nothing_lies_over_anything_else(detail: ResultDetail, tmp_path: Path, height: int) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    many = tuple(Prediction(f"class {number}", 0.1) for number in range(5))
    depths = HeadPredictions(BEST, BEST, BEST)
    detail.resize(460, height)
    detail.show_result(Result(tmp_path / "a.png", many, doubt=Doubt.LOW_CONFIDENCE, depths=depths))
    QCoreApplication.processEvents()  # layouts inside layouts follow
    parts = (detail.head, detail.image, detail.body.bars, detail.body.depths, detail._name)
    places = [part.rect().translated(part.mapToGlobal(part.rect().topLeft())) for part in parts]
    assert not any(a.intersects(b) for at, a in enumerate(places) for b in places[:at])
    assert all(
        place.height() >= part.minimumSizeHint().height() for place, part in zip(places, parts, strict=True)
    )


@pytest.mark.parametrize("doubt", [None, Doubt.LOW_CONFIDENCE])
def test_the_bars_are_in_sight_with_a_doubt_too(
    detail: ResultDetail, tmp_path: Path, doubt: Doubt | None
) -> None:
    Image.new("RGB", (400, 300)).save(tmp_path / "a.png")
    many = tuple(Prediction(f"class {number}", 0.1) for number in range(5))
    detail.resize(460, 520)
    detail.show_result(
        Result(tmp_path / "a.png", many, doubt=doubt, depths=HeadPredictions(BEST, BEST, BEST))
    )
    QCoreApplication.processEvents()
    assert all(area.verticalScrollBar().maximum() == 0 for area in detail.findChildren(QScrollArea))

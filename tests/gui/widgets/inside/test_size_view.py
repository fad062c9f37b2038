from __future__ import annotations

import pytest

from core.config import Preprocessing
from core.explain.geometry import Sizing
from gui.widgets.inside.size_view import SizeView, arithmetic
from gui.widgets.inside.subject import Subject


@pytest.mark.parametrize(
    ("sizing", "words"),
    [
        (Sizing(224, 7, 2, 3), "(224 − 7 + 2·3) / 2 + 1 = 112.5 → 112"),
        (Sizing(28, 5, 1, 2), "(28 − 5 + 2·2) / 1 + 1 = 28"),
        (Sizing(112, 3, 2, 0, True), "(112 − 3 + 2·0) / 2 + 1 = 55.5 → 56"),
    ],
)
def test_the_arithmetic_is_written_out(qapp, sizing, words):
    assert arithmetic(sizing) == words


@pytest.fixture
def view(qtbot):
    made = SizeView()
    qtbot.addWidget(made)
    made.show_subject(Subject("notes", ("cat", "dog"), Preprocessing(), True, True))
    return made


def rows(view):
    tops = [view.steps.topLevelItem(at) for at in range(view.steps.topLevelItemCount())]
    return {item.text(0): item for item in tops}


def test_every_layer_of_the_path_is_there_and_follows_the_size(view):
    assert rows(view)["Inception 5b"].text(2) == "7² × 1024"
    view.side.setValue(128)
    assert rows(view)["conv 1"].text(1) == "(128 − 7 + 2·3) / 2 + 1 = 64.5 → 64"
    assert rows(view)["Inception 5b"].text(2) == "4² × 1024"


def test_the_branches_of_a_module_keep_its_size(view):
    module = rows(view)["Inception 3a"]
    # 1x1; 1x1 and 3x3; 1x1 and 5x5; pool and 1x1.
    assert module.childCount() == 7
    assert all(module.child(at).text(2).startswith("28² ×") for at in range(7))


def test_free_fields_are_worked_out_and_take_over_a_layer(view):
    view.field_in.setValue(10)
    view.field_kernel.setValue(4)
    view.field_padding.setValue(0)
    view.field_stride.setValue(3)
    assert view.result == "(10 − 4 + 2·0) / 3 + 1 = 3"
    view.field_kernel.setValue(11)
    assert view.result == "The kernel is larger than the map with its border."
    view.steps.setCurrentItem(rows(view)["pool 1"])
    assert view.result == "(112 − 3 + 2·0) / 2 + 1 = 55.5 → 56"

from __future__ import annotations

import pytest

from core.config import Preprocessing
from gui.widgets.inside.cost_view import CostView
from gui.widgets.inside.subject import Subject


@pytest.fixture
def view(qtbot):
    made = CostView()
    qtbot.addWidget(made)
    made.show_subject(Subject("notes", ("cat", "dog"), Preprocessing(), True, True))
    return made


def test_the_multiplications_of_3a_are_those_worked_out_by_hand(view):
    row = view.bars.rows[0]
    kept = 192 * 64 + 192 * 32  # 1x1, and the 1x1 after the pool
    as_it_is = kept + 192 * 96 + 9 * 96 * 128 + 192 * 16 + 25 * 16 * 32
    without = kept + 9 * 192 * 128 + 25 * 192 * 32
    assert row.value == 28**2 * as_it_is
    assert row.without == 28**2 * without
    assert row.ratio == f"{without / as_it_is:.1f} times"


def test_the_sum_is_that_of_the_nine(view):
    assert len(view.bars.rows) == 9
    for choice in ("operations", "parameters"):
        view.choice.choose(choice)
        total = view.sum.rows[0]
        assert total.value == sum(row.value for row in view.bars.rows)
        assert total.without == sum(row.without for row in view.bars.rows)
    assert "weights" in view.headline.text()

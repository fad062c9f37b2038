"""Charts in cards, as many at a time as there is room for, and the slider that smooths them.

Knows no event.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.text import joined, per_cent
from gui.theme import SPACE
from gui.widgets.layouts import column, label, row
from gui.widgets.loss_chart import CurveChart

NARROW = 112 * SPACE
"""Below this there is room for one large chart in a row: their legends are wide."""
_LARGE = 30 * SPACE
_SMALL = 22 * SPACE
"""The heights of a row from which on another one has room below it."""
SMOOTHING = 60
"""Per cent of the mean that is kept at each step, until the user moves the slider."""
_STRONGEST = 99


class ChartDeck(QWidget):
    """The `large` charts, together called `first`, in one row, and the `small` ones, `second`, in another.

    Where there is no room for all, one chooses: the row, and where that is too narrow, the chart. `aside`,
    which is no chart of curves, stands at the end of the second row.
    """

    def __init__(
        self,
        large: Sequence[CurveChart],
        small: Sequence[CurveChart],
        first: str,
        second: str,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._large, self._small = large, small
        self._chosen: CurveChart = large[0]
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STRONGEST)
        self.slider.setFixedSize(16 * SPACE, 3 * SPACE)
        self.slider.setAccessibleName(self.tr("Smoothing"))
        self.slider.setToolTip(
            self.tr("Shows the curves of steps as a running mean; what was measured lies faintly behind.")
        )
        self._strength = label("", "muted")
        self._strength.setFixedWidth(6 * SPACE)
        self._choices = QButtonGroup(self)
        self._together = self._choice(first)
        self._single = [self._choice(chart.head.title) for chart in large]
        self._steps = self._choice(second)
        self._steps.setToolTip(joined(chart.head.title for chart in small))
        self._choices.idClicked.connect(self._on_chosen)

        self._tools = row(spacing=SPACE // 2)
        for button in self._choices.buttons():
            self._tools.addWidget(button)
        self._title = label(self.tr("Smoothing"), "muted")
        # Ignored: where there is no room for it, it is left out, and asks for none.
        smoothing = QWidget()
        smoothing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        beside = row()
        smoothing.setLayout(beside)
        beside.addStretch()
        for widget in (self._title, self.slider, self._strength):
            beside.addWidget(widget)
        self._tools.addWidget(smoothing, 1)
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(2 * SPACE)
        self._cards = {chart: _card(chart) for chart in (*large, *small)}
        for chart in large:
            self._first.addWidget(self._cards[chart], 1)
        below = QHBoxLayout()
        below.setSpacing(2 * SPACE)
        for chart in small:
            below.addWidget(self._cards[chart], 1)
        self._aside = aside
        if aside is not None:
            below.addWidget(aside, 1)
        self._lines = column(self, spacing=SPACE)
        self._lines.addLayout(self._tools)
        self._lines.addLayout(self._first)
        self._lines.addLayout(below)
        self.slider.valueChanged.connect(self._on_smoothing)
        self.slider.setValue(SMOOTHING)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        charts = (self._large[0], *self._large, self._small[0])
        self._chosen = charts[number]
        self._arrange()

    @Slot(int)
    def _on_smoothing(self, strength: int) -> None:
        self._strength.setText(per_cent(str(strength)) if strength else self.tr("off"))
        for chart in self._cards:
            chart.smooth(strength / 100)

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        narrow = self.width() < NARROW
        rows = len(self._large) if narrow else 1
        roomy = self.height() >= rows * (_LARGE + 2 * SPACE) + _SMALL + 4 * SPACE
        self._first.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        steps = self._chosen in self._small
        for chart, card in self._cards.items():
            beside = not narrow and not steps and chart in self._large
            card.setVisible(roomy or chart is self._chosen or beside or (steps and chart in self._small))
        if self._aside is not None:
            self._aside.setVisible(roomy or steps)
        self._lines.setStretch(1, 3 if roomy or not steps else 0)
        self._lines.setStretch(2, 2 if roomy or steps else 0)
        self._together.setVisible(not roomy and not narrow)
        self._together.setChecked(not steps)
        for chart, button in zip(self._large, self._single, strict=True):
            button.setVisible(not roomy and narrow)
            if narrow:
                button.setChecked(chart is self._chosen)
        self._steps.setVisible(not roomy)
        if steps:
            self._steps.setChecked(True)
        self._show_smoothing()

    def _show_smoothing(self) -> None:
        """Beside the names of the charts; its own name goes first."""
        shown = [each.sizeHint().width() for each in self._choices.buttons() if not each.isHidden()]
        room = self.width() - sum(shown) - SPACE // 2 * len(shown)
        needed = self.slider.width() + self._strength.width() + SPACE
        for widget in (self.slider, self._strength):
            widget.setVisible(room >= needed)
        self._title.setVisible(room >= needed + self._title.sizeHint().width() + SPACE)

    def _choice(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "section")
        button.setCheckable(True)
        self._choices.addButton(button, len(self._choices.buttons()))
        return button


def _card(chart: CurveChart) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
    inside.addWidget(chart)
    return card

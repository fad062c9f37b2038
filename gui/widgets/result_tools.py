"""Which of the named pictures are shown, and in which order; and what can be done with all of them.

Knows no session.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from gui.tables import Order
from gui.text import percent
from gui.widgets.layouts import label, row

RANGES = ((0.0, 1.0), (0.9, 1.0), (0.5, 0.9), (0.0, 0.5))


class ResultTools(QWidget):
    range_chosen = Signal(float, float)  # of the probability of the answer
    order_chosen = Signal(object)  # Order
    table_wanted = Signal()
    sort_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label("", "muted")
        self.ranges = QComboBox()
        self.ranges.setAccessibleName(self.tr("How probable the answer is"))
        for at, (low, high) in enumerate(RANGES):
            words = self.tr("{low} to {high}").format(low=percent(low), high=percent(high))
            self.ranges.addItem(words if at else self.tr("Any probability"))
        self.ranges.activated.connect(self._on_range)
        self.orders = QComboBox()
        self.orders.setAccessibleName(self.tr("Order of the pictures"))
        for order, text in (
            (Order.ARRIVAL, self.tr("As they came")),
            (Order.LEAST_SURE, self.tr("Least sure first")),
            (Order.SUREST, self.tr("Surest first")),
            (Order.LABEL, self.tr("By class")),
            (Order.NAME, self.tr("By file name")),
        ):
            self.orders.addItem(text, order)
        self.orders.activated.connect(self._on_order)
        self.save = QPushButton(self.tr("Save"))
        self.save.setProperty("menu", True)
        menu = QMenu(self.save)
        menu.addAction(self.tr("Save as CSV…")).triggered.connect(self.table_wanted)
        menu.addAction(self.tr("Copy into class folders…")).triggered.connect(self.sort_wanted)
        self.save.setMenu(menu)
        line = row()
        self.setLayout(line)
        line.addWidget(self.summary, 1)
        for widget in (self.ranges, self.orders, self.save):
            line.addWidget(widget)

    def reset(self) -> None:
        """All pictures, as they came."""
        self.ranges.setCurrentIndex(0)
        self.orders.setCurrentIndex(0)

    @property
    def range(self) -> tuple[float, float]:
        return RANGES[self.ranges.currentIndex()]

    @property
    def order(self) -> Order:
        return Order(self.orders.currentData())

    @Slot()
    def _on_range(self) -> None:
        self.range_chosen.emit(*self.range)

    @Slot()
    def _on_order(self) -> None:
        self.order_chosen.emit(self.order)

"""How large each map is, with the arithmetic written out, and fields to try numbers of one's own."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from core.explain.geometry import Branch, Layer, Sizing, Step, path
from gui.text import shortest
from gui.theme import SPACE, theme
from gui.widgets.cards import Card
from gui.widgets.inside.explanation import Explanation
from gui.widgets.inside.subject import Subject, branch_title, module_title, wide_kernel
from gui.widgets.inside.window_strip import WindowStrip
from gui.widgets.layouts import column, label, row, scrolling
from gui.widgets.spin_box import SpinBox

SMALLEST, LARGEST = 32, 1024
_EXAMPLES = 3  # side by side
_SIDE = 34 * SPACE
_SIZING = Qt.ItemDataRole.UserRole


def arithmetic(sizing: Sizing) -> str:
    """(in - F + 2P) / S + 1 with its numbers, and what comes out."""
    body = f"({sizing.size} − {sizing.kernel} + 2·{sizing.padding}) / {sizing.stride} + 1"
    exact = sizing.quotient + 1
    if exact.denominator == 1 and exact == sizing.out:
        return f"{body} = {sizing.out}"
    return f"{body} = {shortest(float(exact))} → {sizing.out}"


class SizeView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._architecture = "notes"
        self.side = SpinBox()
        self.side.setRange(SMALLEST, LARGEST)
        self.side.setSuffix(self.tr(" pixels"))
        self.side.setKeyboardTracking(False)
        self.side.setAccessibleName(self.tr("Side of the picture"))
        self.side.valueChanged.connect(self._fill)
        self.steps = QTreeWidget()
        self.steps.setProperty("role", "table")
        self.steps.setUniformRowHeights(True)
        self.steps.setIndentation(2 * SPACE)
        self.steps.setFrameShape(QFrame.Shape.NoFrame)
        self.steps.setAccessibleName(self.tr("Every layer along the path"))
        self.steps.setHeaderLabels([self.tr("Layer"), self.tr("(in − F + 2P) / S + 1"), self.tr("Output")])
        header = self.steps.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.steps.currentItemChanged.connect(self._on_current)
        question = row()
        question.setContentsMargins(SPACE, 0, 0, 0)
        question.addWidget(label(self.tr("For pictures of a side of"), "muted"))
        question.addWidget(self.side)
        question.addStretch(1)
        body = QWidget()
        lines = column(body)
        lines.addLayout(question)
        lines.addWidget(self.steps, 1)
        self.steps.setMinimumWidth(60 * SPACE)
        left = Card(self.tr("Along the path"), (), body)
        self.words = Explanation(
            self.tr(
                "Each line is one layer: the side of the map that comes in, the kernel F, the border P and "
                "the stride S, and what comes out. Open a module to see its four branches."
            ),
            self.tr(
                "A convolution rounds down, the pools of GoogLeNet round up. Each branch of a module has a "
                "border that makes up for its kernel: 1 × 1 with P = 0, 3 × 3 with P = 1, 5 × 5 with P = 2. "
                "So all four keep the size, and can be laid on top of one another, channel upon channel."
            ),
            "1-convolution-sizes",
            scrolls=False,
        )
        side = QWidget()
        side.setProperty("role", "plain")
        right = column(side, spacing=2 * SPACE)
        right.addWidget(self._try_card())
        right.addWidget(self.words, 1)
        line = row(spacing=2 * SPACE)
        self.setLayout(line)
        line.addWidget(left, 3)
        self._side = scrolling(side)
        self._side.setMinimumWidth(_SIDE)
        line.addWidget(self._side, 2)
        theme().changed.connect(self._paint_items)
        self._work_out()

    def show_subject(self, subject: Subject) -> None:
        self._architecture = subject.architecture
        with QSignalBlocker(self.side):
            self.side.setValue(subject.size)
        self._fill()

    @property
    def result(self) -> str:
        """What the free fields come to."""
        return self._result.text()

    @Slot()
    def _fill(self) -> None:
        with QSignalBlocker(self.steps):
            self.steps.clear()
            for step in path(self._architecture, self.side.value()):
                self._add_step(step)
        self._paint_items()

    @Slot()
    def _paint_items(self) -> None:
        muted = QBrush(theme().color("text_muted"))
        found = QTreeWidgetItemIterator(self.steps)
        while (item := found.value()) is not None:
            if item.parent() is not None:
                for number in range(3):
                    item.setForeground(number, muted)
            found += 1

    @Slot()
    def _on_current(self) -> None:
        """What is chosen in the list is also what one goes on trying with."""
        item = self.steps.currentItem()
        sizing = item.data(0, _SIZING) if item is not None else None
        if isinstance(sizing, Sizing):
            self._set(sizing)

    @Slot()
    def _work_out(self) -> None:
        sizing = Sizing(
            self.field_in.value(),
            self.field_kernel.value(),
            self.field_stride.value(),
            self.field_padding.value(),
            self.field_up.isChecked(),
        )
        self._strip.show_sizing(sizing if sizing.valid else None)
        if not sizing.valid:
            self._result.setText(self.tr("The kernel is larger than the map with its border."))
            self._note.setText("")
            return
        self._result.setText(arithmetic(sizing))
        if sizing.dropped:
            note = self.tr("Rounded up, but the last window would begin behind the map: it is left out.")
        elif sizing.out == sizing.size:
            note = self.tr("The size is kept.")
        elif sizing.quotient.denominator == 1:
            note = self.tr("The division comes out even.")
        elif sizing.ceil:
            note = self.tr("Rounded up: the last window sticks out.")
        else:
            note = self.tr("Rounded down: what is left at the edge is not looked at.")
        self._note.setText(note)

    @Slot()
    def _on_example(self) -> None:
        self._set(self.sender().property("sizing"))

    def _set(self, sizing: Sizing) -> None:
        for field, value in (
            (self.field_in, sizing.size),
            (self.field_kernel, sizing.kernel),
            (self.field_stride, sizing.stride),
            (self.field_padding, sizing.padding),
        ):
            with QSignalBlocker(field):
                field.setValue(value)
        with QSignalBlocker(self.field_up):
            self.field_up.setChecked(sizing.ceil)
        self._work_out()

    def _add_step(self, step: Step) -> None:
        map_words = f"{step.size_out}² × {step.channels_out}"
        words = (
            arithmetic(step.sizing) if step.sizing else self.tr("each branch keeps {0}").format(step.size_out)
        )
        item = QTreeWidgetItem(self.steps, [module_title(step.name), words, map_words])
        item.setData(0, _SIZING, step.sizing)
        wide = wide_kernel(self._architecture)
        for branch in step.branches:
            self._add_branch(item, branch, step.size_in, wide)

    def _add_branch(self, item: QTreeWidgetItem, branch: Branch, size: int, wide: int) -> None:
        for number, layer in enumerate(branch.layers):
            sizing = layer.sizing(size)
            name = branch_title(branch.name, wide) if number == 0 else ""
            words = f"{self._layer_words(layer)}:  {arithmetic(sizing)}"
            values = [name, words, f"{sizing.out}² × {layer.channels_out}"]
            QTreeWidgetItem(item, values).setData(0, _SIZING, sizing)
            size = sizing.out

    def _layer_words(self, layer: Layer) -> str:
        kernel = f"{layer.kernel} × {layer.kernel}"
        return self.tr("{0} pool").format(kernel) if layer.kind == "max pool" else kernel

    def _try_card(self) -> QWidget:
        self.field_in = _field(1, 4096, 224)
        self.field_kernel = _field(1, 99, 7)
        self.field_padding = _field(0, 49, 3)
        self.field_stride = _field(1, 64, 2)
        self.field_up = QCheckBox(self.tr("round up"))
        self.field_up.toggled.connect(self._work_out)
        form = QGridLayout()
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE)
        form.setColumnStretch(1, 1)
        form.setColumnStretch(3, 1)
        for text, field in (
            (self.tr("in"), self.field_in),
            ("F", self.field_kernel),
            ("P", self.field_padding),
            ("S", self.field_stride),
        ):
            field.setAccessibleName(text)
            field.valueChanged.connect(self._work_out)
            at_row, at_column = divmod(form.count() // 2, 2)
            form.addWidget(label(text, "muted"), at_row, 2 * at_column)
            form.addWidget(field, at_row, 2 * at_column + 1)
        examples = QGridLayout()
        examples.setSpacing(0)
        examples.setColumnStretch(_EXAMPLES, 1)
        for number, (text, sizing) in enumerate(
            (
                (self.tr("first layer"), Sizing(224, 7, 2, 3)),
                (self.tr("pool"), Sizing(112, 3, 2, 0, True)),
                ("1 × 1", Sizing(28, 1, 1, 0)),
                ("3 × 3", Sizing(28, 3, 1, 1)),
                ("5 × 5", Sizing(28, 5, 1, 2)),
            )
        ):
            button = QPushButton(text)
            button.setProperty("role", "quiet")
            button.setProperty("sizing", sizing)
            button.clicked.connect(self._on_example)
            at_row, at_column = divmod(number, _EXAMPLES)
            examples.addWidget(button, at_row, at_column)
        self._result = label("", "strong", wrap=True)
        self._note = label("", "muted", wrap=True)
        self._strip = WindowStrip()
        body = QWidget()
        lines = column(body, margin=SPACE)
        lines.addLayout(form)
        lines.addLayout(examples)
        lines.addWidget(self.field_up)
        lines.addWidget(self._result)
        lines.addWidget(self._note)
        lines.addWidget(self._strip)
        return Card(self.tr("Try it"), (), body)


def _field(least: int, most: int, value: int) -> SpinBox:
    field = SpinBox()
    field.setRange(least, most)
    field.setValue(value)
    return field

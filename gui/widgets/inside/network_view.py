"""The whole network at a glance; of the chosen part, its row of Table 1 and what it sees of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from core.explain.costs import BlockRow, table
from core.explain.geometry import fields, path
from gui.text import decimal, number, sentences
from gui.theme import SPACE, theme
from gui.widgets.cards import Card
from gui.widgets.inside.field_picture import FieldPicture
from gui.widgets.inside.subject import Subject, block_title, module_title
from gui.widgets.layouts import column, label, row, scrolling
from gui.widgets.network_diagram import NetworkDiagram
from gui.widgets.network_layout import Part

FIRST = "inception4a"
_NAME = Qt.ItemDataRole.UserRole


class NetworkView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._rows: dict[str, BlockRow] = {}
        self.diagram = NetworkDiagram()
        self.diagram.chosen.connect(self.choose)
        self.diagram.hovered.connect(self._on_hovered)
        larger = _tool(self.tr("Larger"), "+")
        larger.clicked.connect(self._on_larger)
        smaller = _tool(self.tr("Smaller"), "\N{MINUS SIGN}")
        smaller.clicked.connect(self._on_smaller)
        scale = label(
            self.tr("height: side of the map · width: channels · shades: the four branches"), "caption"
        )
        scale.setMinimumWidth(1)  # it gives way before the diagram does
        top = Card(self.tr("From the picture to the answer"), (scale, smaller, larger), self.diagram)
        self.rows = QTreeWidget()
        self.rows.setProperty("role", "table")
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setAccessibleName(self.tr("The rows of Table 1"))
        self.rows.setHeaderLabels(
            [self.tr("Part"), self.tr("Output"), self.tr("Parameters"), self.tr("Multiplications")]
        )
        self.rows.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.rows.header().setStretchLastSection(False)
        self.rows.currentItemChanged.connect(self._on_row)
        self.rows.setMinimumHeight(14 * SPACE)
        self.sums = label("", "caption", wrap=True)
        left = Card(self.tr("Table 1, as this network is"), (), _stacked(self.rows, self.sums))
        self.picture = FieldPicture()
        self.picture.place_changed.connect(self._tell_field)
        self.title = label("", "heading")
        self.about = label("", wrap=True)
        self.field = label("", wrap=True)
        why = label(
            self.tr(
                "What a place cannot see, it cannot use. Deep places see more, and know less exactly where. "
                "Move over the picture, or use the arrow keys, to look from other places."
            ),
            "muted",
            wrap=True,
        )
        words = QWidget()
        words.setProperty("role", "plain")
        lines = column(words)
        for each in (self.title, self.about, self.field, why):
            lines.addWidget(each)
        lines.addStretch(1)
        right = QFrame()
        right.setProperty("role", "card")
        halves = row(spacing=2 * SPACE)
        halves.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        halves.addWidget(self.picture, 1)
        halves.addWidget(scrolling(words), 1)
        right.setLayout(halves)
        below = row(spacing=2 * SPACE)
        below.addWidget(left, 1)
        below.addWidget(right, 1)
        whole = column(self, spacing=2 * SPACE)
        whole.addWidget(top, 5)
        whole.addLayout(below, 4)
        theme().changed.connect(self._mark_rows)

    def show_subject(self, subject: Subject) -> None:
        self._subject = subject
        size, classes = subject.size, len(subject.classes)
        found = table(subject.architecture, classes, size)
        if not subject.aux_heads:
            found = tuple(each for each in found if each.kind != "auxiliary head")
        self._rows = {module: each for each in found for module in each.modules}
        self._fields = fields(subject.architecture)
        self._sides = {step.name: step.size_out for step in path(subject.architecture, size)}
        self.diagram.show_parts(_parts(subject, found))
        self._fill(found)
        self.choose(self.diagram.current if self.diagram.current in self._rows else FIRST)

    def show_picture(self, pixels: Any) -> None:
        """uint8 (S, S, 3), or None."""
        self.picture.show_picture(pixels, self._subject.size if self._subject else 1)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Look at this part of the network."""
        self.diagram.choose(name)
        with QSignalBlocker(self.rows):
            self.rows.setCurrentIndex(self._index(name))
        self._look_at(name)

    @property
    def words(self) -> str:
        return "\n".join((self.title.text(), self.about.text(), self.field.text()))

    @Slot(str)
    def _on_hovered(self, name: str) -> None:
        self._look_at(name or self.diagram.current)

    @Slot()
    def _on_row(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.diagram.choose(item.data(0, _NAME))
            self._look_at(item.data(0, _NAME))

    @Slot()
    def _on_larger(self) -> None:
        self.diagram.zoom_by(1)

    @Slot()
    def _on_smaller(self) -> None:
        self.diagram.zoom_by(-1)

    @Slot()
    def _mark_rows(self) -> None:
        found = QTreeWidgetItemIterator(self.rows)
        while (item := found.value()) is not None:
            token = "text" if self._rows[item.data(0, _NAME)].parameters else "text_muted"
            for at_column in range(4):
                item.setForeground(at_column, QBrush(theme().color(token)))
            found += 1

    @Slot()
    def _tell_field(self) -> None:
        name = self._shown
        field = self._fields.get(name)
        if field is None:
            self.field.setText(self.tr("Sees all of the picture: it reads the whole map."))
            return
        x, y = (round(field.centre(place)) for place in reversed(self.picture.place))
        assert self._subject is not None
        words = self.tr(
            "A place of its map sees {size} × {size} pixels, the next one {stride} further. "
            "This one has its middle at ({x}, {y})."
        ).format(size=field.size, stride=field.stride, x=x, y=y)
        if field.size > self._subject.size:
            words = sentences(words, self.tr("That is more than the picture has."))
        self.field.setText(words)

    def _look_at(self, name: str) -> None:
        if self._subject is None or name not in self._rows:
            return
        self._shown = name
        each = self._rows[name]
        self.title.setText(module_title(name))
        parts = [self._output(each)]
        if each.parameters:
            parts.append(self.tr("{count} parameters").format(count=number(each.parameters)))
            parts.append(
                self.tr("{count} million multiplications").format(count=decimal(each.operations / 1e6, 1))
            )
        words = "  ·  ".join(parts)
        if each.printed_params is not None and each.printed_ops is not None and each.name != "fc":
            words += "\n" + self.tr(
                "The paper prints {params} thousand and {ops} million, for 224 pixels."
            ).format(params=number(round(each.printed_params)), ops=number(round(each.printed_ops)))
        self.about.setText(words)
        self.picture.show_field(self._fields.get(name), self._sides.get(name, 1))  # tells of it

    def _output(self, each: BlockRow) -> str:
        if each.kind in ("auxiliary head", "linear"):
            return self.tr("{count} classes").format(count=number(each.channels))
        return f"{each.size} × {each.size} × {number(each.channels)}"

    def _fill(self, found: tuple[BlockRow, ...]) -> None:
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for each in found:
                name = each.modules[-1]
                values = [block_title(name), self._output(each), number(each.parameters), ""]
                values[3] = self.tr("{0} M").format(decimal(each.operations / 1e6, 1))
                if not each.parameters:
                    values[2] = values[3] = "–"
                item = QTreeWidgetItem(self.rows, values)
                item.setData(0, _NAME, name)
                for at in (2, 3):
                    item.setTextAlignment(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for at in (2, 3):
            self.rows.headerItem().setTextAlignment(
                at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        answering = [each for each in found if each.kind != "auxiliary head"]
        self.sums.setText(
            self.tr("{params} parameters, {ops} M multiplications in all").format(
                params=number(sum(each.parameters for each in found)),
                ops=number(round(sum(each.operations for each in answering) / 1e6)),
            )
        )
        self.sums.setToolTip(
            self.tr("The multiplications are those of naming a picture, for which side heads are left out.")
        )
        self._mark_rows()

    def _index(self, name: str) -> QModelIndex:
        wanted = self._rows[name].modules[-1] if name in self._rows else name
        model = self.rows.model()
        rows = (model.index(at, 0) for at in range(model.rowCount()))
        return next((index for index in rows if index.data(_NAME) == wanted), QModelIndex())


def _parts(subject: Subject, rows: Sequence[BlockRow]) -> list[Part]:
    parts: list[Part] = []
    # In the table, an auxiliary head stands right after what it hangs on.
    heads = {one.name: other.name for one, other in pairwise(rows) if other.kind == "auxiliary head"}
    for step in path(subject.architecture, subject.size):
        branches = tuple(branch.channels for branch in step.branches)
        parts.append(Part(step.name, step.kind, step.size_out, step.channels_out, branches))
        if step.name in heads:
            parts.append(Part(heads[step.name], "auxiliary head", 1, len(subject.classes), (), step.name))
    parts.append(Part("fc", "linear", 1, len(subject.classes)))
    return parts


def _tool(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "section")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _stacked(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    lines = column(whole, spacing=SPACE // 2)
    for widget in widgets:
        lines.addWidget(widget)
    return whole

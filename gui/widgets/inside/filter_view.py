"""What was learned: the first filters, the most alike pictures, and what excites a channel. Knows no job."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from core.explain.geometry import fields, path
from core.explain.results import Excitations, Neighbours, StemFilters
from gui.text import decimal, percent, plain, shortest
from gui.theme import SPACE
from gui.widgets.cards import Card
from gui.widgets.inside.explanation import Explanation
from gui.widgets.inside.filter_grid import FilterGrid
from gui.widgets.inside.seen_tiles import SeenTiles, Tile
from gui.widgets.inside.subject import BLOCKS, Subject, module_title
from gui.widgets.layouts import ElidedLabel, column, row
from gui.widgets.spin_box import SpinBox

FIRST = "inception4c"


class FilterView(QWidget):
    neighbours_wanted = Signal()
    excitations_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._names: Sequence[str] = ()
        self.filters = FilterGrid()
        self.answer = ElidedLabel("muted")
        self.find_alike = QPushButton(self.tr("Find"))
        self.find_alike.clicked.connect(self.neighbours_wanted)
        self.alike = SeenTiles()
        self.blocks = QComboBox()
        self.blocks.setAccessibleName(self.tr("Block"))
        for name in BLOCKS:
            self.blocks.addItem(module_title(name), name)
        self.blocks.setCurrentIndex(BLOCKS.index(FIRST))
        self.blocks.currentIndexChanged.connect(self._on_block)
        self.channel = SpinBox()
        self.channel.setPrefix(self.tr("channel "))
        self.channel.setAccessibleName(self.tr("Channel"))
        self.channel.setKeyboardTracking(False)
        self.excite = QPushButton(self.tr("Find"))
        self.excite.clicked.connect(self.excitations_wanted)
        self.exciting = SeenTiles()
        controls = row()
        controls.setContentsMargins(SPACE, 0, SPACE, 0)
        for widget in (self.blocks, self.channel, self.excite):
            controls.addWidget(widget)
        controls.addStretch(1)
        excited = QWidget()
        lines = column(excited, spacing=SPACE)
        lines.addLayout(controls)
        lines.addWidget(self.exciting, 1)
        ask = row()
        ask.setContentsMargins(SPACE, 0, SPACE, 0)
        ask.addWidget(self.answer, 1)
        ask.addWidget(self.find_alike)
        alike = QWidget()
        lines = column(alike, spacing=SPACE)
        lines.addLayout(ask)
        lines.addWidget(self.alike, 1)
        self.words = Explanation(
            self.tr(
                "The 64 filters of the first layer, each 7 × 7 pixels, the strongest first. Then the "
                "training pictures that lie nearest to yours in the 1024 features before the last layer, "
                "and those that excite one channel most; the box is what the place with the strongest "
                "response sees."
            ),
            self.tr(
                "A trained first layer shows edges and colours; grey noise says that it has learned little "
                "yet, which is usual after few epochs. If the neighbours are of another class, the network "
                "sees in your picture what these have in common."
            ),
            "6-scratch-or-fine-tuning",
        )
        right = QWidget()
        both = column(right, spacing=2 * SPACE)
        both.addWidget(Card(self.tr("Most alike in the network's eyes"), (), alike), 1)
        both.addWidget(Card(self.tr("What excites a channel"), (), excited), 1)
        line = row(spacing=2 * SPACE)
        self.setLayout(line)
        line.addWidget(Card(self.tr("First filters"), (), self.filters), 3)
        line.addWidget(right, 5)
        line.addWidget(self.words, 3)

    @property
    def block(self) -> str:
        return str(self.blocks.currentData())

    def show_subject(self, subject: Subject) -> None:
        self._subject = subject
        self._on_block()

    def show_filters(self, found: StemFilters) -> None:
        self.filters.show_filters(found.filters, found.strengths)

    def show_neighbours(self, found: Neighbours | None) -> None:
        """None before they are known."""
        assert self._subject is not None
        if found is None:
            self.answer.set_full_text("")
            self.alike.show_hint(
                self.tr(
                    "The first time, all training pictures are shown to the network. That is kept for later."
                )
            )
            return
        said = self.tr("Its answer: {label} {share}")
        self.answer.set_full_text(
            said.format(label=plain(found.answer.label), share=percent(found.answer.probability))
        )
        tiles = [
            Tile(each.item.path, f"{self._class_of(each.item.label)}\n{decimal(each.similarity, 3)}")
            for each in found.neighbours
        ]
        self.alike.show_tiles(tiles, self._subject.preprocessing)

    def show_excitations(self, found: Excitations | None) -> None:
        """None before they are known."""
        assert self._subject is not None
        if found is None:
            self.exciting.show_hint(
                self.tr("Choose a channel, or click on one of its maps among the branches.")
            )
        elif not found.excitations:
            self.exciting.show_hint(self.tr("No training picture excites this channel."))
        else:
            field = fields(self._subject.architecture)[found.block]
            tiles = [
                Tile(each.item.path, shortest(round(each.activation, 2)), field.box(each.row, each.column))
                for each in found.excitations
            ]
            self.exciting.show_tiles(tiles, self._subject.preprocessing)

    def choose_channel(self, block: str, channel: int) -> None:
        self.blocks.setCurrentIndex(BLOCKS.index(block))
        self.channel.setValue(channel)

    def use_names(self, names: Sequence[str]) -> None:
        """Of the dataset's classes."""
        self._names = names

    def shutdown(self) -> None:
        self.alike.shutdown()
        self.exciting.shutdown()

    @Slot()
    def _on_block(self) -> None:
        if self._subject is not None:
            steps = {step.name: step.channels_out for step in path(self._subject.architecture)}
            with QSignalBlocker(self.channel):
                self.channel.setRange(0, steps[self.block] - 1)
            self.show_excitations(None)

    def _class_of(self, label: int) -> str:
        return plain(self._names[label])

"""Where the three heads agree and differ: easy, hard, and probably mislabelled pictures. Knows no job."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from core.explain.results import Depth, Depths
from gui.text import number, percent, sentences
from gui.theme import SPACE
from gui.widgets.drop_area import DropArea
from gui.widgets.inside.depth_gallery import DepthGallery
from gui.widgets.inside.explanation import Explanation
from gui.widgets.layouts import column, label, row
from gui.widgets.section_bar import SectionBar

_TRUSTED = 0.8
"""Accuracy from which on accusations are worth a look; below, most mistakes are the network's."""


class DepthView(QWidget):
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._depths: Depths | None = None
        self.kinds = SectionBar()
        for kind in Depth:
            self.kinds.add(kind.value, self._title(kind))
        self.kinds.chosen.connect(self._fill)
        self.gallery = DepthGallery()
        self.about = label("", "muted", wrap=True)
        self._none = label(self.tr("None."), "muted")
        left = QFrame()
        left.setProperty("role", "card")
        lines = column(left, margin=SPACE * 3 // 2)
        for widget in (self.kinds, self.about, self._none):
            lines.addWidget(widget)
        lines.addWidget(self.gallery, 1)
        self.words = Explanation(
            self.tr(
                "Each picture beside what the heads say at their three depths: after 4a, after 4d, at the "
                "end. The bold word is its folder; an answer that differs from it has the sign ≠."
            ),
            self.tr(
                "What all depths name right is easy. What only the end names right needed the depth: that "
                "is what the later modules are for. Where all agree on another class, and the last is sure "
                "of it, look whether the picture lies in the wrong folder."
            ),
            "4-auxiliary-heads",
        )
        full = QWidget()
        line = row(spacing=2 * SPACE)
        full.setLayout(line)
        line.addWidget(left, 5)
        line.addWidget(self.words, 2)
        area = DropArea("images")
        area.set_text(
            self.tr("What does each depth say?"),
            self.tr("All validation pictures are shown to the network once, which takes a moment."),
        )
        self.start = QPushButton(self.tr("Show them to the three heads"))
        self.start.setProperty("role", "primary")
        self.start.clicked.connect(self.wanted)
        area.add_button(self.start)
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(full)
        column(self).addWidget(self._stack)
        self.kinds.choose(Depth.HARD.value)

    def show_depths(self, depths: Depths | None) -> None:
        """None before there are any."""
        self._depths = depths
        self._stack.setCurrentIndex(0 if depths is None else 1)
        if depths is not None:
            for kind, count in depths.counts.items():
                self.kinds.name(kind.value, f"{self._title(kind)}  {number(count)}")
            self.words.tell(self._telling(depths))
            self._fill()

    @property
    def shown(self) -> int:
        """How many pictures are on show."""
        return self.gallery.rows.rowCount()

    def shutdown(self) -> None:
        self.gallery.shutdown()

    @Slot()
    def _fill(self) -> None:
        kind = Depth(self.kinds.current)
        self.about.setText(
            {
                Depth.EASY: self.tr("All three heads name them right. The surest come first."),
                Depth.HARD: self.tr(
                    "At least one head is wrong. Those that the end is least sure of come first."
                ),
                Depth.MISLABELLED: self.tr(
                    "All heads agree on another class, and the last one is more than half sure, and as sure "
                    "as of that class's own pictures."
                ),
            }[kind]
        )
        items = self._depths.of(kind) if self._depths is not None else ()
        self.gallery.rows.show(items, self._depths.classes if self._depths is not None else ())
        self._none.setVisible(not items)
        self.gallery.setVisible(bool(items))

    def _telling(self, depths: Depths) -> str:
        """How far to trust it: a weak model takes its own mistakes for wrong labels."""
        if not depths.items:
            return ""
        words = self.tr("At its end the network is right about {share} of these {count} pictures.").format(
            share=percent(depths.accuracy), count=number(len(depths.items))
        )
        if depths.accuracy < _TRUSTED:
            weak = self.tr("As long as it is so often wrong, it mostly accuses labels that are right.")
            words = sentences(words, weak)
        return words

    def _title(self, kind: Depth) -> str:
        return {
            Depth.EASY: self.tr("Easy"),
            Depth.HARD: self.tr("Hard"),
            Depth.MISLABELLED: self.tr("Probably mislabelled"),
        }[kind]

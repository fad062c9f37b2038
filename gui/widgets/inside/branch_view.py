"""The four branches of a module for one picture, and what becomes of the answer without some.

Knows no job.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from core.explain.geometry import BRANCHES
from core.explain.results import BranchesOff, BranchId, BranchLens, HeatMap
from gui.text import joined, number, percent, plain
from gui.theme import SPACE
from gui.widgets.inside.branch_column import BranchColumn
from gui.widgets.inside.explanation import Explanation
from gui.widgets.inside.subject import MODULES, Subject, branch_title, module_title, wide_kernel
from gui.widgets.layouts import ElidedLabel, column, label, row

FIRST = "inception4c"


class BranchView(QWidget):
    module_chosen = Signal()
    label_chosen = Signal()
    off_changed = Signal()
    channel_wanted = Signal(str, int)  # the module, the channel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.off: set[BranchId] = set()
        """What is switched off, in any module."""
        self._wide = 5
        self.modules = QComboBox()
        self.modules.setAccessibleName(self.tr("Module"))
        for name in MODULES:
            self.modules.addItem(module_title(name), name)
        self.modules.setCurrentIndex(MODULES.index(FIRST))
        self.modules.currentIndexChanged.connect(self.module_chosen)
        self.labels = QComboBox()
        self.labels.setAccessibleName(self.tr("Class"))
        self.labels.setMinimumContentsLength(10)
        self.labels.activated.connect(self.label_chosen)
        self.answer = ElidedLabel("heading")
        self.all_on = QPushButton(self.tr("All on"))
        self.all_on.clicked.connect(self._on_all_on)
        self.all_on.hide()
        self.accuracy = label("", wrap=True)
        self.accuracy.hide()
        top = row()
        top.addWidget(self.modules)
        top.addWidget(label(self.tr("speaking for"), "muted"))
        top.addWidget(self.labels)
        top.addSpacing(SPACE)
        top.addWidget(self.answer, 1)
        top.addWidget(self.all_on)
        self.columns = [BranchColumn(branch, at) for at, branch in enumerate(BRANCHES)]
        middle = row(spacing=SPACE * 3 // 2)
        for each in self.columns:
            each.switched.connect(self._on_switched)
            each.channel_wanted.connect(self._on_channel)
            middle.addWidget(each, 4)
        self.words = Explanation(
            self.tr(
                "Above, where each branch sees what speaks for the class, all to one scale (Grad-CAM). "
                "Below, its strongest channels, each to its own peak; a click shows what excites one. The "
                "bars are its part of the module's activation and of what speaks for the class."
            ),
            self.tr(
                "The module looks at four scales at once and hands all of it on; the next one decides whom "
                "to listen to. Switch a branch off: if the answer stays, the network has said it elsewhere "
                "as well. To be active is not yet to have a say."
            ),
            "3-four-branches",
        )
        middle.addWidget(self.words, 5)
        lines = column(self, spacing=SPACE * 3 // 2)
        lines.addLayout(top)
        lines.addLayout(middle, 1)
        lines.addWidget(self.accuracy)

    @property
    def module(self) -> str:
        return str(self.modules.currentData())

    @property
    def label(self) -> str | None:
        """The class that is asked for; None for the model's own answer."""
        chosen = self.labels.currentData()
        return None if chosen is None else str(chosen)

    def show_subject(self, subject: Subject) -> None:
        self._wide = wide_kernel(subject.architecture)
        self.off.clear()
        with QSignalBlocker(self.labels):
            self.labels.clear()
            self.labels.addItem(self.tr("its answer"))
            for name in subject.classes:
                self.labels.addItem(plain(name), name)
        self.answer.set_full_text("")
        for each in self.columns:
            each.name(branch_title(each.branch, self._wide))

    def show_lens(self, lens: BranchLens) -> None:
        for each, view in zip(self.columns, lens.branches, strict=True):
            each.show_branch(view, off=BranchId(lens.module, view.branch) in lens.off, label_shown=lens.label)
            each.show_picture(lens.picture)
        words = f"{plain(lens.answer.label)} {percent(lens.answer.probability)}"
        if lens.off:
            words += f"  →  {plain(lens.switched.label)} {percent(lens.switched.probability)}"
        self.answer.set_full_text(words)
        self.all_on.setVisible(bool(lens.off))
        self.words.tell(self._telling(lens))
        if not lens.off:
            self.accuracy.hide()

    def show_waiting(self, words: str) -> None:
        """What the first answer waits for."""
        if not self.answer.full_text():
            self.answer.set_full_text(words)

    @Slot()
    def show_nothing(self) -> None:
        """There is no answer for what is looked at."""
        self.answer.set_full_text("")
        self.words.tell("")
        self.show_heats(None)
        for each in self.columns:
            each.show_nothing()

    def show_heats(self, heats: Sequence[HeatMap] | None) -> None:
        """Of the four branches in their order; None while they are not known."""
        strongest = max((heat.peak for heat in heats), default=0.0) if heats else 0.0
        for number_, each in enumerate(self.columns):
            each.show_heat(heats[number_] if heats else None, strongest)

    def show_accuracy(self, found: BranchesOff | None) -> None:
        """None while it is not known."""
        self.accuracy.setVisible(found is not None)
        if found is not None:
            self.accuracy.setText(
                self.tr(
                    "On {count} validation pictures: {on} right with all branches, {off} without {which}."
                ).format(
                    count=number(found.pictures),
                    on=percent(found.accuracy_on),
                    off=percent(found.accuracy_off),
                    which=self._named(found.off),
                )
            )

    @Slot(str, bool)
    def _on_switched(self, branch: str, on: bool) -> None:
        which = BranchId(self.module, branch)
        if on:
            self.off.discard(which)
        else:
            self.off.add(which)
        self.off_changed.emit()

    @Slot()
    def _on_all_on(self) -> None:
        self.off.clear()
        self.off_changed.emit()

    @Slot(int)
    def _on_channel(self, channel: int) -> None:
        self.channel_wanted.emit(self.module, channel)

    def _named(self, off: frozenset[BranchId]) -> str:
        return joined(
            f"{module_title(each.module)} {branch_title(each.branch, self._wide)}" for each in sorted(off)
        )

    def _telling(self, lens: BranchLens) -> str:
        on = [view for view in lens.branches if BranchId(lens.module, view.branch) not in lens.off]
        if not on:
            return self.tr("All four are off: nothing passes this module.")
        loud = max(on, key=lambda view: view.activation_share)
        telling = max(on, key=lambda view: view.answer_share)
        words = self.tr(
            "Most active here is {loud} with {active}; most for {label} speaks {telling} with {share}."
        )
        return words.format(
            loud=branch_title(loud.branch, self._wide),
            active=percent(loud.activation_share),
            label=plain(lens.label),
            telling=branch_title(telling.branch, self._wide),
            share=percent(telling.answer_share),
        )

"""An open dataset: its classes, what the check found, its pictures. What is wanted goes out as signals.

Knows core's dataclasses and no session.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from core.events import Event, Finding
from gui.icons import icon
from gui.messages import remedy, sentence
from gui.pictures import excluded_pictures, files_of, pictures_of, pictures_of_finding, unusable_files
from gui.text import listed, number
from gui.theme import SPACE
from gui.widgets.cards import Card
from gui.widgets.class_bars import ClassBars, ClassRow
from gui.widgets.dataset_header import DatasetHeader
from gui.widgets.findings_panel import FindingsPanel
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import column, row
from gui.widgets.legend import Legend
from gui.widgets.pictures_pane import PicturesPane

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from core.data.folder import SkippedFile

SIDES = ("train", "validation", "test")
SKIPPED = "skipped"
EXCLUDED = "excluded"
REASONS = "reasons"  # in the data of a finding whose files are no pictures: why each is none
COPIES = ("exact-duplicates", "near-duplicates", "near-duplicates-across-split")
LEAST_LINES = 4
HEADING = 7 * SPACE
BAND_SHARE = 0.38


class DatasetView(QWidget):
    """Classes and findings together filter the pictures below them; the one primary action is Train."""

    check_wanted = Signal()
    check_cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._shown: object = None  # a Finding, SKIPPED, EXCLUDED, or None for all pictures
        self._names: tuple[str, ...] = ()  # the chosen classes: of these alone
        self._findings: list[Finding] = []
        self._checking = False
        self.header = DatasetHeader()
        self.classes = ClassBars()
        self.classes.chosen.connect(self._on_classes)
        self.findings = FindingsPanel()
        self.findings.opened.connect(self._on_finding)
        self.pane = PicturesPane()
        self.pane.closed.connect(self._on_closed)
        self.pane.detail_shown.connect(self._on_detail)
        self._progress = JobProgress()
        self._progress.setContentsMargins(SPACE, 0, SPACE, SPACE // 2)
        self._progress.hide()
        self._progress.cancelled.connect(self.check_cancelled)
        self._legend = Legend()
        self._more = QToolButton()
        self._more.setIcon(icon("more"))
        self._more.setToolTip(self.tr("Rename, merge or leave out the chosen classes"))
        self._more.setAccessibleName(self.tr("Edit the chosen classes"))
        self._more.clicked.connect(self._on_more)
        self._more.hide()
        self._again = QToolButton()
        self._again.setIcon(icon("refresh", "text_muted"))
        self._again.setToolTip(self.tr("Check again"))
        self._again.setAccessibleName(self.tr("Check again"))
        self._again.clicked.connect(self.check_wanted)
        self._band = QWidget()
        cards = row(spacing=2 * SPACE)
        self._band.setLayout(cards)
        cards.addWidget(Card(self.tr("Classes"), (self._legend, self._more), self.classes), 1)
        findings = Card(self.tr("Findings"), (self._again,), self.findings)
        findings.insert(self._progress)
        cards.addWidget(findings, 1)
        lines = column(self, spacing=2 * SPACE)
        lines.addWidget(self.header)
        lines.addWidget(self._band)
        lines.addWidget(self.pane, 1)

    def show_dataset(self, dataset: Dataset) -> None:
        """A dataset that was just opened."""
        self._dataset = dataset
        self._findings = []
        self._shown, self._names = None, ()
        self.pane.gallery.forget_pictures()
        self._fill()
        self._show()

    def refresh_dataset(self, dataset: Dataset) -> None:
        """The same dataset after an edit: what is shown stays, as far as it is still there."""
        self._dataset = dataset
        still = {*dataset.classes, *dataset.left_out}
        self._names = tuple(name for name in self._names if name in still)
        self._fill()
        self._show(anew=False)

    def add_finding(self, finding: Finding) -> None:
        if self._dataset is not None and finding in self._dataset.notices:
            return  # a check repeats what was noticed when the folder was opened
        self._findings.append(finding)
        self._add_row(finding)
        if REASONS in finding.data:
            self.findings.remove(SKIPPED)  # the finding names these files, and more
        self._fit()

    @property
    def shown_kind(self) -> str:
        """The kind of the finding whose pictures are on show, or ""."""
        return self._shown.kind if isinstance(self._shown, Finding) else ""

    def begin_check(self) -> None:
        self._findings = []
        self._fill()
        self._progress.begin(self.tr("Checking pictures"))
        self._progress.show()
        self._checking = True
        self._fit()
        self._again.hide()
        self.findings.say("")

    def follow_check(self, event: Event) -> None:
        self._progress.follow(event)

    def end_check(self, *, complete: bool) -> None:
        self._progress.hide()
        self._checking = False
        self._again.show()
        if not complete:
            self.findings.say(self.tr("The check was not finished."))
        elif not self.findings.keys:
            self.findings.say(self.tr("Nothing was found that would harm training."))
        else:
            self.findings.say("")
        self._fit()

    def shutdown(self) -> None:
        self.pane.shutdown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Slots

    @Slot()
    def _on_more(self) -> None:
        self.classes.show_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot(object)
    def _on_classes(self, names: tuple[str, ...]) -> None:
        self._more.setVisible(bool(names))
        if names != self._names:
            self._names = names
            self._show()

    @Slot(object)
    def _on_finding(self, key: object) -> None:
        self._shown = key
        self._show()

    @Slot(bool)
    def _on_detail(self, shown: bool) -> None:
        self._band.setVisible(not shown)  # a picture at large takes all the room

    @Slot()
    def _on_closed(self) -> None:
        self._shown, self._names = None, ()
        self.findings.choose(None)
        self.classes.clearSelection()
        self._show()

    # Inside

    def _show(self, *, anew: bool = True) -> None:
        """What is found, or all, of the chosen classes alone where some are chosen."""
        dataset, key, names = self._dataset, self._shown, self._names
        assert dataset is not None
        if isinstance(key, Finding) and REASONS in key.data:
            self._show_files(*finding_words(key), unusable_files(key))
        elif key == SKIPPED:
            note = self.tr("They take no part in training. Your files are left as they are.")
            self._show_files(self._skipped_text(), note, dataset.skipped)
        elif isinstance(key, Finding):
            text, effect = finding_words(key)
            pictures, groups = pictures_of_finding(dataset, key, names)
            note = self._narrowed(effect, len(pictures), len(key.files))
            copies = key.kind in COPIES
            self.pane.show_pictures(
                text, note, pictures, groups, captions=True, closable=True, copies=copies, anew=anew
            )
        elif key == EXCLUDED:
            out = excluded_pictures(dataset, names)
            note = self.tr("Select some and include them again to train on them.")
            note = self._narrowed(note, len(out), len(dataset.excluded))
            self.pane.show_pictures(self._excluded_text(), note, out, captions=True, closable=True, anew=anew)
        else:
            pictures = pictures_of(dataset, names)
            title = listed(names) or self.tr("All pictures")
            note = self.tr("1 picture")
            if len(pictures) != 1:
                note = self.tr("{count} pictures").format(count=number(len(pictures)))
            self.pane.show_pictures(title, note, pictures, closable=bool(names), anew=anew)

    def _show_files(self, text: str, effect: str, files: Sequence[SkippedFile]) -> None:
        assert self._dataset is not None
        some = files_of(self._dataset, files, self._names)
        note = self._narrowed(effect, len(some), len(files))
        self.pane.show_skipped(text, note, self._dataset.root, some)

    def _narrowed(self, note: str, count: int, total: int) -> str:
        """`note`, or which classes are chosen besides and how much that leaves."""
        if not self._names or not total:
            return note
        words = self.tr("Only {names}: {count} of {total}")
        return words.format(names=listed(self._names), count=number(count), total=number(total))

    def _fill(self) -> None:
        """The header, the bars and the rows of findings, anew."""
        dataset = self._dataset
        assert dataset is not None
        per_side = [dataset.counts(side) for side in SIDES]
        self.header.show_dataset(dataset, [sum(counts) for counts in per_side])
        rows = [ClassRow(name, tuple(c[i] for c in per_side)) for i, name in enumerate(dataset.classes)]
        rows += [ClassRow(name, (), left_out=True) for name in dataset.left_out]
        self.classes.show_classes(rows)
        names = (self.tr("training"), self.tr("validation"), self.tr("test"))
        self._legend.show_names(names if any(per_side[2]) else names[:2])
        self.findings.clear()
        if dataset.skipped and not any(REASONS in finding.data for finding in self._findings):
            self.findings.add(SKIPPED, "warning", self._skipped_text(), len(dataset.skipped))
        if dataset.excluded:
            self.findings.add(EXCLUDED, "info", self._excluded_text(), len(dataset.excluded))
        found = [finding for finding in self._findings if finding not in dataset.notices]
        for finding in (*dataset.notices, *found):
            self._add_row(finding)
        self.findings.choose(self._shown)
        self._more.hide()
        self.classes.choose(self._names)  # the rows are new, and none is chosen yet
        self._fit()

    def _add_row(self, finding: Finding) -> None:
        count = len(finding.groups or finding.files)
        self.findings.add(finding, finding.severity, finding_words(finding)[0], count)

    def _fit(self) -> None:
        """The band is as high as its content, up to a share of the page."""
        beside = self.findings.sizeHint().height() + (
            self._progress.sizeHint().height() if self._checking else 0
        )
        needed = max(self.classes.sizeHint().height(), beside, LEAST_LINES * 4 * SPACE) + HEADING
        least = HEADING + 2 * 4 * SPACE
        self._band.setFixedHeight(min(needed, max(least, round(BAND_SHARE * self.height()))))

    def _skipped_text(self) -> str:
        assert self._dataset is not None
        count = len(self._dataset.skipped)
        if count == 1:
            return self.tr("1 file cannot be read.")
        return self.tr("{count} files cannot be read.").format(count=number(count))

    def _excluded_text(self) -> str:
        assert self._dataset is not None
        count = len(self._dataset.excluded)
        if count == 1:
            return self.tr("1 picture is excluded.")
        return self.tr("{count} pictures are excluded.").format(count=number(count))


def finding_words(finding: Finding) -> tuple[str, str]:
    """What was found, and what it does to training."""
    data = {"count": len(finding.files), **finding.data}
    return sentence(finding.kind, data), remedy(finding.kind, data)

"""The pictures of the Data page: the gallery, one picture at large, or the files that cannot be read.

What it shows is given to it, and what the user wants done goes out as signals; knows no session.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStackedWidget, QToolButton, QWidget

from gui.icons import icon
from gui.pictures import rows_of_copies
from gui.reveal import reveal
from gui.tables import Picture, PictureModel
from gui.text import number, plain
from gui.theme import SPACE
from gui.widgets.gallery import Gallery
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.picture_detail import PictureDetail
from gui.widgets.skipped_list import SkippedList

if TYPE_CHECKING:
    from core.data.folder import SkippedFile

HEAD = 5 * SPACE
LEAST_HEIGHT = 10 * SPACE


class PicturesPane(QWidget):
    """A head line says what is shown, and offers what can be done with the selection."""

    exclude_wanted = Signal(object)  # list[Path]
    restore_wanted = Signal(object)  # list[Path]
    draws_wanted = Signal(object, int)  # Picture, seed
    detail_shown = Signal(bool)
    closed = Signal()  # the filter is to be taken away

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, str] = ("", "")
        self._closable = False
        self.offers_copies = False
        self.model = PictureModel(self)
        self.gallery = Gallery(self.model)
        self.gallery.chosen.connect(self._on_chosen)
        self.gallery.opened.connect(self.open_picture)
        self.gallery.menu_wanted.connect(self._on_menu)
        self.detail = PictureDetail()
        self.detail.draws_wanted.connect(self.draws_wanted)
        self.skipped = SkippedList()
        self.skipped.selectionModel().selectionChanged.connect(self._on_chosen)
        self._empty = label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(LEAST_HEIGHT)
        for view in (self.gallery, self.detail, self.skipped, self._empty):
            self._stack.addWidget(view)
        self._build_head()
        lines = column(self)
        lines.addWidget(self._head)
        lines.addWidget(self._stack, 1)

    def show_pictures(
        self,
        title: str,
        note: str,
        pictures: Sequence[Picture],
        groups: Sequence[int] = (),
        *,
        captions: bool = False,
        closable: bool = False,
        copies: bool = False,
        anew: bool = True,
    ) -> None:
        """Fill the gallery. Not `anew`, the view stays where it was: the same pictures after an edit.

        `closable` offers to go back to all pictures; `copies` says that a group holds copies of one picture,
        and offers to select all but one of each.
        """
        self.offers_copies = copies
        bar = self.gallery.verticalScrollBar()
        place = 0 if anew else bar.value()
        large = None if anew or self._stack.currentWidget() is not self.detail else self.detail.picture
        self.model.show(pictures, groups, captions=captions)
        bar.setValue(place)
        self._head_for(title, note, closable)
        self._empty.setText(self.tr("No pictures here"))
        still = next((p for p in pictures if p.path == large.path), None) if large else None
        if still is not None:
            self.detail.picture = still  # excluded by now, or included again
        else:
            self._stack.setCurrentWidget(self.gallery if pictures else self._empty)
        self._on_chosen()

    def show_skipped(self, title: str, note: str, root: Path, files: Sequence[SkippedFile]) -> None:
        self.skipped.show_files(root, files)
        self._head_for(title, note, True)
        self._stack.setCurrentWidget(self.skipped)
        self._on_chosen()

    @Slot(object)
    def open_picture(self, picture: Picture) -> None:
        """Show one picture at large; Back returns to the gallery."""
        sides = {"train": self.tr("training"), "validation": self.tr("validation"), "test": self.tr("test")}
        about = [plain(picture.label), sides.get(picture.side, "")]
        self.detail.show_picture(picture, "  ·  ".join(part for part in about if part))
        self._stack.setCurrentWidget(self.detail)
        self._on_chosen()

    def draw_anew(self) -> None:
        """Have the draws of the picture at large made again, if there is one."""
        if self._stack.currentWidget() is self.detail:
            self.detail.draw_anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        elif event.matches(QKeySequence.StandardKey.Delete) and self._exclude.isVisible():
            self._on_exclude()
        else:
            super().keyPressEvent(event)

    def shutdown(self) -> None:
        self.gallery.shutdown()
        self.detail.shutdown()

    # Slots

    @Slot()
    def _on_chosen(self) -> None:
        chosen = self._chosen()
        shown = self._stack.currentWidget()
        self.detail_shown.emit(shown is self.detail)
        self._back.setVisible(self._closable or shown is self.detail)
        self._selected.setText(
            self.tr("{count} selected").format(count=number(len(chosen))) if len(chosen) > 1 else ""
        )
        self._preview.setVisible(len(chosen) == 1 and shown is self.gallery)
        self._exclude.setVisible(any(p.content and not p.excluded for p in chosen))
        self._restore.setVisible(any(p.excluded for p in chosen))
        self._copies.setVisible(self.offers_copies and shown is self.gallery and not chosen)
        paths = self._chosen_paths()
        self._reveal.setVisible(bool(paths))

    @Slot()
    def _on_back(self) -> None:
        if self._stack.currentWidget() is self.detail:
            self._stack.setCurrentWidget(self.gallery)
            self.gallery.setFocus()
            self._on_chosen()
        elif self._closable:
            self.closed.emit()

    @Slot()
    def _on_preview(self) -> None:
        self.open_picture(self._chosen()[0])

    @Slot()
    def _on_copies(self) -> None:
        self.gallery.select_rows(rows_of_copies(self.model.pictures, self.model.groups))

    @Slot()
    def _on_exclude(self) -> None:
        self.exclude_wanted.emit([p.path for p in self._chosen() if p.content and not p.excluded])

    @Slot()
    def _on_restore(self) -> None:
        self.restore_wanted.emit([p.path for p in self._chosen() if p.excluded])

    @Slot()
    def _on_reveal(self) -> None:
        reveal(self._chosen_paths()[0])

    @Slot()
    def _on_copy_path(self) -> None:
        QApplication.clipboard().setText("\n".join(str(path) for path in self._chosen_paths()))

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for button, slot in (
            (self._preview, self._on_preview),
            (self._exclude, self._on_exclude),
            (self._restore, self._on_restore),
            (self._reveal, self._on_reveal),
        ):
            if button.isVisible():
                menu.addAction(button.icon(), button.text(), slot)
        menu.addAction(self.tr("Copy path"), self._on_copy_path)
        menu.exec(place)
        menu.deleteLater()

    # Inside

    def _chosen(self) -> list[Picture]:
        shown = self._stack.currentWidget()
        if shown is self.gallery:
            return self.gallery.selected_pictures()
        if shown is self.detail and self.detail.picture is not None:
            return [self.detail.picture]
        return []

    def _chosen_paths(self) -> list[Path]:
        if self._stack.currentWidget() is self.skipped:
            return self.skipped.selected_paths()
        return [picture.path for picture in self._chosen()]

    def _head_for(self, title: str, note: str, closable: bool) -> None:
        self._closable = closable
        self._title.set_full_text(plain(title))
        self._note.set_full_text(plain(note))
        self._note.setVisible(bool(note))

    def _build_head(self) -> None:
        self._head = QWidget()
        self._head.setMinimumHeight(HEAD)
        self._back = QToolButton()
        self._back.setIcon(icon("arrow-left"))
        self._back.setToolTip(self.tr("Back to all pictures (Esc)"))
        self._back.setAccessibleName(self.tr("Back"))
        self._back.clicked.connect(self._on_back)
        self._title = ElidedLabel("strong")
        self._note = ElidedLabel("caption")
        self._selected = label("", "muted")
        self._preview = self._button("eye", self.tr("Look closer"), self._on_preview)
        self._exclude = self._button("eye-off", self.tr("Exclude"), self._on_exclude)
        self._copies = self._button("images", self.tr("Select the copies"), self._on_copies)
        self._restore = self._button("undo", self.tr("Include again"), self._on_restore)
        self._reveal = self._button("reveal", self.tr("Show in file manager"), self._on_reveal)
        words = QWidget()
        lines = column(words, spacing=0)
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._note)
        lines.addStretch(1)
        line = row()
        self._head.setLayout(line)
        line.addWidget(self._back)
        line.addWidget(words, 1)
        line.addWidget(self._selected)
        for button in (self._copies, self._preview, self._exclude, self._restore, self._reveal):
            line.addWidget(button)

    def _button(self, icon_name: str, text: str, slot) -> QPushButton:  # type: ignore[no-untyped-def]
        button = QPushButton(icon(icon_name, "accent"), text)
        button.setProperty("role", "quiet")
        button.clicked.connect(slot)
        return button

"""A reader of short Markdown files in one folder. Nothing is loaded from outside; links lead to views.

Knows no session.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from gui.theme import SPACE, theme
from gui.widgets.layouts import column, row

SCHEME = "ninefold"
_WIDEST = 92 * SPACE  # of a line that reads well
_PATH = Qt.ItemDataRole.UserRole


class LessonView(QWidget):
    link_opened = Signal(str)  # what follows "ninefold:"

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setProperty("role", "list")
        self.list.setAccessibleName(self.tr("Lessons"))
        self.list.setFixedWidth(36 * SPACE)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, path in enumerate(sorted(folder.glob("*.md")), 1):
            title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
            item = QListWidgetItem(f"{number}.  {title}", self.list)
            item.setData(_PATH, path)
        self.reader = _Reader()
        self.reader.anchorClicked.connect(self._on_link)
        card = QFrame()
        card.setProperty("role", "card")
        column(card, margin=SPACE).addWidget(self.reader)
        line = row(spacing=2 * SPACE)
        self.setLayout(line)
        line.addWidget(self.list)
        line.addWidget(card, 1)
        self.list.currentItemChanged.connect(self._show)
        theme().changed.connect(self._show)
        self.list.setCurrentRow(0)

    def choose(self, name: str) -> None:
        """Open a lesson by the stem of its file."""
        for number in range(self.list.count()):
            if self.list.item(number).data(_PATH).stem == name:
                self.list.setCurrentRow(number)

    @Slot()
    def _show(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.reader.read(item.data(_PATH).read_text(encoding="utf-8"))

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == SCHEME:
            self.link_opened.emit(url.path())


class _Reader(QTextBrowser):
    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "reader")
        self.setAccessibleName(self.tr("The lesson"))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A lesson brings nothing along but its words."""
        return None

    def read(self, markdown: str) -> None:
        document = self.document()
        document.setDefaultFont(theme().font("body"))
        self.setMarkdown(markdown)
        self._dress()
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _dress(self) -> None:
        """Space between lines, headings in the sizes of the theme, and code on a ground of its own."""
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = QTextBlockFormat(block.blockFormat())
            form.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setBottomMargin(SPACE * 3 // 2)
            level = form.headingLevel()
            if form.hasProperty(QTextFormat.Property.BlockCodeLanguage):
                form.setBackground(theme().color("sunken"))
                form.setLeftMargin(2 * SPACE)
            cursor.setBlockFormat(form)
            if level:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                letters = cursor.charFormat()
                letters.setFont(theme().font("title" if level == 1 else "heading", strong=True))
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # it would overrule the font's
                cursor.setCharFormat(letters)
            block = block.next()

    def _fit(self) -> None:
        """Lines no longer than reads well."""
        margin = max(2 * SPACE, (self.width() - _WIDEST) // 2)
        self.setViewportMargins(margin, SPACE, margin, SPACE)
        # The margins come after the text was laid out: it is laid out anew, or its lines would be cut.
        self.document().setTextWidth(self.viewport().width())

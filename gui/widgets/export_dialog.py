"""Asks in which form a model is to be exported, on which pictures it is compared, and where to.

Knows no session.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QPushButton,
    QRadioButton,
    QWidget,
)

from gui.text import plain, sentences
from gui.theme import SPACE
from gui.widgets.layouts import column, label, row

FILE, FOLDER = 0, 1
WIDTH = 60 * SPACE
INDENT = 3 * SPACE


class ExportDialog(QDialog):
    """`accepted_with` carries the target (a file .onnx or a folder), whether 8-bit numbers are wanted, and

    the folder of pictures to compare on, None for the run's own.
    """

    accepted_with = Signal(object, bool, object)

    def __init__(self, name: str, home: Path | None, parent: QWidget | None = None) -> None:
        """`name` is proposed for what is written; `home` is where the model learned, if that is known."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the model"))
        self.setFixedWidth(WIDTH)
        self._name = name
        self._home = home
        self._pictures: Path | None = None
        self._kinds = QButtonGroup(self)
        file = QRadioButton(self.tr("One ONNX file"))
        folder = QRadioButton(self.tr("A folder that runs by itself"))
        for number, button in ((FILE, file), (FOLDER, folder)):
            self._kinds.addButton(button, number)
        folder.setChecked(True)
        self.int8 = QCheckBox(self.tr("8-bit numbers as well, a quarter of the size"))
        self._compared = label("", "muted", wrap=True)
        other = QPushButton(self.tr("Other pictures…"))
        other.setProperty("role", "quiet")
        other.clicked.connect(self._on_other)
        go = QPushButton(self.tr("Choose where…"))
        go.setProperty("role", "primary")
        go.clicked.connect(self._on_go)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(go)
        lines = column(self, margin=3 * SPACE, spacing=SPACE)
        lines.addWidget(label(self.tr("Export the model"), "heading"))
        lines.addSpacing(SPACE)
        lines.addWidget(folder)
        lines.addWidget(
            _indented(
                self.tr(
                    "model.onnx, labels.txt, the weights as safetensors, and short programs that name a "
                    "picture with them: predict.py needs onnxruntime, numpy and pillow only."
                )
            )
        )
        lines.addWidget(file)
        lines.addWidget(
            _indented(self.tr("With its preprocessing inside: pixels go in, probabilities come out."))
        )
        lines.addSpacing(SPACE)
        lines.addWidget(self.int8)
        lines.addSpacing(SPACE)
        lines.addWidget(self._compared)
        which = row()
        which.addWidget(other)
        which.addStretch(1)
        lines.addLayout(which)
        lines.addSpacing(SPACE)
        lines.addLayout(foot)
        self._show_pictures()

    @property
    def kind(self) -> int:
        return self._kinds.checkedId()

    def choose_kind(self, kind: int) -> None:
        self._kinds.button(kind).setChecked(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        assert layout is not None
        self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))  # only now the style has given the fonts

    @property
    def compared_on(self) -> str:
        """What is said of the pictures that both are compared on."""
        return self._compared.text()

    @Slot()
    def _on_other(self) -> None:
        title = self.tr("Choose pictures such as the model is for")
        name = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if name:
            self._pictures = Path(name)
            self._show_pictures()

    @Slot()
    def _on_go(self) -> None:
        if self.kind == FILE:
            start = str(Path(QDir.homePath()) / f"{self._name}.onnx")
            name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), start, "ONNX (*.onnx)")
            target = Path(name) if name else None
            if target is not None and target.suffix.lower() != ".onnx":
                target = target.with_name(f"{target.name}.onnx")
        else:
            name = QFileDialog.getExistingDirectory(self, self.windowTitle(), QDir.homePath())
            target = Path(name) / self._name if name else None
        if target is not None:
            self.accepted_with.emit(target, self.int8.isChecked(), self._pictures)
            self.accept()

    def _show_pictures(self) -> None:
        """8-bit numbers are fitted to pictures: without any there are none."""
        found = self._pictures or self._home
        if self._pictures is not None:
            which = self.tr("Before anything is written, both name the pictures of {folder}.")
        elif self._home is not None:
            which = self.tr("Before anything is written, both name the validation pictures of {folder}.")
        else:
            which = self.tr(
                "Where the model learned is not known: both name drawn patterns only. Choose pictures for a "
                "better comparison and for 8-bit numbers."
            )
        refused = self.tr("The export is refused where they disagree.")
        self._compared.setText(sentences(which.format(folder=plain(found.name) if found else ""), refused))
        self.int8.setEnabled(found is not None)
        self.int8.setChecked(self.int8.isChecked() and found is not None)


def _indented(words: str) -> QWidget:
    made = QWidget()
    lines = column(made)
    lines.setContentsMargins(INDENT, 0, 0, SPACE // 2)
    lines.addWidget(label(words, "caption", wrap=True))
    return made

"""Asks in which form a model is to be exported, and where to. Knows no session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QPushButton,
    QRadioButton,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.layouts import column, label, row

FILE, FOLDER = 0, 1
WIDTH = 60 * SPACE
INDENT = 3 * SPACE


class ExportDialog(QDialog):
    """`accepted_with` carries the target (a file .onnx or a folder), and whether 8-bit numbers are wanted."""

    accepted_with = Signal(object, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is proposed for what is written."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the model"))
        self.setFixedWidth(WIDTH)
        self._name = name
        self._kinds = QButtonGroup(self)
        file = QRadioButton(self.tr("One ONNX file"))
        folder = QRadioButton(self.tr("A folder that runs by itself"))
        for number, button in ((FILE, file), (FOLDER, folder)):
            self._kinds.addButton(button, number)
        folder.setChecked(True)
        self.int8 = QCheckBox(self.tr("8-bit numbers as well, a quarter of the size"))
        words = self.tr(
            "Before anything is written, both name the validation pictures of its run; the export is "
            "refused where they disagree."
        )
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
        lines.addWidget(label(words, "muted", wrap=True))
        lines.addSpacing(SPACE)
        lines.addLayout(foot)

    @property
    def kind(self) -> int:
        return self._kinds.checkedId()

    def choose_kind(self, kind: int) -> None:
        self._kinds.button(kind).setChecked(True)

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
            self.accepted_with.emit(target, self.int8.isChecked())
            self.accept()


def _indented(words: str) -> QWidget:
    made = label(words, "caption", wrap=True)
    made.setContentsMargins(INDENT, 0, 0, SPACE // 2)
    return made

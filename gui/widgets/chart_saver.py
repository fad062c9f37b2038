"""Asks where a chart is to be saved, and saves it there. Knows charts, and no run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.widgets.chart_export import save_chart
from gui.widgets.loss_chart import CurveChart


class ChartSaver(QObject):
    """The dialog asks before a file is overwritten. `name` is what the suggested file is called after."""

    failed = Signal(str)  # one sentence

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""
        self._window = parent
        self._chart: CurveChart | None = None
        self._folder = QDir.homePath()

    def serve(self, chart: CurveChart) -> None:
        chart.export_wanted.connect(self._on_wanted)

    @Slot(str)
    def _on_wanted(self, kind: str) -> None:
        chart = self.sender()
        assert isinstance(chart, CurveChart)
        self._chart = chart
        title = chart.head.title
        dialog = QFileDialog(self._window, self.tr("Save the chart “{0}”").format(title), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)  # before the question whether to overwrite, not after it
        dialog.selectFile(f"{self.name} {title}.{kind}".strip())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_selected)
        dialog.open()

    @Slot(str)
    def _on_selected(self, name: str) -> None:
        assert self._chart is not None
        path = Path(name)
        self._folder = str(path.parent)
        try:
            save_chart(self._chart, path)
        except OSError as error:
            reason = error.strerror or str(error)
            self.failed.emit(self.tr("The chart cannot be saved as {0}: {1}.").format(name, reason))

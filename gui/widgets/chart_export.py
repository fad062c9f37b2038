"""A chart as a file: a picture, a drawing, or all of its points. Knows charts, and no run."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem

from core.files import written_aside
from gui.theme import SPACE, theme
from gui.widgets.heads import SAMPLE_SIZE, paint_sample
from gui.widgets.loss_chart import CurveChart

SHARPNESS = 2
"""Pixels of a picture for each on the screen, so that it can be printed."""


def save_chart(chart: CurveChart, path: Path) -> None:
    """Write `chart` as the end of the name says: .svg, .csv, else a PNG. Raises OSError."""
    match path.suffix.lower():
        case ".svg":
            content = chart_svg(chart)
        case ".csv":
            content = chart_csv(chart)
        case _:
            content = chart_png(chart)
    with written_aside(path) as file:
        file.write(content)


def chart_csv(chart: CurveChart) -> bytes:
    """One line for each x at which any curve has a point, in epochs; one column for each curve.

    Every cell is a number or empty, and the names in the first line are our own: nothing that a spreadsheet
    would take for a formula.
    """
    curves = {key: curve.points for key, curve in chart.curves.items() if len(curve.points)}
    places = np.unique(np.concatenate([[], *(points.x for points in curves.values())]))
    columns = []
    for points in curves.values():
        # Of points at the same place the last one counts.
        values = dict(zip(points.x.tolist(), points.y.tolist(), strict=True))
        columns.append([values.get(place, "") for place in places.tolist()])
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["epoch", *curves])
    table.writerows(zip(places.tolist(), *columns, strict=True))
    return text.getvalue().encode()


def chart_png(chart: CurveChart) -> bytes:
    picture = QImage(chart.size() * SHARPNESS, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(picture)
    _draw(chart, painter, chart.size())
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def chart_svg(chart: CurveChart) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(chart.size())
    drawing.setViewBox(QRect(0, 0, chart.width(), chart.height()))
    drawing.setResolution(chart.logicalDpiX())  # else words and axes come out in a size of their own
    drawing.setTitle(chart.head.title)
    painter = QPainter(drawing)
    _draw(chart, painter, chart.size())
    painter.end()
    buffer.close()
    return bytes(content.data())


def _draw(chart: CurveChart, painter: QPainter, size: QSize) -> None:
    """Title, legend and plot as they are on the screen, without what can be clicked."""
    chart.point_at(None)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme().color("surface"))
    top = chart.plot.y()
    x = float(chart.plot.x())
    for text, look, markers, strong in (
        (chart.head.title, None, False, True),
        *((switch.text, switch.look, switch.markers, False) for switch in chart.head.shown),
    ):
        font = theme().font("body" if strong else "caption", strong=strong)
        painter.setFont(font)
        if look is not None:
            painter.save()
            painter.translate(x, (top - SAMPLE_SIZE.height()) / 2)
            paint_sample(painter, look, markers=markers)
            painter.restore()
            x += SAMPLE_SIZE.width() + SPACE / 2
        width = QFontMetrics(font).horizontalAdvance(text) + 1
        painter.setPen(theme().color("text" if strong else "text_muted"))
        painter.drawText(QRectF(x, 0, width, top), int(Qt.AlignmentFlag.AlignVCenter), text)
        x += width + 2 * SPACE
    with _without_kept_pictures(chart):
        chart.plot.render(  # type: ignore[no-untyped-call]
            painter, QRectF(chart.plot.geometry()), chart.plot.viewport().rect()
        )


@contextlib.contextmanager
def _without_kept_pictures(chart: CurveChart) -> Iterator[None]:
    """Have axes and markers painted anew, for what the screen keeps of them would be coarse in a file."""
    axes = [chart.plot.getAxis(name) for name in ("left", "bottom")]
    others = [item for item in chart.plot.scene().items() if hasattr(item, "setExportMode")]
    for axis in axes:
        axis.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    for item in others:
        item.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})
    yield
    for item in others:
        item.setExportMode(False)
    for axis in axes:
        axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

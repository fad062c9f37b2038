from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog

from gui.theme import ThemeName, theme
from gui.widgets.chart_export import SHARPNESS, chart_csv, chart_png, chart_svg, save_chart
from gui.widgets.chart_saver import ChartSaver
from gui.widgets.curves import CurveSpec, SwitchSpec
from gui.widgets.heads import AUX1, MAIN
from gui.widgets.loss_chart import CurveChart


@pytest.fixture
def chart(qtbot):
    theme().apply(ThemeName.LIGHT)
    made = CurveChart(
        "Loss & more",
        [
            CurveSpec("main", MAIN, "main", text="main", smooth=True),
            CurveSpec("aux1", AUX1, "aux1", True, text="aux"),
        ],
        [SwitchSpec("main", "main head", MAIN), SwitchSpec("aux1", "aux head", AUX1)],
    )
    qtbot.addWidget(made)
    made.resize(500, 320)
    made.show()
    made.smooth(0.9)
    made.set_chance(1.79, "chance: ln(6)")
    for n in range(1000):
        made.append("main", n / 500, 2.0 - n / 1000)
    made.append("aux1", 1.0, 0.5)
    made.append("aux1", 2.0, 0.25)
    made.set_end(2.0)
    qtbot.waitUntil(lambda: not made._dirty, timeout=2000)
    yield made
    made.hide()


def test_the_table_has_every_point_as_it_was_measured(chart):
    [head, *lines] = csv.reader(io.StringIO(chart_csv(chart).decode()))
    assert head == ["epoch", "main", "aux1"]
    assert len(lines) == 1001, "1000 steps, one of which is at the end of an epoch, and the end of the run"
    values = {float(epoch): (main, aux) for epoch, main, aux in lines}
    assert [float(values[n / 500][0]) for n in range(1000)] == [2.0 - n / 1000 for n in range(1000)]
    assert values[1.0] == ("1.5", "0.5") and values[2.0] == ("", "0.25")


def test_cells_that_a_spreadsheet_would_run_cannot_come_to_be(chart):
    chart.append("main", 3.0, float("-inf"))
    for line in csv.reader(io.StringIO(chart_csv(chart).decode())):
        for cell in line:
            assert cell in ("", "epoch", "main", "aux1") or isinstance(float(cell), float)


def test_an_empty_chart_is_an_empty_table(qtbot):
    made = CurveChart("Loss", [CurveSpec("main", MAIN, "")])
    qtbot.addWidget(made)
    assert chart_csv(made) == b"epoch\r\n"


def test_the_picture_is_twice_as_sharp_and_not_empty(chart):
    picture = QImage.fromData(chart_png(chart))
    assert picture.size() == chart.size() * SHARPNESS
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1000, 3) for y in range(0, 640, 3)}
    assert theme().color("main").name() in colours and len(colours) > 5


def test_the_drawing_is_made_of_lines_and_words(chart):
    root = ElementTree.fromstring(chart_svg(chart))
    assert (root.get("viewBox"), root.tag.endswith("svg")) == ("0 0 500 320", True)
    words = " ".join("".join(each.itertext()) for each in root.iter() if each.tag.endswith("text"))
    for part in ("Loss & more", "main head", "aux head", "chance: ln(6)"):
        assert part in words
    tags = [each.tag.rpartition("}")[2] for each in root.iter()]
    assert "image" not in tags, "nothing is kept as coarse pixels"
    assert tags.count("polyline") + tags.count("path") > 2


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("ä.csv", b"epoch")])
def test_the_name_says_what_is_saved(chart, tmp_path, name, start):
    save_chart(chart, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def dialog_of(saver):
    return saver._window.findChildren(QFileDialog)[-1]


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_the_menu_asks_where_to_save(chart, qtbot, tmp_path, kind):
    saver = ChartSaver(chart)
    saver.name = "flowers run"
    saver.serve(chart)
    action = next(each for each in chart.head.export_button.menu().actions() if each.data() == kind)
    action.trigger()
    dialog = dialog_of(saver)
    assert dialog.defaultSuffix() == kind and dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.emit(str(tmp_path / f"chart.{kind}"))
    dialog.close()
    assert (tmp_path / f"chart.{kind}").stat().st_size > 20


def test_a_place_that_cannot_be_written_is_told(chart, qtbot, tmp_path):
    saver = ChartSaver(chart)
    saver.serve(chart)
    chart.head.export_wanted.emit("csv")
    with qtbot.waitSignal(saver.failed, timeout=100) as told:
        dialog_of(saver).fileSelected.emit(str(tmp_path / "no" / "such.csv"))
    dialog_of(saver).close()
    assert "such.csv" in told.args[0]


def axes(picture):
    """The column of the left axis and the row of the bottom one: where most pixels have the axes' colour."""
    wanted = theme().color("border_strong")
    near = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if all(
            abs(a - b) < 40
            for a, b in zip(picture.pixelColor(x, y).getRgb()[:3], wanted.getRgb()[:3], strict=True)
        )
    ]
    columns, rows = Counter(x for x, _ in near), Counter(y for _, y in near)
    return columns.most_common(1)[0][0], rows.most_common(1)[0][0]


def test_the_drawing_looks_like_the_picture(chart):
    chart.head.button("main").click()  # so that nothing but the axes has long lines
    chart._redraw()
    drawn = QImage(chart.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(chart_svg(chart))).render(painter)
    painter.end()
    photographed = QImage.fromData(chart_png(chart)).scaled(chart.size())
    for one, other in zip(axes(drawn), axes(photographed), strict=True):
        assert abs(one - other) <= 2

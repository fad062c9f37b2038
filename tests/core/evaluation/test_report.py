from __future__ import annotations

import base64
import csv
import io
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import numpy as np
import pytest
from PIL import Image

from core.control import RunControl
from core.evaluation.calibration import reliability
from core.evaluation.evaluate import evaluate
from core.evaluation.evaluation import CalibrationFigures, Evaluation
from core.evaluation.plots import confusion_svg, reliability_svg
from core.evaluation.report import write_csv, write_html
from core.events import result_of

EVIL = "<script>alert(1)</script>&\"'\x07\udcff"


class Page(HTMLParser):
    """The tags, the attributes and the text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def found(model_file: Path, labelled: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NINEFOLD_HOME", str(tmp_path_factory.mktemp("home")))
        return result_of(evaluate(model_file, labelled, RunControl()))


@pytest.fixture(scope="module")
def page(found: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_html(found, path)
    return Page(path)


def test_the_page_needs_nothing_else_and_runs_nothing(page: Page) -> None:
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    for name, value in page.attributes:
        assert not name.startswith("on")
        if name in ("src", "href"):
            assert value is not None and value.startswith("data:image/jpeg;base64,")


def test_the_page_has_figures_plots_and_pictures(page: Page, found: Evaluation) -> None:
    assert f"{found.figures.accuracy:.1%}" in page.text
    for each in (*found.figures.classes, found.aux1_figures, found.aux2_figures):
        assert each is not None
        shown = each.f1 if hasattr(each, "f1") else each.macro_f1
        assert f"{shown:.3f}" in page.text
    assert page.tags.count("svg") == 1, "21 pictures are too few for a reliability diagram"
    sources = [value for name, value in page.attributes if name == "src" and value]
    assert len(sources) == len(found.worst_mistakes(24)) > 0
    worst = found.items[found.worst_mistakes(1)[0]].path
    with Image.open(io.BytesIO(base64.b64decode(sources[0].split(",")[1]))) as shown_picture:
        colour = np.asarray(shown_picture, float).mean(axis=(0, 1))
    assert colour == pytest.approx(np.asarray(Image.open(worst), float).mean(axis=(0, 1)), abs=6)


def test_the_page_speaks_the_language_that_it_is_given(found: Evaluation, tmp_path: Path) -> None:
    write_html(found, tmp_path / "report.html", lambda text: f"«{text}»")
    text = Page(tmp_path / "report.html").text
    for word in ("Classes", "Worst mistakes", "Macro F1", "answer", "main, at the end"):
        assert f"«{word}»" in text
    assert "(«all pictures»)" in text


def test_a_runs_own_model_has_the_name_of_its_run(found: Evaluation, tmp_path: Path) -> None:
    for model, name in (
        ("runs/flowers quick/best.safetensors", "flowers quick"),
        ("pets.safetensors", "pets"),
    ):
        write_html(replace(found, model=tmp_path / model), tmp_path / "report.html")
        assert Page(tmp_path / "report.html").text.count(f"Evaluation of {name}") == 2, "title and heading"


def test_names_from_outside_are_nothing_but_text(found: Evaluation, tmp_path: Path) -> None:
    classes = (EVIL, "=1+1", "red")
    evil = replace(
        found,
        header=replace(found.header, classes=classes),
        model=Path(f"{EVIL.replace('/', '')}.safetensors"),
        figures=replace(
            found.figures,
            classes=tuple(replace(e, name=n) for e, n in zip(found.figures.classes, classes, strict=True)),
        ),
        items=tuple(replace(item, path=Path(f"@{EVIL.replace('/', '')}.png")) for item in found.items),
    )
    write_html(evil, tmp_path / "report.html")
    page = Page(tmp_path / "report.html")
    assert "script" not in page.tags and "img" not in page.tags
    assert page.text.count("<script>alert(1)</script>&\"'\N{REPLACEMENT CHARACTER}") > 3
    write_csv(evil, tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert rows[0][-2] == "'=1+1"


def test_a_row_for_each_picture(found: Evaluation, tmp_path: Path) -> None:
    write_csv(found, tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["path"] for row in rows] == [str(item.path) for item in found.items]
    for i, row in enumerate(rows):
        assert row["class"] == Path(row["path"]).parent.name
        shares = {name: float(row[name]) for name in found.classes}
        assert row["answer"] == max(shares, key=lambda name: shares[name])
        assert (row["right"] == "1") == (row["class"] == row["answer"])
        assert float(row["probability"]) == max(shares.values())
        assert row["doubt"] == (found.doubts[i] or "")
        assert found.aux1 is not None and row["aux1"] == found.classes[found.aux1[i].argmax()]


def test_the_matrix_has_its_counts_and_darker_cells_for_greater_shares() -> None:
    svg = confusion_svg(np.array([[9, 1], [0, 5]]), ("cat", "dog"), "answer", "class")
    svg = fromstring(tostring(svg))  # well-formed
    name = "{http://www.w3.org/2000/svg}"
    titles = [each.text for each in svg.iter(f"{name}title")]
    assert titles == ["cat → cat: 9 (90%)", "cat → dog: 1 (10%)", "dog → cat: 0 (0%)", "dog → dog: 5 (100%)"]
    shades = [float(each.get("fill-opacity", "")) for each in svg.iter(f"{name}rect")]
    assert shades == pytest.approx([0.9, 0.1, 0.0, 1.0])
    texts = [each.text for each in svg.iter(f"{name}text")]
    assert {"cat", "dog", "answer", "class", "9", "1", "5"} <= set(texts)
    assert "0" not in texts


def test_the_reliability_diagram_has_a_bar_for_each_bin_that_is_not_empty() -> None:
    shares = np.array([[0.95, 0.05], [0.95, 0.05], [0.6, 0.4]])
    svg = reliability_svg(reliability(shares, np.array([0, 1, 0])), "probability", "right")
    bars = [each for each in svg.iter("rect")]
    assert len(bars) == 2
    assert [float(bar.get("height", "")) for bar in bars] == [260.0, 130.0]
    width, height = map(float, svg.get("viewBox", "").split()[2:])
    for bar in bars:
        assert 0 <= float(bar.get("x", "")) <= width - float(bar.get("width", ""))
        assert 0 <= float(bar.get("y", "")) <= height - float(bar.get("height", ""))


def test_a_calibration_that_was_fitted_on_these_pictures_says_so(found: Evaluation, tmp_path: Path) -> None:
    figures = reliability(found.probabilities, found.labels)
    write_html(replace(found, calibration=CalibrationFigures(figures, figures, True)), tmp_path / "a.html")
    page = Page(tmp_path / "a.html")
    assert "was fitted on these pictures" in page.text
    assert page.tags.count("svg") == 2


def test_a_picture_that_is_gone_leaves_its_caption(model_file: Path, labelled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(labelled, folder)
    found = result_of(evaluate(model_file, folder, RunControl()))
    shutil.rmtree(folder)
    write_html(found, tmp_path / "report.html")
    page = Page(tmp_path / "report.html")
    assert "img" not in page.tags
    assert re.search(r"red|green|blue", page.text)

"""The check as a job: real files in, findings and a report out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from core.control import RunControl
from core.data import search
from core.data.content import hash_bytes
from core.data.dataset import Dataset, Item
from core.data.health import HealthReport, check
from core.data.measures import Measure
from core.errors import DataError
from core.events import Event, Finding, Phase, PhaseChanged, Progress, observed, result_of


def scene(seed: int, size: tuple[int, int] = (160, 120)) -> Image.Image:
    coarse = np.random.default_rng(seed).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.NEAREST)


def dataset_of(files: list[tuple[Path, int, str]], classes: tuple[str, ...] = ("a", "b")) -> Dataset:
    items = [Item(path, label, hash_bytes(path.read_bytes()), side) for path, label, side in files]
    return Dataset(files[0][0].parent, classes, tuple(items))


@pytest.fixture
def messy(tmp_path: Path) -> Dataset:
    """40 good pictures and one of each trouble."""
    files = []

    def add(name: str, data: Image.Image | bytes, label: int = 0, side: str = "train") -> None:
        path = tmp_path / name
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            data.save(path)
        files.append((path, label, side))

    for number in range(40):
        add(f"good{number}.png", scene(number), number % 2, "train" if number < 26 else "validation")
    whole = (tmp_path / "good0.png").read_bytes()
    add("damaged.png", whole[: len(whole) // 2])
    add("black.png", Image.new("RGB", (90, 90)))
    add("black too.png", Image.new("RGB", (99, 90)))
    add("soft.png", scene(50, (640, 480)).filter(ImageFilter.GaussianBlur(12)))
    add("small.png", scene(51, (40, 50)))
    add("copy.png", (tmp_path / "good2.png").read_bytes())
    add("elsewhere.png", (tmp_path / "good4.png").read_bytes(), 1)
    add("bright.jpg", ImageEnhance.Brightness(scene(6, (320, 240))).enhance(1.2), 0, "validation")
    return dataset_of(files)


def run(dataset: Dataset, control: RunControl | None = None) -> tuple[list[Event], HealthReport]:
    job = check(dataset, control or RunControl())
    events: list[Event] = []
    report = result_of(observed(job, events.append))
    return events, report


def names(finding: Finding) -> list[list[str]]:
    return [[path.name for path in group] for group in finding.groups or (finding.files,)]


def test_each_trouble_is_found_and_nothing_else(messy: Dataset) -> None:
    events, report = run(messy)
    assert {finding.kind: names(finding) for finding in report.findings} == {
        "label-conflict": [["good4.png", "elsewhere.png"]],
        "near-duplicates-across-split": [["good6.png", "bright.jpg"]],
        "exact-duplicates": [["good2.png", "copy.png"]],
        "near-duplicates": [["good6.png", "bright.jpg"]],
        "unreadable": [["damaged.png"]],
        "blank": [["black.png", "black too.png"]],
        "blurred": [["soft.png"]],
        "tiny": [["small.png"]],
    }
    assert [event for event in events if isinstance(event, Finding)] == list(report.findings)
    assert report.counts["blank"] == 2
    assert (report.pictures, report.measured) == (48, 46)
    assert report.dataset == messy


def test_progress_begins_and_ends(messy: Dataset) -> None:
    events, _ = run(messy)
    assert events[0] == PhaseChanged(Phase.CHECKING)
    progress = [event for event in events if isinstance(event, Progress)]
    assert progress[-1] == Progress(Phase.CHECKING, 46, 46)
    assert [event.done for event in progress] == sorted(event.done for event in progress)


def test_a_second_check_decodes_nothing(messy: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    _, first = run(messy)

    def never(path: Path, content: str) -> tuple[Measure, bool]:
        raise AssertionError(path)

    monkeypatch.setattr(search, "measure", never)
    _, second = run(messy)
    assert second.findings == first.findings
    assert second.measured == 0


def test_a_file_that_changed_is_judged_as_it_is_and_not_remembered(messy: Dataset) -> None:
    path = messy.items[0].path
    path.write_bytes(b"no longer a picture")
    _, report = run(messy)
    assert report.counts["no-pictures-inside"] == 1
    scene(0).save(path)
    _, report = run(messy)
    assert "no-pictures-inside" not in report.counts
    assert report.measured == 1


def test_a_check_that_is_stopped_goes_on_from_there(messy: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    control = RunControl()
    real = search.measure

    def stop_soon(path: Path, content: str) -> tuple[Measure, bool]:
        if path.name == "good35.png":  # its batch begins only after the first one is kept
            control.stop()
        return real(path, content)

    monkeypatch.setattr(search, "measure", stop_soon)
    with pytest.raises(DataError) as caught:
        run(messy, control)
    assert caught.value.code == "cancelled"
    _, report = run(messy)
    assert 0 < report.measured < 46


def test_a_damaged_memory_costs_only_time(messy: Dataset, home: Path) -> None:
    _, first = run(messy)
    for file in (home / "cache").glob("measures-*.sqlite"):
        with sqlite3.connect(file) as database:
            database.execute("UPDATE answers SET answer = x'00ff'")
        database.close()
    _, second = run(messy)
    assert second.findings == first.findings
    assert second.measured == 46


def test_an_empty_dataset(tmp_path: Path) -> None:
    _, report = run(Dataset(tmp_path, ("a", "b"), ()))
    assert (report.findings, report.counts, report.pictures) == ((), {}, 0)


def test_the_troubles_of_the_flower_photos(test_data: Path) -> None:
    folder = test_data / "data" / "flower_photos"
    classes = ("daisy", "dandelion", "roses", "sunflowers", "tulips")
    known = [
        "daisy/10993710036_2033222c91.jpg",
        "daisy/10993818044_4c19b86c82.jpg",
        "roses/15922772266_1167a06620.jpg",
        "tulips/15922772266_1167a06620.jpg",
        "sunflowers/14889392928_9742aed45b_m.jpg",
        "sunflowers/15066430311_fb57fa92b0_m.jpg",
        "sunflowers/15069459615_7e0fd61914_n.jpg",
        "sunflowers/15072973261_73e2912ef2_n.jpg",
        "daisy/8681746439_d6beeefbf9.jpg",
    ]
    others = [f"{name}/{path.name}" for name in classes for path in sorted((folder / name).iterdir())[::25]]
    chosen = sorted({*known, *others})
    _, report = run(
        dataset_of([(folder / name, classes.index(name.split("/")[0]), "train") for name in chosen], classes)
    )
    found = {finding.kind: [sorted(group) for group in names(finding)] for finding in report.findings}
    assert found["label-conflict"] == [[known[2][6:]] * 2]
    assert found["exact-duplicates"] == [[known[4][11:], known[5][11:]], [known[6][11:], known[7][11:]]]
    assert found["near-duplicates"] == [[known[0][6:], known[1][6:]]]
    assert found["blurred"] == [[known[8][6:]]]
    assert "near-label-conflict" not in found

from __future__ import annotations

import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.control import RunControl
from core.errors import ModelFileError
from core.events import ClassifyFinished, Doubt, Event, ItemClassified, ItemFailed, Phase, Progress
from core.inference import batch
from core.inference.batch import NamedPixels, classify_files
from core.inference.classifier import Classifier


def _events(*arguments: object, **options: object) -> list[Event]:
    return list(classify_files(*arguments, RunControl(), **options))  # type: ignore[arg-type]


def _items(events: list[Event]) -> list[ItemClassified | ItemFailed]:
    return [event for event in events if isinstance(event, ItemClassified | ItemFailed)]


def test_each_file_that_is_not_hidden_has_one_event_in_order(model_file: Path, folder: Path) -> None:
    events = _events(model_file, [folder / "c", folder])
    whole = ["0.png", "4.png", "8.png", "a/1.png", "a/5.png", "a/empty.jpg", "a/notes.txt", "a/b/2.png"]
    whole += ["a/b/6.png", "c/3.png", "c/7.png"]
    expected = [folder / name for name in ["c/3.png", "c/7.png", *whole]]
    assert sorted(event.path for event in _items(events)) == sorted(expected)
    named = [event.path for event in events if isinstance(event, ItemClassified)]
    assert named == [path for path in expected if path.suffix == ".png"]
    reasons = {event.path.name: event.reason for event in events if isinstance(event, ItemFailed)}
    assert reasons == {"empty.jpg": "file-empty", "notes.txt": "not-a-picture"}
    assert isinstance(events[-1], ClassifyFinished)
    assert (events[-1].classified, events[-1].failed, events[-1].stopped) == (11, 2, False)


def test_predictions_are_those_of_the_classifier_the_most_probable_first(
    run_folder: Path, folder: Path, pictures: list[np.ndarray]
) -> None:
    classifier = Classifier.load(run_folder / "best.safetensors")
    found = {e.path.stem: e for e in _events(run_folder, [folder]) if isinstance(e, ItemClassified)}
    assert len(found) == len(pictures)
    for number, pixels in enumerate(pictures):
        if min(pixels.shape[:2]) > 80:
            continue  # shrunk in two steps when it comes from a file
        row = classifier.classify([pixels])[0]
        predictions = found[str(number)].predictions
        assert [p.label for p in predictions] == [classifier.header.classes[i] for i in np.argsort(-row)]
        given = {p.label: p.probability for p in predictions}
        assert given == pytest.approx(dict(zip(classifier.header.classes, row, strict=True)), abs=0.02)
        assert sum(given.values()) == pytest.approx(1)


def test_only_the_most_probable_where_so_many_are_asked_for(model_file: Path, folder: Path) -> None:
    everything = _items(_events(model_file, [folder / "0.png"]))[0]
    best = _items(_events(model_file, [folder / "0.png"], top_k=2))[0]
    assert isinstance(everything, ItemClassified)
    assert isinstance(best, ItemClassified)
    assert best.predictions == everything.predictions[:2]


def test_pasted_pixels_are_named_as_the_same_picture_in_a_file(
    model_file: Path, folder: Path, pictures: list[np.ndarray]
) -> None:
    pasted, read = _items(_events(model_file, [NamedPixels("pasted", pictures[1]), folder / "a/1.png"]))
    assert isinstance(pasted, ItemClassified)
    assert isinstance(read, ItemClassified)
    assert pasted.path == Path("pasted")
    assert [p.label for p in pasted.predictions] == [p.label for p in read.predictions]
    for one, other in zip(pasted.predictions, read.predictions, strict=True):
        assert one.probability == pytest.approx(other.probability, abs=1e-4)


def test_a_path_that_is_not_there_fails_alone(model_file: Path, folder: Path) -> None:
    missing, there = _items(_events(model_file, [folder / "missing.png", folder / "0.png"]))
    assert isinstance(missing, ItemFailed)
    assert missing.path == folder / "missing.png"
    assert isinstance(there, ItemClassified)


def test_progress_ends_at_the_number_of_files(model_file: Path, folder: Path) -> None:
    progress = [e for e in _events(model_file, [folder], batch_size=4) if isinstance(e, Progress)]
    counts = [e.done for e in progress if e.phase is Phase.CLASSIFYING]
    assert counts == sorted(counts)
    assert counts[-1] == 11
    assert {e.total for e in progress if e.phase is Phase.CLASSIFYING} == {11}


def test_an_empty_folder_gives_nothing(model_file: Path, tmp_path: Path) -> None:
    events = _events(model_file, [tmp_path])
    assert _items(events) == []
    assert isinstance(events[-1], ClassifyFinished)
    assert (events[-1].classified, events[-1].failed) == (0, 0)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    picture = Image.fromarray(np.full((64, 64, 3), 90, np.uint8))
    for number in range(60):
        picture.save(tmp_path / f"{number:02}.png")
    return tmp_path


def test_the_first_answer_waits_for_one_picture_and_few_are_held(
    model_file: Path, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[Path] = []

    def counting(path: Path, short_side: int) -> object:
        decoded.append(path)
        return decode(path, short_side)

    decode = batch.decode
    monkeypatch.setattr(batch, "decode", counting)
    groups: list[int] = []
    most_ahead = answers = 0
    for event in classify_files(model_file, [many], RunControl(), batch_size=4):
        if isinstance(event, ItemClassified):
            answers += 1
            most_ahead = max(most_ahead, len(decoded) - answers)
        elif isinstance(event, Progress) and event.phase is Phase.CLASSIFYING:
            groups.append(event.done - sum(groups))
    assert groups[:4] == [1, 2, 4, 4]
    assert sum(groups) == 60
    assert most_ahead <= 2 * 4 + 4  # waiting, and the group in hand


def test_stop_ends_between_two_groups_with_what_there_is(model_file: Path, many: Path) -> None:
    control = RunControl()
    events: list[Event] = []
    for event in classify_files(model_file, [many], control, batch_size=2):
        events.append(event)
        if isinstance(event, ItemClassified):
            control.stop()
    assert len(_items(events)) == 1
    assert isinstance(events[-1], ClassifyFinished)
    assert events[-1].stopped


def test_stop_ends_the_listing_too(model_file: Path, many: Path) -> None:
    control = RunControl()
    control.stop()
    events = list(classify_files(model_file, [many], control))
    assert _items(events) == []
    assert isinstance(events[-1], ClassifyFinished)
    assert events[-1].stopped


def test_leaving_the_job_leaves_no_thread(model_file: Path, many: Path) -> None:
    job = classify_files(model_file, [many], RunControl())
    while not isinstance(next(job), ItemClassified):
        pass
    assert any(thread.name.startswith("decode") for thread in threading.enumerate())
    job.close()
    assert not any(thread.name.startswith("decode") for thread in threading.enumerate())


def test_a_model_whose_name_is_too_long_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError) as caught:
        next(classify_files(tmp_path / ("x" * 300), [tmp_path], RunControl()))
    assert caught.value.code == "model-file-unreadable"


def test_no_model_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError):
        next(classify_files(tmp_path / "none.safetensors", [tmp_path], RunControl()))
    with pytest.raises(ModelFileError):
        next(classify_files(tmp_path, [tmp_path], RunControl()))  # a folder, but no run with a model


def test_an_archive_stands_for_what_is_in_it(model_file: Path, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "holiday.ZIP"
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("0.png", "a/1.png", "a/notes.txt"):
            file.write(folder / name, name)
        link = zipfile.ZipInfo("link.png")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "0.png")
    items = _items(_events(model_file, [archive]))
    named = {event.path.name: event for event in items if isinstance(event, ItemClassified)}
    assert set(named) == {"0.png", "1.png"}
    (plain,) = _items(_events(model_file, [folder / "0.png"]))
    assert isinstance(plain, ItemClassified)
    assert named["0.png"].predictions == plain.predictions
    reasons = {event.path.name: event.reason for event in items if isinstance(event, ItemFailed)}
    assert reasons == {"link.png": "link-in-archive", "notes.txt": "not-a-picture"}


def test_a_damaged_archive_fails_alone(model_file: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    failed, there = _items(_events(model_file, [tmp_path / "broken.zip", folder / "0.png"]))
    assert isinstance(failed, ItemFailed)
    assert (failed.path, failed.reason) == (tmp_path / "broken.zip", "archive-damaged")
    assert isinstance(there, ItemClassified)


def test_a_threshold_takes_the_place_of_the_models_own(model_file: Path, folder: Path) -> None:
    sure, unsure = (
        [event.doubt for event in _items(_events(model_file, [folder / "c"], threshold=threshold))]  # type: ignore[union-attr]
        for threshold in (0.0, 1.0)
    )
    assert sure == [None, None]
    assert unsure == [Doubt.LOW_CONFIDENCE, Doubt.LOW_CONFIDENCE]

"""An exported model answers as classify does, wherever it runs, and is refused where it would not."""

from __future__ import annotations

import csv
import dataclasses
import json
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from PIL import Image

from core.config import Preprocessing
from core.control import RunControl
from core.data.decode import decode
from core.data.transforms import prediction_picture
from core.errors import DataError, ModelFileError, ResourceError
from core.events import Event, ExportFinished, ItemClassified, Quantised, Warned, result_of
from core.inference import export as module
from core.inference.batch import classify_files
from core.inference.classifier import Classifier
from core.inference.export import export_model
from core.inference.graph import Graph
from core.inference.labelled import Labelled
from core.inference.preprocessing_graph import add_preprocessing
from core.model.familiarity import FEATURES, familiar
from core.model.file import ModelHeader, save_model
from core.model.googlenet import GoogLeNet, build_googlenet

SHAPES = [(80, 120), (64, 64), (200, 90), (301, 333), (33, 700), (500, 400), (41, 40)]


def _picture(height: int, width: int, seed: int) -> np.ndarray:
    """Coloured clouds with noise on them, as a photograph has."""
    rng = np.random.default_rng(seed)
    clouds = Image.fromarray(rng.integers(0, 256, (4, 4, 3), dtype=np.uint8)).resize((width, height))
    return (np.asarray(clouds) + rng.integers(-15, 16, (height, width, 3))).clip(0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """PNG and JPEG files, two of them so large that they are decoded at a fraction of their size."""
    folder = tmp_path_factory.mktemp("photos")
    paths = []
    for number, (height, width) in enumerate([*SHAPES, (700, 900), (640, 480)]):
        path = folder / f"{number}.{'png' if number % 3 == 0 else 'jpg'}"
        Image.fromarray(_picture(height, width, number)).save(path, quality=92)
        paths.append(path)
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.fromarray(_picture(90, 160, 77)).save(folder / "turned.jpg", exif=turned)
    Image.fromarray(_picture(90, 160, 78)).convert("L").save(folder / "grey.jpg")
    see_through = np.dstack([_picture(90, 160, 79), np.tile(np.linspace(0, 255, 160), (90, 1))]).astype(
        np.uint8
    )
    Image.fromarray(see_through).save(folder / "alpha.png")
    return [*paths, folder / "turned.jpg", folder / "grey.jpg", folder / "alpha.png"]


@pytest.fixture(scope="module")
def sure_header(header: ModelHeader) -> ModelHeader:
    known = familiar(np.random.default_rng(8).random((40, FEATURES)))
    assert known is not None
    known = dataclasses.replace(known, limit=1e9)  # the threshold alone decides
    prepared = dataclasses.replace(header.preprocessing, resize="crop", flip_average=True)
    return dataclasses.replace(
        header,
        preprocessing=prepared,
        temperature=8.0,
        threshold=0.9,
        precision=0.95,
        energy_limit=9.5,
        familiarity=known,
    )


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, network: GoogLeNet, sure_header: ModelHeader) -> Path:
    path = tmp_path_factory.mktemp("model") / "flipped.safetensors"
    save_model(path, network, sure_header)
    return path


def _said(model: Path, paths: list[Path]) -> dict[Path, ItemClassified]:
    events = classify_files(model, paths, RunControl())
    return {event.path: event for event in events if isinstance(event, ItemClassified)}


def _of(kind: type[Event], events: list[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize("resize", ["squash", "crop"])
@pytest.mark.parametrize("shape", [*SHAPES, (1003, 777), (1200, 1600)])
def test_the_graph_prepares_a_picture_as_the_program_does(resize: str, shape: tuple[int, int]) -> None:
    prepared = Preprocessing(size=48, short_side=60, resize=resize)
    pixels = _picture(*shape, seed=sum(shape))
    expected = prediction_picture(_decoded(pixels, prepared.short_side), prepared)
    difference = np.abs(_squares(prepared, np.stack([pixels, pixels[:, ::-1]]))[0] - expected)
    assert difference.max() <= 1
    assert (difference > 0).mean() < 0.06


def test_a_picture_that_lies_on_its_side_is_prepared_as_the_program_does() -> None:
    prepared = Preprocessing(size=48, short_side=60)
    pixels = _picture(110, 84, seed=3)
    turned = Image.Exif()
    turned[0x0112] = 6
    file = BytesIO()
    Image.fromarray(np.ascontiguousarray(np.rot90(pixels))).save(file, "PNG", exif=turned)
    expected = prediction_picture(decode(file.getvalue(), prepared.short_side).pixels, prepared)
    difference = np.abs(_squares(prepared, pixels[np.newaxis])[0] - expected)
    assert difference.max() <= 1
    assert (difference > 0).mean() < 0.06


def _squares(prepared: Preprocessing, pictures: np.ndarray) -> np.ndarray:
    """What the graph makes of `pictures` (N, H, W, 3), as float32 (N, size, size, 3)."""
    graph, size = Graph(), prepared.size
    graph.rename(graph.to(add_preprocessing(graph, "pictures", prepared), np.float32), "squares")
    proto = graph.model("pictures", ["N", "H", "W", 3], {"squares": ["N", 3, size, size]}, {})
    session = onnxruntime.InferenceSession(proto.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"pictures": pictures})[0].transpose(0, 2, 3, 1)


def _decoded(pixels: np.ndarray, short_side: int) -> np.ndarray:
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return decode(file.getvalue(), short_side).pixels


def test_one_file_says_what_classify_says(model: Path, photos: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out.onnx"
    events = list(export_model(model, target, RunControl(), pictures=[Labelled(path) for path in photos]))
    finished = events[-1]
    assert isinstance(finished, ExportFinished)
    assert finished.pictures == len(photos)
    assert finished.agreement == 1
    assert finished.largest_difference is not None and finished.largest_difference < 0.01
    assert not _of(Warned, events)
    assert [path.name for path in tmp_path.iterdir()] == ["out.onnx"]
    session = onnxruntime.InferenceSession(target.read_bytes(), providers=["CPUExecutionProvider"])
    said = _said(model, photos)
    for path in photos:
        whole = decode(path)
        if whole.format == "JPEG" and min(whole.size) > 1.5 * 128:
            continue  # decoded at a fraction of its size
        row = session.run(["probabilities"], {"pictures": whole.pixels[np.newaxis]})[0][0]
        wanted = {each.label: each.probability for each in said[path].predictions}
        classes = json.loads(session.get_modelmeta().custom_metadata_map["classes"])
        assert dict(zip(classes, row, strict=True)) == pytest.approx(wanted, abs=0.01)
    confidences = [each.predictions[0].probability for each in said.values()]
    assert min(confidences) < 0.9 < max(confidences)  # nothing is compared where all are sure


def test_it_says_how_far_from_familiar_a_picture_is(
    model: Path, sure_header: ModelHeader, photos: list[Path], tmp_path: Path
) -> None:
    result_of(export_model(model, tmp_path / "out.onnx", RunControl()))
    session = onnxruntime.InferenceSession(
        (tmp_path / "out.onnx").read_bytes(), providers=["CPUExecutionProvider"]
    )
    square = prediction_picture(decode(photos[-1]).pixels, sure_header.preprocessing)
    features = Classifier.load(model).logits(square[np.newaxis]).features
    (found,) = session.run(["distance"], {"pictures": decode(photos[-1]).pixels[np.newaxis]})
    assert sure_header.familiarity is not None
    assert found == pytest.approx(sure_header.familiarity.distances(features), rel=0.02)


def test_the_metadata_say_what_the_answers_mean(
    model: Path, sure_header: ModelHeader, tmp_path: Path
) -> None:
    events = list(export_model(model, tmp_path / "out.onnx", RunControl()))
    assert [event.code for event in events if isinstance(event, Warned)] == ["export-unchecked"]
    proto = onnx.load_model_from_string((tmp_path / "out.onnx").read_bytes())
    onnx.checker.check_model(proto, full_check=True)
    about = {each.key: each.value for each in proto.metadata_props}
    assert json.loads(about["classes"]) == list(sure_header.classes)
    assert Preprocessing(**json.loads(about["preprocessing"])) == dataclasses.replace(
        sure_header.preprocessing, mean=[0.5, 0.4, 0.3], std=[0.2, 0.3, 0.4]
    )
    assert float(about["distance_limit"]) == 1e9
    for name in ("temperature", "threshold", "precision", "energy_limit"):
        assert float(about[name]) == getattr(sure_header, name)
    (given,) = proto.graph.input
    shape = [each.dim_param or each.dim_value for each in given.type.tensor_type.shape.dim]
    assert (given.type.tensor_type.elem_type, shape) == (onnx.TensorProto.UINT8, ["N", "H", "W", 3])


def test_a_batch_has_the_answers_of_its_pictures(model: Path, tmp_path: Path) -> None:
    result_of(export_model(model, tmp_path / "out.onnx", RunControl()))
    session = onnxruntime.InferenceSession(
        (tmp_path / "out.onnx").read_bytes(), providers=["CPUExecutionProvider"]
    )
    pictures = np.stack([_picture(90, 130, seed) for seed in range(3)])
    together = session.run(["probabilities"], {"pictures": pictures})[0]
    alone = [session.run(["probabilities"], {"pictures": pictures[i : i + 1]})[0][0] for i in range(3)]
    np.testing.assert_allclose(together, alone, atol=1e-4)
    assert np.ptp(together, axis=0).max() > 0.01


def test_the_folder_runs_without_ninefold(model: Path, photos: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "flowers"
    result_of(export_model(model, target, RunControl(), pictures=[Labelled(p) for p in photos]))
    names = {"model.onnx", "labels.txt", "predict.py", "weights.safetensors", "load_weights.py"}
    assert {path.name for path in target.iterdir()} == names
    assert (target / "labels.txt").read_text(encoding="utf-8").splitlines() == ["cat", "dog", "小鸟"]
    bomb = photos[0].parent / "bomb.png"
    bomb.write_bytes(_png_that_says_it_is(100_000, 100_000))
    try:
        lines = _lines(target / "predict.py", photos[0].parent)
    finally:
        bomb.unlink()
    said = _said(model, photos)
    assert {Path(line[0]) for line in lines} == set(photos)
    for path, label, probability, *unsure in lines:
        best = said[Path(path)].predictions[0]
        assert label == best.label
        assert float(probability) == pytest.approx(best.probability, abs=0.01)
        assert unsure == ([] if said[Path(path)].doubt is None else ["not sure"])
    assert {len(line) for line in lines} == {3, 4}  # some are sure, and some are not


def _png_that_says_it_is(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def _lines(script: Path, *arguments: Path) -> list[list[str]]:
    """What `script` prints, run where Ninefold is not in sight."""
    done = subprocess.run(
        [sys.executable, "-I", script, *arguments],
        capture_output=True,
        check=True,
        cwd=script.parent,
        timeout=60,
    )
    return list(csv.reader(done.stdout.decode().splitlines(), delimiter="\t"))


def test_predict_imports_what_it_says(model: Path, tmp_path: Path) -> None:
    """onnxruntime, numpy, pillow, and the standard library."""
    result_of(export_model(model, tmp_path / "out", RunControl()))
    script = tmp_path / "out" / "predict.py"
    code = "import runpy, sys; runpy.run_path(sys.argv[1]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, script], capture_output=True, check=True, text=True, timeout=60
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert {"onnxruntime", "numpy", "PIL"} <= loaded
    assert not loaded & {"core", "gui", "torch", "onnx", "safetensors", "PySide6"}


@pytest.mark.parametrize("architecture", ["paper", "modern", "imagenet"])
def test_the_weights_are_the_network_in_20_lines(architecture: str, tmp_path: Path) -> None:
    prepared = Preprocessing(size=64, short_side=64, flip_average=architecture == "modern")
    model = tmp_path / "m.safetensors"
    network = build_googlenet(architecture, 3)
    network.fc.weight.data.mul_(30)  # untrained, all classes would be alike
    save_model(model, network, ModelHeader(architecture, ("a", "b", "c"), prepared, temperature=1.5))
    picture = tmp_path / "p.png"
    Image.fromarray(_picture(64, 64, 5)).save(picture)
    finished = result_of(export_model(model, tmp_path / "out", RunControl()))
    assert finished.parameters[0] > finished.parameters[1] > 5_000_000
    assert finished.megabytes[0] > finished.megabytes[1] > 20
    ((label, probability),) = _lines(tmp_path / "out" / "load_weights.py", picture)
    best = _said(model, [picture])[picture].predictions[0]
    assert label == best.label
    assert float(probability) == pytest.approx(best.probability, abs=1e-3)


def test_an_export_that_differs_is_not_written(
    model: Path, photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.inference import exported

    def other(*arguments: object) -> tuple[onnx.ModelProto, list[str]]:
        proto, before = onnx_model(*arguments)  # type: ignore[arg-type]
        bias = next(
            each for each in proto.graph.initializer if list(each.dims) == [3] and each.data_type == 1
        )
        bias.CopyFrom(onnx.numpy_helper.from_array(np.array([2, 0, -2], np.float32), bias.name))
        return proto, before

    onnx_model = exported.onnx_model
    monkeypatch.setattr(exported, "onnx_model", other)
    with pytest.raises(ModelFileError) as caught:
        result_of(export_model(model, tmp_path / "out.onnx", RunControl(), pictures=[Labelled(photos[0])]))
    assert caught.value.code == "export-disagrees"
    assert list(tmp_path.iterdir()) == []


def test_the_own_file_beside_it_is_not_overwritten(model: Path, photos: list[Path], tmp_path: Path) -> None:
    own = tmp_path / "out.int8.onnx"
    own.write_bytes(b"four years of work")
    pictures = [Labelled(path) for path in photos]
    with pytest.raises(DataError) as caught:
        result_of(export_model(model, tmp_path / "out.onnx", RunControl(), pictures=pictures, int8=True))
    assert caught.value.code == "export-target-taken"
    assert own.read_bytes() == b"four years of work"
    own.unlink()
    for _ in range(2):  # one's own export may be made anew
        result_of(export_model(model, tmp_path / "out.onnx", RunControl(), pictures=pictures, int8=True))


def test_int8_tells_its_loss(model: Path, photos: list[Path], tmp_path: Path) -> None:
    said = _said(model, photos)
    pictures = [Labelled(path, said[path].predictions[0].label) for path in photos]
    events = list(export_model(model, tmp_path / "out.onnx", RunControl(), pictures=pictures, int8=True))
    (quantised,) = (event for event in events if isinstance(event, Quantised))
    assert quantised.target == tmp_path / "out.int8.onnx"
    assert quantised.pictures == len(photos) // 2
    assert quantised.accuracy_before == 1  # the labels are its own answers
    assert quantised.accuracy == quantised.agreement
    assert quantised.agreement > 0.5
    size = quantised.target.stat().st_size
    assert size == pytest.approx(quantised.megabytes * 1e6)
    assert size < 0.35 * (tmp_path / "out.onnx").stat().st_size
    with pytest.raises(DataError, match="8-bit"):
        result_of(export_model(model, tmp_path / "other.onnx", RunControl(), int8=True))


def test_what_is_there_is_not_overwritten(model: Path, tmp_path: Path) -> None:
    own = tmp_path / "thesis.onnx"
    own.write_bytes(b"four years of work")
    full = tmp_path / "full"
    full.mkdir()
    (full / "labels.txt").write_text("mine")
    for target in (own, full):
        with pytest.raises(DataError) as caught:
            result_of(export_model(model, target, RunControl()))
        assert caught.value.code == "export-target-taken"
    assert own.read_bytes() == b"four years of work"
    assert [path.name for path in full.iterdir()] == ["labels.txt"]
    for _ in range(2):  # its own it may replace
        result_of(export_model(model, tmp_path / "again.onnx", RunControl()))


def test_stop_writes_nothing(model: Path, tmp_path: Path) -> None:
    control = RunControl()
    control.stop()
    with pytest.raises(DataError) as caught:
        result_of(export_model(model, tmp_path / "out.onnx", control))
    assert caught.value.code == "cancelled"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_part_names_the_command_that_brings_it(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ResourceError) as caught:
        result_of(export_model(model, tmp_path / "out.onnx", RunControl()))
    assert caught.value.code == "onnx-missing"


def test_a_place_that_cannot_be_written_is_an_error_of_ours(model: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ResourceError) as caught:
        result_of(export_model(model, tmp_path / "file" / "out.onnx", RunControl()))
    assert caught.value.code == "file-not-written"
    assert module.MOST_DIFFERENCE == 0.01

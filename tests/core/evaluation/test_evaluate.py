from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.config import TrainConfig
from core.control import RunControl
from core.data.dataset import open_dataset
from core.data.decode import decode
from core.data.transforms import prediction_picture
from core.errors import DataError, ModelFileError
from core.evaluation.evaluate import evaluate
from core.evaluation.evaluation import Evaluation
from core.events import (
    Doubt,
    EvaluationFinished,
    Event,
    HeadFigures,
    ItemClassified,
    ItemFailed,
    Progress,
    Warned,
    observed,
    result_of,
    to_json,
)
from core.inference.batch import classify_files
from core.inference.classifier import Classifier
from core.model.familiarity import familiar
from core.model.file import ModelHeader, save_model
from core.model.googlenet import GoogLeNet
from core.training.runs import write_config


def run(*arguments: object, **options: object) -> tuple[list[Event], Evaluation]:
    events: list[Event] = []
    job = evaluate(*arguments, RunControl(), **options)  # type: ignore[arg-type]
    found = result_of(observed(job, events.append))
    return events, found


@pytest.fixture(scope="module")
def found(model_file: Path, labelled: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NINEFOLD_HOME", str(tmp_path_factory.mktemp("home")))
        return run(model_file, labelled)[1]


def warnings(events: list[Event]) -> dict[str, object]:
    return {event.code: event.data for event in events if isinstance(event, Warned)}


def test_answers_are_those_of_prediction(found: Evaluation, model_file: Path, labelled: Path) -> None:
    named = {
        event.path: event
        for event in classify_files(model_file, [labelled], RunControl(), depths=True)
        if isinstance(event, ItemClassified)
    }
    assert {item.path for item in found.items} == named.keys()
    assert len(found.items) == 21
    for i, item in enumerate(found.items):
        said = named[item.path]
        given = {each.label: each.probability for each in said.predictions}
        assert given == pytest.approx(dict(zip(found.classes, found.probabilities[i], strict=True)), abs=1e-4)
        assert found.doubts[i] == said.doubt
        assert said.depths is not None and said.depths.aux1 is not None and said.depths.aux2 is not None
        assert said.depths.main == said.predictions[0]
        for depth, shares in ((said.depths.aux1, found.aux1), (said.depths.aux2, found.aux2)):
            assert shares is not None
            assert depth.label == found.classes[shares[i].argmax()]
            assert depth.probability == pytest.approx(shares[i].max(), abs=1e-4)
    assert len(set(found.doubts)) > 1, "the model of this test is in doubt of some pictures, and not of all"


def test_labels_are_the_folders(found: Evaluation) -> None:
    assert [found.classes[label] for label in found.labels] == [item.path.parent.name for item in found.items]


def test_cells_mistakes_and_confusions_fit_together(found: Evaluation) -> None:
    cells = {(true, said): found.cell(true, said) for true in range(3) for said in range(3)}
    assert sorted(i for cell in cells.values() for i in cell) == list(range(21))
    for (true, said), cell in cells.items():
        assert len(cell) == found.confusion[true, said]
        assert {(int(found.labels[i]), int(found.predicted[i])) for i in cell} <= {(true, said)}
        confidences = found.confidence[list(cell)].tolist()
        assert confidences == sorted(confidences, reverse=True)
    mistakes = found.worst_mistakes(100)
    assert set(mistakes) == {i for (true, said), cell in cells.items() if true != said for i in cell}
    assert found.confidence[list(mistakes)].tolist() == sorted(found.confidence[list(mistakes)], reverse=True)
    assert found.worst_mistakes(2) == mistakes[:2]
    confused = found.most_confused(9)
    assert sum(count for _, _, count in confused) == len(mistakes)
    assert [count for _, _, count in confused] == sorted((count for *_, count in confused), reverse=True)
    assert all(len(cells[true, said]) == count for true, said, count in confused)


def test_the_last_event_has_the_figures_and_is_json(model_file: Path, labelled: Path) -> None:
    events, found = run(model_file, labelled)
    done = events[-1]
    assert isinstance(done, EvaluationFinished)
    right = found.predicted == found.labels
    assert done.main.accuracy == pytest.approx(right.mean())
    sure = np.array([doubt is None for doubt in found.doubts])
    assert (done.sure, done.sure_right) == (sure.sum(), (sure & right).sum())
    assert sum(count for _, _, count in done.confused) == (~right).sum()
    for true, said, count in done.confused:
        assert count == found.confusion[found.classes.index(true), found.classes.index(said)]
    assert isinstance(done.aux1, HeadFigures) and found.aux1 is not None
    assert done.aux1.accuracy == pytest.approx((found.aux1.argmax(axis=1) == found.labels).mean())
    assert done.aux2 is not None
    assert (done.pictures, done.failed, done.part) == (21, 0, "all")
    assert (done.ece, done.ece_before) == (None, None), "21 pictures are too few to say"
    assert json.loads(to_json(done))["main"]["classes"][0]["name"] == "blue"
    progress = [event.done for event in events if isinstance(event, Progress)]
    assert progress[-1] == 21


def test_a_hundred_pictures_are_enough_for_a_calibration_error(model_file: Path, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    for name in ("blue", "green", "red"):
        (tmp_path / name).mkdir()
        for number in range(34):
            pixels = rng.integers(0, 255, (32, 32, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(tmp_path / name / f"{number}.png")
    calibration = run(model_file, tmp_path)[1].calibration
    assert calibration.before is not None and calibration.after is not None
    assert calibration.before.counts.sum() == calibration.after.counts.sum() == 102
    assert not calibration.cross_fitted


def test_classes_that_only_one_side_knows_are_said(model_file: Path, labelled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(labelled / "red", folder / "red")
    shutil.copytree(labelled / "blue", folder / "mauve")
    events, found = run(model_file, folder)
    assert warnings(events) == {
        "classes-not-in-model": {"count": 7, "names": "mauve"},
        "classes-not-in-folder": {"names": "blue, green"},
    }
    assert {item.path.parent.name for item in found.items} == {"red"}
    assert set(found.labels.tolist()) == {2}
    assert [each.support for each in found.figures.classes] == [0, 0, 7]
    assert found.figures.classes[0].recall is None


def test_a_folder_without_one_known_class_is_refused(
    model_file: Path, labelled: Path, tmp_path: Path
) -> None:
    for name in ("mauve", "ochre"):
        shutil.copytree(labelled / "red", tmp_path / name)
    with pytest.raises(DataError) as error:
        run(model_file, tmp_path)
    assert error.value.code == "no-class-in-common"
    assert "mauve" in str(error.value) and "green" in str(error.value)


def test_a_broken_picture_is_told_and_left_out(model_file: Path, labelled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(labelled, folder)
    whole = (folder / "red" / "3.png").read_bytes()
    (folder / "red" / "3.png").write_bytes(whole[:200])
    events, found = run(model_file, folder)
    assert [event.path for event in events if isinstance(event, ItemFailed)] == [folder / "red" / "3.png"]
    assert [path for path, _, _ in found.failed] == [folder / "red" / "3.png"]
    assert [found.classes[label] for label in found.labels] == [item.path.parent.name for item in found.items]
    assert len(found.items) == len(found.probabilities) == 20


@pytest.fixture
def run_folder(tmp_path: Path, model_file: Path, labelled: Path) -> Path:
    """A run that learned from `labelled`, with a third for validation and no test pictures."""
    folder = tmp_path / "run"
    folder.mkdir()
    shutil.copy(model_file, folder / "best.safetensors")
    write_config(folder, TrainConfig(labelled, validation_share=1 / 3))
    return folder


def test_validation_is_what_the_run_validated_with(run_folder: Path, labelled: Path) -> None:
    _, found = run(run_folder, labelled)
    dataset = result_of(open_dataset(labelled, RunControl(), validation_share=1 / 3))
    assert found.part == "validation"
    assert {item.path for item in found.items} == {item.path for item in dataset.of("validation")}
    assert 6 <= len(found.items) <= 9


@pytest.mark.parametrize("part", ["train", "all"])
def test_figures_on_pictures_that_it_learned_from_are_said_to_flatter(
    run_folder: Path, labelled: Path, part: str
) -> None:
    events, found = run(run_folder, labelled, part=part)
    assert "evaluated-on-training" in warnings(events)
    assert found.learned_from
    assert found.part == part
    assert {item.side for item in found.items} == ({"train"} if part == "train" else {"train", "validation"})


def test_another_folder_is_evaluated_whole(run_folder: Path, labelled: Path, tmp_path: Path) -> None:
    shutil.copytree(labelled, tmp_path / "other")
    events, found = run(run_folder, tmp_path / "other")
    assert (found.part, len(found.items)) == ("all", 21)
    assert not warnings(events)


def test_a_part_without_pictures_is_refused(run_folder: Path, labelled: Path) -> None:
    with pytest.raises(DataError) as error:
        run(run_folder, labelled, part="test")
    assert error.value.code == "nothing-to-evaluate"


def test_a_stop_ends_it(model_file: Path, labelled: Path) -> None:
    control = RunControl()
    job = evaluate(model_file, labelled, control)
    with pytest.raises(DataError) as error:
        for event in job:
            if isinstance(event, Progress) and event.phase == "evaluating":
                control.stop()
    assert error.value.code == "cancelled"


def test_a_model_without_heads_and_limits(
    tmp_path: Path, labelled: Path, network: GoogLeNet, header: ModelHeader
) -> None:
    aux1, aux2 = network.aux1, network.aux2
    network.aux1 = network.aux2 = None
    try:
        plain = replace(header, aux_heads=False, temperature=None, threshold=None, precision=None)
        save_model(tmp_path / "plain.safetensors", network, plain)
    finally:
        network.aux1, network.aux2 = aux1, aux2
    events, found = run(tmp_path / "plain.safetensors", labelled)
    assert found.aux1 is found.aux2 is found.aux1_figures is found.aux2_figures is None
    assert found.doubts == (None,) * 21
    done = events[-1]
    assert isinstance(done, EvaluationFinished)
    assert done.aux1 is None
    assert done.sure == 21


def test_what_is_no_model_is_refused_before_the_folder_is_read(tmp_path: Path, labelled: Path) -> None:
    (tmp_path / "model").write_text("none")
    job = evaluate(tmp_path / "model", labelled, RunControl())
    with pytest.raises(ModelFileError):
        next(job)


def test_the_window_may_import_it_without_torch_and_scikit_learn() -> None:
    modules = "core.evaluation.evaluate, core.evaluation.label_errors, core.evaluation.report"
    code = f"import sys, {modules}; print({{'torch', 'sklearn', 'scipy'}} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"


def test_pictures_unlike_the_familiar_ones_are_in_doubt(
    labelled: Path, model_file: Path, model_with: Callable[..., Path]
) -> None:
    classifier = Classifier.load(model_file)
    preprocessing = classifier.header.preprocessing
    features = {}
    for path in labelled.rglob("*.png"):
        square = prediction_picture(decode(path, preprocessing.short_side).pixels, preprocessing)
        features[path] = classifier.logits(square[None]).features[0]
    red = np.stack([each for path, each in features.items() if path.parent.name == "red"])
    known = familiar(np.concatenate([red, red, red]))
    assert known is not None
    _, found = run(model_with(familiarity=known, threshold=None), labelled)
    for item, doubt in zip(found.items, found.doubts, strict=True):
        distance = known.distances(features[item.path][None])[0]
        assert doubt == (Doubt.UNLIKE_TRAINING if distance > known.limit else None)
    unlike = {item.path.parent.name for item, doubt in zip(found.items, found.doubts, strict=True) if doubt}
    assert unlike >= {"blue", "green"}

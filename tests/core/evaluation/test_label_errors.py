from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.control import RunControl
from core.errors import DataError
from core.evaluation.label_errors import (
    LabelErrors,
    find_label_errors,
    folds_of,
    out_of_sample,
    suspicious,
)
from core.events import Phase, Progress, observed, result_of


@given(st.lists(st.integers(0, 4), min_size=1, max_size=120))
def test_folds_share_each_class_evenly(labels: list[int]) -> None:
    folds = folds_of(np.array(labels))
    for label in set(labels):
        counts = np.bincount(folds[np.array(labels) == label], minlength=5)
        assert counts.max() - counts.min() <= 1


def test_what_can_only_be_known_by_heart_is_not_known() -> None:
    rng = np.random.default_rng(0)
    features, labels = rng.normal(size=(200, 400)), rng.integers(0, 2, 200)  # any labels can be fitted
    found = result_of(out_of_sample(features, labels, 2, RunControl()))
    assert found.sum(axis=1) == pytest.approx(np.ones(200))
    assert 0.35 < (found.argmax(axis=1) == labels).mean() < 0.65


def test_labels_that_were_flipped_are_found() -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 4, 400)
    features = np.eye(4)[truth] @ rng.normal(size=(4, 50)) + rng.normal(size=(400, 50)) * 0.7
    labels = truth.copy()
    flipped = rng.permutation(400)[:20]
    labels[flipped] = (truth[flipped] + rng.integers(1, 4, 20)) % 4
    found = suspicious(result_of(out_of_sample(features, labels, 4, RunControl())), labels)
    hits = [(i, suggested) for i, suggested in found if i in flipped]
    assert len(hits) >= 10
    assert len(hits) >= 0.8 * len(found)
    assert all(suggested == truth[i] for i, suggested in hits)


def test_a_class_of_one_picture_is_no_trouble() -> None:
    features, labels = np.random.default_rng(2).normal(size=(11, 6)), np.array([0] * 5 + [1] * 5 + [2])
    found = result_of(out_of_sample(features, labels, 4, RunControl()))
    assert found[10, 2] == 0
    assert (found[:, 3] == 0).all()


def test_suspicion_by_hand() -> None:
    probabilities = np.array(
        [
            [0.9, 0.1],  # as it is
            [0.2, 0.8],  # suspicious: as sure of 1 as is usual for 1 (0.7 on average)
            [0.4, 0.6],  # less sure of 1 than is usual
            [0.1, 0.9],  # the worst
            [0.3, 0.7],
            [0.3, 0.7],
        ]
    )
    assert suspicious(probabilities, np.array([0, 0, 0, 0, 1, 1])) == [(3, 1), (1, 1)]


def test_a_stop_ends_it() -> None:
    control = RunControl()
    job = out_of_sample(np.zeros((10, 2)), np.array([0, 1] * 5), 2, control)
    with pytest.raises(DataError) as error:
        for _ in job:
            control.stop()
    assert error.value.code == "cancelled"


@pytest.fixture(scope="module")
def found(
    model_file: Path, labelled: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[LabelErrors, list[object]]:
    """In a folder whose class names the model does not know, with a red picture among the blue ones."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, new in (("red", "warm"), ("blue", "cold")):
        shutil.copytree(labelled / name, folder / new)
    (folder / "warm" / "3.png").rename(folder / "cold" / "red.png")
    events: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NINEFOLD_HOME", str(tmp_path_factory.mktemp("home")))
        job = find_label_errors(model_file, folder, RunControl())
        errors = result_of(observed(job, events.append))
    return errors, events


def test_a_picture_in_the_wrong_folder_is_the_first_suspect(found: tuple[LabelErrors, list[object]]) -> None:
    errors, _ = found
    assert errors.pictures == 14
    first = errors.suspects[0]
    assert first.item.path.name == "red.png"
    assert errors.dataset.classes[first.item.label] == "cold"
    assert errors.dataset.classes[first.suggested] == "warm"
    assert first.probability > 0.5 > first.given_probability
    assert first.heads == (), "the model knows no class of this folder"


def test_the_search_tells_how_far_it_is(found: tuple[LabelErrors, list[object]]) -> None:
    progress = [event for event in found[1] if isinstance(event, Progress)]
    asked = [event.done for event in progress if event.phase is Phase.EVALUATING]
    fitted = [event.done for event in progress if event.phase is Phase.CROSS_CHECKING]
    assert asked == sorted(asked) and asked[-1] == 14
    assert fitted == [0, 1, 2, 3, 4, 5]


def test_heads_that_agree_are_named(model_file: Path, labelled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    shutil.copytree(labelled, folder)
    (folder / "red" / "2.png").rename(folder / "blue" / "red.png")
    errors = result_of(find_label_errors(model_file, folder, RunControl()))
    for suspect in errors.suspects:
        assert set(suspect.heads) <= {"main", "aux1", "aux2"}
    assert any(suspect.heads for suspect in errors.suspects)

from __future__ import annotations

import errno

import numpy as np
import pytest
from PIL import Image

from core.control import RunControl
from core.data.sample import draw_sample
from core.data.scenes import SCENES, draw_scene
from core.errors import DataError, ResourceError
from core.events import Phase, Progress, result_of


def contents(directory):
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in files}


def test_six_classes_of_pictures_with_progress(tmp_path):
    target = tmp_path / "new" / "sample"
    job = draw_sample(target, RunControl(), per_class=4)
    events = list(job)
    assert all(isinstance(event, Progress) and event.phase is Phase.DRAWING for event in events)
    assert [event.done for event in events] == [0, 6, 12, 18, 24]
    assert {event.total for event in events} == {24}
    assert sorted(path.name for path in target.iterdir()) == sorted(SCENES)
    assert len(SCENES) == 6
    for kind in SCENES:
        files = list((target / kind).iterdir())
        assert len(files) == 4
        for file in files:
            with Image.open(file) as picture:
                assert (picture.format, picture.mode) == ("JPEG", "RGB")
                assert min(picture.size) >= 200
    assert [path.name for path in target.parent.iterdir()] == ["sample"]


def test_the_same_arguments_draw_the_same_and_another_seed_draws_others(tmp_path):
    first = result_of(draw_sample(tmp_path / "a", RunControl(), per_class=1, seed=5))
    second = result_of(draw_sample(tmp_path / "b", RunControl(), per_class=1, seed=5))
    third = result_of(draw_sample(tmp_path / "c", RunControl(), per_class=1, seed=6))
    assert contents(first) == contents(second)
    assert not set(contents(first).values()) & set(contents(third).values())


def test_a_sample_that_is_there_is_used_as_it_is(tmp_path):
    target = tmp_path / "sample"
    result_of(draw_sample(target, RunControl(), per_class=1))
    (target / "Balloon" / "balloon-001.jpg").write_bytes(b"the user's own")
    before = contents(target)
    assert result_of(draw_sample(target, RunControl(), per_class=3, seed=2)) == target
    assert contents(target) == before


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "sample").mkdir()
    result_of(draw_sample(tmp_path / "sample", RunControl(), per_class=1))
    assert len(contents(tmp_path / "sample")) == 6


def test_a_cancelled_drawing_leaves_nothing(tmp_path):
    control = RunControl()
    job = draw_sample(tmp_path / "sample", control)
    next(job)
    control.stop()
    with pytest.raises(DataError) as caught:
        list(job)
    assert caught.value.code == "cancelled"
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_that_is_abandoned_leaves_nothing(tmp_path):
    job = draw_sample(tmp_path / "sample", RunControl())
    next(job)
    next(job)
    job.close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_named_failure_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*arguments, **settings):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(ResourceError) as caught:
        result_of(draw_sample(tmp_path / "sample", RunControl()))
    assert caught.value.code == "sample-not-written"
    assert "No space left" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_colour_alone_does_not_tell_the_classes():
    """Nearest mean colour, fitted and judged on the same pictures, is far from right."""
    colours = np.array(
        [
            [
                np.asarray(draw_scene(kind, np.random.default_rng([1, n, m]))).mean(axis=(0, 1))
                for m in range(12)
            ]
            for n, kind in enumerate(SCENES)
        ]
    )
    distances = np.linalg.norm(colours[:, :, None] - colours.mean(axis=1), axis=-1)
    right = (distances.argmin(axis=-1) == np.arange(6)[:, None]).mean()
    assert right < 0.6

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.config import Preprocessing
from core.control import RunControl
from core.events import HeatMapSaved, ItemFailed, Progress
from core.explain.heat_files import save_heat_maps
from core.model.file import ModelHeader, save_model
from core.model.googlenet import build_googlenet


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(2)
    path = tmp_path_factory.mktemp("model") / "m.safetensors"
    header = ModelHeader("notes", ("a", "b"), Preprocessing(size=64, short_side=64), aux_heads=False)
    save_model(path, build_googlenet("notes", 2, aux_heads=False), header)
    return path


def test_a_file_for_each_picture_and_none_is_overwritten(model: Path, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    paths = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        paths.append(tmp_path / place / "x.png")
        Image.fromarray(rng.integers(0, 256, (90, 120, 3), dtype=np.uint8)).save(paths[-1])
    before = [path.read_bytes() for path in paths]
    (tmp_path / "text.png").write_text("no picture")
    events = list(save_heat_maps(model, [*paths, tmp_path / "text.png"], tmp_path / "heat", RunControl()))
    saved = [event for event in events if isinstance(event, HeatMapSaved)]
    assert [event.path for event in saved] == paths
    assert len({event.target for event in saved}) == 2
    for event in saved:
        assert event.target.parent == tmp_path / "heat"
        assert event.label in ("a", "b")
        with Image.open(event.target) as picture, Image.open(event.path) as source:
            assert picture.size == source.size
            assert not np.array_equal(np.asarray(picture), np.asarray(source))
    (failed,) = (event for event in events if isinstance(event, ItemFailed))
    assert failed.reason == "not-a-picture"
    assert [event.done for event in events if isinstance(event, Progress)] == [1, 2, 3]
    assert [path.read_bytes() for path in paths] == before


def test_stop_ends_it_between_two_pictures(model: Path, tmp_path: Path) -> None:
    control = RunControl()
    control.stop()
    events = save_heat_maps(model, [tmp_path / "a.png"], tmp_path, control)
    assert not [event for event in events if isinstance(event, Progress | ItemFailed)]

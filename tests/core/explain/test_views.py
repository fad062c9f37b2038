"""The jobs from the outside: model files and pictures as the window names them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.config import Preprocessing
from core.control import RunControl
from core.data.dataset import Dataset, Item
from core.data.transforms import prediction_picture, seen_part
from core.errors import DataError, ModelFileError, PictureError
from core.events import Phase, PhaseChanged, result_of
from core.explain import views
from core.explain.gradcam import grad_cam
from core.explain.network import LoadedNetwork, opened
from core.explain.results import BranchId
from core.inference.batch import NamedPixels
from core.model.file import ModelHeader, save_model


def test_importing_the_views_is_cheap() -> None:
    code = (
        "import sys; import core.explain.views, core.explain.results, core.explain.costs, "
        "core.training.compare; print('torch' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_a_heat_map_of_a_file_of_pixels_and_of_a_run(
    network: LoadedNetwork, model_file: Path, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    expected = grad_cam(network, squares[0], block="inception4a", branch="branch2", label="dog")
    options = {"block": "inception4a", "branch": "branch2", "label": "dog"}
    for model in (model_file, model_file.parent):
        for source in (items[0].path, NamedPixels("pasted", squares[0])):
            found = result_of(views.heat_map(model, source, RunControl(), **options))
            np.testing.assert_allclose(found.heat, expected.heat, atol=1e-5)
            assert (found.label, found.block, found.branch) == ("dog", "inception4a", "branch2")
            assert (found.picture == squares[0]).all()
            assert found.box == (0, 0, 1, 1)


def test_what_a_cropping_model_saw_of_a_picture(network: LoadedNetwork, tmp_path: Path) -> None:
    preprocessing = Preprocessing(size=64, short_side=80, resize="crop")
    header = ModelHeader("notes", network.header.classes, preprocessing)
    save_model(tmp_path / "model.safetensors", network.model, header)
    pixels = np.random.default_rng(0).integers(0, 256, (90, 200, 3)).astype(np.uint8)
    found = result_of(views.heat_map(tmp_path / "model.safetensors", NamedPixels("", pixels), RunControl()))
    assert found.box == seen_part(200, 90, preprocessing)
    left, top, right, bottom = found.box
    assert right - left == pytest.approx(64 / 162, abs=0.01)  # of 73 / 90 * 200 pixels
    assert bottom - top == pytest.approx(64 / 73, abs=0.01)
    assert left == pytest.approx(1 - right, abs=0.01)


@pytest.mark.parametrize("shape", [(300, 200), (200, 300), (64, 64), (1000, 70)])
def test_the_seen_part_is_where_the_prepared_picture_comes_from(shape: tuple[int, int]) -> None:
    """In a picture whose colours are its coordinates, the prepared one shows which it keeps."""
    height, width = shape
    preprocessing = Preprocessing(size=64, resize="crop")
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.stack([x / width * 255, y / height * 255, 0 * x], axis=2).astype(np.uint8)
    prepared = prediction_picture(pixels, preprocessing)[..., :2].astype(float) / 255
    left, top, right, bottom = seen_part(width, height, preprocessing)
    assert prepared[0, 0] == pytest.approx([left, top], abs=0.02)
    assert prepared[-1, -1] == pytest.approx([right, bottom], abs=0.02)


def test_every_other_view(
    network: LoadedNetwork, model_file: Path, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    control = RunControl()
    dataset = Dataset(Path("pictures"), network.header.classes, items)
    source = items[1].path
    heads = result_of(views.head_answers(model_file, source, control))
    assert heads.main.label == network.look(squares[1]).main.label
    assert heads.aux1 is not None and heads.aux2 is not None
    off = [BranchId("inception3b", "branch4")]
    lens = result_of(views.branch_lens(model_file, source, control, module="inception4a", off=off, maps=3))
    assert (lens.module, lens.off, len(lens.branches[0].maps)) == ("inception4a", frozenset(off), 3)
    heats = result_of(views.branch_heats(model_file, source, control, module="inception4a"))
    assert [each.branch for each in heats] == [branch.branch for branch in lens.branches]
    assert all(each.box == (0, 0, 1, 1) for each in heats)
    assert result_of(views.stem_filters(model_file, control)).filters.shape == (64, 7, 7, 3)
    assert result_of(views.branches_off(model_file, dataset, control, off=off, part="train")).pictures == 7
    assert len(result_of(views.three_depths(model_file, dataset, control, part="train")).items) == 7
    near = result_of(views.neighbours(model_file, dataset, source, control, count=3))
    assert len(near.neighbours) == 3 and items[1] not in [each.item for each in near.neighbours]
    strong = result_of(views.excitations(model_file, dataset, control, block="conv1", channel=9))
    assert all(excitation.activation > 0 for excitation in strong.excitations)


def test_a_network_stays_loaded_until_its_file_changes(model_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "best.safetensors"
    shutil.copy(model_file, path)
    first = opened(path)
    assert opened(path) is first
    changed = LoadedNetwork.load(path)
    changed.model.fc.bias[:] += 1
    save_model(path, changed.model, changed.header)
    assert opened(path) is not first
    path.unlink()
    with pytest.raises(ModelFileError, match="no model file"):
        opened(path)


def test_a_network_that_is_prepared_is_loaded(
    model_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "best.safetensors"
    shutil.copy(model_file, path)
    assert result_of(views.prepare(path, RunControl())) is None
    monkeypatch.setattr(LoadedNetwork, "load", lambda _path: pytest.fail("it is there"))
    assert result_of(views.stem_filters(path, RunControl())).filters.shape == (64, 7, 7, 3)


def test_trouble_has_a_name(model_file: Path, items: tuple[Item, ...], tmp_path: Path) -> None:
    with pytest.raises(PictureError):
        result_of(views.heat_map(model_file, items[2].path, RunControl()))
    with pytest.raises(ModelFileError):
        result_of(views.heat_map(tmp_path / "none", items[0].path, RunControl()))
    control = RunControl()
    job = views.branch_lens(model_file, items[0].path, control, module="inception4a")
    assert next(job) == PhaseChanged(Phase.LOADING_MODEL)
    control.stop()
    with pytest.raises(DataError, match="Cancelled"):
        result_of(job)


def test_a_picture_of_one_pixel(model_file: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1, 1), "red").save(tmp_path / "dot.png")
    found = result_of(views.heat_map(model_file, tmp_path / "dot.png", RunControl()))
    assert np.isfinite(found.heat).all()

"""The index of what a network sees, against asking the network picture by picture."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.config import BLOCK_NAMES
from core.control import RunControl
from core.data.dataset import Item
from core.errors import DataError, ModelFileError, ResourceError
from core.events import Event, Phase, PhaseChanged, Progress, observed, result_of
from core.explain import features
from core.explain.features import FeatureIndex, index_features
from core.explain.neighbours import excitations, neighbours
from core.explain.network import LoadedNetwork
from core.model.file import save_model
from core.paths import cache_dir


def drawn(model: Path, items: tuple[Item, ...]) -> tuple[FeatureIndex, list[Event]]:
    job = index_features(model, items, RunControl())
    events: list[Event] = []
    index = result_of(observed(job, events.append))
    return index, events


def folders() -> list[Path]:
    return [path for path in (cache_dir() / "features").iterdir() if path.is_dir()]


def looked_up(network: LoadedNetwork, pixels: np.ndarray, block: str) -> np.ndarray:
    """The block's output (C, h, w) for one prepared picture."""
    kept: list[torch.Tensor] = []
    handle = network.part(block).register_forward_hook(lambda _m, _i, output: kept.append(output[0]))
    network.look(pixels)
    handle.remove()
    return kept[0].numpy()


def test_the_features_of_each_picture(
    network: LoadedNetwork, model_file: Path, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    index, events = drawn(model_file, items)
    with index:
        good = [number for number in range(len(items)) if number != 2]
        assert list(index.contents) == [items[number].content for number in good]
        for row, number in enumerate(good):
            feature = looked_up(network, squares[number], "inception5b").mean(axis=(1, 2))
            expected = feature / np.linalg.norm(feature)
            np.testing.assert_allclose(index.features[row], expected, atol=2e-3)
    progress = [event for event in events if isinstance(event, Progress)]
    assert (progress[-1].phase, progress[-1].done, progress[-1].total) == (Phase.INDEXING, 8, 8)


def test_it_is_made_once_for_a_model_and_its_pictures(
    network: LoadedNetwork, model_file: Path, items: tuple[Item, ...], tmp_path: Path
) -> None:
    index, events = drawn(model_file, items)
    with index:
        assert PhaseChanged(Phase.INDEXING) in events
    moved = tuple(replace(item, path=tmp_path / "elsewhere.png") for item in reversed(items))
    again, events = drawn(model_file, (*moved, moved[0]))
    with again:
        assert events == [], "the same contents under other names"
        assert again.contents == index.contents
    fewer, events = drawn(model_file, items[:4])
    with fewer:
        assert PhaseChanged(Phase.INDEXING) in events and len(fewer.contents) == 3
    with torch.no_grad():
        changed = LoadedNetwork.load(model_file)
        changed.model.fc.bias[0] += 1
    save_model(tmp_path / "other.safetensors", changed.model, changed.header)
    other, events = drawn(tmp_path / "other.safetensors", items)
    with other:
        assert PhaseChanged(Phase.INDEXING) in events
    assert len(folders()) == 3


def test_the_pictures_that_excite_a_channel(
    network: LoadedNetwork, model_file: Path, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    index, _ = drawn(model_file, items)
    with index:
        for block in ("conv1", "inception3a", "inception5b"):
            outputs = {n: looked_up(network, squares[n], block) for n in range(len(items)) if n != 2}
            for channel in (0, 17, 63):
                found = excitations(index, items, block, channel)
                peaks = {n: output[channel].max() for n, output in outputs.items()}
                expected = sorted((n for n in peaks if peaks[n] > 0), key=lambda n: -peaks[n])
                assert (found.block, found.channel) == (block, channel)
                assert [e.item for e in found.excitations] == [items[n] for n in expected]
                for excitation, number in zip(found.excitations, expected, strict=True):
                    assert excitation.activation == pytest.approx(peaks[number], rel=1e-3)
                    at_place = outputs[number][channel, excitation.row, excitation.column]
                    assert at_place == pytest.approx(peaks[number], rel=1e-3)


def test_of_many_pictures_the_strongest_are_kept(
    model_file: Path, items: tuple[Item, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything, _ = drawn(model_file, items)
    with everything:
        all_values = everything.values.copy()
    monkeypatch.setattr(features, "MOST", 3)
    monkeypatch.setattr(features, "FORMAT", "of this test")
    index, _ = drawn(model_file, items)
    with index:
        np.testing.assert_allclose(index.values, all_values[:, :3], rtol=1e-6)
        assert index.blocks.keys() == set(BLOCK_NAMES)


def test_the_nearest_by_cosine(
    network: LoadedNetwork, model_file: Path, items: tuple[Item, ...], squares: np.ndarray
) -> None:
    index, _ = drawn(model_file, items)
    with index:
        found = neighbours(network, index, items, squares[5], items[5].content, 4)
        new = neighbours(network, index, items, squares[5], "", 99)
    vectors = {n: looked_up(network, squares[n], "inception5b").mean((1, 2)) for n in range(8) if n != 2}
    cosines = {
        n: float(v @ vectors[5] / np.linalg.norm(v) / np.linalg.norm(vectors[5])) for n, v in vectors.items()
    }
    expected = sorted((n for n in cosines if n != 5), key=lambda n: -cosines[n])[:4]
    assert [each.item for each in found.neighbours] == [items[n] for n in expected]
    assert [each.similarity for each in found.neighbours] == pytest.approx(
        [cosines[n] for n in expected], abs=2e-3
    )
    assert found.answer.label == network.look(squares[5]).main.label
    assert len(new.neighbours) == 7 and new.neighbours[0].item == items[5]


def test_cancelling_leaves_nothing(model_file: Path, items: tuple[Item, ...]) -> None:
    control = RunControl()
    job = index_features(model_file, items, control)
    with pytest.raises(DataError, match="Cancelled"):
        for event in job:
            if isinstance(event, PhaseChanged) and event.phase is Phase.INDEXING:
                control.stop()
    assert folders() == []


def test_what_killed_processes_left_goes_away(model_file: Path, items: tuple[Item, ...]) -> None:
    left = cache_dir() / "features" / "0123.part"
    left.mkdir(parents=True)
    (left / "features.npy").write_bytes(b"half")
    index, _ = drawn(model_file, items)
    with index:
        assert not left.exists()


@pytest.mark.parametrize("name", ["index.json", "features.npy", "rows.npy"])
def test_a_damaged_index_is_made_anew(model_file: Path, items: tuple[Item, ...], name: str) -> None:
    index, _ = drawn(model_file, items)
    with index:
        pass
    file = folders()[0] / name
    file.write_bytes(file.read_bytes()[:90])
    again, events = drawn(model_file, items)
    with again:
        assert PhaseChanged(Phase.INDEXING) in events
        assert again.contents == index.contents


def test_all_indices_keep_within_their_budget(
    model_file: Path, items: tuple[Item, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = drawn(model_file, items[:4])
    monkeypatch.setattr(features, "BUDGET", 1)
    second, _ = drawn(model_file, items)
    with first, second:
        assert len(folders()) == 2, "those in use stay"
    third, _ = drawn(model_file, items[:5])
    with third:
        assert len(folders()) == 1


def test_trouble_has_a_name(model_file: Path, items: tuple[Item, ...], tmp_path: Path) -> None:
    with pytest.raises(ModelFileError):
        result_of(index_features(tmp_path / "none.safetensors", items, RunControl()))
    with pytest.raises(DataError, match="no usable picture"):
        result_of(index_features(model_file, items[2:3], RunControl()))
    shutil.rmtree(cache_dir() / "features", ignore_errors=True)
    (cache_dir() / "features").write_text("a file where the folder should be")
    with pytest.raises(ResourceError, match="cannot be kept"):
        result_of(index_features(model_file, items, RunControl()))

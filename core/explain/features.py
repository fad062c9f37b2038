"""What a network makes of every picture of a dataset, kept on the disk: features, and what excites a channel.

An index is a folder in Ninefold's cache, named after the model's bytes and the pictures' contents:

    features.npy    float16 (pictures, 1024), each row of length 1 (or 0)
    values.npy      float32 (channels, 16): the strongest activations of each channel of each block
    rows.npy        int32 (channels, 16): of which row of the features; -1 where there is none
    places.npy      int32 (channels, 16): where on the block's map, counted row by row
    index.json      the content of each row; for each block its first channel above, channels, and map's width

Whole or absent: it is made aside and moved into place. The features are read through a memory map, and all
indices together keep within a budget. Knows no views.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812  (as everybody writes it)
from filelock import FileLock
from torch import Tensor

from core.config import BLOCK_NAMES
from core.control import RunControl
from core.data.budget import PART, alone, hold, in_use, make_room
from core.data.content import hash_bytes, hash_file
from core.data.dataset import Item
from core.errors import DataError, ResourceError
from core.events import Job, Phase, PhaseChanged
from core.explain.network import Hook, LoadedNetwork, hooked
from core.explain.walk import walk
from core.model.architecture import ROWS
from core.paths import cache_dir

MOST = 16  # pictures kept of each channel
BUDGET = 2 * 2**30  # bytes, of all indices
FORMAT = 1  # part of the name; raised when what is kept changes
_FEATURES = ROWS["inception5b"].channels


@dataclass(frozen=True, slots=True)
class Block:
    """Where a block's channels stand among all; `width` is that of its map."""

    first: int
    channels: int
    width: int


@dataclass(frozen=True)
class FeatureIndex:
    """An index that is open. While it is, no program removes it: use it as a context manager."""

    contents: tuple[str, ...]
    blocks: dict[str, Block]
    features: npt.NDArray[np.float16]
    values: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int32]
    places: npt.NDArray[np.int32]
    lock: FileLock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lock.release()


def index_features(model: Path, items: Sequence[Item], control: RunControl) -> Job[FeatureIndex]:
    """The index of `items`, made where there is none yet. Raises ModelFileError, DataError("cancelled"), and
    ResourceError where the disk does not take it."""
    root = cache_dir() / "features"
    distinct = list({item.content: item for item in items}.values())
    try:
        target = root / _name(model, distinct)
        index = _opened(root, target)
        if index is None:
            yield from _make(model, distinct, control, root, target)
            index = _opened(root, target)
            make_room(root, BUDGET)  # now that this one is in use
        if index is None:
            raise FileNotFoundError(2, "it was removed at once")
        return index
    except OSError as error:
        detail = error.strerror or str(error)
        raise ResourceError("index-not-kept", path=root, detail=detail) from error


def _name(model: Path, items: Sequence[Item]) -> str:
    try:
        state = model.stat()
        digest = _digest(model, state.st_mtime_ns, state.st_size)
    except OSError:
        digest = ""  # the reason why is told when the model is loaded
    contents = "\n".join(sorted(item.content for item in items))
    return hash_bytes(f"{FORMAT}\n{digest}\n{contents}".encode())


@functools.lru_cache(maxsize=4)
def _digest(model: Path, mtime_ns: int, size: int) -> str:
    return hash_file(model, RunControl())


def _opened(root: Path, target: Path) -> FeatureIndex | None:
    """None where there is no index, or a damaged one, which is removed."""
    if not target.is_dir():
        return None
    with alone(root):
        lock = hold(target)
    try:
        described = json.loads((target / "index.json").read_bytes())
        contents = tuple(described["contents"])
        features = np.load(target / "features.npy", mmap_mode="r")[: len(contents)]
        values, rows, places = (np.load(target / f"{name}.npy") for name in ("values", "rows", "places"))
        if features.shape != (len(contents), _FEATURES) or not values.shape == rows.shape == places.shape:
            raise ValueError("arrays of another shape")
        blocks = {name: Block(*numbers) for name, numbers in described["blocks"].items()}
        return FeatureIndex(contents, blocks, features, values, rows, places, lock)
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        lock.release()
        shutil.rmtree(target, ignore_errors=True)
        return None


def _make(model: Path, items: Sequence[Item], control: RunControl, root: Path, target: Path) -> Job[None]:
    yield PhaseChanged(Phase.LOADING_MODEL)
    network = LoadedNetwork.load(model)
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        for left in root.glob(f"*{PART}"):  # by a process that was killed
            if not in_use(left):
                shutil.rmtree(left, ignore_errors=True)
        aside = Path(tempfile.mkdtemp(prefix=target.name, suffix=PART, dir=root))
        at_work = hold(aside)
    try:
        yield from _fill(aside, network, items, control)
        with alone(root):
            at_work.release()  # a folder with an open file in it cannot be moved on Windows
            if not target.exists():  # else another window was faster
                aside.replace(target)
    finally:
        at_work.release()
        shutil.rmtree(aside, ignore_errors=True)


def _fill(folder: Path, network: LoadedNetwork, items: Sequence[Item], control: RunControl) -> Job[None]:
    shape = (max(1, len(items)), _FEATURES)  # an array of no rows cannot be mapped
    features = np.lib.format.open_memmap(folder / "features.npy", "w+", np.float16, shape)
    contents: list[str] = []
    strongest = {block: _Strongest() for block in BLOCK_NAMES}

    def hook(block: str) -> Hook:
        return lambda _m, _i, output: strongest[block].take(output, len(contents))

    def look(places: list[int], x: Tensor) -> None:
        pooled: list[Tensor] = []
        watching = [(network.part(block), hook(block)) for block in BLOCK_NAMES]
        last = (network.model.avgpool, lambda _m, _i, output: pooled.append(output.flatten(1)))
        with hooked([*watching, last]):
            network.model(x, heads=False)
        rows = F.normalize(pooled[0].float(), dim=1).cpu().numpy()
        features[len(contents) : len(contents) + len(rows)] = rows
        contents.extend(items[place].content for place in places)

    yield from walk(network, items, control, Phase.INDEXING, look)
    if not contents:
        raise DataError("no-training-pictures")
    features.flush()
    blocks: dict[str, tuple[int, int, int]] = {}
    first = 0
    for block, best in strongest.items():
        blocks[block] = (first, best.values.shape[1], best.width)
        first += best.values.shape[1]
    for name in ("values", "rows", "places"):
        np.save(
            folder / f"{name}.npy",
            np.concatenate([getattr(best, name).T.cpu().numpy() for best in strongest.values()]),
        )
    (folder / "index.json").write_text(json.dumps({"contents": contents, "blocks": blocks}))
    for name in ("features.npy", "values.npy", "rows.npy", "places.npy", "index.json"):
        _sync(folder / name)


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _Strongest:
    """The strongest activations of each channel of a block so far, (16, channels), the strongest first."""

    def __init__(self) -> None:
        self.width = 0
        self.values = torch.zeros(MOST, 0)
        self.rows = torch.full((MOST, 0), -1, dtype=torch.int32)
        self.places = torch.zeros((MOST, 0), dtype=torch.int32)

    def take(self, output: Tensor, first: int) -> None:
        """The block's output (N, C, h, w) for the pictures from number `first` on."""
        count, channels = output.shape[:2]
        if not self.width:
            self.width = output.shape[3]
            self.values = output.new_zeros(MOST, channels).float()
            self.rows = torch.full((MOST, channels), -1, dtype=torch.int32, device=output.device)
            self.places = torch.zeros((MOST, channels), dtype=torch.int32, device=output.device)
        peaks, places = output.float().flatten(2).max(dim=2)  # (N, C) each
        rows = torch.arange(first, first + count, dtype=torch.int32, device=output.device)
        values = torch.cat([self.values, peaks])  # (16 + N, C)
        order = values.topk(MOST, dim=0).indices
        self.values = values.gather(0, order)
        self.rows = torch.cat([self.rows, rows[:, None].expand(-1, channels)]).gather(0, order)
        self.places = torch.cat([self.places, places.int()]).gather(0, order)
        self.rows[self.values <= 0] = -1  # a channel that a picture does not excite at all

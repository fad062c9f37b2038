"""Decode once: each picture of a dataset as uint8 at the size that training needs, kept on disk.

Pictures are found by their content, so a file that is renamed or moved between classes is not decoded
again, and one whose content changes is. Whatever befalls the disk, a picture is still returned: it is decoded
from its file, and one warning says why that is slow. Knows nothing of augmentation, batches or torch.

What a short side of 256 costs a recipe that crops down to 8 % of a picture: in photographs of 500 x 375 its
smallest crops are enlarged 3.1 times instead of 2.1, and differ from those of the file by 3 grey levels.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.data.budget import make_room, open_store
from core.data.content import hash_bytes
from core.data.dataset import Item
from core.data.decode import decode
from core.data.store import DamageError, PictureStore
from core.errors import PictureError
from core.events import Warned
from core.paths import cache_dir

FORMAT = 2  # part of the fingerprint; raised when decoding or the files of a store change
BUDGET = 20 * 2**30  # bytes on disk for the pictures of all datasets
SPARE = 2**30  # bytes of the disk that the cache never takes
_CHUNK = 64 * 2**20  # bytes written between two looks at the budget and the disk
_LARGEST_READ = 64 * 2**20  # bytes of a file; a larger one is decoded as a stream each time


class PictureCache:
    """The pictures of `items`, decoded with their short side at most `short_side`, never enlarged.

    `directory` is where the stores of all datasets are (None: the user's cache folder), `budget` what they
    may take together, in bytes. Every method may be called from any thread. Nothing here raises for a disk
    that is full, gone or damaged: see `take_warnings`.
    """

    def __init__(
        self, items: Sequence[Item], short_side: int, *, directory: Path | None = None, budget: int = BUDGET
    ) -> None:
        self._items = items
        self._short_side = short_side
        self._root = directory if directory is not None else cache_dir() / "pictures"
        self._budget = budget
        self._mutex = threading.Lock()
        self._warnings: list[Warned] = []
        self._warned: set[str] = set()
        self._unusable: dict[str, tuple[str, dict[str, Any]]] = {}
        self._unchecked = _CHUNK  # bytes written since the budget was looked at; at once before the first
        self._opened: PictureStore | None = None
        self._storing = True
        try:
            self._opened = open_store(self._root, fingerprint(items, short_side))
        except OSError as error:
            self._warn_unusable(error)
        self._store = self._opened  # None once it has failed; threads that are in it still may then finish

    def get(self, index: int) -> NDArray[np.uint8]:
        """The picture of `items[index]`, (H, W, 3) RGB, read-only where it comes from the disk.

        Raises PictureError where the file is missing or is no usable picture.
        """
        item = self._items[index]
        pixels = self._stored(item.content)
        if pixels is not None:
            return pixels
        data = _read(item.path)
        if data is None:
            return decode(item.path, self._short_side).pixels  # or its reason why not
        content = hash_bytes(data)
        if content != item.content:
            self._warn(Warned("picture-changed", {"path": item.path}))
            pixels = self._stored(content)
            if pixels is not None:
                return pixels
        if content in self._unusable:
            code, details = self._unusable[content]
            raise PictureError(code, **details)
        try:
            pixels = decode(data, self._short_side).pixels
        except PictureError as error:
            self._unusable[content] = error.code, error.data
            raise
        self._keep(content, pixels)
        return pixels

    @property
    def cached(self) -> int:
        """How many of the items are on disk now."""
        store = self._store
        return 0 if store is None else sum(item.content in store for item in self._items)

    def take_warnings(self) -> tuple[Warned, ...]:
        """What has gone wrong since the last call; each kind is told once in the life of this cache."""
        with self._mutex:
            warnings, self._warnings = tuple(self._warnings), []
            return warnings

    def close(self) -> None:
        """Let go of the files; from here on pictures are decoded. Not while another thread is in `get`."""
        self._store = None
        if self._opened is not None:
            self._opened.close()

    def _stored(self, content: str) -> NDArray[np.uint8] | None:
        store = self._store
        if store is None:
            return None
        try:
            return store.read(content)
        except DamageError:
            self._warn(Warned("cache-damaged"))
        except OSError as error:
            self._store = None
            self._warn_unusable(error)
        return None

    def _keep(self, content: str, pixels: NDArray[np.uint8]) -> None:
        store = self._store
        if store is None or not self._storing:
            return
        try:
            if self._may_grow(pixels.nbytes):
                store.write(content, pixels)
        except OSError as error:
            self._storing = False  # what is stored already can still be read
            self._warn_unusable(error)

    def _may_grow(self, size: int) -> bool:
        """Looks at the disk now and then, for that takes a millisecond."""
        with self._mutex:
            self._unchecked += size
            due = self._unchecked >= _CHUNK
            if due:
                self._unchecked = 0
        if due and not make_room(self._root, self._budget - _CHUNK):
            self._storing = False
            self._warn(Warned("cache-budget", {"gigabytes": round(self._budget / 2**30, 1)}))
        elif due and shutil.disk_usage(self._root).free < SPARE:
            self._storing = False
            self._warn(Warned("cache-disk-full", {"path": self._root}))
        return self._storing

    def _warn_unusable(self, error: OSError) -> None:
        self._warn(Warned("cache-unusable", {"path": self._root, "detail": error.strerror or str(error)}))

    def _warn(self, warning: Warned) -> None:
        with self._mutex:
            if warning.code not in self._warned:
                self._warned.add(warning.code)
                self._warnings.append(warning)


def fingerprint(items: Sequence[Item], short_side: int) -> str:
    """The name of the store of these items: one for each folder and setting.

    The files themselves are not part of it but of each entry's key, so that a folder to which pictures are
    added keeps what is decoded.
    """
    folders = {os.path.dirname(item.path) for item in items}  # noqa: PTH120  (100,000 times faster than Path)
    try:
        folder = os.path.commonpath(folders)
    except ValueError:  # no items, or several drives
        folder = ""
    key = "\0".join((os.fsdecode(folder), str(short_side), str(FORMAT)))
    return hash_bytes(key.encode("utf-8", "surrogateescape"))


def _read(path: Path) -> bytes | None:
    """None for a file that cannot be read, or is too large to be read at once."""
    try:
        with path.open("rb") as file:
            return file.read() if os.fstat(file.fileno()).st_size <= _LARGEST_READ else None
    except OSError:
        return None

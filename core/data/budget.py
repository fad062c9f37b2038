"""The stores of all datasets side by side: opened under one lock, and kept within a budget on disk.

The dataset that was not used for longest goes first; one that is in use by any program stays. Knows
nothing of pictures.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.data.store import PictureStore

_PATIENCE = 10.0  # seconds that another program may take to open or to remove a store
_USED = "used"  # its time of change says when a store was last opened


def open_store(root: Path, name: str) -> PictureStore:
    """The store `name` below `root`, marked as used just now. Raises OSError where that cannot be."""
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root):
        store = PictureStore(root / name)
        try:
            (root / name / _USED).touch()
        except OSError:
            store.close()
            raise
        return store


def make_room(root: Path, budget: int) -> bool:
    """Remove stores, the least recently used first, until all take at most `budget` bytes.

    Returns whether they do; stores in use are not removed. Raises OSError where `root` cannot be read.
    """
    with _alone(root):
        sizes = {store: _size(store) for store in root.iterdir() if store.is_dir()}
        total = sum(sizes.values())
        for store in sorted(sizes, key=_last_used):
            if total <= budget:
                break
            if not _in_use(store):
                shutil.rmtree(store)
                total -= sizes[store]
        return total <= budget


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    try:
        with FileLock(root / "lock", timeout=_PATIENCE, thread_local=False):
            yield
    except Timeout as error:
        raise OSError(errno.EBUSY, "another program holds the cache") from error


def _in_use(store: Path) -> bool:
    with ExitStack() as locks:
        for path in store.glob("*.lock"):
            try:
                locks.enter_context(FileLock(path, blocking=False, thread_local=False))
            except Timeout:
                return True
    return False


def _size(store: Path) -> int:
    return sum(path.stat().st_size for path in store.iterdir())


def _last_used(store: Path) -> float:
    mark = store / _USED
    return mark.stat().st_mtime if mark.exists() else 0.0

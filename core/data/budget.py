"""What is cached for all datasets side by side: opened under one lock, and kept within a budget on disk.

A cache is a folder; here it is called a store, whether it holds decoded pictures or what came out of an
archive. The one that was not used for longest goes first; one that is in use by any program stays. Knows
nothing of pictures.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.data.store import PictureStore

PART = ".part"  # at the end of the name of a store that is being made
_PATIENCE = 10.0  # seconds that another program may take to open or to remove a store
_USED = "used"  # its time of change says when a store was last opened
_MOST_USERS = 1000


def open_store(root: Path, name: str) -> PictureStore:
    """The store `name` below `root`, marked as used just now. Raises OSError where that cannot be."""
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        store = PictureStore(root / name)
        try:
            mark_used(root / name)
        except OSError:
            store.close()
            raise
        return store


def mark_used(store: Path) -> None:
    """Note that `store` is used just now. Raises OSError where that cannot be."""
    (store / _USED).touch()


def hold(store: Path) -> FileLock:
    """A lock that says that `store` is in use; call this within `alone`. Raises OSError."""
    mark_used(store)
    for number in range(_MOST_USERS):
        lock = FileLock(store / f"{number}.lock", blocking=False, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            continue
        except NotImplementedError as error:  # a file system without locks
            raise OSError(errno.ENOLCK, str(error)) from error
        return lock
    raise OSError(errno.EBUSY, "too many programs use it")


def make_room(root: Path, budget: int) -> bool:
    """Remove stores, the least recently used first, until all take at most `budget` bytes.

    Returns whether they do; stores in use are not removed. Raises OSError where `root` cannot be read.
    """
    with alone(root):
        stores = [store for store in root.iterdir() if store.is_dir() and store.suffix != PART]
        sizes = {store: _size(store) for store in stores}
        total = sum(sizes.values())
        for store in sorted(sizes, key=_last_used):
            if total <= budget:
                break
            if not in_use(store):
                shutil.rmtree(store)
                total -= sizes[store]
        return total <= budget


@contextmanager
def alone(root: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """While no other program opens or removes a store below `root`. Raises OSError after `patience` s."""
    try:
        with FileLock(root / "lock", timeout=patience, thread_local=False):
            yield
    except Timeout as error:
        raise OSError(errno.EBUSY, "another program holds the cache") from error


def in_use(store: Path) -> bool:
    """Whether any program, this one too, uses `store`."""
    with ExitStack() as locks:
        for path in store.glob("*.lock"):
            try:
                locks.enter_context(FileLock(path, blocking=False, thread_local=False))
            except Timeout:
                return True
    return False


def _size(store: Path) -> int:
    return sum(
        entry.stat(follow_symlinks=False).st_size
        for folder, _, _ in os.walk(store)
        for entry in os.scandir(folder)
        if not entry.is_dir(follow_symlinks=False)
    )


def _last_used(store: Path) -> float:
    mark = store / _USED
    return mark.stat().st_mtime if mark.exists() else 0.0

"""From what Python, the system and torch raise to errors that have a sentence. Knows no loop."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from core.config import TrainConfig
from core.errors import NinefoldError, ResourceError, RunError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "out of memory")
_NETWORK_MB = 42  # the largest architecture with its heads, in float32
_OPTIMIZER_COPIES = {"adam": 2, "adamw": 2, "sgd": 1}


def as_failure(error: Exception, run: Path, config: TrainConfig) -> NinefoldError | None:
    """The expected failure that `error` is; None where it is none, which is a bug.

    torch.save wraps the system's error in a RuntimeError ("unexpected pos") that says nothing: the cause
    stands in its context, so the whole chain is looked at.
    """
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, OSError) and cause.errno in _FULL:
            return _disk_full(run, config)
    if isinstance(error, NinefoldError):
        return error
    if out_of_memory(error):
        return ResourceError("no-memory", batch_size=config.batch_size)
    for cause in chain:
        if isinstance(cause, OSError) and str(cause.filename or "").startswith(str(run)):
            return RunError("run-not-writable", run=run, detail=cause.strerror)
    return None


def out_of_memory(error: Exception) -> bool:
    """Whether Python, the system's allocator or a device says that it has no memory left."""
    return any(
        isinstance(cause, MemoryError)
        or (isinstance(cause, RuntimeError) and any(words in str(cause) for words in _OUT_OF_MEMORY))
        for cause in _chain(error)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _disk_full(run: Path, config: TrainConfig) -> ResourceError:
    copies = 2 + _OPTIMIZER_COPIES[config.optimizer] + bool(config.ema_decay)  # checkpoint and model file
    try:
        free = shutil.disk_usage(run).free >> 20
    except OSError:
        free = 0
    return ResourceError("disk-full", path=run, needed_mb=copies * _NETWORK_MB, free_mb=free)

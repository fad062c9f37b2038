"""Fetches the ImageNet weights into Ninefold's own folder. Runs on the user's click, and never else.

What arrives is kept beside the file that it will become, so that a broken download goes on where it broke.
The name of that file holds its checksum: parts from any server are parts of the same file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import filelock

from core.control import RunControl
from core.data.pulse import Pulse
from core.errors import ResourceError
from core.events import Job, Phase, PhaseChanged, Progress
from core.files import sync_folder
from core.model.connection import Answer, Connection, Failure
from core.model.published import Published, published, published_at
from core.paths import weights_dir

LARGEST_FILE = 256 << 20
"""Bytes. A server that never ends must not fill the disk."""

_MB = 1 << 20
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def fetch_imagenet_weights(control: RunControl, *, url: str | None = None) -> Job[Path]:
    """Fetch torchvision's ImageNet weights, or the file at `url`, whose name must end in its checksum.

    Returns where it is now; what is there already is not fetched again. Raises DataError("cancelled"), after
    which what has arrived is kept as after any break, and ResourceError for whatever the network or the disk
    does. The units of its progress are bytes.
    """
    yield PhaseChanged(Phase.DOWNLOADING)
    source = published() if url is None else published_at(url)
    target = weights_dir() / source.name
    part, lock = (target.with_name(source.name + end) for end in (".part", ".lock"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(lock, blocking=False, thread_local=False):
            if not _is_whole(target, source):
                if not _is_whole(part, source):
                    yield from _Download(source, part, control).run()
                part.replace(target)
                sync_folder(target.parent)
    except filelock.Timeout:
        raise ResourceError("download-elsewhere") from None
    except OSError as error:
        raise ResourceError(
            "download-not-written", folder=target.parent, detail=error.strerror or str(error)
        ) from error
    return target


class _Download:
    """`source` into the file `part`, which may hold its beginning."""

    def __init__(self, source: Published, part: Path, control: RunControl) -> None:
        self._source = source
        self._part = part
        self._pulse = Pulse(control)
        self._done = 0
        self._total: int | None = None

    def run(self) -> Job[None]:
        """Returns once `part` is the whole file. Raises OSError for its disk, else what the job raises."""
        while True:
            self._done = self._part.stat().st_size if self._part.exists() else 0
            with Connection(self._source.url, self._done) as connection:
                answer = yield from self._next(connection)
                if isinstance(answer, Failure):
                    raise self._error("download-unreachable", detail=answer.detail)
                assert isinstance(answer, Answer)
                if answer.status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not self._done:
                    yield from self._receive(connection, answer)
                    return
            self._part.unlink()  # it is longer than the file: not its beginning

    def _receive(self, connection: Connection, answer: Answer) -> Job[None]:
        start, self._total = answer.start, answer.total
        known = answer.status in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)
        if not known or start is None or start > self._done:
            raise self._error("download-refused", detail=f"{answer.status} {answer.reason}".strip())
        if self._total is not None and self._total > LARGEST_FILE:
            raise self._error("download-refused", detail=f"with a file of {self._total // _MB} MB")
        self._done = start  # 0 where the server cannot begin in the middle
        self._check_room()
        yield self._progress()
        try:
            with self._part.open("r+b" if self._part.exists() else "wb") as file:
                file.seek(start)
                file.truncate()
                yield from self._write(connection, file)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise self._no_room() from error
            raise
        yield self._progress()
        digest = _digest(self._part)
        if not self._source.is_hash_of(digest):
            self._part.unlink()
            wanted = self._source.sha256
            raise self._error("download-wrong", found=digest[: len(wanted)], wanted=wanted)

    def _write(self, connection: Connection, file: BinaryIO) -> Job[None]:
        while self._done <= LARGEST_FILE:
            chunk = yield from self._next(connection)
            if isinstance(chunk, Failure):
                raise self._broken(chunk.detail)
            assert isinstance(chunk, bytes)
            if not chunk:
                break
            file.write(chunk)
            self._done += len(chunk)
            if self._pulse.due():
                yield self._progress()
        if self._total is not None and self._done < self._total:
            raise self._broken("the server said no more")

    def _next(self, connection: Connection) -> Job[Answer | bytes | Failure]:
        """What comes next, reported on and cancellable however long it takes."""
        while (part := connection.take()) is None:
            self._pulse.check()
            yield self._progress()
        self._pulse.check()
        return part

    def _progress(self) -> Progress:
        return Progress(Phase.DOWNLOADING, self._done, self._total)

    def _check_room(self) -> None:
        needed = (self._total or 0) - self._done
        if shutil.disk_usage(self._part.parent).free < needed:
            raise self._no_room()

    def _no_room(self) -> ResourceError:
        needed = max(0, (self._total or LARGEST_FILE) - self._done)
        free = shutil.disk_usage(self._part.parent).free
        folder = self._part.parent
        return ResourceError(
            "download-no-room", folder=folder, needed_mb=-(-needed // _MB), free_mb=free // _MB
        )

    def _broken(self, detail: str) -> ResourceError:
        return self._error("download-broken", detail=detail, done_mb=f"{self._done / _MB:.1f}")

    def _error(self, code: str, **data: object) -> ResourceError:
        url = self._source.url
        return ResourceError(code, host=urlsplit(url).hostname, url=url, folder=self._part.parent, **data)


def _is_whole(path: Path, source: Published) -> bool:
    return path.is_file() and source.is_hash_of(_digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

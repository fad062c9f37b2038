"""The cache's files on disk: decoded pictures as raw uint8, found by content hash, read through a memory map.

One store is one directory. It holds shards, each of which is written by one process at a time:

    0.pixels   the pictures, one after another, rows of R G B
    0.index    one record of `RECORD` a picture: content, offset, height, width, checksum of the pixels and
               checksum of the record; appended only after the pixels are written
    0.lock     held by whoever may write this shard; a store of which a lock is held is in use

A second process that finds shard 0 taken writes shard 1; everybody reads all of them. Whatever a crash
leaves at the end of either file has no valid record and is ignored. Knows nothing of how pictures are
decoded, nor of what is trained on them.
"""

from __future__ import annotations

import errno
import mmap
import os
import struct
import sys
import threading
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

RECORD = struct.Struct("<16sQIIII")
MOST_SHARDS = 64
_MADV_POPULATE_READ = 22  # linux/mman.h, since Linux 5.14; Python has no name for it


class DamageError(Exception):
    """What is stored for a picture is not what was written."""


class PictureStore:
    """The store in `directory`, made where it is missing. Every method may be called from any thread.

    Raises OSError where the directory cannot be used; so does every method that reads or writes.
    """

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._mutex = threading.Lock()
        self._entries: dict[str, tuple[_Shard, int, int, int, int]] = {}
        self._verified: set[str] = set()
        own, self._lock = _lock_a_shard(directory)
        self._own = _Shard(own)
        self._shards = [_Shard(path) for path in sorted(directory.glob("*.pixels")) if path != own] + [
            self._own
        ]
        try:
            self._own.open_for_writing()
            for shard in self._shards:
                for content, place in shard.open_for_reading():
                    self._entries[content] = (shard, *place)
        except OSError:
            self.close()
            raise

    def __contains__(self, content: str) -> bool:
        return content in self._entries

    def read(self, content: str) -> NDArray[np.uint8] | None:
        """The picture, (H, W, 3) and read-only, straight from the memory map; None where it is not stored.

        Raises DamageError, and forgets the picture, where the pixels are not those that were written. They
        are checked the first time only: a later change of the file's length is seen, one of its bytes is not.
        """
        entry = self._entries.get(content)
        if entry is None:
            return None
        shard, offset, height, width, checksum = entry
        try:
            view = shard.view(offset, height * width * 3)
            if content not in self._verified and zlib.crc32(view) != checksum:
                raise DamageError(content)
        except (DamageError, OSError):
            with self._mutex:
                if self._entries.get(content) is entry:  # else another thread has written it anew
                    del self._entries[content]
            raise
        self._verified.add(content)
        return np.frombuffer(view, np.uint8).reshape(height, width, 3)

    def write(self, content: str, pixels: NDArray[np.uint8]) -> None:
        """Append one picture; nothing happens where it is stored already."""
        flat = np.ascontiguousarray(pixels).data.cast("B")
        height, width = pixels.shape[:2]
        checksum = zlib.crc32(flat)
        with self._mutex:
            if content in self._entries:
                return
            offset = self._own.append(bytes.fromhex(content), flat, height, width, checksum)
            self._entries[content] = (self._own, offset, height, width, checksum)

    def close(self) -> None:
        """Let go of the files. Pictures handed out stay valid."""
        for shard in self._shards:
            shard.close()
        self._lock.release()


class _Shard:
    """One pair of `pixels` and `index` files."""

    def __init__(self, pixels: Path) -> None:
        self._path = pixels
        self._index_path = pixels.with_suffix(".index")
        self._reader: BinaryIO | None = None
        self._writers: tuple[BinaryIO, BinaryIO] | None = None
        self._map: mmap.mmap | None = None
        self._populate = sys.platform == "linux"

    def open_for_writing(self) -> None:
        """Both files are made; the index is cut back to whole records."""
        pixels, index = self._path.open("ab", buffering=0), self._index_path.open("ab", buffering=0)
        self._writers = pixels, index
        index.truncate(index.tell() // RECORD.size * RECORD.size)

    def open_for_reading(self) -> list[tuple[str, tuple[int, int, int, int]]]:
        """(content, (offset, height, width, checksum)) of every picture that is whole, oldest first."""
        self._reader = self._path.open("rb", buffering=0)
        index = self._index_path.read_bytes() if self._index_path.exists() else b""
        length = os.fstat(self._reader.fileno()).st_size
        found = []
        for start in range(0, len(index) - RECORD.size + 1, RECORD.size):
            record = index[start : start + RECORD.size]
            content, offset, height, width, checksum, own_checksum = RECORD.unpack(record)
            if zlib.crc32(record[:-4]) == own_checksum and offset + height * width * 3 <= length:
                found.append((content.hex(), (offset, height, width, checksum)))
        return found

    def view(self, offset: int, length: int) -> memoryview:
        """`length` bytes of the memory map, which is renewed where the file has grown past it.

        A page that cannot be read (the disk is gone, the file was cut) would end the process with SIGBUS when
        it is touched. The length is therefore looked at first, and Linux is asked to load the pages, which
        fails with an error instead.
        """
        if self._reader is None:
            raise OSError(errno.EBADF, "the cache is closed")
        if offset + length > os.fstat(self._reader.fileno()).st_size:
            raise DamageError(str(self._path))
        memory = self._map
        if memory is None or offset + length > len(memory):
            memory = self._map = mmap.mmap(self._reader.fileno(), 0, access=mmap.ACCESS_READ)
        if self._populate:
            start = offset - offset % mmap.PAGESIZE
            try:
                memory.madvise(_MADV_POPULATE_READ, start, offset + length - start)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
                self._populate = False  # an older Linux
        return memoryview(memory)[offset : offset + length]

    def append(self, content: bytes, flat: memoryview, height: int, width: int, checksum: int) -> int:
        """Write pixels, then their record; on failure the pixels are taken back. Returns the offset."""
        if self._writers is None:
            raise OSError(errno.EBADF, "the cache is closed")
        pixels, index = self._writers
        offset = pixels.seek(0, os.SEEK_END)
        record = RECORD.pack(content, offset, height, width, checksum, 0)[:-4]
        try:
            _write_all(pixels, flat)
            _write_all(index, memoryview(record + struct.pack("<I", zlib.crc32(record))))
        except OSError:
            pixels.truncate(offset)
            index.truncate(os.fstat(index.fileno()).st_size // RECORD.size * RECORD.size)
            raise
        return offset

    def close(self) -> None:
        for file in (*(self._writers or ()), self._reader):
            if file is not None:
                file.close()
        self._writers = self._reader = self._map = None


def _write_all(file: BinaryIO, data: memoryview) -> None:
    """An unbuffered file may write less than it is given: that is how a disk begins to be full."""
    while data:
        data = data[file.write(data) :]


def _lock_a_shard(directory: Path) -> tuple[Path, FileLock]:
    """The pixels file of the first shard that nobody else writes, and its lock, held."""
    for number in range(MOST_SHARDS):
        lock = FileLock(directory / f"{number}.lock", thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            continue
        except NotImplementedError as error:  # a file system without locks
            raise OSError(errno.ENOLCK, str(error)) from error
        return directory / f"{number}.pixels", lock
    raise OSError(errno.EBUSY, "too many programs use this cache")

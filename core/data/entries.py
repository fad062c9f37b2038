"""The entries of a zip or tar archive, one after the other. Writes nothing."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from core.data.text import decode_text, decoded
from core.errors import DataError

DAMAGES = (
    *(zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, KeyError, IndexError, NotImplementedError, RuntimeError, OverflowError, MemoryError),
)
"""What reading a damaged archive raises."""

_UTF8_NAME, _ENCRYPTED = 0x800, 0x1  # flags of a zip's entry
_ZIP_STARTS = (b"PK\3\4", b"PK\5\6")  # the second is that of an empty one
_LONGEST_HEADER = 16 << 20
_DRIVE = re.compile(r"[A-Za-z]:")
_ON_WINDOWS = re.compile(
    r'[<>:"|?*\x00-\x1f]|[ .]$|^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `is_plain` says that it is a file and neither a folder, a link nor a device."""

    name: str
    size: int
    is_plain: bool
    is_folder: bool
    open: Callable[[], IO[bytes]]


def entries_of(archive: Path) -> Generator[Entry, None, None]:
    """Every entry of `archive`, in its order. An entry must be read before the next is asked for.

    Raises DataError where it is no archive or is encrypted, and any of `DAMAGES` where it is damaged.
    """
    with archive.open("rb") as file:
        magic = file.read(6)
    if magic.startswith(_ZIP_STARTS):
        yield from _zip_entries(archive)
    else:
        yield from _tar_entries(archive, magic)


def safe_parts(name: str) -> tuple[str, ...] | None:
    """The folders and the file that an entry's name stands for, or None where it leads out.

    Either slash separates, as in archives from Windows.

    >>> safe_parts("cats/./tom.jpg"), safe_parts("cats/../../tom.jpg")
    (('cats', 'tom.jpg'), None)
    """
    name = name.replace("\\", "/")
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    if name.startswith("/") or _DRIVE.match(name) or "\0" in name or ".." in parts:
        return None
    return parts


def suits_windows(part: str) -> bool:
    """Whether Windows can have a file or folder of this name."""
    return _ON_WINDOWS.search(part) is None


def _zip_entries(archive: Path) -> Generator[Entry, None, None]:
    with zipfile.ZipFile(archive) as file:
        for info in file.infolist():
            if info.flag_bits & _ENCRYPTED:
                raise DataError("archive-encrypted", path=str(archive))
            kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == 3 else 0
            is_folder = info.is_dir()
            yield Entry(
                name=_zip_name(info),
                size=info.file_size,
                is_plain=not is_folder and kind in (0, stat.S_IFREG),
                is_folder=is_folder,
                open=lambda info=info: file.open(info),  # type: ignore[misc]
            )


def _zip_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    # Without the flag the name is in whatever the packing computer used; `zipfile` has read it as cp437.
    return decode_text(info.orig_filename.encode("cp437"), western="cp437")


def _tar_entries(archive: Path, magic: bytes) -> Generator[Entry, None, None]:
    with archive.open("rb") as raw:
        stream: Any = raw
        if magic.startswith(b"\x1f\x8b"):
            stream = gzip.GzipFile(fileobj=raw)
        elif magic.startswith(b"BZh"):
            stream = bz2.BZ2File(raw)
        elif magic.startswith(b"\xfd7zXZ\0"):
            stream = lzma.LZMAFile(raw)  # noqa: SIM115 (closed below)
        with closing(stream):
            try:
                file = tarfile.TarFile(fileobj=cast(IO[bytes], _Bounded(stream)), encoding="utf-8")
            except tarfile.ReadError:
                raise DataError("not-a-folder", path=str(archive)) from None
            for member in file:
                yield Entry(
                    name=decoded(member.name),
                    size=member.size,
                    is_plain=member.isreg() and not member.issparse(),
                    is_folder=member.isdir(),
                    open=lambda member=member: cast(IO[bytes], file.extractfile(member)),  # type: ignore[misc]
                )
                file.members.clear()  # type: ignore[attr-defined]  # it would keep half a kilobyte for each entry
            _check_end(stream, file.offset)


def _check_end(stream: IO[bytes], offset: int) -> None:
    """`tarfile` takes a header that is broken or cut off for the end of the archive."""
    stream.seek(offset)
    block = stream.read(tarfile.BLOCKSIZE)
    if block.strip(b"\0") or len(block) not in (0, tarfile.BLOCKSIZE):
        raise tarfile.ReadError("it ends too early")


class _Bounded:
    """A stream for `tarfile`, which reads a header as large as the archive says that it is into memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.tell = stream.tell
        self.seek = stream.seek

    def read(self, count: int) -> bytes:
        if count > _LONGEST_HEADER:
            raise tarfile.ReadError("a header of unreasonable length")
        return self._stream.read(count)

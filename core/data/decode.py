"""Any file to RGB pixels, or a named reason why not: the one reader of pictures in the program.

What training, prediction and the window's thumbnails see comes from here, so that what one sees is what the
network sees. Knows Pillow and nothing of folders, labels or the network. Safe to call from many threads:
no setting of Pillow's is changed while it works, and Pillow's decoders let other threads run.
"""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, cast

import numpy as np
import numpy.typing as npt
from PIL import (
    AvifImagePlugin,  # noqa: F401  (named here, Pillow need not look through all its plugins)
    Image,
    Jpeg2KImagePlugin,
    WebPImagePlugin,  # noqa: F401
)

from core.data.colour import is_deep
from core.data.formats import HEAD_BYTES, reads_heif, refused_format, sniff
from core.data.limits import MOST_MEGAPIXELS, judge
from core.data.render import fitting, render
from core.data.silence import quiet
from core.errors import PictureError
from core.paths import reachable

__all__ = ["Decoded", "decode", "sniff"]

LEAST_SHARE_OF_ROWS = 0.25  # of a JPEG that breaks off
MOST_READS_TO_OPEN = 200_000  # Pillow looks for a JPEG's next part byte by byte, through gigabytes of zeros

_END_OF_JPEG = b"\xff\xd9"
_ORIENTATION = 0x0112
_MODE_MARKS = {
    "1": "1-bit",
    "L": "grey",
    "LA": "grey",
    "P": "palette",
    "PA": "palette",
    "CMYK": "cmyk",
    "LAB": "lab",
}

if reads_heif():
    import_module("pi_heif").register_heif_opener()


@dataclass(frozen=True)
class Decoded:
    """A picture that was read.

    `pixels` is uint8 (H, W, 3), C-contiguous and writable, sRGB, upright. `size` is (width, height) of the
    upright original. `format` is Pillow's name ("JPEG"). `marks` says what was odd, of: truncated (the file
    ends too early; what is missing is grey), animated (frames or pages beyond the first), rotated (by EXIF),
    alpha (see-through parts, now white), grey, 1-bit, 16-bit (or deeper), palette, cmyk, lab.
    """

    pixels: npt.NDArray[np.uint8]
    size: tuple[int, int]
    format: str
    marks: tuple[str, ...]


def decode(source: Path | bytes, short_side: int | None = None) -> Decoded:
    """The first frame of the picture in `source` (a file, or its bytes), as sRGB, upright.

    It is shrunk so that its short side has at most `short_side` pixels, and never enlarged. A JPEG
    of which the whole would take 300 MB comes at half its size even without `short_side`. Raises
    PictureError for whatever is no usable picture.
    """
    quiet()
    with _opened(source) as file:
        return _decode(file, short_side)


def _decode(file: IO[bytes], short_side: int | None) -> Decoded:
    try:
        head = file.read(HEAD_BYTES)
        format_ = _allowed_format(head)
        stream = _Stream(file)
        with Image.open(cast(IO[bytes], stream), formats=(format_,)) as picture:
            return _read(picture, stream, format_, short_side)
    except PictureError:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise PictureError("picture-too-large", limit=MOST_MEGAPIXELS) from error
    except Exception as error:
        # Decoders answer to bad bytes with OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError,
        # EOFError, struct.error, zlib.error and others; an OSError with a number is the disk's.
        if isinstance(error, OSError) and error.errno is not None:
            raise _unreadable(error) from error
        code = "picture-truncated" if "truncated" in str(error).lower() else "picture-damaged"
        raise PictureError(code) from error


def _allowed_format(head: bytes) -> str:
    if not head:
        raise PictureError("file-empty")
    format_ = sniff(head)
    if format_ is not None:
        return format_
    refused = refused_format(head)
    if refused == "HEIC":
        raise PictureError("heic-support-missing")
    if refused is not None:
        raise PictureError("format-refused", format=refused)
    raise PictureError("not-a-picture")


def _read(picture: Image.Image, stream: _Stream, format_: str, short_side: int | None) -> Decoded:
    stream.reads_left = None
    size = picture.size
    halvings = judge(picture, format_, cast(IO[bytes], stream), short_side)
    marks = [_MODE_MARKS[picture.mode]] if picture.mode in _MODE_MARKS else []
    if format_ == "JPEG":
        picture.draft(None, (size[0] >> halvings, size[1] >> halvings))
        stream.mend = True
    elif format_ == "JPEG2000":
        cast(Jpeg2KImagePlugin.Jpeg2KImageFile, picture).reduce = halvings
    tiff_turn = _orientation(picture) if format_ == "TIFF" else 1  # Pillow turns a TIFF itself
    picture.load()
    if stream.mended:
        _judge_truncated(picture)
        marks.append("truncated")
    turn = _orientation(picture)
    if turn != 1 or tiff_turn != 1:
        marks.append("rotated")
    if is_deep(picture.mode):
        marks.append("16-bit")
    wanted = fitting(size, short_side)
    if wanted[0] > picture.width:  # the decoder itself had to shrink it, for it is too large as a whole
        wanted = picture.size
    pixels, see_through = render(picture, wanted, turn)
    if see_through:
        marks.append("alpha")
    if _has_more(picture, format_):
        marks.append("animated")
    return Decoded(pixels, size[::-1] if turn >= 5 else size, format_, tuple(marks))


def _judge_truncated(picture: Image.Image) -> None:
    """Refuse a JPEG that broke off if less than `LEAST_SHARE_OF_ROWS` was there: the rest is plain grey."""
    width, height = picture.size
    sample = np.asarray(picture.resize((min(width, 64), height), Image.Resampling.NEAREST), dtype=np.int16)
    there = np.flatnonzero(np.abs(sample.reshape(height, -1) - 128).max(axis=1) > 1)
    if not len(there) or there[-1] + 1 < LEAST_SHARE_OF_ROWS * height:
        raise PictureError("picture-truncated")


def _orientation(picture: Image.Image) -> int:
    """1 to 8 as in EXIF. Junk costs the orientation, not the picture."""
    try:
        turn = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # every kind that a decoder raises, here for metadata alone
        return 1
    return turn if turn in range(1, 9) else 1


def _has_more(picture: Image.Image, format_: str) -> bool:
    """Whether there are frames or pages beyond the first. A JPEG's further pictures are only previews."""
    if format_ == "JPEG":
        return False
    if format_ != "GIF":
        return bool(getattr(picture, "is_animated", False))
    try:
        picture.seek(1)
    except Image.DecompressionBombError:
        raise
    except Exception:  # no second frame, or a damaged one, which nobody asked for
        return False
    if picture.width * picture.height > MOST_MEGAPIXELS * 1e6:  # a later frame may stretch the canvas
        raise PictureError("picture-too-large", limit=MOST_MEGAPIXELS)
    return True


class _Stream(io.RawIOBase):
    """The file as Pillow reads it. Once `mend` is set, a JPEG that breaks off gets the end that it lacks.

    When `reads_left` (None: no limit) are used up, the next raises PictureError.
    Pillow can do the same, but only through a setting that holds for all threads at once.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.mend = False
        self.mended = False
        self.reads_left: int | None = MOST_READS_TO_OPEN

    def read(self, size: int = -1) -> bytes:
        if self.reads_left is not None:
            if not self.reads_left:
                raise PictureError("picture-damaged")
            self.reads_left -= 1
        data = self._file.read(size)
        if data or not self.mend or self.mended:
            return data
        self.mended = True
        return _END_OF_JPEG

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def _opened(source: Path | bytes) -> IO[bytes]:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        place = Path(reachable(os.fspath(source)))
        if not stat.S_ISREG(place.stat().st_mode):  # a pipe would wait for ever
            raise PictureError("not-a-file")
        return place.open("rb", buffering=1 << 16)
    except (FileNotFoundError, ValueError) as error:  # a name with a NUL in it is no file's
        raise PictureError("file-gone") from error
    except PermissionError as error:
        raise PictureError("no-permission") from error
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> PictureError:
    return PictureError("file-unreadable", detail=error.strerror or str(error))

"""Bytes that were meant as text -> text. Knows nothing of files or pictures.

Names in old archives, tables from spreadsheets and folders from other systems come in UTF-8, in the Chinese
GBK family or in a Western code page, and say not in which.
"""

from __future__ import annotations

import codecs
import unicodedata


def decode_text(raw: bytes, western: str = "cp1252") -> str:
    """`raw` as text: by its byte order mark, else UTF-8, else GB 18030 or the `western` code page.

    Never fails: a byte that fits nowhere becomes a backslash escape, so that two names stay two.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "backslashreplace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if _looks_chinese(raw):
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return raw.decode(western, "backslashreplace")


def _looks_chinese(raw: bytes) -> bool:
    """Whether most bytes beyond ASCII come in pairs of two such, as in GB 2312.

    In Western text an accented letter nearly always stands beside a plain one.
    """
    pairs = singles = position = 0
    while position < len(raw):
        if raw[position] < 0x80:
            position += 1
        elif raw[position] >= 0xA1 and raw[position + 1 : position + 2] >= b"\xa1":
            pairs += 1
            position += 2
        else:
            singles += 1
            position += 2
    return pairs > singles


def decoded(name: str) -> str:
    """`name`, as a file system or archive gives it, without undecodable bytes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return decode_text(name.encode("utf-8", "surrogateescape"))
    return name


def readable(name: str) -> str:
    """`name` decoded and in composed Unicode (NFC), in which one look has one spelling."""
    return unicodedata.normalize("NFC", decoded(name))

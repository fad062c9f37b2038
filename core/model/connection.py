"""A request for a file of the web, made in a thread of its own. The only file that opens a connection.

The thread is there so that whoever waits can leave a silent server, or a slow look-up of its name, at any
moment. Proxies are those of the environment or of the system. Knows nothing of what the file is for.
"""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import Request, build_opener

SILENCE = 30.0
"""Seconds without a byte after which a server counts as gone."""

_CHUNK = 1 << 17
_AHEAD = 8  # chunks that may wait: a slow disk slows the server
_SECONDS = 0.1  # between two looks at whether anybody is there
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes before the bytes. `start` is the place of the first one in the file, `total` the length of
    the whole file; both None where the server does not say."""

    status: int
    reason: str
    start: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The connection broke, or there was none."""

    detail: str


Part = Answer | bytes | Failure


class Connection:
    """One request for the bytes of `url` from `start` on."""

    def __init__(self, url: str, start: int) -> None:
        self._parts: queue.Queue[Part] = queue.Queue(_AHEAD)
        self._left = threading.Event()
        threading.Thread(target=self._run, args=(url, start), name="download", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()

    def take(self) -> Part | None:
        """The answer first, then bytes, b"" at their end; a failure instead at any time. None where nothing
        came for a tenth of a second."""
        try:
            return self._parts.get(timeout=_SECONDS)
        except queue.Empty:
            return None

    def _run(self, url: str, start: int) -> None:
        headers = {"User-Agent": "ninefold"} | ({"Range": f"bytes={start}-"} if start else {})
        try:
            opener = build_opener()  # urlopen's own would keep the proxies of the first request for ever
            with opener.open(Request(url, headers=headers), timeout=SILENCE) as response:
                if url.startswith("https:") and not response.url.startswith("https:"):
                    self._put(Failure("it sends on to an address without encryption"))
                    return
                self._put(_answer(response.status, response.reason, response.headers))
                while not self._left.is_set():
                    chunk = response.read1(_CHUNK)
                    self._put(chunk)
                    if not chunk:
                        return
        except HTTPError as error:
            with error:
                self._put(_answer(error.code, str(error.reason), {}))
        except Exception as error:  # whatever the network is up to, the other side must hear of it
            self._put(Failure(_detail(error)))

    def _put(self, part: Part) -> None:
        while not self._left.is_set():
            try:
                self._parts.put(part, timeout=_SECONDS)
            except queue.Full:
                continue
            return


def _answer(status: int, reason: str, headers: Mapping[str, str]) -> Answer:
    if status == HTTPStatus.PARTIAL_CONTENT:
        found = _RANGE.fullmatch(headers.get("Content-Range", ""))
        if found is None:
            return Answer(status, reason)
        return Answer(status, reason, int(found[1]), None if found[2] == "*" else int(found[2]))
    length = headers.get("Content-Length", "")
    return Answer(status, reason, 0, int(length) if length.isdecimal() else None)


def _detail(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return f"no answer within {SILENCE:.0f} seconds"
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return str(reason) or type(reason).__name__

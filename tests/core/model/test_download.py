"""Fetching the weights from a server on this computer: one that is good, slow, broken, wrong, or gone."""

from __future__ import annotations

import errno
import hashlib
import http.server
import os
import shutil
import socket
import struct
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock
import numpy as np
import pytest
import torch
import torchvision

from core.control import RunControl
from core.device import threads
from core.errors import NinefoldError
from core.events import Event, Phase, PhaseChanged, Progress, observed, result_of
from core.messages import remedy
from core.model import connection, download, foreign
from core.model.download import fetch_imagenet_weights
from core.model.foreign import network_of, read_weights
from core.model.published import find_imagenet_weights, published_at
from core.paths import weights_dir

CONTENT = np.random.default_rng(0).bytes(700_000)
NAME = f"googlenet-{hashlib.sha256(CONTENT).hexdigest()[:8]}.pth"


class Handler(http.server.BaseHTTPRequestHandler):
    """What a plain file server does, ranges included; `server.behave` may do something else instead."""

    server: Server

    def do_GET(self) -> None:
        self.server.requests.append((self.path, self.headers.get("Range")))
        (self.server.behave or Handler.serve)(self)

    def serve(self) -> None:
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        if start >= len(self.server.content) > 0:
            self.send_error(416)
        else:
            self.head(206 if start else 200, start)
            self.wfile.write(self.server.content[start:])

    def head(self, status: int = 200, start: int = 0) -> None:
        length = len(self.server.content)
        self.send_response(status)
        self.send_header("Content-Length", str(length - start))
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{length - 1}/{length}")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = CONTENT
        self.behave: Callable[[Handler], None] | None = None
        self.requests: list[tuple[str, str | None]] = []
        self.let_go = threading.Event()  # set at the end of the test: whoever hangs may end

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/models/{NAME}"

    def handle_error(self, *_: object) -> None:
        """The client may leave when it likes."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.let_go.set()
        running.shutdown()
        thread.join()
    for download_thread in [thread for thread in threading.enumerate() if thread.name == "download"]:
        download_thread.join(10)
        assert not download_thread.is_alive(), "nobody waits for it, and it goes on"


def fetch(
    url: str, on_event: Callable[[Event, RunControl], None] = lambda _event, _control: None
) -> tuple[Path, list[Event]]:
    control = RunControl()
    events: list[Event] = []

    def observe(event: Event) -> None:
        events.append(event)
        on_event(event, control)

    weights = result_of(observed(fetch_imagenet_weights(control, url=url), observe))
    return weights, events


def error_of(url: str, **how: Any) -> NinefoldError:
    with pytest.raises(NinefoldError) as caught:
        fetch(url, **how)
    error = caught.value
    assert "{" not in str(error) + remedy(error.code, error.data)
    return error


def part() -> Path:
    return weights_dir() / f"{NAME}.part"


def begin(content: bytes) -> None:
    """Leave `content` behind as a broken download would."""
    part().parent.mkdir(parents=True, exist_ok=True)
    part().write_bytes(content)


def half_then(end: Callable[[Handler], None]) -> Callable[[Handler], None]:
    def behave(handler: Handler) -> None:
        handler.head()
        handler.wfile.write(CONTENT[: len(CONTENT) // 2])
        handler.wfile.flush()
        end(handler)

    return behave


def nothing_more(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_WR)


def hang(handler: Handler) -> None:
    handler.server.let_go.wait(20)


HALF = len(CONTENT) // 2


# A good server


def test_a_good_server(server: Server) -> None:
    path, events = fetch(server.url)
    assert path == weights_dir() / NAME
    assert path.read_bytes() == CONTENT
    assert not part().exists()
    assert find_imagenet_weights() == path
    assert events[0] == PhaseChanged(Phase.DOWNLOADING)
    progress = [(e.done, e.total) for e in events[1:] if isinstance(e, Progress)]
    assert sorted(progress, key=lambda pair: pair[0]) == progress
    assert progress[-1] == (len(CONTENT), len(CONTENT))
    assert server.requests == [(f"/models/{NAME}", None)]


def test_torchvisions_weights_from_the_click_to_the_logits(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.manual_seed(0)
    theirs = torchvision.models.GoogLeNet(1000, transform_input=True, init_weights=False).eval()
    torch.save(theirs.state_dict(), tmp_path / "file")
    server.content = (tmp_path / "file").read_bytes()
    digest = hashlib.sha256(server.content).hexdigest()
    url = server.url.replace(NAME, f"googlenet-{digest[:8]}.pth")
    source = published_at(url, tuple(f"class {number}" for number in range(1000)))
    monkeypatch.setattr(download, "published", lambda: source)
    monkeypatch.setattr(foreign, "published", lambda: source)
    for _ in fetch_imagenet_weights(RunControl()):
        pass
    found = find_imagenet_weights()
    assert found is not None
    weights = read_weights(found)
    assert weights.classes == source.classes
    with threads(1), torch.no_grad():
        x = torch.randn(2, 3, 96, 96)
        torch.testing.assert_close(network_of(weights)(x).main, theirs(x), atol=1e-5, rtol=0)


def test_a_length_that_is_not_told(server: Server) -> None:
    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(CONTENT)

    server.behave = behave
    path, events = fetch(server.url)
    assert path.read_bytes() == CONTENT
    assert events[-1] == Progress(Phase.DOWNLOADING, len(CONTENT), None)


def test_what_is_there_is_not_fetched_again(server: Server) -> None:
    fetch(server.url)
    fetch(server.url)
    assert len(server.requests) == 1
    (weights_dir() / NAME).write_bytes(b"damaged")
    path, _ = fetch(server.url)
    assert path.read_bytes() == CONTENT


def test_a_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_port}")
    url = f"http://weights.invalid/{NAME}"
    assert fetch(url)[0].read_bytes() == CONTENT
    assert server.requests == [(url, None)]


# A download that was broken


@pytest.mark.parametrize("from_start", [False, True])
def test_a_truncated_answer_is_kept_and_gone_on_with(server: Server, from_start: bool) -> None:
    server.behave = half_then(nothing_more)
    error = error_of(server.url)
    assert error.code == "download-broken"
    assert "after 0.3 MB" in str(error)
    assert part().read_bytes() == CONTENT[:HALF]
    if from_start:  # the server does not know ranges
        server.behave = lambda handler: (handler.head(), handler.wfile.write(CONTENT))[0]
    else:
        server.behave = None
    path, events = fetch(server.url)
    assert path.read_bytes() == CONTENT
    assert server.requests[-1][1] == f"bytes={HALF}-"
    first = next(e for e in events if isinstance(e, Progress) and e.total is not None)
    assert first == Progress(Phase.DOWNLOADING, 0 if from_start else HALF, len(CONTENT))


def test_a_connection_that_is_reset_in_the_middle(server: Server) -> None:
    got_half = threading.Event()

    def reset(handler: Handler) -> None:
        got_half.wait(20)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True
        handler.connection.close()

    def on_event(event: Event, _: RunControl) -> None:
        if isinstance(event, Progress) and event.done == HALF:
            got_half.set()

    server.behave = half_then(reset)
    assert error_of(server.url, on_event=on_event).code == "download-broken"
    assert part().read_bytes() == CONTENT[:HALF]
    server.behave = None
    assert fetch(server.url)[0].read_bytes() == CONTENT


@pytest.mark.parametrize(
    "left", [CONTENT + b"more", CONTENT[:-1] + b"?"], ids=["longer", "of its length and wrong"]
)
def test_a_part_that_cannot_be_its_beginning_is_dropped(server: Server, left: bytes) -> None:
    begin(left)
    assert fetch(server.url)[0].read_bytes() == CONTENT
    assert [asked for _, asked in server.requests] == [f"bytes={len(left)}-", None]


def test_a_longer_part_and_a_server_without_ranges(server: Server) -> None:
    begin(CONTENT + b"more")
    server.behave = lambda handler: (handler.head(), handler.wfile.write(CONTENT))[0]
    assert fetch(server.url)[0].read_bytes() == CONTENT


def test_a_part_that_is_whole_needs_no_server() -> None:
    begin(CONTENT)
    assert fetch(f"http://127.0.0.1:9/{NAME}")[0].read_bytes() == CONTENT
    assert not part().exists()


def test_a_part_of_something_else_is_found_out(server: Server) -> None:
    begin(b"?" * 1000)
    assert error_of(server.url).code == "download-wrong"
    assert fetch(server.url)[0].read_bytes() == CONTENT


# Cancelling


def test_cancelled_while_the_server_is_slow(server: Server) -> None:
    def on_event(event: Event, control: RunControl) -> None:
        if isinstance(event, Progress) and event.done == HALF:
            control.stop()

    server.behave = half_then(hang)
    assert error_of(server.url, on_event=on_event).code == "cancelled"
    assert not server.let_go.is_set()  # nobody waited for the server
    assert part().read_bytes() == CONTENT[:HALF]
    server.behave = None
    assert fetch(server.url)[0].read_bytes() == CONTENT


def test_cancelled_before_the_server_answers(server: Server) -> None:
    server.behave = hang
    error = error_of(server.url, on_event=lambda event, control: control.stop())
    assert error.code == "cancelled"
    assert not server.let_go.is_set()


def test_a_job_that_is_dropped_lets_others_in(server: Server) -> None:
    server.behave = half_then(hang)
    job = fetch_imagenet_weights(RunControl(), url=server.url)
    while not (isinstance(event := next(job), Progress) and event.done == HALF):
        pass
    assert error_of(server.url).code == "download-elsewhere"
    job.close()
    server.behave = None
    assert fetch(server.url)[0].read_bytes() == CONTENT


# A server that is wrong or gone


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_the_wrong_file(server: Server) -> None:
    server.content = b"<html>Please log in</html>"
    error = error_of(server.url)
    assert error.code == "download-wrong"
    assert error.data["wanted"] == NAME[10:18]
    assert hashlib.sha256(server.content).hexdigest().startswith(error.data["found"])
    assert not part().exists()
    assert find_imagenet_weights() is None


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_server_that_refuses(server: Server, status: int) -> None:
    server.behave = lambda handler: handler.send_error(status)
    error = error_of(server.url)
    assert error.code == "download-refused"
    assert str(status) in str(error)


@pytest.mark.parametrize("places", ["bytes 5-9/10", "none"])
def test_a_part_that_begins_elsewhere(server: Server, places: str) -> None:
    def behave(handler: Handler) -> None:
        handler.send_response(206)
        handler.send_header("Content-Range", places)
        handler.end_headers()

    begin(b"abc")
    server.behave = behave
    assert error_of(server.url).code == "download-refused"
    assert part().read_bytes() == b"abc"


def no_such_name(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_offline_says_what_can_be_done_by_hand(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    url = f"https://download.example/{NAME}"
    error = error_of(url)
    assert error.code == "download-unreachable"
    assert "download.example cannot be reached (Name or service not known)" in str(error)
    to_do = remedy(error.code, error.data)
    assert url in to_do
    assert str(weights_dir()) in to_do
    assert weights_dir().is_dir()  # the file can be put there


def test_a_server_that_is_gone(server: Server) -> None:
    error = error_of(f"http://127.0.0.1:{free_port()}/{NAME}")
    assert error.code == "download-unreachable"
    assert os.strerror(errno.ECONNREFUSED) in str(error)


def test_a_server_that_does_not_speak_http(server: Server) -> None:
    server.behave = lambda handler: handler.wfile.write(b"220 smtp ready\r\n")  # type: ignore[func-returns-value]
    assert error_of(server.url).code == "download-unreachable"


def test_a_server_without_encryption_where_it_should_be(server: Server) -> None:
    assert error_of(server.url.replace("http:", "https:")).code == "download-unreachable"


def test_encryption_is_not_given_up_on_the_way(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    class SendsOn(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> Any:
            return self.parent.open(request.full_url.replace("https:", "http:"))

    opener = urllib.request.build_opener(SendsOn)
    monkeypatch.setattr(connection, "build_opener", lambda: opener)
    error = error_of(server.url.replace("http:", "https:"))
    assert error.code == "download-unreachable"
    assert "without encryption" in str(error)


@pytest.mark.parametrize(
    ("behave", "code"), [(hang, "download-unreachable"), (half_then(hang), "download-broken")]
)
def test_a_server_that_falls_silent(
    server: Server, monkeypatch: pytest.MonkeyPatch, behave: Callable[[Handler], None], code: str
) -> None:
    monkeypatch.setattr(connection, "SILENCE", 0.3)
    server.behave = behave
    error = error_of(server.url)
    assert error.code == code
    assert "no answer within" in str(error)


# A disk that is not willing


def test_no_room_is_noticed_before_anything_is_written(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil._ntuple_diskusage(1 << 30, (1 << 30) - 500_000, 500_000)  # type: ignore[attr-defined]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    error = error_of(server.url)
    assert (error.code, error.data["needed_mb"], error.data["free_mb"]) == ("download-no-room", 1, 0)
    assert not part().exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_in_the_middle(
    server: Server, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        error = error_of(server.url)
    assert error.code == ("download-no-room" if number == errno.ENOSPC else "download-not-written")
    assert fetch(server.url)[0].read_bytes() == CONTENT


def test_a_folder_that_cannot_be_made(server: Server) -> None:
    weights_dir().parent.mkdir(parents=True, exist_ok=True)
    weights_dir().write_bytes(b"a file")
    assert error_of(server.url).code == "download-not-written"
    assert server.requests == []


def test_another_ninefold_is_at_it(server: Server) -> None:
    weights_dir().mkdir(parents=True)
    with filelock.FileLock(weights_dir() / f"{NAME}.lock"):
        assert error_of(server.url).code == "download-elsewhere"
    assert fetch(server.url)[0].read_bytes() == CONTENT


@pytest.mark.parametrize("told", [True, False])
def test_a_server_that_never_ends(server: Server, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not handler.server.let_go.is_set():
            handler.wfile.write(bytes(1 << 16))

    monkeypatch.setattr(download, "LARGEST_FILE", 1 << 19)
    server.behave = None if told else behave
    assert error_of(server.url).code == ("download-refused" if told else "download-wrong")
    assert not part().exists()

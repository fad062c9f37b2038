"""Nothing but the download of weights opens a connection: read from the source, and seen at work."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import errors
from core.config import Augmentation, Preprocessing, TrainConfig
from core.control import RunControl
from core.data.sample import draw_sample
from core.device import threads
from core.events import RunFinished, result_of
from core.inference.batch import classify_files
from core.training.loop import train

ROOT = Path(errors.__file__).parent.parent
MAY_CONNECT = {Path("core/model/connection.py")}
CONNECTING = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http.client",
    "http.server",
    "httpx",
    "huggingface_hub",
    "imaplib",
    "multiprocessing.connection",
    "poplib",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "torch.distributed",
    "torch.hub",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}
# What others would fetch with on our behalf.
FETCHING = {"load_state_dict_from_url", "download_url_to_file", "get_state_dict", "get_model", "urlopen"}


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def connects(tree: ast.Module) -> set[str]:
    found = {name for node in ast.walk(tree) for name in imported(node)}
    modules = {name for name in found if any(name == m or name.startswith(f"{m}.") for m in CONNECTING)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):  # a module may be reached without an import of its own
            modules |= {node.attr} & FETCHING | {ast.unparse(node)} & CONNECTING
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("openUrl"):
            local = ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile(")
            modules |= set() if local else {"openUrl"}
    return modules


def test_one_file_alone_can_open_a_connection() -> None:
    files = [path for folder in ("core", "gui") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(files) > 50
    found = {path.relative_to(ROOT): connects(ast.parse(path.read_text(encoding="utf-8"))) for path in files}
    assert {path for path, modules in found.items() if modules} == MAY_CONNECT


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "from urllib import request",
        "from urllib.request import urlopen as f",
        "import http.client as c",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "import torch\ntorch.hub.get_dir()",
        "def f():\n    import requests.sessions",
        "weights.get_state_dict()",
        "from torch.hub import download_url_to_file",
        "QDesktopServices.openUrl(QUrl('https://example.org'))",
    ],
)
def test_ways_to_connect_are_noticed(source: str) -> None:
    assert connects(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "from urllib.parse import urlsplit",
        "from http import HTTPStatus",
        "QDesktopServices.openUrl(QUrl.fromLocalFile(path))",
    ],
)
def test_what_connects_to_nothing_is_left_alone(source: str) -> None:
    assert not connects(ast.parse(source))


def test_training_and_naming_open_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[object] = []

    def forbidden(*arguments: object, **_: object) -> None:
        attempts.append(arguments)
        raise AssertionError(f"a connection was asked for: {arguments}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    with pytest.raises(AssertionError):
        socket.create_connection(("127.0.0.1", 9))
    attempts.clear()

    pictures = result_of(draw_sample(tmp_path / "pictures", RunControl(), per_class=3))
    config = TrainConfig(
        data=pictures,
        architecture="modern",
        epochs=1,
        batch_size=6,
        aux_heads=False,
        preprocessing=Preprocessing(size=32, short_side=32),
        augmentation=Augmentation(crop_area=0.5),
        validation_share=0.3,
    )
    with threads(1):
        finished = [
            e for e in train(config, RunControl(), run=tmp_path / "run") if isinstance(e, RunFinished)
        ]
        assert finished[0].model is not None
        named = result_of(classify_files(finished[0].model, [pictures], RunControl()))
    assert (named.classified, named.failed) == (18, 0)
    assert attempts == []

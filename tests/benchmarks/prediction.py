"""Naming pictures, beside a loop of torchvision's GoogLeNet and Pillow; and from a drop to the answer.

Both networks have the same weights and give the same answers, which is checked. They take turns in this
process, with the same number of threads. The window is the real one. Usage: prediction.py FOLDER
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torchvision
from PIL import Image
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication
from torchvision.transforms import v2

from core.config import Preprocessing
from core.control import RunControl
from core.events import ItemClassified
from core.inference.batch import classify_files
from core.inference.engine import OnnxEngine, TorchEngine
from core.model.deploy import deploy
from core.model.file import ModelHeader, load_model, save_model
from core.model.googlenet import IMAGENET_MEAN, IMAGENET_STD, build_googlenet
from gui.__main__ import main
from gui.main_window import MainWindow

SIZE = 224
CLASSES = 5
BATCH = 16
ROUNDS = 7
PHOTOS = 96
DROPS = 25
SETTLE_MS = 12_000  # torch is imported in a thread meanwhile


def made_model(folder: Path) -> Path:
    """A model file with random weights, and statistics as training leaves them."""
    torch.manual_seed(0)
    model = build_googlenet("imagenet", CLASSES)
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            assert module.running_mean is not None and module.running_var is not None
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
    classes = tuple(f"class {number}" for number in range(CLASSES))
    prepared = Preprocessing(SIZE, 256, "crop", IMAGENET_MEAN, IMAGENET_STD)
    path = folder / "model.safetensors"
    save_model(path, model, ModelHeader("imagenet", classes, prepared))
    return path


def stock_network(model: Path) -> torch.nn.Module:
    """torchvision's own, with the weights of the model file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the weights that it would draw
        stock = torchvision.models.googlenet(weights=None, num_classes=CLASSES, transform_input=True)
    stock.load_state_dict(load_model(model)[0].state_dict())
    return stock.eval()


def measure_forward(model: Path) -> None:
    network, header = load_model(model)
    stock = stock_network(model)
    rng = np.random.default_rng(0)
    squares = rng.integers(0, 256, (BATCH, SIZE, SIZE, 3), dtype=np.uint8)
    mean, std = (torch.tensor(each).view(1, 3, 1, 1) for each in (IMAGENET_MEAN, IMAGENET_STD))
    batch = ((torch.from_numpy(squares).permute(0, 3, 1, 2) / 255 - mean) / std).contiguous()
    deployed = deploy(network, header.preprocessing, heads=False)
    in_torch = TorchEngine(deployed, torch.device("cpu"))
    in_onnx = OnnxEngine(deployed, SIZE)
    ways: dict[str, Callable[[], object]] = {
        "stock": lambda: stock(batch),
        "deployed, torch": lambda: in_torch(squares, heads=False),
        "deployed, ONNX Runtime": lambda: in_onnx(squares, heads=False),
    }
    with torch.inference_mode():
        expected = stock(batch).numpy()
        for engine in (in_torch, in_onnx):
            np.testing.assert_allclose(engine(squares, heads=False).main, expected, atol=1e-4, rtol=1e-4)
        seconds = in_turns(ways)
    print(f"Forward alone, a batch of {BATCH} at {SIZE} pixels:")
    for name, each in seconds.items():
        print(f"  {name:24} {statistics.median(each) * 1000:6.0f} ms")
    told("ratio", seconds["stock"], seconds["deployed, ONNX Runtime"], 2.5)


def measure_folder(model: Path, photos: list[Path]) -> None:
    stock = stock_network(model)
    prepare = v2.Compose(
        [
            v2.Resize(256),
            v2.CenterCrop(SIZE),
            v2.PILToTensor(),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(IMAGENET_MEAN, IMAGENET_STD),
        ]
    )

    @torch.inference_mode()
    def stock_loop() -> None:
        for start in range(0, len(photos), BATCH):
            batch = [prepare(Image.open(path).convert("RGB")) for path in photos[start : start + BATCH]]
            torch.softmax(stock(torch.stack(batch)), dim=1).argmax(dim=1).tolist()

    def ninefold() -> None:
        events = list(classify_files(model, photos, RunControl()))
        assert sum(isinstance(event, ItemClassified) for event in events) == len(photos)

    seconds = in_turns({"stock": stock_loop, "ninefold": ninefold})
    print(f"A folder of {len(photos)} photos, decoding included:")
    for name, each in seconds.items():
        print(f"  {name:10} {len(photos) / statistics.median(each):6.1f} pictures/s")
    told("ratio", seconds["stock"], seconds["ninefold"], 2.5)


def in_turns(ways: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds of each, round by round, after one round that is not timed."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            if number:
                seconds[name].append(time.perf_counter() - began)
    return seconds


def told(what: str, theirs: list[float], ours: list[float], wanted: float) -> None:
    ratios = [their / our for their, our in zip(theirs, ours, strict=True)]
    print(f"  {what}: {statistics.median(ratios):.2f} (median of {len(ratios)} rounds; {wanted} wanted)")


class Drops(QObject):
    """Drops one photo after the other on the Classify page, and looks when its answer is painted."""

    def __init__(self, model: Path, photos: list[Path], window: MainWindow) -> None:
        super().__init__()
        self._photos = photos
        self._window = window
        self._session = window._session
        self._session.use_model(model)
        self._session.classify_failed.connect(self._on_failed)
        QTimer.singleShot(SETTLE_MS, self, self._measure)

    @Slot()
    def _measure(self) -> None:
        page = self._window.classify_page
        self._window.show_page(page)
        times = []
        for number, photo in enumerate(self._photos):
            began = time.perf_counter()
            page.incoming.take([photo])
            while len(page.view.results.shown()) <= number:
                QCoreApplication.processEvents()
            page.grab()  # as on a screen
            times.append((time.perf_counter() - began) * 1000)
            while self._session.classify_state.active:
                QCoreApplication.processEvents()
        first, *warm = times
        middle, worst = statistics.median(warm), max(warm)
        print("One picture from the drop to its answer on the screen, one after the other:")
        print(f"  the first, with the model's loading {first:.0f} ms")
        print(f"  median {middle:.0f} ms, worst {worst:.0f} ms of {len(warm)} (100 ms wanted)")
        self._session.all_stopped.connect(QApplication.quit)
        self._session.shutdown()

    @Slot(object)
    def _on_failed(self, failure: object) -> None:
        print(f"  failed: {failure}")
        QApplication.exit(1)


def measure_drops(model: Path, photos: list[Path]) -> int:
    """Starts the window as `ninefold` does, and drops photos once its event loop has begun."""
    begin = QApplication.exec
    drops = []

    def exec_with_drops(*_: object) -> int:
        (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        drops.append(Drops(model, photos, window))
        return begin()

    QApplication.exec = exec_with_drops  # type: ignore[method-assign]
    return main([])


if __name__ == "__main__":
    # Every 20th or so: photos of all classes.
    everything = sorted(Path(sys.argv[1]).rglob("*.jpg"))
    chosen = everything[:: max(1, len(everything) // PHOTOS)][:PHOTOS]
    with tempfile.TemporaryDirectory() as place:
        file = made_model(Path(place))
        print(f"Prediction with {torch.get_num_threads()} threads")
        measure_forward(file)
        measure_folder(file, chosen)
        sys.exit(measure_drops(file, chosen[:DROPS]))

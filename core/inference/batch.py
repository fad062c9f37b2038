"""Names many pictures: files, folders and pasted pixels in, one event for each out. Streams.

Knows nothing of networks. torch is imported by the job rather than by this module, while the first pictures
are being decoded, so that the window can import this file on its way to the screen.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from core.config import Preprocessing
from core.control import RunControl
from core.data.archive import unpack
from core.data.archive_names import is_archive
from core.data.decode import decode
from core.data.pulse import Pulse
from core.data.transforms import prediction_picture
from core.errors import NinefoldError, PictureError
from core.events import (
    ClassifyFinished,
    HeadPredictions,
    ItemClassified,
    ItemFailed,
    Job,
    Phase,
    PhaseChanged,
    Prediction,
    Progress,
)
from core.inference.certainty import doubts_of, probabilities_of
from core.inference.sources import files_of
from core.model.file import ModelHeader, read_header

if TYPE_CHECKING:
    from core.inference.engine import HeadLogits

MODEL_IN_RUN = "best.safetensors"
LISTED_AT_A_TIME = 1000

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class NamedPixels:
    """A picture that is no file, pasted from the clipboard for instance. `pixels` (H, W, 3), uint8, RGB."""

    name: str
    pixels: Pixels


Source = Path | NamedPixels


@dataclass(frozen=True, slots=True)
class _Unreachable:
    """A file of which it is known already that it cannot be read, and why."""

    name: str
    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


def classify_files(
    model: Path,
    sources: Iterable[Source],
    control: RunControl,
    *,
    batch_size: int = 16,
    top_k: int | None = None,
    threshold: float | None = None,
    depths: bool = False,
) -> Job[ClassifyFinished]:
    """Name every picture of `sources`, folders and archives with all that is in them, with the file `model`.

    `model` may be a run folder too, whose best model is then used. Yields one ItemClassified (with the
    `top_k` most probable classes, by default all) or ItemFailed for each file, in the order of the sources,
    and ClassifyFinished last. `threshold` takes the place of the model's own; with `depths`, each answer has
    the first choice of every head too. However many pictures there are, few are in memory at a time.
    Raises ModelFileError.
    """
    began = time.monotonic()
    model_file = model / MODEL_IN_RUN if os.path.isdir(model) else model  # noqa: PTH112  (as in files_of)
    preprocessing = read_header(model_file).preprocessing
    todo = yield from _listed(sources, control)
    classified = failed = 0
    with _Ahead(todo, preprocessing, 2 * batch_size) as ahead:
        yield PhaseChanged(Phase.LOADING_MODEL)
        from core.inference.classifier import Classifier

        classifier = Classifier.load(model_file)
        header = classifier.header
        if threshold is not None:
            header = replace(header, threshold=threshold)
        yield PhaseChanged(Phase.CLASSIFYING)
        group_size = 1  # the first answer comes at once; larger groups then cost less each
        group: list[tuple[Path, Pixels]] = []
        for path, outcome in ahead:
            control.wait_while_paused()
            if control.stop_requested:
                break
            try:
                group.append((path, outcome.result()))
            except PictureError as error:
                failed += 1
                yield ItemFailed(path, error.code, error.data)
                yield Progress(Phase.CLASSIFYING, classified + failed, len(todo))
            if group and (len(group) == group_size or ahead.is_empty):
                logits = classifier.logits(np.stack([pixels for _, pixels in group]), heads=depths)
                yield from _answers([name for name, _ in group], logits, header, top_k, depths)
                classified += len(group)
                yield Progress(Phase.CLASSIFYING, classified + failed, len(todo))
                group.clear()
                group_size = min(2 * group_size, batch_size)
    finished = ClassifyFinished(classified, failed, control.stop_requested, time.monotonic() - began)
    yield finished
    return finished


class _Ahead:
    """Decodes in threads while the network works: iterates over (path, future of its prepared pixels).

    At most `most` pictures are waiting. Leaving the context forgets those not begun and waits for the rest.
    """

    def __init__(
        self, todo: Iterable[Source | _Unreachable], preprocessing: Preprocessing, most: int
    ) -> None:
        self._todo = iter(todo)
        self._preprocessing = preprocessing
        self._most = most
        self._pool = ThreadPoolExecutor(min(4, os.cpu_count() or 1), "decode")
        self._waiting: deque[tuple[Path, Future[Pixels]]] = deque()
        self._fill()

    def __enter__(self) -> _Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def __iter__(self) -> Iterator[tuple[Path, Future[Pixels]]]:
        while self._waiting:
            following = self._waiting.popleft()
            self._fill()
            yield following

    @property
    def is_empty(self) -> bool:
        """Whether the picture given last was the last of all."""
        return not self._waiting

    def _fill(self) -> None:
        while len(self._waiting) < self._most and (source := next(self._todo, None)) is not None:
            path = source if isinstance(source, Path) else Path(source.name)
            self._waiting.append((path, self._pool.submit(_prepared, source, self._preprocessing)))


def _prepared(source: Source | _Unreachable, preprocessing: Preprocessing) -> Pixels:
    if isinstance(source, _Unreachable):
        raise PictureError(source.code, **source.data)
    if isinstance(source, NamedPixels):
        pixels = source.pixels
    else:
        pixels = decode(source, short_side=preprocessing.short_side).pixels
    return prediction_picture(pixels, preprocessing)


def _listed(sources: Iterable[Source], control: RunControl) -> Job[list[Source | _Unreachable]]:
    """Every source, folders and archives replaced by their files. What was listed so far at a stop."""
    yield PhaseChanged(Phase.SCANNING)
    listed: list[Source | _Unreachable] = []
    for source in sources:
        place = source
        if isinstance(source, Path) and is_archive(source):
            try:
                place, left = yield from unpack(source.absolute(), Pulse(control))
            except NinefoldError as error:
                if error.code == "cancelled":
                    return listed
                listed.append(_Unreachable(str(source), error.code, error.data))
                continue
            listed += [_Unreachable(str(source / name), code) for name, code in left]
        for each in (place,) if isinstance(place, NamedPixels) else files_of(place):
            listed.append(each)
            if len(listed) % LISTED_AT_A_TIME == 0:
                yield Progress(Phase.SCANNING, len(listed), None)
            if control.stop_requested:
                return listed
    return listed


def _answers(
    paths: Sequence[Path], logits: HeadLogits, header: ModelHeader, top_k: int | None, depths: bool
) -> Iterator[ItemClassified]:
    probabilities = probabilities_of(logits.main, header.temperature)
    doubts = doubts_of(logits.main, logits.features, header)
    # The auxiliary heads have no temperature of their own; nothing rests on how sure they are.
    aux1, aux2 = (
        None if each is None else probabilities_of(each, None) for each in (logits.aux1, logits.aux2)
    )
    for i, path in enumerate(paths):
        first = [
            None if each is None else _most_probable(header.classes, each[i], 1)[0] for each in (aux1, aux2)
        ]
        predictions = _most_probable(header.classes, probabilities[i], top_k)
        verdicts = HeadPredictions(predictions[0], *first) if depths else None
        yield ItemClassified(path, predictions, doubts[i], verdicts)


def _most_probable(
    classes: tuple[str, ...], row: npt.NDArray[np.float32], top_k: int | None
) -> tuple[Prediction, ...]:
    order = np.argsort(-row, kind="stable")[:top_k]
    return tuple(Prediction(classes[i], float(row[i])) for i in order)

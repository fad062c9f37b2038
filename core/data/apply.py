"""Makes the user's own folder agree with what was decided in Ninefold, where the user asks for just that.

Pictures that were moved to another class go into its folder; excluded ones into the recycle bin, from where
the system gives them back. Nothing is overwritten and nothing is deleted for good. Knows no window.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.control import RunControl
from core.data.dataset import Basis, Dataset
from core.data.placing import move_to
from core.data.record import Record
from core.errors import NinefoldError, ResourceError
from core.events import ItemFailed, Job, Phase, PhaseChanged, Progress


@dataclass(frozen=True, slots=True)
class FileMove:
    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """What would be done: `moves` into other class folders; `excluded` could go to the recycle bin."""

    moves: tuple[FileMove, ...]
    excluded: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done. `back` undoes the moves; `failed` files are where they were."""

    moved: int
    binned: int
    failed: int
    back: tuple[FileMove, ...]


def plan(dataset: Dataset) -> FolderPlan:
    """What `apply` would do in the folder of `dataset`; nothing where the classes are not folders.

    What is not there any more, such as after an earlier `apply`, is left out.
    """
    basis = dataset.basis
    if basis is None or not dataset.root.is_dir():  # the files of an archive are not the user's own
        return FolderPlan((), ())
    folders = _class_folders(basis)
    moved = Record("", dataset.edits).moved()
    moves = []
    for sample in basis.folder.samples:
        own = basis.folder.classes[sample.label]
        target = moved.get(basis.contents.get(sample.path, ""), own)
        here = _class_folder(dataset.root, sample.path, own)
        if target != own and here is not None and sample.path.exists():
            beside = [folder for folder in folders.get(target, ()) if folder.parent == here.parent]
            if beside or target in folders:
                folder = beside[0] if beside else here.with_name(target)
                moves.append(FileMove(sample.path, folder / sample.path.name))
    return FolderPlan(
        tuple(moves), tuple(picture.path for picture in dataset.excluded if picture.path.exists())
    )


def class_folder(dataset: Dataset, name: str) -> Path | None:
    """The folder with the most pictures of the class shown as `name`; None where classes are no folders."""
    if dataset.basis is None or name not in dataset.classes or not dataset.root.is_dir():
        return None
    label = dataset.classes.index(name)
    count: Counter[Path] = Counter()
    for item in dataset.items:
        for source in dataset.sources[label] if item.label == label else ():
            folder = _class_folder(dataset.root, item.path, source)
            if folder is not None:
                count[folder] += 1
    return count.most_common(1)[0][0] if count else None


def apply(moves: Sequence[FileMove], to_bin: Sequence[Path], control: RunControl) -> Job[Applied]:
    """Make these moves and put these files into the recycle bin. A file that resists is named and left."""
    yield PhaseChanged(Phase.MOVING)
    total = len(moves) + len(to_bin)
    back: list[FileMove] = []
    binned = failed = 0
    for move in moves:
        if control.stop_requested:
            break
        try:
            back.append(FileMove(move_to(move.source, move.target), move.source))
        except NinefoldError as error:
            failed += 1
            yield ItemFailed(move.source, error.code, error.data)
        yield Progress(Phase.MOVING, len(back) + failed, total)
    for path in to_bin:
        if control.stop_requested:
            break
        try:
            _to_bin(path)
            binned += 1
        except NinefoldError as error:
            failed += 1
            yield ItemFailed(path, error.code, error.data)
        yield Progress(Phase.MOVING, len(back) + binned + failed, total)
    return Applied(len(back), binned, failed, tuple(back))


def _to_bin(path: Path) -> None:
    from send2trash import send2trash  # type: ignore[attr-defined]

    try:
        send2trash(path)  # type: ignore[no-untyped-call]
    except Exception as error:  # each system's bin has failures of its own kind
        raise ResourceError("file-not-binned", path=str(path), detail=str(error)) from error


def _class_folders(basis: Basis) -> dict[str, list[Path]]:
    """The folders of each class: one, or one for each side."""
    folders: dict[str, list[Path]] = {}
    for sample in basis.folder.samples:
        name = basis.folder.classes[sample.label]
        folder = _class_folder(basis.folder.root, sample.path, name)
        if folder is not None and folder not in folders.setdefault(name, []):
            folders[name].append(folder)
    return folders


def _class_folder(root: Path, path: Path, name: str) -> Path | None:
    """The folder above `path`, and below `root`, that gives it its class."""
    if not path.is_relative_to(root):
        return None
    parts = path.relative_to(root).parts[:-1]
    for depth, part in enumerate(parts):
        if unicodedata.normalize("NFC", part) == name:
            return root.joinpath(*parts[: depth + 1])
    return None

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from core.control import RunControl
from core.events import ItemFailed, observed, result_of
from core.inference.batch import NamedPixels
from core.inference.packed import unpacked


def run(sources: list[Any]) -> tuple[list[Any], list[Any]]:
    events: list[Any] = []
    job = unpacked(sources, RunControl())
    files = result_of(observed(job, events.append))
    return files, events


def test_an_archive_stands_for_what_is_in_it(tmp_path: Path) -> None:
    archive = tmp_path / "holiday.ZIP"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("beach/1.jpg", b"\xff\xd8\xff\xe0one")
    pasted = NamedPixels("pasted", np.zeros((2, 2, 3), np.uint8))
    other = tmp_path / "other.jpg"
    (first, folder, last), events = run([other, archive, pasted])
    assert (first, last) == (other, pasted)
    assert (folder / "beach/1.jpg").read_bytes() == b"\xff\xd8\xff\xe0one"
    assert not any(isinstance(event, ItemFailed) for event in events)


def test_a_damaged_archive_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    archive = tmp_path / "broken.zip"
    archive.write_bytes(b"PK\x03\x04 and no more")
    left, events = run([archive, tmp_path / "a.jpg"])
    assert left == [tmp_path / "a.jpg"]
    (failed,) = [event for event in events if isinstance(event, ItemFailed)]
    assert failed.path == archive
    assert failed.reason.startswith("archive-")


def test_a_folder_with_the_name_of_an_archive_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "old.zip").mkdir()
    assert run([tmp_path / "old.zip"])[0] == [tmp_path / "old.zip"]

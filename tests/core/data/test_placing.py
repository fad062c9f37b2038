from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.data.placing import copy_into, move_to, save_into
from core.errors import ResourceError


def test_a_copy_has_the_same_bytes_and_the_source_stays(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(b"one")
    target = copy_into(source, tmp_path / "new" / "cat")
    assert target == tmp_path / "new" / "cat" / "a.jpg"
    assert target.read_bytes() == source.read_bytes() == b"one"


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "cat"
    folder.mkdir()
    for number, name in enumerate(("a.jpg", "a (2).jpg")):
        (folder / name).write_bytes(bytes([number]))
    source = tmp_path / "a.jpg"
    source.write_bytes(b"new")
    assert copy_into(source, folder).name == "a (3).jpg"
    assert move_to(source, folder / "a.jpg").name == "a (4).jpg"
    assert not source.exists()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        "a.jpg": b"\0",
        "a (2).jpg": b"\1",
        "a (3).jpg": b"new",
        "a (4).jpg": b"new",
    }


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ResourceError) as caught:
        copy_into(tmp_path / "gone.jpg", tmp_path / "cat")
    assert caught.value.code == "file-not-placed"
    assert list((tmp_path / "cat").iterdir()) == []


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "cat").write_bytes(b"a file")
    (tmp_path / "a.jpg").write_bytes(b"new")
    with pytest.raises(ResourceError) as caught:
        move_to(tmp_path / "a.jpg", tmp_path / "cat" / "a.jpg")
    assert "a.jpg" in str(caught.value)
    assert (tmp_path / "a.jpg").read_bytes() == b"new"


def test_pixels_become_a_png(tmp_path: Path) -> None:
    pixels = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    target = save_into("Pasted picture 1", pixels, tmp_path)
    assert target.name == "Pasted picture 1.png"
    assert (np.asarray(Image.open(target)) == pixels).all()


@pytest.mark.skipif(os.name == "nt", reason="names without a stem")
def test_a_name_without_a_suffix_gets_its_number_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").touch()
    (tmp_path / "a").write_bytes(b"new")
    assert copy_into(tmp_path / "a", tmp_path / "in").name == "a (2)"

from __future__ import annotations

from pathlib import Path

import pytest

from core.data.archive_names import is_archive


@pytest.mark.parametrize("name", ["a.zip", "A.ZIP", "a.b.tar", "a.tgz", "a.tar.gz", "a.tar.bz2", "a.tar.xz"])
def test_zips_and_tars_are_archives(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert is_archive(tmp_path / name)


def test_other_files_folders_and_what_is_not_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.gz").touch()
    (tmp_path / "folder.zip").mkdir()
    for name in ("a.gz", "folder.zip", "gone.zip", "z" * 5000 + ".zip"):
        assert not is_archive(tmp_path / name)

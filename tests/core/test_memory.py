from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from core.memory import free_memory

GIB = 2**30


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=8 * GIB))


def group(folder: Path, **files: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in files.items():
        (folder / name.replace("_", ".", 1)).write_text(f"{value}\n")


def memberships(folder: Path, text: str) -> Path:
    (folder / "cgroup").write_text(text)
    return folder / "cgroup"


def test_without_control_groups_it_is_what_the_computer_has(tmp_path: Path) -> None:
    assert free_memory(tmp_path / "missing", tmp_path) == 8 * GIB


def test_the_limit_of_a_group_above_counts_and_cached_files_give_way(tmp_path: Path) -> None:
    groups = memberships(tmp_path, "1:name=systemd:/\n0::/user/job\n")
    group(tmp_path / "user", memory_max=3 * GIB, memory_current=2 * GIB, memory_stat=f"inactive_file {GIB}")
    group(tmp_path / "user" / "job", memory_max="max", memory_current=GIB, memory_stat="inactive_file 0")
    assert free_memory(groups, tmp_path) == 2 * GIB
    group(tmp_path / "user" / "job", memory_max=GIB + 5)
    assert free_memory(groups, tmp_path) == 5


def test_a_container_sees_its_own_group_at_the_top(tmp_path: Path) -> None:
    groups = memberships(tmp_path, "0::/docker/0123/of/the/host\n")
    group(tmp_path, memory_max=GIB, memory_current=GIB, memory_stat="inactive_file 7")
    assert free_memory(groups, tmp_path) == 7


def test_groups_of_the_first_version_are_read_too(tmp_path: Path) -> None:
    groups = memberships(tmp_path, "4:cpu,memory:/job\n0::/\n")
    names = {"memory_limit_in_bytes": 2 * GIB, "memory_usage_in_bytes": 3 * GIB}
    group(tmp_path / "memory" / "job", **names, memory_stat="total_inactive_file 0")
    assert free_memory(groups, tmp_path) == 0, "never less than nothing"

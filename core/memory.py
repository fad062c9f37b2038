"""How much memory a job may take: what the computer has free, and what a container leaves of it. No torch."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psutil

_GROUPS = Path("/proc/self/cgroup")
_MOUNT = Path("/sys/fs/cgroup")


def free_memory(groups: Path = _GROUPS, mount: Path = _MOUNT) -> int:
    """Bytes that this process can still have without anything being swapped out or killed.

    psutil tells what the whole computer has. In a control group (a container, a limited session) the limit of
    the group counts, and of each group above it: past that, Linux kills. `groups` and `mount` are where
    Linux says which they are.
    """
    available: int = psutil.virtual_memory().available  # type: ignore[no-untyped-call]
    return min((available, *_room_in_groups(groups, mount)))


def _room_in_groups(groups: Path, mount: Path) -> Iterator[int]:
    """The bytes left in each control group that this process is in and that has a limit."""
    with contextlib.suppress(OSError):  # not Linux
        for line in groups.read_text().splitlines():
            number, controllers, path = line.split(":", 2)
            if number == "0":
                top, names = mount, ("memory.max", "memory.current", "inactive_file")
            elif "memory" in controllers.split(","):
                top = mount / "memory"
                names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            else:
                continue
            group = top / path.lstrip("/")
            for each in (group, *(parent for parent in group.parents if parent.is_relative_to(top))):
                yield from _room(each, *names)


def _room(group: Path, limit: str, used: str, cached: str) -> Iterator[int]:
    """What `group` has left, if it has a limit: files that are only cached give way."""
    with contextlib.suppress(
        OSError, ValueError
    ):  # from outside, a group need not be seen; "max" is no number
        statistics = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
        room = int((group / limit).read_text()) - int((group / used).read_text())
        yield max(0, room + int(statistics.get(cached, 0)))
